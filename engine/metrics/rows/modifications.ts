/** Changes of terms of loans that were behind, in the order in which they were made. */
import type { World } from '../../state/world.ts';
import type { TableRows } from '../tables.ts';
import { tableRows } from './columns.ts';

/** Every re-ageing, extension and restructuring. */
export function modificationRows({ modifications, schedules }: World): TableRows {
  const { loan, day, kind, bucket, outstandingFen, months, before, after } = modifications;
  return tableRows('modification', modifications.length, {
    loan: (row) => loan[row]!,
    day: (row) => day[row]!,
    kind: (row) => kind[row]!,
    bucket: (row) => bucket[row]!,
    outstandingFen: (row) => outstandingFen[row]!,
    months: (row) => months[row]!,
    aprBeforePpm: (row) => schedules.get(before[row]!).aprPpm,
    aprAfterPpm: (row) => schedules.get(after[row]!).aprPpm,
    termAfterMonths: (row) => schedules.get(after[row]!).termMonths,
    capitalisedFen: (row) => modifications.capitalisedFen[row]!,
    forgoneFen: (row) => modifications.forgoneFen[row]!,
  });
}
