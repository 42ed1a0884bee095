/** Amounts that are no whole multiple of a lot: split over the lots of a loan to the fen. */
import { REASON, type ReasonId } from '../ledger/reasons.ts';
import { FLOW } from '../state/flow.ts';
import { POOL } from '../state/codes.ts';
import type { World } from '../state/world.ts';
import { changeOutstanding, lendersClaimFen, takeOverClaim } from './outstanding.ts';

/**
 * Lenders are paid `amountFen` of principal by the borrower, a guarantor or the reserve: floor per lot, and
 * the remaining fen one by one to the lots in holding order, going on where the last receipt stopped (so that
 * `claimOfHolding` follows from the loan's claim alone). `cashReason` credits lenders, `claimReason` debits
 * their claims.
 */
export function distribute(
  world: World,
  loan: number,
  amountFen: number,
  cashReason: ReasonId = REASON.recoveryToLenders,
  claimReason: ReasonId = REASON.claimRepaidToLenders,
): void {
  if (amountFen === 0) return;
  const shares = principalShares(world, loan, amountFen);
  credit(world, loan, shares);
  postShares(world, loan, cashReason, amountFen, shares, 'credit');
  postShares(world, loan, claimReason, amountFen, shares, 'debit');
  if (claimReason === REASON.claimToGuarantor) takeOverClaim(world, loan, 'guarantor', amountFen);
  else if (claimReason === REASON.claimToReserve) takeOverClaim(world, loan, 'reserve', amountFen);
  else if (claimReason === REASON.claimToPlatform) takeOverClaim(world, loan, 'platform', amountFen);
  else changeOutstanding(world, loan, -amountFen);
}

/**
 * Lenders are paid interest: floor per lot, the remaining fen one by one to the first lots in holding order.
 */
export function distributeInterest(world: World, loan: number, amountFen: number, reason: ReasonId): void {
  if (amountFen === 0) return;
  const { loans } = world;
  const lots = loans.lots[loan]!;
  const extra = amountFen % lots;
  const evenFen = (amountFen - extra) / lots;
  const shares = byHolding(
    world,
    loan,
    (own, begin) => own * evenFen + overlap(begin, begin + own, 0, extra),
  );
  credit(world, loan, shares);
  postShares(world, loan, reason, amountFen, shares, 'credit');
}

/** What lenders are still owed on the loan is lost. */
export function loseLendersClaim(world: World, loan: number): void {
  const { loans, holdings, lenders, flow } = world;
  const amountFen = lendersClaimFen(world, loan);
  if (amountFen === 0) return;
  const shares = principalShares(world, loan, amountFen);
  const first = loans.firstHolding[loan]!;
  for (let i = 0; i < shares.length; i++) {
    const lender = holdings.lender[first + i]!;
    lenders.lostPrincipalFen[lender]! += shares[i]!;
    flow[lender === POOL ? FLOW.lossPoolFen : FLOW.lossLendersFen]! += shares[i]!;
  }
  postShares(world, loan, REASON.claimLostByLenders, amountFen, shares, 'both');
  changeOutstanding(world, loan, -amountFen);
}

/** By holding: its part of principal that falls from the lenders' present claim. */
function principalShares(world: World, loan: number, amountFen: number): Float64Array {
  const lots = world.loans.lots[loan]!;
  const beforeFen = lendersClaimFen(world, loan);
  const extraBefore = beforeFen % lots;
  const extraAfter = (beforeFen - amountFen) % lots;
  const evenFen = (beforeFen - extraBefore - (beforeFen - amountFen - extraAfter)) / lots;
  return byHolding(
    world,
    loan,
    (own, begin) =>
      own * evenFen +
      overlap(begin, begin + own, lots - extraBefore, lots) -
      overlap(begin, begin + own, lots - extraAfter, lots),
  );
}

function byHolding(
  world: World,
  loan: number,
  share: (lots: number, firstLot: number) => number,
): Float64Array {
  const { loans, holdings } = world;
  const first = loans.firstHolding[loan]!;
  const shares = new Float64Array(loans.holdingCount[loan]!);
  let begin = 0;
  for (let i = 0; i < shares.length; i++) {
    const own = holdings.lots[first + i]!;
    shares[i] = share(own, begin);
    begin += own;
  }
  return shares;
}

function overlap(begin: number, end: number, from: number, to: number): number {
  return Math.max(0, Math.min(end, to) - Math.max(begin, from));
}

function credit(world: World, loan: number, shares: Float64Array): void {
  const { loans, holdings, lenders, counts } = world;
  const first = loans.firstHolding[loan]!;
  for (let i = 0; i < shares.length; i++) {
    if (shares[i] === 0) continue;
    const lender = holdings.lender[first + i]!;
    lenders.cashFen[lender]! += shares[i]!;
    lenders.newCash[lender] = 1;
  }
  counts.lotPayments += shares.length;
}

function postShares(
  world: World,
  loan: number,
  reason: ReasonId,
  amountFen: number,
  shares: Float64Array,
  side: 'debit' | 'credit' | 'both',
): void {
  const { loans, holdings, ledger } = world;
  if (ledger.journal?.full) {
    const first = loans.firstHolding[loan]!;
    for (let i = 0; i < shares.length; i++) {
      if (shares[i] === 0) continue;
      const lender = holdings.lender[first + i]!;
      const debit = side === 'credit' ? -1 : lender;
      const creditParty = side === 'debit' ? -1 : lender;
      ledger.journal.entry(debit, creditParty, shares[i]!, first + i);
    }
  }
  ledger.post(reason, amountFen, loan);
}
