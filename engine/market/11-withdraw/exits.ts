/** Who leaves turns claims into cash, as its product promises: by sale, or from the pool on demand. Who comes back keeps what is unsold. */
import { EXIT_END, REQUEST } from '../../state/codes.ts';
import { requestWithdrawal } from '../../state/lenders.ts';
import { endExit, offerAgain, offerAll, openExit } from '../../settle/exits.ts';
import { closeOffer, loanOfHolding } from '../../settle/holdings.ts';
import type { World } from '../../state/world.ts';
import { buyOut, poolBuys } from './pool.ts';

/** Ranks of offers: who is served first. */
export const RANK = { plan: 0, exit: 1, pool: 2 } as const;

/** Computes what stays the same; the step it returns is one day. */
export function prepareExits(world: World): () => void {
  const { scenario, lenders, platform, names, exits, today } = world;
  const products = names.lenderProducts.map((name) => scenario.products[name]!);
  const isOnDemand = products.map(({ kind }) => kind === 'onDemand');
  const isSold = products.map(({ exit }) => exit !== 'none');

  return () => {
    if (platform.windDown === 1) return;
    for (const lender of today.leavers) {
      const product = lenders.product[lender]!;
      if (isOnDemand[product]) payOnDemand(lender);
      // Money in a plan can be had at its end only.
      else if (scenario.matching.transfers && isSold[product] && lenders.planExpiryDay[lender]! <= world.day)
        offerAll(world, lender, RANK.exit);
    }
    for (const lender of today.enough) if (isOnDemand[lenders.product[lender]!]) payOnDemand(lender);
    for (const lender of today.returned) takeBack(lender);
    for (const lender of today.sellingAgain) {
      if (exits.delisted[lenders.exit[lender]!]! > 0) offerAgain(world, lender);
    }
  };

  /** The pool takes the claims over at par, whatever they are worth, and all the money is asked for; once it may not, they are sold. */
  function payOnDemand(lender: number): void {
    if (poolBuys(world)) buyOut(world, lender);
    else if (scenario.matching.transfers) offerAll(world, lender, RANK.exit);
    requestWithdrawal(world, lender, lenders.cashFen[lender]!, REQUEST.plan);
  }

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
