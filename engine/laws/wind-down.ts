/** The wind-down: what lenders were given is what was posted, and nobody got more than was its own. */
import { invariant } from '../base/assert.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { REASON, type ReasonId } from '../ledger/reasons.ts';
import { outcomesOf } from '../settle/wind-down.ts';
import type { World } from '../state/world.ts';
import { same } from './claims.ts';

/** Claim by claim, and in sum against what was posted. */
export function windDownLaw(world: World): void {
  const { claims } = world.windDown;
  if (claims.length === 0) return;
  const { ledger } = world;
  const hasEstate = world.scenario.failure.windDown.claimBasis !== 'ownLots';
  const paid = hasEstate ? REASON.estateDistribution : REASON.distribution;
  same('paid in distributions', sumOf(claims.recoveredFen, claims.length), posted(ledger, paid));
  same('charged to lenders', sumOf(claims.chargedFen, claims.length), posted(ledger, REASON.windDownCharge));
  same(
    'given to the estate',
    sumOf(claims.givenFen, claims.length),
    posted(ledger, REASON.estateFromCash) + posted(ledger, REASON.estateFromQueue),
  );
  same('claimed back', sumOf(claims.clawedBackFen, claims.length), posted(ledger, REASON.clawBack));
  const outcomes = outcomesOf(world);
  for (let lender = 1; lender < claims.length; lender++) {
    const { claimFen, interestFen, recoveredFen, chargedFen, lostFen, outstandingFen } = outcomes.of(lender);
    const endedFen = recoveredFen + chargedFen + lostFen + outstandingFen;
    invariant(
      claimFen + interestFen === endedFen && interestFen >= 0 && lostFen >= 0 && outstandingFen >= 0,
      'a claim is recovered, charged, lost or still outstanding, and nothing besides',
      () => ({ lender, claimFen, interestFen, recoveredFen, chargedFen, lostFen, outstandingFen }),
    );
  }
}

function posted(ledger: Ledger, reason: ReasonId): number {
  return ledger.totalFen[reason]! + ledger.dayFen[reason]!;
}

function sumOf(column: Float64Array, length: number): number {
  let sum = 0;
  for (let row = 0; row < length; row++) sum += column[row]!;
  return sum;
}
