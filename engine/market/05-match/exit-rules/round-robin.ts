/**
 * In turns: every seller gets a first part before anybody gets a second one, and so on; within a round, older offers first.
 * Claims are sold whole, so a claim larger than a part takes one turn.
 */
import type { ExitRule, Standing } from './rule.ts';

/** Round of each claim: full parts that its seller has got, or gets today from claims before it. */
function rounds(standing: readonly Standing[], partFen: number): number[] {
  const aheadFen = new Map<number, number>();
  return standing.map(({ seller, priceFen, gotFen }) => {
    const beforeFen = aheadFen.get(seller) ?? gotFen;
    aheadFen.set(seller, beforeFen + priceFen);
    return Math.floor(beforeFen / partFen);
  });
}

function inTurns(standing: readonly Standing[], partFen: number): number[] {
  const round = rounds(standing, partFen);
  const places = standing.map((_, place) => place);
  return places.sort((a, b) => standing[a]!.rank - standing[b]!.rank || round[a]! - round[b]! || a - b);
}

export const roundRobin: ExitRule = { order: inTurns, newMoneyOnly: false };
