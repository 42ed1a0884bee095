/** Which lenders wait for a withdrawal beyond its promise: found once a day, and only if somebody asks. */
import { waitingFen } from '../../state/requests.ts';
import type { World } from '../../state/world.ts';

export interface LateLenders {
  beginDay(): void;
  /** Whether a request of the lender is unpaid after its promised day. */
  isLate(lender: number): boolean;
}

/** Looks at requests of `world` as they stand when first asked on a day. */
export function lateLenders(world: World): LateLenders {
  const { requests, lenders } = world;
  const late = new Set<number>();
  let known = false;
  /** Of requests before it nothing waits, for good. */
  let firstUnpaid = 0;
  const find = () => {
    const { promisedDay, lender } = requests;
    while (firstUnpaid < requests.length && waitingFen(world, firstUnpaid) === 0) firstUnpaid += 1;
    for (let row = firstUnpaid; row < requests.length; row++) {
      if (promisedDay[row]! < world.day && waitingFen(world, row) > 0) late.add(lender[row]!);
    }
    known = true;
  };
  return {
    beginDay() {
      late.clear();
      known = false;
    },
    isLate(lender) {
      if (lenders.queuedFen[lender] === 0) return false;
      if (!known) find();
      return late.has(lender);
    },
  };
}
