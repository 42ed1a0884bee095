/** Policies are read through day-effective tables, so that a fork can date its override. */
import type { Dated } from '../scenario/scenario.ts';

/** The value in force on a day: the last row whose `fromDay` is not after it. Rows are in order of day and start at 0. */
export function inForce<T>(rows: readonly Dated<T>[], day: number): T {
  let value = rows[0]!.value;
  for (const row of rows) {
    if (row.fromDay > day) break;
    value = row.value;
  }
  return value;
}
