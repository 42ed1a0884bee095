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
 * The one rate of a call auction: the least, in whole ppm, at which the money of those who want no more pays for the claims
 * of all who would give up more. It is 0, so that claims change hands at par, where there is more money than claims; else it
 * is where money and claims meet, which may be the limit of the last buyer needed or of the first seller to stay away.
 */
export function clearingRatePpm(asks: readonly Ask[], bidders: readonly Bidder[]): number {
  const clears = (atPpm: number): boolean => {
    let wantedFen = 0;
    for (const { ratePpm, claimFen, lifeMonths } of asks) {
      if (ratePpm > atPpm) wantedFen += priceAtFen(claimFen, atPpm, lifeMonths);
    }
    let moneyFen = 0;
    for (const { ratePpm, cashFen } of bidders) if (ratePpm <= atPpm) moneyFen += cashFen;
    return moneyFen >= wantedFen;
  };
  // Money grows with the rate and what is wanted shrinks; at the highest ask nothing is wanted.
  let low = 0;
  let high = asks.reduce((most, { ratePpm }) => Math.max(most, ratePpm), 0);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (clears(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
