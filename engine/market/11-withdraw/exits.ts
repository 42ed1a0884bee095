/** Who leaves turns claims into cash, as its product promises: by sale, or from the pool on demand. Who comes back keeps what is unsold. */
import { closeOffer, holdingsOf, loanOfHolding, offerHolding } from '../../settle/holdings.ts';
import { REQUEST } from '../../state/codes.ts';
import { requestWithdrawal } from '../../state/lenders.ts';
import type { World } from '../../state/world.ts';
import { buyOut } from './pool.ts';

/** Ranks of offers: who is served first. */
export const RANK = { plan: 0, exit: 1, pool: 2 } as const;

/** Computes what stays the same; the step it returns is one day. */
export function prepareExits(world: World): () => void {
  const { scenario, lenders, platform, names, today } = world;
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
    for (const lender of today.returned) {
      if (lenders.offeredHoldings[lender] === 0) continue;
      const { offered, nextOfLender } = world.holdings;
      for (let holding = lenders.firstHolding[lender]!; holding >= 0; holding = nextOfLender[holding]!) {
        if (offered[holding] === 1) closeOffer(world, holding, loanOfHolding(world, holding));
      }
    }
  };

  /** The pool takes the claims over at par, whatever they are worth, and all the money is asked for. */
  function payOnDemand(lender: number): void {
    buyOut(world, lender);
    requestWithdrawal(world, lender, lenders.cashFen[lender]!, REQUEST.plan);
  }
}

/** Offers every holding of a lender, in order of holdings. */
export function offerAll(world: World, lender: number, rank: number): void {
  for (const holding of holdingsOf(world, lender)) offerHolding(world, holding, rank);
}
