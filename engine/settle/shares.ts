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

/** A part of the interest that is due. */
export interface InterestDue {
  /** Paid of it before, and now. */
  readonly beforeFen: number;
  readonly amountFen: number;
  /** The lender's fee on the first so many fen that a lot gets. */
  feeOf(lotFen: number): number;
  readonly feeToReserve: boolean;
  /** What each lot gives up of at least so much net interest. */
  haircutOf(netLotFen: number): number;
}

/**
 * Lenders are paid a part of the interest due: of all that was paid of it each lot has the same, the odd fen with the first lots, so
 * that parts leave to the fen what the whole would.
 */
export function distributeInterestDue(world: World, loan: number, due: InterestDue): void {
  const { beforeFen, amountFen, feeOf } = due;
  if (amountFen === 0) return;
  const { loans, holdings, lenders, flow } = world;
  const lots = loans.lots[loan]!;
  const before = even(beforeFen, lots);
  const after = even(beforeFen + amountFen, lots);
  const gross = byHolding(world, loan, (own, begin) => part(after, own, begin) - part(before, own, begin));
  const feeAfter = { fen: feeOf(after.fen), oddFen: feeOf(after.fen + 1) - feeOf(after.fen), odd: after.odd };
  const feeBefore = {
    fen: feeOf(before.fen),
    oddFen: feeOf(before.fen + 1) - feeOf(before.fen),
    odd: before.odd,
  };
  const fees = byHolding(
    world,
    loan,
    (own, begin) => part(feeAfter, own, begin) - part(feeBefore, own, begin),
  );
  const netOf = (lot: number) =>
    part(after, 1, lot) - part(before, 1, lot) - part(feeAfter, 1, lot) + part(feeBefore, 1, lot);
  const haircutFen = due.haircutOf(
    Math.max(0, Math.min(netOf(0), netOf(lots - 1), netOf(before.odd), netOf(after.odd))),
  );
  const net = gross.map((fen, i) => fen - fees[i]!);
  const first = loans.firstHolding[loan]!;
  for (let i = 0; i < net.length; i++) net[i]! -= holdings.lots[first + i]! * haircutFen;
  credit(world, loan, net);
  postShares(world, loan, REASON.repayInterest, amountFen, gross, 'credit');
  const feeFen = fees.reduce((sum, fen) => sum + fen, 0);
  if (feeFen > 0) {
    const reason = due.feeToReserve ? REASON.lenderSpread : REASON.lenderFee;
    postShares(world, loan, reason, feeFen, fees, 'debit');
    flow[due.feeToReserve ? FLOW.reserveInFen : FLOW.feesFen]! += feeFen;
    if (due.feeToReserve) loans.reserveInFen[loan]! += feeFen;
  }
  if (haircutFen === 0) return;
  const cut = byHolding(world, loan, (own) => own * haircutFen);
  for (let i = 0; i < cut.length; i++) lenders.haircutFen[holdings.lender[first + i]!]! += cut[i]!;
  flow[FLOW.haircutFen]! += lots * haircutFen;
  flow[FLOW.reserveInFen]! += lots * haircutFen;
  loans.reserveInFen[loan]! += lots * haircutFen;
  postShares(world, loan, REASON.interestHaircut, lots * haircutFen, cut, 'debit');
}

/** A sum over lots: so much each, and `oddFen` more to the first `odd`. */
interface Even {
  readonly fen: number;
  readonly oddFen: number;
  readonly odd: number;
}

function even(sumFen: number, lots: number): Even {
  const odd = sumFen % lots;
  return { fen: (sumFen - odd) / lots, oddFen: 1, odd };
}

function part({ fen, oddFen, odd }: Even, own: number, begin: number): number {
  return own * fen + oddFen * overlap(begin, begin + own, 0, odd);
}

/** Overdue interest becomes principal: so much on each lot. */
export function capitalise(world: World, loan: number, lotFen: number): void {
  if (lotFen === 0) return;
  const amountFen = world.loans.lots[loan]! * lotFen;
  const shares = byHolding(world, loan, (own) => own * lotFen);
  postShares(world, loan, REASON.interestCapitalised, amountFen, shares, 'credit');
  changeOutstanding(world, loan, amountFen);
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
