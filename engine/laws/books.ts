/** Each book sums to zero, nothing forbidden is negative, each sub-ledger adds up to its control account. */
import { invariant } from '../base/assert.ts';
import { ACCOUNT } from '../ledger/accounts.ts';
import type { World } from '../state/world.ts';

/** Double entry, and no account below zero that must not be; segregated custody has no gap at all. */
export function booksLaw({ ledger }: World): void {
  ledger.check();
  const gapFen = ledger.balance(ACCOUNT.poolGap);
  invariant(ledger.pooled || gapFen === 0, 'segregated custody touches no customer money', () => ({
    gapFen,
  }));
}

/** Cash of lenders and guarantors, row by row. */
export function subLedgersLaw({ ledger, lenders, guarantors }: World): void {
  ledger.checkSubLedger(ACCOUNT.lenderCash, lenders.cashFen, lenders.length);
  ledger.checkSubLedger(ACCOUNT.lenderHeld, lenders.heldFen, lenders.length);
  ledger.checkSubLedger(ACCOUNT.lenderQueued, lenders.queuedFen, lenders.length);
  ledger.checkSubLedger(ACCOUNT.lenderTransit, lenders.transitFen, lenders.length);
  ledger.checkSubLedger(ACCOUNT.guarantorCash, guarantors.liquidFen, guarantors.length);
}
