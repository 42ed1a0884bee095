/** What became of each lender's claim since the failure, as it stands now. */
import type { World } from '../state/world.ts';
import { claimsByLender } from './holdings.ts';

/** claim + interest = recovered + charged + lost + outstanding. */
export interface ClaimOutcome {
  readonly claimFen: number;
  /** What its own lots earned since; with an estate nothing, for interest is the estate's. */
  readonly interestFen: number;
  readonly recoveredFen: number;
  readonly chargedFen: number;
  readonly lostFen: number;
  /** Neither lost nor recovered: with an estate until its last distribution. */
  readonly outstandingFen: number;
}

/** One walk over the book; then the outcome of any lender who has a row among the claims. */
export function outcomesOf(world: World): { of(lender: number): ClaimOutcome } {
  const { lenders, windDown, scenario } = world;
  const { claims, now } = windDown;
  if (scenario.failure.windDown.claimBasis !== 'ownLots') {
    return {
      of: (lender) => {
        const claimFen = claims.claimFen[lender]!;
        const recoveredFen = claims.recoveredFen[lender]!;
        const leftFen = claimFen - recoveredFen;
        const over = now.overDay >= 0;
        return {
          claimFen,
          interestFen: 0,
          recoveredFen,
          chargedFen: 0,
          lostFen: over ? leftFen : 0,
          outstandingFen: over ? 0 : leftFen,
        };
      },
    };
  }
  const principal = claimsByLender(world);
  return {
    of: (lender) => {
      const claimFen = claims.claimFen[lender]!;
      const recoveredFen = claims.recoveredFen[lender]!;
      const chargedFen = claims.chargedFen[lender]!;
      const lostFen =
        lenders.lostPrincipalFen[lender]! + lenders.lostCashFen[lender]! - claims.lostBeforeFen[lender]!;
      const outstandingFen =
        lenders.cashFen[lender]! + lenders.heldFen[lender]! + lenders.queuedFen[lender]! + principal[lender]!;
      const interestFen = recoveredFen + chargedFen + lostFen + outstandingFen - claimFen;
      return { claimFen, interestFen, recoveredFen, chargedFen, lostFen, outstandingFen };
    },
  };
}
