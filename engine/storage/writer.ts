/**
 * Writes a study: into a temporary file, one transaction per batch, renamed when complete. A process may be killed at any
 * moment: what was committed stays in the temporary file (with its log) and is continued by the next writer.
 */
import { existsSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Detail } from '../metrics/tables.ts';
import { isFilledAt } from '../metrics/study-tables.ts';
import type { Rows } from './append.ts';
import { appendRows } from './append.ts';
import { fillBands } from './bands.ts';
import type { Cell } from './columnar.ts';
import { columnarOf, rowObjects } from './columnar.ts';
import type { StoredTable } from './columns.ts';
import { studyError, translateError } from './errors.ts';
import {
  checkFinishedFile,
  copyWhole,
  HEADER_BYTES,
  makeFolder,
  publish,
  temporaryPath,
  walPath,
} from './files.ts';
import type { StudyRequest } from './identity.ts';
import { SCHEMA_VERSION, studyId } from './identity.ts';
import { takeLock } from './lock.ts';
import type { RowContext, StoredOutcome } from './outcome-rows.ts';
import {
  asErrored,
  breachRows,
  detailTables,
  epochDay,
  kpiDailyRows,
  kpiExtremeRows,
  kpiTotalRows,
  outcomeProblem,
  replicationRows,
  tableRows,
} from './outcome-rows.ts';
import { schemaStatements, studyTables } from './schema.ts';
import type { StoredReplication, StoredStudy } from './stored.ts';
import { checkSameStudy, holdsStudy, readStored, storedDigest } from './stored.ts';

export interface FinishedStudy {
  readonly path: string;
  readonly digest: string;
}

interface Known {
  readonly detail: Detail;
  readonly status: StoredReplication['status'];
  readonly stateHash: string;
}

/** Key of a replication in maps: ordinal of the variant and number. */
export function replicationKey(variant: number, replication: number): string {
  return `${variant}/${replication}`;
}

/** Rows by table that a study has from its first commit on. */
export type BegunWith = Readonly<Record<string, Rows>>;

export class StudyWriter {
  readonly path: string;
  /** What the file held when it was opened. */
  readonly before: readonly StoredReplication[];
  readonly #request: StudyRequest;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #tables: ReadonlyMap<string, StoredTable>;
  readonly #contexts: readonly RowContext[];
  readonly #known: Map<string, Known>;
  readonly #unlock: () => void;
  #closed = false;

