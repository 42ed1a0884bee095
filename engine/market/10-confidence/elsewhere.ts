/** Who has lost money on a rival that failed is more afraid here, news or none, until a stay begins anew. */
import { defineTable } from '../../base/columns.ts';
import type { World } from '../../state/world.ts';

export interface Elsewhere {
  /** Lenders who lost money there today go into `touched`. */
  read(touched: number[]): void;
  of(row: number): number;
  /** Adds the next lender, in the evening of its first day. */
  join(row: number): void;
  /** A stay begins today: what was lost before is got over. */
  begin(row: number): void;
}

/** Nothing is kept where there are no rivals. */
export function prepareElsewhere(world: World): Elsewhere {
  const { scenario, registry, lenders, today } = world;
  const { rivals } = scenario;
  if (rivals === null)
    return { read: () => undefined, of: () => 0, join: () => undefined, begin: () => undefined };
  const known = defineTable(registry, 'elsewhere', { lost: 'u8' }, lenders.capacity);
  return {
    read(touched) {
      for (const row of today.lossesElsewhere) {
        known.lost[row] = 1;
        touched.push(row);
      }
    },
    of: (row) => rivals.fear * known.lost[row]!,
    join(row) {
      if (row >= known.length) known.addMany(row + 1 - known.length);
    },
    begin(row) {
      known.lost[row] = 0;
    },
  };
}
