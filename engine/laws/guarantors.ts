/** Guarantors' books: liquid assets are what came and went, by reason, as the ledger has it; claims and refunds have two sides. */
import { ACCOUNT } from '../ledger/accounts.ts';
import { REASON, type ReasonName } from '../ledger/reasons.ts';
import type { World } from '../state/world.ts';
import { same, sameRow } from './claims.ts';

/** Each guarantor's liquid assets row by row, and the sums over all of them against the ledger's totals. */
export function guarantorsLaw({ guarantors, ledger }: World): void {
  const posted = (reason: ReasonName) => ledger.totalFen[REASON[reason]]! + ledger.dayFen[REASON[reason]]!;
  const sums = { fees: 0, elsewhere: 0, paid: 0, got: 0, refunds: 0, stakes: 0, lent: 0, back: 0, claims: 0 };
  for (let row = 0; row < guarantors.length; row++) {
    const own = guarantors;
    const inFen = own.broughtFen[row]! + own.feesFen[row]! + own.elsewhereFen[row]! + own.recoveredFen[row]! + own.refundedFen[row]! + own.lentBackFen[row]!; // prettier-ignore
    const outFen = own.compensatedFen[row]! + own.refundsPaidFen[row]! + own.stakeFen[row]! + own.lentFen[row]!; // prettier-ignore
    sameRow('liquid assets of guarantor', row, inFen - outFen, own.liquidFen[row]!);
    sums.fees += own.feesFen[row]!;
    sums.elsewhere += own.broughtFen[row]! + own.elsewhereFen[row]!;
    sums.paid += own.compensatedFen[row]!;
    sums.got += own.recoveredFen[row]!;
    sums.refunds += own.refundsPaidFen[row]! - own.refundedFen[row]!;
    sums.stakes += own.stakeFen[row]!;
    sums.lent += own.lentFen[row]!;
    sums.back += own.lentBackFen[row]!;
    sums.claims += own.claimFen[row]!;
  }
  same("guarantors' fees", sums.fees, posted('guaranteeFee') + posted('penaltyToGuarantor'));
  same('business elsewhere', sums.elsewhere, posted('guarantorFunding') - posted('guarantorLoss'));
  same('compensation by guarantors', sums.paid, posted('compensationByGuarantor'));
  same('receipts of guarantors', sums.got, posted('receiptToGuarantor'));
  same('refunds among guarantors', sums.refunds, 0);
  same('capital of guarantors', sums.stakes, posted('capitalByGuarantor'));
  same('lent by guarantors', sums.lent, posted('guarantorLoan'));
  same('paid back to guarantors', sums.back, posted('guarantorLoanRepaid'));
  same("guarantors' claims", sums.claims, ledger.balance(ACCOUNT.guarantorClaims));
}
