/** The kernel: one instalment, paid to everybody who holds a lot of the loan. */
import { invariant } from '../base/assert.ts';
import { REASON } from '../ledger/reasons.ts';
import { FLOW } from '../state/flow.ts';
import type { World } from '../state/world.ts';
import { changeOutstanding } from './outstanding.ts';

/** What each lot gets. `prepaidFen` is principal ahead of schedule; fee and haircut come out of the interest. */
export interface LotPayment {
  principalFen: number;
  prepaidFen: number;
  interestFen: number;
  feeFen: number;
  haircutFen: number;
}

/**
 * Credits every holder with its lots' part, posts and reduces what the loan owes; only for loans whose claims
 * are all the lenders'. Per holding it touches the lender's cash and its new-cash mark (and, once a guarantor has failed, its sums of claims); the mark is set
 * where the cash has grown to a base lot. Returns the fen credited.
 */
export function payLots(world: World, loan: number, payment: LotPayment, feeToReserve: boolean): number {
  const { loans, ledger, flow, counts } = world;
  const { principalFen, prepaidFen, interestFen, feeFen, haircutFen } = payment;
  const lots = loans.lots[loan]!;
  const lotNetFen = principalFen + prepaidFen + interestFen - feeFen - haircutFen;
  const first = loans.firstHolding[loan]!;
  const count = loans.holdingCount[loan]!;
  const paidFen = creditLots(world, first, first + count, lotNetFen);
  invariant(paidFen === lots * lotNetFen, 'the lots of a loan get what it pays', () => ({
    loan,
    paidFen,
    owedFen: lots * lotNetFen,
  }));
  counts.lotPayments += count;
  if (haircutFen > 0) giveToReserve(world, loan, haircutFen);
  if (ledger.journal?.full) {
    postInFull(world, loan, REASON.repayPrincipal, principalFen, 'credit');
    postInFull(world, loan, REASON.prepayPrincipal, prepaidFen, 'credit');
    postInFull(world, loan, REASON.repayInterest, interestFen, 'credit');
    postInFull(world, loan, feeToReserve ? REASON.lenderSpread : REASON.lenderFee, feeFen, 'debit');
    postInFull(world, loan, REASON.claimRepaidToLenders, principalFen + prepaidFen, 'debit');
  } else {
    if (principalFen > 0) ledger.post(REASON.repayPrincipal, lots * principalFen, loan);
    if (prepaidFen > 0) ledger.post(REASON.prepayPrincipal, lots * prepaidFen, loan);
    if (interestFen > 0) ledger.post(REASON.repayInterest, lots * interestFen, loan);
    if (feeFen > 0) ledger.post(feeToReserve ? REASON.lenderSpread : REASON.lenderFee, lots * feeFen, loan);
    if (principalFen + prepaidFen > 0)
      ledger.post(REASON.claimRepaidToLenders, lots * (principalFen + prepaidFen), loan);
  }
  flow[feeToReserve ? FLOW.reserveInFen : FLOW.feesFen]! += lots * feeFen;
  if (feeToReserve) loans.reserveInFen[loan]! += lots * feeFen;
  flow[FLOW.prepaidFen]! += lots * prepaidFen;
  loans.prepaidFen[loan]! += lots * prepaidFen;
  flow[FLOW.repaidFen]! += lots * (principalFen + prepaidFen + interestFen);
  changeOutstanding(world, loan, -lots * (principalFen + prepaidFen));
  return paidFen;
}

function creditLots(world: World, first: number, end: number, lotNetFen: number): number {
  const { lender, lots } = world.holdings;
  const { cashFen, newCash } = world.lenders;
  const { lotFen } = world.scenario.splitting;
  let lotCount = 0;
  for (let holding = first; holding < end; holding++) {
    const who = lender[holding]!;
    const own = lots[holding]!;
    const beforeFen = cashFen[who]!;
    const afterFen = beforeFen + own * lotNetFen;
    cashFen[who] = afterFen;
    // Matching looks at everybody who is marked: only those who may join for it are, without a branch.
    newCash[who]! |= Number(beforeFen < lotFen) & Number(afterFen >= lotFen);
    lotCount += own;
  }
  return lotCount * lotNetFen;
}

/** What lenders give up of their interest, each on its lots. */
function giveToReserve(world: World, loan: number, lotFen: number): void {
  const { loans, holdings, lenders, ledger, flow } = world;
  const first = loans.firstHolding[loan]!;
  for (let holding = first; holding < first + loans.holdingCount[loan]!; holding++)
    lenders.haircutFen[holdings.lender[holding]!]! += holdings.lots[holding]! * lotFen;
  const totalFen = loans.lots[loan]! * lotFen;
  loans.reserveInFen[loan]! += totalFen;
  flow[FLOW.haircutFen]! += totalFen;
  flow[FLOW.reserveInFen]! += totalFen;
  if (ledger.journal?.full) postInFull(world, loan, REASON.interestHaircut, lotFen, 'debit');
  else ledger.post(REASON.interestHaircut, totalFen, loan);
}

/** Posts one reason with a journal entry per holding. */
function postInFull(
  world: World,
  loan: number,
  reason: number,
  lotFen: number,
  side: 'debit' | 'credit',
): void {
  if (lotFen === 0) return;
  const { holdings, loans, ledger } = world;
  const first = loans.firstHolding[loan]!;
  for (let holding = first; holding < first + loans.holdingCount[loan]!; holding++) {
    const lender = holdings.lender[holding]!;
    const amountFen = holdings.lots[holding]! * lotFen;
    ledger.journal!.entry(
      side === 'debit' ? lender : -1,
      side === 'credit' ? lender : -1,
      amountFen,
      holding,
    );
  }
  ledger.post(reason, loans.lots[loan]! * lotFen, loan);
}
