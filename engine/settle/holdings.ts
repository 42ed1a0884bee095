/**
 * Who holds a loan's lots: birth, sale, end, and what a holding is worth. A loan's holdings are contiguous.
 */
import { invariant } from '../base/assert.ts';
import { REASON } from '../ledger/reasons.ts';
import { firstScheduleOf } from '../state/cases.ts';
import { POOL } from '../state/codes.ts';
import type { World } from '../state/world.ts';
import { moveClaim } from './follow-claims.ts';
import { takeHeadroom } from './headroom.ts';
import { addPoolClaims, lendersClaimFen } from './outstanding.ts';

/** Lots of the base size in one lot of the loan. */
export function lotMultiple(world: World, loan: number): number {
  return world.schedules.get(firstScheduleOf(world, loan)).lotFen / world.scenario.splitting.lotFen;
}

/**
 * Gives `lots` of a loan to a lender; returns the holding's row. All holdings of a loan are added before the
 * next loan's. Changes neither cash nor what the loan owes. `bidFor`: the bid has already taken the lots' headroom.
 */
export function addHolding(
  world: World,
  loan: number,
  lender: number,
  lots: number,
  options: { readonly bidFor: boolean } = { bidFor: false },
): number {
  const { loans, holdings, lenders } = world;
  const holding = holdings.add();
  invariant(
    loans.holdingCount[loan] === 0 || loans.firstHolding[loan]! + loans.holdingCount[loan]! === holding,
    'the holdings of a loan are contiguous',
    () => ({ loan, holding }),
  );
  invariant(lots > 0 && lots <= 65_535, 'a holding has 1 to 65535 lots', () => ({ loan, lender, lots }));
  if (loans.holdingCount[loan] === 0) loans.firstHolding[loan] = holding;
  loans.holdingCount[loan]! += 1;
  holdings.lots[holding] = lots;
  link(world, holding, lender);
  const baseLots = lots * lotMultiple(world, loan);
  lenders.heldLots[lender]! += baseLots;
  if (!options.bidFor) takeHeadroom(world, loans, loan, lender, baseLots);
  return holding;
}

/** Moves a whole holding to another lender, with its claim; the price is the caller's business. */
export function transferHolding(world: World, holding: number, toLender: number): void {
  const { loans, lenders, holdings, ledger } = world;
  const loan = loanOfHolding(world, holding);
  const fromLender = holdings.lender[holding]!;
  const baseLots = holdings.lots[holding]! * lotMultiple(world, loan);
  const claimFen = claimOfHolding(world, holding, loan);
  closeOffer(world, holding, loan);
  unlink(world, holding);
  link(world, holding, toLender);
  lenders.heldLots[fromLender]! -= baseLots;
  lenders.heldLots[toLender]! += baseLots;
  takeHeadroom(world, loans, loan, fromLender, -baseLots);
  takeHeadroom(world, loans, loan, toLender, baseLots);
  if (fromLender === POOL) addPoolLots(world, loan, -holdings.lots[holding]!);
  if (toLender === POOL) addPoolLots(world, loan, holdings.lots[holding]!);
  if (world.orphaned.now.kept === 1) moveClaim(world, loan, fromLender, toLender, claimFen);
  if (ledger.journal?.full) ledger.journal.entry(fromLender, toLender, claimFen, holding);
  ledger.post(REASON.claimTransferred, claimFen, loan);
}

function addPoolLots(world: World, loan: number, lots: number): void {
  const { loans } = world;
  loans.poolLots[loan]! += lots;
  addPoolClaims(world, loan, lots * Math.floor(lendersClaimFen(world, loan) / loans.lots[loan]!));
}

/** Takes the lots of a loan that has ended off every holder's limits. */
export function releaseExposure(world: World, loan: number): void {
  const { loans, lenders, holdings } = world;
  const first = loans.firstHolding[loan]!;
  const multiple = lotMultiple(world, loan);
  for (let holding = first; holding < first + loans.holdingCount[loan]!; holding++) {
    const lender = holdings.lender[holding]!;
    const baseLots = holdings.lots[holding]! * multiple;
    lenders.heldLots[lender]! -= baseLots;
    takeHeadroom(world, loans, loan, lender, -baseLots);
  }
}

function link(world: World, holding: number, lender: number): void {
  const { holdings, lenders } = world;
  holdings.lender[holding] = lender;
  const next = lenders.firstHolding[lender]!;
  holdings.nextOfLender[holding] = next;
  holdings.previousOfLender[holding] = -1;
  if (next >= 0) holdings.previousOfLender[next] = holding;
  lenders.firstHolding[lender] = holding;
}

