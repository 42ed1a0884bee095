/** Looks into the temporary file of an interrupted study, to resume it without its scenario files. */
import { existsSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { translateError } from './errors.ts';
import { temporaryPath } from './files.ts';
import { takeLock } from './lock.ts';
import type { StoredStudy } from './stored.ts';
import { holdsStudy, readStored } from './stored.ts';

/** The interrupted study that is to become `path`; null if there is none. Opening replays DuckDB's log, so it takes the lock. */
export async function readUnfinished(path: string): Promise<StoredStudy | null> {
  const temporary = temporaryPath(path);
  if (!existsSync(temporary)) return null;
  const unlock = takeLock(path);
  let instance: DuckDBInstance | undefined;
  try {
    instance = await DuckDBInstance.create(temporary, { temp_directory: `${path}.spill` });
    const connection = await instance.connect();
    const study = (await holdsStudy(connection)) ? await readStored(connection, temporary) : null;
    connection.closeSync();
    return study;
  } catch (error) {
    throw translateError(error, temporary);
  } finally {
    instance?.closeSync();
    unlock();
  }
}
