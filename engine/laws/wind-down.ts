/** The wind-down: what lenders were given is what was posted, and nobody got more than was its own. */
import { invariant } from '../base/assert.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { REASON, type ReasonId } from '../ledger/reasons.ts';
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
  const principal = hasEstate ? null : principalByLender(world);
  for (let lender = 1; lender < claims.length; lender++) {
    if (principal === null) estateClaimLaw(world, lender);
    else ownLotsLaw(world, lender, principal[lender]!);
  }
}

function estateClaimLaw({ windDown }: World, lender: number): void {
  const { claimFen, recoveredFen } = windDown.claims;
  invariant(recoveredFen[lender]! <= claimFen[lender]!, 'nobody gets more than its claim', () => ({
    lender,
    claimFen: claimFen[lender]!,
    recoveredFen: recoveredFen[lender]!,
  }));
}

/** What became of a claim is the claim and what its lots earned since: never less. */
function ownLotsLaw({ lenders, windDown }: World, lender: number, principalFen: number): void {
  const { claims } = windDown;
  const lostFen =
    lenders.lostPrincipalFen[lender]! + lenders.lostCashFen[lender]! - claims.lostBeforeFen[lender]!;
  const outstandingFen =
    lenders.cashFen[lender]! + lenders.heldFen[lender]! + lenders.queuedFen[lender]! + principalFen;
  const endedFen = claims.recoveredFen[lender]! + claims.chargedFen[lender]! + lostFen + outstandingFen;
  invariant(
    endedFen >= claims.claimFen[lender]! && lostFen >= 0,
    'a claim is recovered, charged, lost or still outstanding',
    () => ({ lender, claimFen: claims.claimFen[lender]!, endedFen, lostFen }),
  );
}

/** Whole fen of a lot's claim for each lot, one more for each of the last odd ones. */
function principalByLender({ loans, holdings, lenders }: World): Float64Array {
  const principal = new Float64Array(lenders.length);
  for (let loan = 0; loan < loans.length; loan++) {
    const claimFen =
      loans.outstandingFen[loan]! -
      loans.guarantorClaimFen[loan]! -
      loans.reserveClaimFen[loan]! -
      loans.platformClaimFen[loan]!;
    const lots = loans.lots[loan]!;
    const firstOdd = lots - (claimFen % lots);
    let end = 0;
    const first = loans.firstHolding[loan]!;
    for (let row = first; row < first + loans.holdingCount[loan]!; row++) {
      const own = holdings.lots[row]!;
      end += own;
      const odd = Math.max(0, Math.min(own, end - firstOdd));
      principal[holdings.lender[row]!]! += own * Math.floor(claimFen / lots) + odd;
    }
  }
  return principal;
}

function posted(ledger: Ledger, reason: ReasonId): number {
  return ledger.totalFen[reason]! + ledger.dayFen[reason]!;
}

function sumOf(column: Float64Array, length: number): number {
  let sum = 0;
  for (let row = 0; row < length; row++) sum += column[row]!;
  return sum;
}