  private constructor(parts: {
    path: string;
    request: StudyRequest;
    instance: DuckDBInstance;
    connection: DuckDBConnection;
    stored: StoredStudy;
    unlock: () => void;
  }) {
    this.path = parts.path;
    this.#request = parts.request;
    this.#instance = parts.instance;
    this.#connection = parts.connection;
    this.#unlock = parts.unlock;
    this.before = parts.stored.stored;
    this.#tables = studyTables(parts.stored.variants.map((variant) => variant.name));
    this.#contexts = parts.stored.variants.map((variant, ordinal) => ({
      variant: ordinal,
      epochDay: epochDay(variant.startDate),
    }));
    this.#known = new Map(this.before.map((row) => [replicationKey(row.variant, row.replication), row]));
  }

  /**
   * Starts, resumes or grows the study at `path`. Throws a UserError if another process writes it or it holds another study.
   * Tables of `begun` are filled in the commit that makes the study, so that nobody finds it without them, and where they are empty.
   */
  static async open(path: string, request: StudyRequest, begun: BegunWith = {}): Promise<StudyWriter> {
    checkRequest(request);
    makeFolder(dirname(path));
    const unlock = takeLock(path);
    const temporary = temporaryPath(path);
    const fresh = !existsSync(temporary);
    let instance: DuckDBInstance | undefined;
    try {
      prepareTemporary(path);
      instance = await DuckDBInstance.create(temporary, { temp_directory: `${path}.spill` });
      const connection = await instance.connect();
      if (!(await holdsStudy(connection))) await createStudy(connection, request, begun);
      const stored = await readStored(connection, temporary);
      checkSameStudy(temporary, stored, request);
      await fillEmpty(connection, request, begun);
      await widenRequest(connection, stored, request);
      return new StudyWriter({ path, request, instance, connection, stored, unlock });
    } catch (error) {
      instance?.closeSync();
      if (fresh) for (const file of [temporary, walPath(temporary)]) rmSync(file, { force: true });
      unlock();
      throw translateError(error, fresh && existsSync(path) ? path : temporary);
    }
  }

  /** Number of replications committed so far, those of earlier sessions included. */
  get committed(): number {
    return this.#known.size;
  }

  /**
   * Commits a batch: all of it or nothing. A replication already stored is completed with the tables of a greater detail;
   * its hash must be the one stored, because the same request gives the same bits.
   */
  async append(batch: readonly StoredOutcome[]): Promise<void> {
    if (batch.length === 0) return;
    try {
      await this.#connection.run('BEGIN');
      await this.#appendAll(batch.map(fitOutcome));
      await this.#connection.run('COMMIT');
    } catch (error) {
      await this.#connection.run('ROLLBACK').catch(() => undefined);
      throw this.#translated(error);
    }
    for (const { variant, detail, outcome } of batch.map(fitOutcome)) {
      this.#known.set(replicationKey(variant, outcome.replication), {
        detail,
        status: outcome.status,
        stateHash: outcome.stateHash,
      });
    }
  }

  /** Commits rows of a table that storage doesn't fill by itself, after deleting those that `replaced` selects. */
  async put(table: string, rows: Rows, replaced: string | null = null): Promise<void> {
    try {
      await this.#connection.run('BEGIN');
      if (replaced !== null) await this.#connection.run(`DELETE FROM ${table} WHERE ${replaced}`);
      await appendRows(this.#connection, this.#tables.get(table)!, [rows]);
      await this.#connection.run('COMMIT');
    } catch (error) {
      await this.#connection.run('ROLLBACK').catch(() => undefined);
      throw this.#translated(error);
    }
  }

  /** What a table holds so far. */
  async rows(table: string): Promise<Record<string, Cell>[]> {
    return rowObjects(
      columnarOf(await this.#connection.runAndReadAll(`SELECT * FROM ${table} ORDER BY ALL`)),
    );
  }

  async #appendAll(batch: readonly StoredOutcome[]): Promise<void> {
    const blocks = new Map<string, Rows[]>();
    const add = (table: string, rows: Rows): void => {
      const list = blocks.get(table);
      if (list === undefined) blocks.set(table, [rows]);
      else list.push(rows);
    };
    for (const item of batch) {
      const context = this.#contexts[item.variant];
      if (context === undefined) throw new Error(`unknown variant: ${item.variant}`);
      const known = this.#known.get(replicationKey(item.variant, item.outcome.replication));
      const fresh = known === undefined || known.status === 'errored';
      if (known !== undefined) await this.#replaceRow(item, known);
      add('replication', replicationRows(item, context, this.#request.seed));
      if (fresh) {
        add('breach', breachRows(item, context));
        add('kpi_total', kpiTotalRows(item, context));
        add('kpi_extreme', kpiExtremeRows(item, context));
      }
      if (isFilledAt('daily', item.detail) && (fresh || !isFilledAt('daily', known.detail))) {
        add('kpi_daily', kpiDailyRows(item, context));
      }
      for (const spec of detailTables(item.detail, fresh ? null : known.detail))
        add(spec.name, tableRows(spec, item, context));
    }
    for (const [name, rows] of blocks) await appendRows(this.#connection, this.#tables.get(name)!, rows);
  }

  async #replaceRow(item: StoredOutcome, known: Known): Promise<void> {
    const { outcome } = item;
    if (
      known.status !== 'errored' &&
      (outcome.status !== known.status || outcome.stateHash !== known.stateHash)
    ) {
      const name = this.#request.variants[item.variant]?.name ?? item.variant;
      throw new Error(
        `replication ${outcome.replication} of ${name} (seed ${this.#request.seed}) differs from what is stored: ` +
          `${outcome.status} ${outcome.stateHash} now, ${known.status} ${known.stateHash} before. ` +
          'The same request must give the same bits: this is a defect of the engine.',
      );
    }
    await this.#connection.run(
      `DELETE FROM replication WHERE variant = $variant AND replication = $replication`,
      { variant: this.#request.variants[item.variant]!.name, replication: outcome.replication },
    );
  }

  /** Computes bands and digest, closes and renames: from here on the study is a finished file. */
  async finish(): Promise<FinishedStudy> {
    const temporary = temporaryPath(this.path);
    let digest: string;
    try {
      await fillBands(this.#connection);
      digest = await storedDigest(this.#connection);
      await this.#connection.run('UPDATE study SET digest = $digest', { digest });
      await this.#connection.run('CHECKPOINT');
    } catch (error) {
      const translated = this.#translated(error);
      this.suspend();
      throw translated;
    }
    this.#close();
    try {
      publish(temporary, this.path);
    } finally {
      this.#unlock();
    }
    return { path: this.path, digest };
  }

  /** Closes without finishing: the temporary file stays and can be resumed. */
  suspend(): void {
    if (this.#closed) return;
    this.#close();
    this.#unlock();
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#connection.closeSync();
    this.#instance.closeSync();
    rmSync(`${this.path}.spill`, { recursive: true, force: true });
  }

  #translated(error: unknown): Error {
    return translateError(error, temporaryPath(this.path));
  }
}

function fitOutcome(item: StoredOutcome): StoredOutcome {
  const problem = outcomeProblem(item.outcome);
  return problem === null ? item : { ...item, outcome: asErrored(item.outcome, problem) };
}

function checkRequest(request: StudyRequest): void {
  const names = request.variants.map((variant) => variant.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw studyError('variant-twice', 'run', `two variants are called ${twice}`, {
      exitCode: 2,
      hint: 'give each scenario a name of its own',
    });
  }
}

/** A log whose database file is gone holds nothing that can be used; DuckDB would refuse or misread it. */
function prepareTemporary(path: string): void {
  const temporary = temporaryPath(path);
  if (holdsNothing(temporary)) rmSync(temporary, { force: true });
  if (existsSync(temporary)) return;
  rmSync(walPath(temporary), { force: true });
  if (!existsSync(path)) return;
  checkFinishedFile(path);
  copyWhole(path, temporary);
}

/** Killed while DuckDB was still writing the three header blocks of a new file: no commit can exist yet. */
function holdsNothing(temporary: string): boolean {
  return existsSync(temporary) && !existsSync(walPath(temporary)) && statSync(temporary).size < HEADER_BYTES;
}

/** What `begun` has for tables that hold nothing: a study made before it was told of them is not left without. */
async function fillEmpty(
  connection: DuckDBConnection,
  request: StudyRequest,
  begun: BegunWith,
): Promise<void> {
  const tables = studyTables(request.variants.map((variant) => variant.name));
  for (const [name, rows] of Object.entries(begun)) {
    const found = await connection.runAndReadAll(`SELECT 1 FROM ${name} LIMIT 1`);
    if (found.getRows().length === 0) await appendRows(connection, tables.get(name)!, [rows]);
  }
}

async function createStudy(
  connection: DuckDBConnection,
  request: StudyRequest,
  begun: BegunWith,
): Promise<void> {
  const tables = studyTables(request.variants.map((variant) => variant.name));
  await connection.run('BEGIN');
  // In one go: a thousand round trips would take longer than a small study.
  await connection.run(schemaStatements(tables.values()).join(';\n'));
  await appendRows(connection, tables.get('study')!, [
    {
      rowCount: 1,
      sources: [
        studyId(request),
        request.name,
        request.title,
        SCHEMA_VERSION,
        request.engineVersion,
        request.seed,
        request.replications,
        request.detail,
        request.fullReplications.join(','),
        null,
        Date.now(),
        request.command,
      ],
    },
  ]);
  const { variants } = request;
  await appendRows(connection, tables.get('variant')!, [
    {
      rowCount: variants.length,
      sources: [
        variants.map((variant) => variant.name),
        Int32Array.from(variants, (_, ordinal) => ordinal),
        variants.map((variant) => variant.title),
        variants.map((variant) => variant.hash),
        Int32Array.from(variants, (variant) => epochDay(variant.startDate)),
        variants.map((variant) => variant.canonicalJson),
        variants.map((variant) => variant.writtenJson),
      ],
    },
  ]);
  for (const [name, rows] of Object.entries(begun)) await appendRows(connection, tables.get(name)!, [rows]);
  await connection.run('COMMIT');
}

/** A grown study records the larger request, and is unfinished until its new digest stands. */
async function widenRequest(
  connection: DuckDBConnection,
  stored: StoredStudy,
  request: StudyRequest,
): Promise<void> {
  const detail = isFilledAt(stored.detail, request.detail) ? request.detail : stored.detail;
  const full = [...new Set([...stored.fullReplications, ...request.fullReplications])].sort((a, b) => a - b);
  const replications = Math.max(stored.replications, request.replications);
  await connection.run(
    `UPDATE study SET digest = NULL, replications = $replications, detail = $detail, fullReplications = $full,
       command = CASE WHEN $grown THEN $command ELSE command END`,
    {
      replications,
      detail,
      full: full.join(','),
      grown: replications > stored.replications,
      command: request.command,
    },
  );
}
