/** What a lender earned, derived from what it brought, got and has: never kept per payment. */
import { claimsOf } from '../../settle/holdings.ts';
import type { World } from '../../state/world.ts';

/** Interest received, late fees and penalties included, less fees paid. */
export function netInterestFen(world: World, lender: number, claimsFen = claimsOf(world, lender)): number {
  const { lenders } = world;
  return (
    lenders.withdrawnFen[lender]! +
    lenders.cashFen[lender]! +
    lenders.heldFen[lender]! +
    lenders.queuedFen[lender]! +
    lenders.transitFen[lender]! +
    claimsFen +
    lenders.lostPrincipalFen[lender]! +
    lenders.lostCashFen[lender]! -
    lenders.depositedFen[lender]!
  );
}
