/** Who leaves offers its claims for sale; who comes back takes them off the market. */
import { closeOffer, holdingsOf, loanOfHolding, offerHolding } from '../../settle/holdings.ts';
import type { World } from '../../state/world.ts';

/** Ranks of offers: who is served first. */
export const RANK = { plan: 0, exit: 1, pool: 2 } as const;

/** Computes what stays the same; the step it returns is one day. */
export function prepareExits(world: World): () => void {
  const { scenario, lenders, platform } = world;

  return () => {
    if (!scenario.matching.transfers || platform.windDown === 1) return;
    for (const lender of world.today.leavers) {
      // Money in a plan can be had at its end only.
      if (lenders.planExpiryDay[lender]! > world.day) continue;
      offerAll(world, lender, RANK.exit);
    }
    for (const lender of world.today.returned) {
      if (lenders.offeredHoldings[lender] === 0) continue;
      const { offered, nextOfLender } = world.holdings;
      for (let holding = lenders.firstHolding[lender]!; holding >= 0; holding = nextOfLender[holding]!) {
        if (offered[holding] === 1) closeOffer(world, holding, loanOfHolding(world, holding));
      }
    }
  };
}

/** Offers every holding of a lender, in order of holdings. */
export function offerAll(world: World, lender: number, rank: number): void {
  for (const holding of holdingsOf(world, lender)) offerHolding(world, holding, rank);
}