function unlink(world: World, holding: number): void {
  const { holdings, lenders } = world;
  const { nextOfLender, previousOfLender } = holdings;
  const next = nextOfLender[holding]!;
  const previous = previousOfLender[holding]!;
  if (previous < 0) lenders.firstHolding[holdings.lender[holding]!] = next;
  else nextOfLender[previous] = next;
  if (next >= 0) previousOfLender[next] = previous;
}

/** A lender's holdings in order of their rows, those of ended loans too. */
export function holdingsOf(world: World, lender: number): number[] {
  const { nextOfLender } = world.holdings;
  const found: number[] = [];
  for (let row = world.lenders.firstHolding[lender]!; row >= 0; row = nextOfLender[row]!) found.push(row);
  return found.sort((a, b) => a - b);
}

/** The loan a holding belongs to. */
export function loanOfHolding(world: World, holding: number): number {
  const { firstHolding, length } = world.loans;
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (firstHolding[middle]! <= holding) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Principal a holding is owed. The lenders' claim L of a loan of n lots leaves floor(L / n) to each lot and
 * one fen more to each of the last L mod n.
 */
export function claimOfHolding(world: World, holding: number, loan = loanOfHolding(world, holding)): number {
  const { loans, holdings } = world;
  const lots = loans.lots[loan]!;
  const claimFen = lendersClaimFen(world, loan);
  const extra = claimFen % lots;
  const own = holdings.lots[holding]!;
  const evenFen = ((claimFen - extra) / lots) * own;
  if (extra === 0) return evenFen;
  let end = own;
  for (let row = loans.firstHolding[loan]!; row < holding; row++) end += holdings.lots[row]!;
  return evenFen + Math.max(0, Math.min(own, end - (lots - extra)));
}

/** Principal a lender is owed on all its holdings. */
export function claimsOf(world: World, lender: number): number {
  const { nextOfLender } = world.holdings;
  let sumFen = 0;
  for (let row = world.lenders.firstHolding[lender]!; row >= 0; row = nextOfLender[row]!) {
    sumFen += claimOfHolding(world, row);
  }
  return sumFen;
}

/** `claimsOf` of every lender, by row, over the loans that are `wanted`: one walk over loans and their holdings. */
export function claimsByLender(world: World, wanted: (loan: number) => boolean = () => true): Float64Array {
  const { loans, holdings } = world;
  const { firstHolding, holdingCount, lots: lotsOf } = loans;
  const { lender, lots } = holdings;
  const claims = new Float64Array(world.lenders.length);
  for (let loan = 0; loan < loans.length; loan++) {
    const claimFen = lendersClaimFen(world, loan);
    if (claimFen === 0 || !wanted(loan)) continue;
    const loanLots = lotsOf[loan]!;
    const extra = claimFen % loanLots;
    const lotFen = (claimFen - extra) / loanLots;
    const last = firstHolding[loan]! + holdingCount[loan]! - 1;
    // The odd fen are with the last lots.
    let odd = extra;
    for (let row = last; row >= firstHolding[loan]!; row--) {
      const own = lots[row]!;
      const oddOwn = Math.min(own, odd);
      odd -= oddOwn;
      claims[lender[row]!]! += own * lotFen + oddOwn;
    }
  }
  return claims;
}

/**
 * Offers a whole holding for sale (rank 0 expired plan, 1 exit, 2 the pool's); nothing happens if it is, or
 * is worth nothing.
 */
export function offerHolding(world: World, holding: number, rank: number): void {
  const { holdings, loans, lenders, offers, book } = world;
  if (holdings.offered[holding] === 1) return;
  const loan = loanOfHolding(world, holding);
  const claimFen = lendersClaimFen(world, loan);
  if (claimFen === 0) return;
  const row = offers.add();
  offers.holding[row] = holding;
  offers.loan[row] = loan;
  offers.day[row] = world.day;
  offers.rank[row] = rank;
  holdings.offered[holding] = 1;
  lenders.offeredHoldings[holdings.lender[holding]!]! += 1;
  holdings.offer[holding] = row;
  loans.offeredLots[loan]! += holdings.lots[holding]!;
  book.offersFen += holdings.lots[holding]! * Math.floor(claimFen / loans.lots[loan]!);
}

/** Ends a holding's offer, if it has one: sold, lapsed or taken off the market. */
export function closeOffer(world: World, holding: number, loan: number): void {
  const { holdings, loans, lenders, offers, book } = world;
  if (holdings.offered[holding] === 0) return;
  holdings.offered[holding] = 0;
  lenders.offeredHoldings[holdings.lender[holding]!]! -= 1;
  offers.closed[holdings.offer[holding]!] = 1;
  loans.offeredLots[loan]! -= holdings.lots[holding]!;
  book.offersFen -= holdings.lots[holding]! * Math.floor(lendersClaimFen(world, loan) / loans.lots[loan]!);
}
