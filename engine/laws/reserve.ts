/** The reserve's use, loan by loan: what it got, paid and got back is what the ledger has, and what is in it. */
import { ACCOUNT } from '../ledger/accounts.ts';
import { REASON, type ReasonName } from '../ledger/reasons.ts';
import type { World } from '../state/world.ts';
import { same } from './claims.ts';

/** Sums over loans against postings; with what belongs to no loan they are the balance. */
export function reserveLaw({ loans, ledger }: World): void {
  const posted = (...reasons: ReasonName[]) =>
    reasons.reduce((sum, name) => sum + ledger.totalFen[REASON[name]]! + ledger.dayFen[REASON[name]]!, 0);
  let [inFen, outFen, backFen] = [0, 0, 0];
  for (let loan = 0; loan < loans.length; loan++) {
    inFen += loans.reserveInFen[loan]!;
    outFen += loans.reserveOutFen[loan]!;
    backFen += loans.reserveBackFen[loan]!;
  }
  same(
    'paid into the reserve for loans',
    inFen,
    posted('reserveContribution', 'borrowerSurcharge', 'lenderSpread', 'interestHaircut'),
  );
  same('paid by the reserve for loans', outFen, posted('compensationByReserve'));
  same('got back by the reserve on loans', backFen, posted('receiptToReserve'));
  const otherFen =
    posted('openingReserve', 'reserveTopUp', 'reserveLoanRepaid') -
    posted('reserveRelease', 'reserveLoan', 'reserveSeized');
  same('the reserve', inFen - outFen + backFen + otherFen, ledger.balance(ACCOUNT.reserveCash));
}
