/** What a claim costs below its principal, and the rate at which a call auction clears. */
import { mulDivFloor } from '../base/money.ts';
import type { LotSchedule } from './schedule.ts';
import { PPM } from './terms.ts';

const MONTHS_PER_YEAR = 12;

/** Mean months until the principal that is still to come after `paid` instalments falls due, half up, at least 1. */
export function meanLifeMonths(schedule: LotSchedule, paid: number): number {
  let owedFen = 0;
  let fenMonths = 0;
  for (let k = paid; k < schedule.termMonths; k++) {
    owedFen += schedule.principalFen[k]!;
    fenMonths += schedule.principalFen[k]! * (k - paid + 1);
  }
  return owedFen === 0 ? 1 : Math.max(1, Math.floor((2 * fenMonths + owedFen) / (2 * owedFen)));
}

/** Price of a claim that gives its buyer `ratePpm` a year beyond the claim's own interest: simple interest over its mean life. */
export function priceAtFen(claimFen: number, ratePpm: number, lifeMonths: number): number {
  const yearPpm = MONTHS_PER_YEAR * PPM;
  return mulDivFloor(claimFen, yearPpm, yearPpm + ratePpm * lifeMonths);
}

/** A claim for sale: its seller gives up `ratePpm` a year at most. */
export interface Ask {
  readonly ratePpm: number;
  readonly claimFen: number;
  readonly lifeMonths: number;
}

/** Money of a lender who buys at `ratePpm` a year or more. */
export interface Bidder {
  readonly ratePpm: number;
  readonly cashFen: number;
}

/**
 * The one rate of a call auction: the least at which the money of those who want no more pays for the claims of all who
 * would give up more. It is 0, so that claims change hands at par, or somebody's own limit: the buyer's who is the last
 * one needed, or the seller's who is the first to stay away. With more money than claims nobody needs to give anything up.
 */
export function clearingRatePpm(asks: readonly Ask[], bidders: readonly Bidder[]): number {
  const bids = [...bidders].sort((a, b) => a.ratePpm - b.ratePpm);
  const limits = [...new Set([0, ...asks.map((a) => a.ratePpm), ...bids.map((b) => b.ratePpm)])];
  limits.sort((a, b) => a - b);
  let next = 0;
  let moneyFen = 0;
  const moneyUpTo = limits.map((limit) => {
    for (; next < bids.length && bids[next]!.ratePpm <= limit; next++) moneyFen += bids[next]!.cashFen;
    return moneyFen;
  });
  const clears = (at: number): boolean => {
    const limit = limits[at]!;
    let wantedFen = 0;
    for (const { ratePpm, claimFen, lifeMonths } of asks) {
      if (ratePpm > limit) wantedFen += priceAtFen(claimFen, limit, lifeMonths);
    }
    return moneyUpTo[at]! >= wantedFen;
  };
  // Money grows with the rate and what is wanted shrinks: the first limit that clears is found by halving.
  let low = 0;
  let high = limits.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (clears(middle)) high = middle;
    else low = middle + 1;
  }
  return limits[low]!;
}
