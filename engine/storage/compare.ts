/**
 * A study against the same study made again: which rows of which table differ. Each replication's rows of a table are
 * folded into one number on either side; only where those differ are the rows themselves looked at.
 */
import type { Cell, Columnar } from './columnar.ts';
import { rowObjects } from './columnar.ts';
import { sqlName, sqlText } from './columns.ts';
import type { StudyReader } from './reader.ts';
import { REVERSE_TABLES } from './reverse.ts';
import { RUN_COST_TABLES } from './run-cost.ts';

/** Rows of one table, of one replication where the table has replications, that aren't the same on both sides. */
export interface Difference {
  readonly table: string;
  readonly variant: string;
  /** Null for a table without replications. */
  readonly replication: number | null;
  /** Rows of the stored study that the other one lacks, and the reverse. */
  readonly storedOnly: number;
  readonly againOnly: number;
  /** One of them, in words. */
  readonly example: string;
}

export interface Comparison {
  /** Tables compared. */
  readonly tables: readonly string[];
  readonly differences: readonly Difference[];
}

/**
 * What says when and how a study was asked for is not part of what it found; runs of a search were asked for by the search,
 * and stop at the failure; what a run costs follows from the rows of replications, and is worked out from them.
 */
const NOT_COMPARED = ['study', ...[...REVERSE_TABLES, ...RUN_COST_TABLES].map(({ name }) => name)];
/** Needs every replication of its variant. */
const ACROSS_REPLICATIONS = 'kpi_band';

/**
 * Compares what `again` holds with the same replications of `stored`. Bands are compared only with `whole`: they need every
 * replication. Views aren't compared: DuckDB words their text anew whenever a file is grown.
 */
export async function compareStudies(
  stored: StudyReader,
  again: StudyReader,
  whole: boolean,
): Promise<Comparison> {
  const columns = await columnsByTable(again);
  const tables = [...columns.keys()].filter(
    (table) => !NOT_COMPARED.includes(table) && (whole || table !== ACROSS_REPLICATIONS),
  );
  const differences: Difference[] = [];
  for (const table of tables) {
    const names = columns.get(table)!;
    const keys = ['variant', 'replication'].filter((name) => names.includes(name));
    const [before, now] = [await folds(stored, table, keys), await folds(again, table, keys)];
    const wanted = keys.includes('replication') ? await replicationKeys(again) : new Set(before.keys());
    for (const key of new Set([...now.keys(), ...[...before.keys()].filter((one) => wanted.has(one))])) {
      if (before.get(key) === now.get(key)) continue;
      const values = JSON.parse(key) as (string | number)[];
      differences.push(await difference(stored, again, { table, names, keys, values }));
    }
  }
  return { tables, differences };
}

async function columnsByTable(reader: StudyReader): Promise<Map<string, string[]>> {
  const rows = rowObjects(
    await reader.select(
      `SELECT table_name AS "table", column_name AS name FROM duckdb_columns()
       WHERE database_name = current_database() AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE database_name = current_database())
       ORDER BY table_name, column_index`,
    ),
  );
  const columns = new Map<string, string[]>();
  for (const row of rows) {
    const table = String(row['table']);
    columns.set(table, [...(columns.get(table) ?? []), String(row['name'])]);
  }
  return columns;
}

/** Key of the rows -> their number and the sum of their hashes, whatever order they are stored in. */
async function folds(
  reader: StudyReader,
  table: string,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const list = keys.map(sqlName).join(', ');
  const result = await reader.select(
    `SELECT ${list}, count(*)::VARCHAR || ' ' || sum(hash(t))::VARCHAR AS fold FROM ${sqlName(table)} t GROUP BY ${list} ORDER BY ${list}`,
  );
  return new Map(
    rowObjects(result).map((row) => [JSON.stringify(keys.map((key) => row[key])), String(row['fold'])]),
  );
}

async function replicationKeys(reader: StudyReader): Promise<Set<string>> {
  const result = await reader.select('SELECT variant, replication FROM replication ORDER BY ALL');
  return new Set(rowObjects(result).map((row) => JSON.stringify([row['variant'], row['replication']])));
}

interface Place {
  readonly table: string;
  readonly names: readonly string[];
  readonly keys: readonly string[];
  readonly values: readonly (string | number)[];
}

async function difference(stored: StudyReader, again: StudyReader, place: Place): Promise<Difference> {
  const { table, names, keys, values } = place;
  const only = async (here: StudyReader, there: StudyReader): Promise<Columnar> => {
    const list = names.map(sqlName).join(', ');
    const where = keys.map((key, k) => `${sqlName(key)}::VARCHAR = ${sqlText(String(values[k]))}`);
    const rowsOf = (reader: StudyReader): string =>
      `SELECT ${list} FROM ${reader.alias}.${sqlName(table)} WHERE ${where.join(' AND ')}`;
    return here.select(
      `SELECT *, count(*) OVER ()::INTEGER AS differing FROM (${rowsOf(here)} EXCEPT ALL ${rowsOf(there)}) ORDER BY ALL LIMIT 1`,
    );
  };
  const [before, now] = [await only(stored, again), await only(again, stored)];
  const replication = keys.indexOf('replication');
  return {
    table,
    variant: String(values[0]),
    replication: replication < 0 ? null : Number(values[replication]),
    storedOnly: differing(before),
    againOnly: differing(now),
    example: inWords(
      names.filter((name) => !keys.includes(name)),
      before,
      now,
    ),
  };
}

function differing(rows: Columnar): number {
  return Number(rowObjects(rows)[0]?.['differing'] ?? 0);
}

/** Columns that lead to the row shown; more would bury what differs. */
const LEADING_COLUMNS = 4;

function inWords(names: readonly string[], before: Columnar, now: Columnar): string {
  const [old, fresh] = [rowObjects(before)[0], rowObjects(now)[0]];
  const row = old ?? fresh;
  if (row === undefined) return '';
  const changed = names.filter(
    (name) => old !== undefined && fresh !== undefined && old[name] !== fresh[name],
  );
  const place = names
    .filter((name) => !changed.includes(name))
    .slice(0, LEADING_COLUMNS)
    .map((name) => `${name} ${shown(row[name])}`)
    .join(', ');
  if (old === undefined) return `${place}: not stored`;
  if (fresh === undefined) return `${place}: stored only`;
  return `${place}: ${changed.map((name) => `${name} ${shown(old[name])} stored, ${shown(fresh[name])} now`).join('; ')}`;
}

function shown(value: Cell | undefined): string {
  const text = value === null || value === undefined ? 'NULL' : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
