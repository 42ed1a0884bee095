/** Pooled custody: the pool buys claims with its customers' money and passes on what they bring. */
import { REASON } from '../../ledger/reasons.ts';
import { claimOfHolding, holdingsOf, offerHolding, transferHolding } from '../../settle/holdings.ts';
import { POOL } from '../../state/codes.ts';
import { isStopped } from '../../state/law.ts';
import type { World } from '../../state/world.ts';

const RANK_POOL = 2;

/** What the pool's claims brought since yesterday narrows its gap. */
export function sweepPool(world: World): void {
  const { lenders, ledger } = world;
  const amountFen = lenders.cashFen[POOL]!;
  if (amountFen === 0) return;
  lenders.cashFen[POOL] = 0;
  lenders.newCash[POOL] = 0;
  ledger.post(REASON.poolSweep, amountFen, -1, POOL);
}

/** Whether the pool takes claims over: only under pooled custody, and not once that has ended. */
export function poolBuys(world: World): boolean {
  return world.ledger.pooled && !isStopped(world, 'pooledCustody');
}

/** Buys all claims of a lender at par and offers them for sale; returns what the lender got for them. */
export function buyOut(world: World, lender: number): number {
  const { lenders, ledger, scenario } = world;
  let sumFen = 0;
  for (const holding of holdingsOf(world, lender)) {
    const priceFen = claimOfHolding(world, holding);
    if (priceFen === 0) continue;
    transferHolding(world, holding, POOL);
    sumFen += priceFen;
    if (scenario.matching.transfers) offerHolding(world, holding, RANK_POOL);
  }
  lenders.cashFen[lender]! += sumFen;
  ledger.post(REASON.poolPurchase, sumFen, -1, lender);
  return sumFen;
}
