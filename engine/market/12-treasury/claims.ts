/** The evening of the failure: what each lender may claim from then on, by the law in force. */
import { unreachable } from '../../base/assert.ts';
import type { ClaimBasis } from '../../scenario/scenario.ts';
import { accruedByLender } from '../../settle/accrued.ts';
import { claimsByLender } from '../../settle/holdings.ts';
import { POOL } from '../../state/codes.ts';
import type { World } from '../../state/world.ts';

/** Writes one claim for each lender; the pool has none. */
export function fixClaims(world: World, basis: ClaimBasis): void {
  const { lenders, windDown } = world;
  const { claims } = windDown;
  const claimOf = claimBy(world, basis);
  claims.addMany(lenders.length);
  for (let lender = POOL + 1; lender < lenders.length; lender++) {
    claims.claimFen[lender] = claimOf(lender);
    claims.lostBeforeFen[lender] = lenders.lostPrincipalFen[lender]! + lenders.lostCashFen[lender]!;
  }
}

function claimBy(world: World, basis: ClaimBasis): (lender: number) => number {
  const { lenders } = world;
  if (basis === 'netCashIn') {
    return (lender) => Math.max(0, lenders.depositedFen[lender]! - lenders.withdrawnFen[lender]!);
  }
  const principal = claimsByLender(world);
  const balance = (lender: number) =>
    lenders.cashFen[lender]! + lenders.heldFen[lender]! + lenders.queuedFen[lender]! + principal[lender]!;
  switch (basis) {
    case 'ownLots':
    case 'outstanding':
      return balance;
    case 'outstandingWithInterest': {
      const accrued = accruedByLender(world);
      return (lender) => balance(lender) + accrued[lender]!;
    }
    default:
      return unreachable(basis);
  }
}
