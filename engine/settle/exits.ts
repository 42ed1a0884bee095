/** Exits: who asked to be out of its claims and when, what it has got, how long that took. */
import { EXIT_END, LOAN, POOL } from '../state/codes.ts';
import { FLOW } from '../state/flow.ts';
import type { World } from '../state/world.ts';
import { claimOfHolding, holdingsOf, loanOfHolding, offerHolding } from './holdings.ts';

/** A loan whose claims can change hands: it pays, and lenders have not been compensated for it. */
export function isSaleable({ loans }: World, loan: number): boolean {
  return loans.status[loan] === LOAN.repaying && loans.missed[loan] === 0 && loans.compensated[loan] === 0;
}

/** Offers every holding of a lender, in order of holdings. A lender that doesn't sell already begins an exit. */
export function offerAll(world: World, lender: number, rank: number): void {
  const { exits, lenders, holdings, flow, day } = world;
  let exit = openExit(world, lender);
  for (const holding of holdingsOf(world, lender)) {
    const before = holdings.offered[holding]!;
    offerHolding(world, holding, rank);
    if (holdings.offered[holding] === before) continue;
    if (exit < 0) {
      exit = exits.add();
      exits.lender[exit] = lender;
      exits.day[exit] = day;
      exits.rank[exit] = rank;
      lenders.exit[lender] = exit;
    }
    const claimFen = claimOfHolding(world, holding);
    exits.askedFen[exit]! += claimFen;
    flow[FLOW.exitAskedFen]! += claimFen;
  }
}

/** Offers what was taken off the market for its age once more; the exit goes on from the day on which it was asked for. */
export function offerAgain(world: World, lender: number): void {
  const { exits, lenders } = world;
  const exit = lenders.exit[lender]!;
  exits.delisted[exit] = 0;
  for (const holding of holdingsOf(world, lender)) offerHolding(world, holding, exits.rank[exit]!);
}

/** The exit of a lender that goes on, -1 none. */
export function openExit({ exits, lenders }: World, lender: number): number {
  const exit = lenders.exit[lender]!;
  return exit >= 0 && exits.endedDay[exit]! < 0 ? exit : -1;
}

/** Principal of an exit has been sold. */
export function noteSale(world: World, seller: number, claimFen: number, priceFen: number): void {
  const { exits, flow, day } = world;
  const exit = seller === POOL ? -1 : openExit(world, seller);
  if (exit < 0) return;
  const fenDays = claimFen * (day - exits.day[exit]!);
  if (exits.firstSoldDay[exit]! < 0) exits.firstSoldDay[exit] = day;
  exits.soldFen[exit]! += claimFen;
  exits.priceFen[exit]! += priceFen;
  exits.soldFenDays[exit]! += fenDays;
  flow[FLOW.exitSoldFen]! += claimFen;
  flow[FLOW.exitSoldFenDays]! += fenDays;
}

/** The exit is over. */
export function endExit(world: World, exit: number, end: number): void {
  const { exits, flow, day } = world;
  exits.endedDay[exit] = day;
  exits.end[exit] = end;
  if (end !== EXIT_END.done) return;
  flow[FLOW.exitsDone]! += 1;
  flow[FLOW.exitDoneDays]! += day - exits.day[exit]!;
}

/** Whether the lender still has something to sell: a claim of a current loan on the market, or taken off it for its age. */
export function sells(world: World, lender: number): boolean {
  const { exits, holdings, lenders } = world;
  const exit = openExit(world, lender);
  if (exit >= 0 && exits.delisted[exit]! > 0) return true;
  for (let row = lenders.firstHolding[lender]!; row >= 0; row = holdings.nextOfLender[row]!) {
    if (holdings.offered[row] === 0) continue;
    if (isSaleable(world, loanOfHolding(world, row))) return true;
  }
  return false;
}

/** Ends the exits in front that have nothing left that could be sold; the first one that has is the oldest. */
export function measureExits(world: World): void {
  const { exits, exiting, day } = world;
  while (exiting.firstOpen < exits.length) {
    const exit = exiting.firstOpen;
    if (exits.endedDay[exit]! < 0) {
      if (sells(world, exits.lender[exit]!)) break;
      endExit(world, exit, EXIT_END.done);
    }
    exiting.firstOpen += 1;
  }
  exiting.oldestDays = exiting.firstOpen < exits.length ? day - exits.day[exiting.firstOpen]! : 0;
}
