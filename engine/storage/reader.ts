/**
 * Reads finished studies. All are attached read-only to one database in memory, so that no file is ever locked against
 * others for writing and a study that was grown (renamed over) is attached again instead of being served from the old file.
 */
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { DuckDBInstance, StatementType } from '@duckdb/node-api';
import type { Columnar } from './columnar.ts';
import { columnarOf } from './columnar.ts';
import { sqlText } from './columns.ts';
import { studyError, translateError } from './errors.ts';
import { checkFinishedFile, fileStamp } from './files.ts';
import type { QueryName, QueryParameters } from './queries.ts';
import { prepareQuery } from './queries.ts';
import type { StoredStudy } from './stored.ts';
import { readStored } from './stored.ts';

/** Holder of the in-memory database; one per process. */
export class StudyStore {
  readonly #instance: DuckDBInstance;
  readonly #readers = new Map<string, StudyReader>();

  private constructor(instance: DuckDBInstance) {
    this.#instance = instance;
  }

  static async create(): Promise<StudyStore> {
    return new StudyStore(
      await DuckDBInstance.create(':memory:', { temp_directory: join(tmpdir(), 'lendsim-spill') }),
    );
  }

  /** A reader of the study at `path`; the same one for the same file. Throws a UserError if it can't be read. */
  async open(path: string): Promise<StudyReader> {
    const file = resolve(path);
    const known = this.#readers.get(file);
    if (known !== undefined) {
      await known.study();
      return known;
    }
    checkFinishedFile(file);
    const reader = new StudyReader(file, await this.#instance.connect(), `study_${this.#readers.size}`);
    try {
      await reader.study();
    } catch (error) {
      await reader.close();
      throw error;
    }
    this.#readers.set(file, reader);
    return reader;
  }

  async close(): Promise<void> {
    for (const reader of this.#readers.values()) await reader.close();
    this.#readers.clear();
    this.#instance.closeSync();
  }
}

export class StudyReader {
  readonly path: string;
  readonly #connection: DuckDBConnection;
  readonly #alias: string;
  #stamp: string | null = null;
  #study: StoredStudy | null = null;
  /** Queries of one study run one after another: attaching again must not happen under a running one. */
  #last: Promise<unknown> = Promise.resolve();

  /** Use `StudyStore.open`. */
  constructor(path: string, connection: DuckDBConnection, alias: string) {
    this.path = path;
    this.#connection = connection;
    this.#alias = alias;
  }

  /** Name under which the file is attached: readers of one store can be joined in one statement. */
  get alias(): string {
    return this.#alias;
  }

  /** What the study is and which replications it holds. */
  async study(): Promise<StoredStudy> {
    return this.#inTurn(async () => this.#study!);
  }

  /** Changes when the file does: cache key beside query and parameters. */
  get version(): string {
    return this.#stamp ?? '';
  }

  /** Answer to a named query. */
  async named(name: QueryName, parameters: QueryParameters = {}): Promise<Columnar> {
    const { sql, values } = prepareQuery(name, parameters);
    return this.#inTurn(async () => columnarOf(await this.#connection.runAndReadAll(sql, values)));
  }

  /** Answer to a statement of our own (the server's catalogue of questions) with its values; never for text of a user. */
  async select(
    sql: string,
    values: readonly (string | number)[] | Readonly<Record<string, string | number>> = [],
  ): Promise<Columnar> {
    const bound = Array.isArray(values)
      ? [...(values as readonly (string | number)[])]
      : { ...(values as Readonly<Record<string, string | number>>) };
    return this.#inTurn(async () => columnarOf(await this.#connection.runAndReadAll(sql, bound)));
  }

  /** Answer to one SQL statement that reads. */
  async query(sql: string): Promise<Columnar> {
    return this.#inTurn(async () => {
      await this.#checkReadsOnly(sql);
      try {
        return columnarOf(await this.#connection.runAndReadAll(sql));
      } catch (error) {
        throw sqlProblem(error, sql, this.path);
      }
    });
  }

  async close(): Promise<void> {
    await this.#last.catch(() => undefined);
    await this.#detach();
    this.#connection.closeSync();
  }

  async #checkReadsOnly(sql: string): Promise<void> {
    let kind: StatementType;
    // DuckDB's parser ends with an unnamed native error on nothing at all.
    if (sql.replace(/--.*$/gm, '').replace(/[;\s]/g, '') === '') {
      throw studyError('sql-statements', 'query', 'no statement', { exitCode: 2, value: sql });
    }
    try {
      const statements = await this.#connection.extractStatements(sql);
      if (statements.count !== 1) {
        throw studyError('sql-statements', 'query', `${statements.count} statements; one is allowed`, {
          exitCode: 2,
          value: sql,
        });
      }
      kind = (await statements.prepare(0)).statementType;
    } catch (error) {
      throw sqlProblem(error, sql, this.path);
    }
    if (kind === StatementType.SELECT || kind === StatementType.EXPLAIN) return;
    throw studyError('sql-writes', 'query', `a study is only read: ${StatementType[kind]} is refused`, {
      exitCode: 2,
      value: sql,
      hint: 'SELECT, WITH, FROM, DESCRIBE, SUMMARIZE and EXPLAIN are allowed; copy the file to change it',
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last
      .catch(() => undefined)
      .then(async () => {
        try {
          await this.#refresh();
          return await work();
        } catch (error) {
          throw translateError(error, this.path);
        }
      });
    this.#last = turn;
    return turn;
  }

  async #refresh(): Promise<void> {
    checkFinishedFile(this.path);
    const stamp = fileStamp(this.path);
    if (stamp === this.#stamp) return;
    await this.#detach();
    await this.#connection.run(`ATTACH ${sqlText(this.path)} AS ${this.#alias} (READ_ONLY)`);
    await this.#connection.run(`USE ${this.#alias}`);
    this.#stamp = stamp;
    this.#study = await readStored(this.#connection, this.path);
  }

  async #detach(): Promise<void> {
    if (this.#stamp === null) return;
    this.#stamp = null;
    await this.#connection.run('USE memory');
    await this.#connection.run(`DETACH ${this.#alias}`);
  }
}

function sqlProblem(error: unknown, sql: string, path: string): Error {
  const text = error instanceof Error ? error.message : String(error);
  if (!/(Parser|Binder|Catalog|Conversion|Invalid Input|Out of Range) Error:/.test(text))
    return translateError(error, path);
  return studyError('sql-invalid', 'query', text.trim(), {
    exitCode: 2,
    value: sql,
    hint: 'npx lendsim describe STUDY lists tables and columns',
  });
}
