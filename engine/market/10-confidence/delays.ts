/** How long each lender's oldest unpaid request was past its promise last night. */
import { defineTable } from '../../base/columns.ts';
import { waitingFen } from '../../state/requests.ts';
import type { World } from '../../state/world.ts';

export interface Delays {
  /** Takes last night's delays in; rows whose delay has changed go into `touched`. */
  read(touched: number[]): void;
  /** Days, 0 if nothing is late. */
  of(row: number): number;
  /** Adds the next lender. */
  join(): void;
}

/** Delays are looked at only while something is late, or was. */
export function prepareDelays(world: World): Delays {
  const { registry, lenders, payouts } = world;
  const late = defineTable(registry, 'ownDelay', { days: 'i32' }, lenders.capacity);
  // The pool waits for nothing.
  if (late.length === 0) late.add();
  const felt = registry.scalars('delays', ['felt']);
  return {
    read(touched) {
      if (payouts.now.lateFen === 0 && felt.felt === 0) return;
      const { requests, day } = world;
      const days = new Int32Array(lenders.length);
      for (let row = payouts.now.firstUnpaid; row < requests.length; row++) {
        if (waitingFen(world, row) === 0) continue;
        const lateDays = day - 1 - requests.promisedDay[row]!;
        const lender = requests.lender[row]!;
        if (lateDays > days[lender]!) days[lender] = lateDays;
      }
      felt.felt = 0;
      for (let row = 0; row < late.length; row++) {
        if (days[row]! > 0) felt.felt += 1;
        if (days[row] === late.days[row]) continue;
        late.days[row] = days[row]!;
        touched.push(row);
      }
    },
    of: (row) => late.days[row]!,
    join() {
      late.add();
    },
  };
}
