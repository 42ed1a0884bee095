/** Who leaves offers its claims for sale; who comes back takes them off the market. */
import { EXIT_END } from '../../state/codes.ts';
import { endExit, offerAgain, offerAll, openExit } from '../../settle/exits.ts';
import { closeOffer, loanOfHolding } from '../../settle/holdings.ts';
import type { World } from '../../state/world.ts';

/** Ranks of offers: who is served first. */
export const RANK = { plan: 0, exit: 1, pool: 2 } as const;

/** Computes what stays the same; the step it returns is one day. */
export function prepareExits(world: World): () => void {
  const { scenario, lenders, platform, exits, today } = world;

  return () => {
    if (!scenario.matching.transfers || platform.windDown === 1) return;
    for (const lender of today.leavers) {
      // Money in a plan can be had at its end only.
      if (lenders.planExpiryDay[lender]! > world.day) continue;
      offerAll(world, lender, RANK.exit);
    }
    for (const lender of today.returned) takeBack(lender);
    for (const lender of today.sellingAgain) {
      if (exits.delisted[lenders.exit[lender]!]! > 0) offerAgain(world, lender);
    }
  };

  function takeBack(lender: number): void {
    const exit = openExit(world, lender);
    if (exit >= 0) endExit(world, exit, EXIT_END.takenBack);
    if (lenders.exit[lender]! >= 0) exits.delisted[lenders.exit[lender]!] = 0;
    if (lenders.offeredHoldings[lender] === 0) return;
    const { offered, nextOfLender } = world.holdings;
    for (let holding = lenders.firstHolding[lender]!; holding >= 0; holding = nextOfLender[holding]!) {
      if (offered[holding] === 1) closeOffer(world, holding, loanOfHolding(world, holding));
    }
  }
}
