/** What a lender earned, derived from what it brought, got and has: never kept per payment. */
import { claimsOf } from '../../settle/holdings.ts';
import type { World } from '../../state/world.ts';

/** Interest received, late fees and penalties included, less fees paid; what was lost and got in sales below principal is neither. */
export function netInterestFen(world: World, lender: number, claimsFen = claimsOf(world, lender)): number {
  const { lenders, windDown } = world;
  const { claims } = windDown;
  // What an estate took from it and gave it is no income.
  const hasEstate = world.scenario.failure.windDown.claimBasis !== 'ownLots' && lender < claims.length;
  const estateFen = hasEstate
    ? claims.givenFen[lender]! + claims.clawedBackFen[lender]! - claims.recoveredFen[lender]!
    : 0;
  return (
    estateFen +
    lenders.withdrawnFen[lender]! +
    lenders.cashFen[lender]! +
    lenders.heldFen[lender]! +
    lenders.queuedFen[lender]! +
    lenders.transitFen[lender]! +
    claimsFen +
    lenders.lostPrincipalFen[lender]! +
    lenders.lostCashFen[lender]! +
    lenders.discountGivenFen[lender]! -
    lenders.discountGotFen[lender]! -
    lenders.depositedFen[lender]!
  );
}
