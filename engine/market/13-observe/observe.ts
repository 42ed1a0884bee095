/**
 * Room 13, observe. Reads the whole state; writes the day's row into the observer's columns, which are no part of the
 * state. Changes nothing.
 */
import { writeDailyRow } from '../../metrics/daily-row.ts';
import type { World } from '../../state/world.ts';

/** `columns` has one array per KPI, as long as the scenario. */
export function prepareObserve(world: World, columns: readonly Float64Array[]): () => void {
  return () => writeDailyRow(world, columns);
}
