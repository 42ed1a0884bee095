/** Study files: the only folder that knows DuckDB. To be used in the main thread only; workers must never import it. */
import { version } from '@duckdb/node-api';

export type { Cell, Columnar } from './columnar.ts';
export { rowObjects } from './columnar.ts';
export { studyError, translateError } from './errors.ts';
export { temporaryPath } from './files.ts';
export type { StudyIdentity, StudyRequest, StudyVariant } from './identity.ts';
export { SCHEMA_VERSION, studyDigest, studyId, studyPath } from './identity.ts';
export { lockHolder } from './lock.ts';
export type { StoredOutcome } from './outcome-rows.ts';
export type { QueryName, QueryParameters } from './queries.ts';
export { NAMED_QUERIES } from './queries.ts';
export { StudyReader, StudyStore } from './reader.ts';
export type { StoredReplication, StoredStudy } from './stored.ts';
export { readUnfinished } from './unfinished.ts';
export type { FinishedStudy } from './writer.ts';
export { replicationKey, StudyWriter } from './writer.ts';

/** Version of the database library that is loaded. */
export const databaseVersion = (): string => version();
