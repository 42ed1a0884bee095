/** Offers that found no buyer in time are taken off the market; their sellers may offer them again. */
import { claimOfHolding, closeOffer } from '../../settle/holdings.ts';
import { isSaleable } from '../../settle/exits.ts';
import { POOL } from '../../state/codes.ts';
import { FLOW } from '../../state/flow.ts';
import type { World } from '../../state/world.ts';

/** Takes offers of `days` or more off; the pool's stay, and those of loans that can't be sold now. */
export function expire(world: World, days: number): void {
  const { queue, offers, holdings, lenders, exits, flow, day } = world;
  for (const list of queue.offers) {
    list.filter((row) => {
      const holding = offers.holding[row]!;
      const loan = offers.loan[row]!;
      const seller = holdings.lender[holding]!;
      if (offers.closed[row] === 1 || seller === POOL || day - offers.day[row]! < days) return true;
      if (!isSaleable(world, loan)) return true;
      closeOffer(world, holding, loan);
      exits.delisted[lenders.exit[seller]!]! += 1;
      flow[FLOW.exitExpiredFen]! += claimOfHolding(world, holding, loan);
      return false;
    });
  }
}
