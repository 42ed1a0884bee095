/** The observer reads and changes nothing: a world that nobody looks at has the same bits. */
import { expect, it } from 'vitest';
import { prepareDay } from '../../../engine/day.ts';
import { dailyColumns } from '../../../engine/metrics/daily-row.ts';
import { openBook } from '../../../engine/opening/opening.ts';
import { createWorld } from '../../../engine/state/world.ts';
import { scared } from '../../helpers/neutral.ts';

/** State hash after 90 days, observed or not. */
function hashAfter(observed: boolean): string {
  const world = createWorld(scared, 7, 0);
  openBook(world);
  const columns = dailyColumns(scared.clock.horizonDays);
  const runDay = prepareDay(world, observed ? { columns } : {});
  for (let day = 0; day < 90; day++) {
    world.day = day;
    runDay();
    world.ledger.closeDay();
  }
  if (observed) expect(columns.some((column) => column[89] !== 0)).toBe(true);
  return world.registry.hash();
}

it('observed or not, the state after a quarter is the same', () => {
  expect(hashAfter(true)).toBe(hashAfter(false));
});
