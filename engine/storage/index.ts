/** Study files: the only folder that knows DuckDB. To be used in the main thread only; workers must never import it. */
import { version } from '@duckdb/node-api';

export { AUDITS } from './audits.ts';
export type { Cell, Columnar } from './columnar.ts';
export { rowObjects } from './columnar.ts';
export type { Difference } from './compare.ts';
export { compareStudies } from './compare.ts';
export { studyError } from './errors.ts';
export type { StudyRequest, StudyVariant } from './identity.ts';
export { studyDigest, studyId, studyPath } from './identity.ts';
export { lockHolder } from './lock.ts';
export type { StoredOutcome } from './outcome-rows.ts';
export { NAMED_QUERIES } from './queries.ts';
export type { ReversePoint, ReverseRun } from './reverse.ts';
export {
  REVERSE_AXES,
  reverseAxisRows,
  reverseRayRows,
  reverseRunRows,
  reverseSearchRows,
} from './reverse.ts';
export type { RunCostCell, RunCostPart, RunCostRow } from './run-cost.ts';
export { RUN_COST_PARTS, runCostCellRows, runCostRows } from './run-cost.ts';
export { StudyReader, StudyStore } from './reader.ts';
export type { StoredReplication, StoredStudy } from './stored.ts';
export { readUnfinished } from './unfinished.ts';
export type { BegunWith } from './writer.ts';
export { StudyWriter } from './writer.ts';

/** Version of the database library that is loaded. */
export const databaseVersion = (): string => version();
