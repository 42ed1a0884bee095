/** Each book sums to zero, nothing forbidden is negative, each sub-ledger adds up to its control account. */
import { invariant } from '../base/assert.ts';
import { ACCOUNT } from '../ledger/accounts.ts';
import { REASON, type ReasonId } from '../ledger/reasons.ts';
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

/** What is drawn on the credit line is what the ledger says was lent and paid back, and the cost that was added to it. */
export function creditLaw({ ledger, platform }: World): void {
  const posted = (reason: ReasonId) => ledger.totalFen[reason]! + ledger.dayFen[reason]!;
  const owedFen = posted(REASON.creditDraw) - posted(REASON.creditRepaid) + platform.creditAccruedFen;
  invariant(owedFen === platform.creditDrawnFen, 'the credit line ties to the ledger', () => ({
    owedFen,
    drawnFen: platform.creditDrawnFen,
  }));
}
