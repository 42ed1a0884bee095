/** Which guarantors lenders have heard don't pay, and what of each lender's claims hangs on them. */
import type { World } from '../state/world.ts';
import { isOrphaned } from './follow-claims.ts';
import { claimsByLender } from './holdings.ts';

/**
 * A failure is heard of the morning after it, later by the lag. Claims are counted anew on the mornings on which another
 * set of guarantors is heard of, and followed in between.
 */
export function hearOfGuarantors(world: World, lagDays: number): void {
  const { guarantors, orphaned, day } = world;
  const { heard, now } = orphaned;
  let isNew = false;
  let kept = 0;
  for (let row = 0; row < guarantors.length; row++) {
    const failedDay = guarantors.failedDay[row]!;
    const isHeard = failedDay >= 0 && failedDay + lagDays < day ? 1 : 0;
    if (isHeard !== heard[row]) isNew = true;
    heard[row] = isHeard;
    if (isHeard === 1) kept = 1;
  }
  if (!isNew) return;
  now.kept = kept;
  countAnew(world);
}

/** Share of a lender's claims that is orphaned; 0 if it has none. */
export function orphanedShare({ orphaned }: World, lender: number): number {
  const { claimsFen, orphanedFen } = orphaned.lenders;
  return orphanedFen[lender] === 0 ? 0 : orphanedFen[lender]! / claimsFen[lender]!;
}

function countAnew(world: World): void {
  const { lenders, now } = world.orphaned;
  now.claimsFen = 0;
  const counted = (wanted: (loan: number) => boolean): Float64Array =>
    now.kept === 1 ? claimsByLender(world, wanted) : new Float64Array(lenders.length);
  lenders.claimsFen.set(counted(() => true));
  lenders.orphanedFen.set(counted((loan) => isOrphaned(world, loan)));
  for (let row = 0; row < lenders.length; row++) {
    lenders.moved[row] = 1;
    now.claimsFen += lenders.orphanedFen[row]!;
  }
}
