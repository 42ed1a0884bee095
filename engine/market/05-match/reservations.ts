/** What sellers would give up, and what buyers want, a year beyond the claim's own interest: each has a limit of its own. */
import { PPM } from '../../finance/terms.ts';
import type { World } from '../../state/world.ts';

/** Draws of stream `exit`. */
const SELLER = 0;
const BUYER = 1;
const DAYS_PER_MONTH = 30;

export interface Reservations {
  /** Most that the seller of an exit gives up today, in ppm a year. */
  ofSeller(seller: number): number;
  /** Least that the lender wants today, in ppm a year. */
  ofBuyer(lender: number): number;
}

/** Limits are even between least and most; fear adds to both sides, waiting to the seller's. */
export function prepareReservations(world: World): Reservations {
  const { scenario, lenders, exits, lenderView } = world;
  const stream = world.streams.stream('exit');
  const { seller: selling, buyer: buying } = scenario.matching.reservation;
  const fear = (effect: number): number => effect * Math.max(0, lenderView.signal);
  return {
    ofSeller(seller) {
      const exit = lenders.exit[seller]!;
      // The pool never sells below principal.
      if (exit < 0) return 0;
      const asked = exits.day[exit]!;
      const own =
        selling.least + (selling.most - selling.least) * stream.uniform(lenders.key[seller]!, asked, SELLER);
      const waited = selling.perMonthWaited * ((world.day - asked) / DAYS_PER_MONTH);
      return Math.floor((own + waited + fear(selling.fear)) * PPM);
    },
    ofBuyer(lender) {
      const u = stream.uniform(lenders.key[lender]!, lenders.bornDay[lender]!, BUYER);
      return Math.floor((buying.least + (buying.most - buying.least) * u + fear(buying.fear)) * PPM);
    },
  };
}
