/** Where the sums of instalments to come are kept. */
import type { Registry } from '../base/columns.ts';

/** Due days ahead that are kept: half a year touches seven of a bucket's. */
export const MONTHS_AHEAD = 7;
const BUCKETS = 31;

/** Sums by day of the month, then by due day ahead. */
export function createInstalments(registry: Registry) {
  return { dueFen: registry.column('instalments.dueFen', 'f64', BUCKETS * MONTHS_AHEAD) };
}
