/** What a study file already holds, read from it and compared with what is asked. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Detail } from '../metrics/tables.ts';
import { studyError } from './errors.ts';
import type { DigestRow, StudyIdentity, StudyVariant } from './identity.ts';
import { SCHEMA_VERSION, studyDigest } from './identity.ts';

export interface StoredReplication extends DigestRow {
  readonly status: 'survived' | 'failed' | 'errored';
  readonly detail: Detail;
  readonly monthHashes: readonly string[];
  readonly error: string | null;
}

export interface StoredStudy extends StudyIdentity {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly replications: number;
  readonly detail: Detail;
  readonly fullReplications: readonly number[];
  /** Null while unfinished. */
  readonly digest: string | null;
  readonly command: string;
  readonly stored: readonly StoredReplication[];
}

type Row = Record<string, unknown>;

async function rowsOf(connection: DuckDBConnection, sql: string): Promise<Row[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

/** Whether the database holds a study at all; a writer killed before its first commit leaves an empty file. */
export async function holdsStudy(connection: DuckDBConnection): Promise<boolean> {
  const rows = await rowsOf(
    connection,
    `SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() AND NOT internal`,
  );
  return rows.some((row) => row['table_name'] === 'study');
}

/** Reads the study; refuses a file that holds none or another schema. */
export async function readStored(connection: DuckDBConnection, path: string): Promise<StoredStudy> {
  if (!(await holdsStudy(connection))) {
    throw studyError(
      'study-foreign',
      path,
      'a DuckDB file, but not a study of lendsim: it has no table study',
    );
  }
  const [version] = await rowsOf(connection, 'SELECT schemaVersion FROM study');
  const found = Number(version?.['schemaVersion']);
  if (found !== SCHEMA_VERSION) {
    throw studyError(
      'study-schema',
      path,
      `schema version ${found}; this lendsim reads ${SCHEMA_VERSION} only`,
      {
        value: found,
        hint:
          found < SCHEMA_VERSION
            ? 'repeat the command that made it (column command of its table study)'
            : 'update lendsim',
      },
    );
  }
  const [study] = await rowsOf(connection, 'SELECT * FROM study');
  const variants = await rowsOf(connection, 'SELECT * FROM variant ORDER BY ordinal');
  return {
    id: text(study, 'id'),
    name: text(study, 'name'),
    title: text(study, 'title'),
    seed: Number(study?.['seed']),
    engineVersion: text(study, 'engineVersion'),
    replications: Number(study?.['replications']),
    detail: text(study, 'detail') as Detail,
    fullReplications: text(study, 'fullReplications')
      .split(',')
      .filter((part) => part !== '')
      .map(Number),
    digest: (study?.['digest'] as string | null) ?? null,
    command: text(study, 'command'),
    variants: variants.map((row): StudyVariant => ({
      name: text(row, 'variant'),
      title: text(row, 'title'),
      canonicalJson: text(row, 'scenarioJson'),
      writtenJson: text(row, 'writtenJson'),
      hash: text(row, 'hash'),
      startDate: text(row, 'startDate'),
    })),
    stored: await readReplications(connection),
  };
}

async function readReplications(connection: DuckDBConnection): Promise<StoredReplication[]> {
  const rows = await rowsOf(
    connection,
    `SELECT v.ordinal, r.replication, r.status, r.detail, r.stateHash, r.monthHashes, r.error
     FROM replication r JOIN variant v ON v.variant = r.variant::VARCHAR ORDER BY v.ordinal, r.replication`,
  );
  return rows.map((row) => ({
    variant: Number(row['ordinal']),
    replication: Number(row['replication']),
    status: row['status'] as StoredReplication['status'],
    detail: row['detail'] as Detail,
    stateHash: text(row, 'stateHash'),
    monthHashes: text(row, 'monthHashes')
      .split(' ')
      .filter((hash) => hash !== ''),
    error: (row['error'] as string | null) ?? null,
  }));
}

function text(row: Row | undefined, name: string): string {
  const value = row?.[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Refuses to mix two studies in one file and names everything that differs. */
export function checkSameStudy(path: string, stored: StudyIdentity, asked: StudyIdentity): void {
  const differences: string[] = [];
  if (stored.seed !== asked.seed)
    differences.push(`seed ${stored.seed} in the file, ${asked.seed} asked for`);
  if (stored.engineVersion !== asked.engineVersion) {
    differences.push(`engine version ${stored.engineVersion} in the file, ${asked.engineVersion} running`);
  }
  const count = Math.max(stored.variants.length, asked.variants.length);
  for (let ordinal = 0; ordinal < count; ordinal++) {
    const before = stored.variants[ordinal];
    const now = asked.variants[ordinal];
    if (before?.hash === now?.hash) continue;
    const name = now?.name ?? before?.name ?? '';
    differences.push(
      `scenario ${name}: hash ${before?.hash ?? 'none'} in the file, ${now?.hash ?? 'none'} asked for`,
    );
  }
  if (differences.length === 0) return;
  throw studyError('study-differs', path, `holds another study: ${differences.join('; ')}`, {
    exitCode: 5,
    hint: 'choose another --out FILE, or leave --out away: the name then follows from the configuration',
  });
}

/** Digest of what is stored. */
export async function storedDigest(connection: DuckDBConnection): Promise<string> {
  return studyDigest(await readReplications(connection));
}
