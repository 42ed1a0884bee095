/** Typed arrays into a table: the only place that relies on fields of DuckDB's vectors which its types keep private. */
import type { DuckDBConnection, DuckDBType } from '@duckdb/node-api';
import {
  DATE,
  DOUBLE,
  DuckDBDataChunk,
  INTEGER,
  VARCHAR,
  BOOLEAN,
  TIMESTAMP,
  DuckDBTimestampValue,
} from '@duckdb/node-api';
import type { ColumnData } from '../metrics/tables.ts';
import type { StoredColumn, StoredTable } from './columns.ts';

/** Rows of a chunk; more throws. */
const CHUNK_ROWS = 2048;

/** A column of values, or one value for all rows. NaN and null are stored as NULL. */
export type Source = ColumnData | readonly (string | null)[] | number | string | null;

export interface Rows {
  readonly rowCount: number;
  /** One entry per column of the table, in order. */
  readonly sources: readonly Source[];
}

/** The part of a DuckDB vector used here; `items` is absent from text columns. */
interface RawVector {
  readonly items: { [index: number]: number; set(values: ArrayLike<number>): void };
  readonly validity: { setItemValid(index: number, valid: boolean): void };
  setItem(index: number, value: unknown): void;
  flush(): void;
}

/**
 * Appends blocks of rows to a table; nothing is visible before the caller commits. Money and counts must be whole:
 * DuckDB would round a fraction without a word.
 */
export async function appendRows(
  connection: DuckDBConnection,
  table: StoredTable,
  blocks: readonly Rows[],
): Promise<void> {
  if (blocks.every((block) => block.rowCount === 0)) return;
  const appender = await connection.createAppender(table.name);
  try {
    const chunk = DuckDBDataChunk.create(
      table.columns.map((column, k) => chunkType(column, appender.columnType(k))),
    );
    for (const block of blocks) {
      for (let offset = 0; offset < block.rowCount; offset += CHUNK_ROWS) {
        const count = Math.min(CHUNK_ROWS, block.rowCount - offset);
        chunk.reset();
        chunk.rowCount = count;
        table.columns.forEach((column, k) => {
          const vector = chunk.getColumnVector(k) as unknown as RawVector;
          fillVector(vector, column, block.sources[k] ?? null, { offset, count });
          vector.flush();
        });
        appender.appendDataChunk(chunk);
      }
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}

/** BIGINT goes in as DOUBLE, which holds whole numbers to 2^53 exactly; checked before. */
function chunkType(column: StoredColumn, tableType: DuckDBType): DuckDBType {
  switch (column.sqlType) {
    case 'BIGINT':
    case 'DOUBLE':
      return DOUBLE;
    case 'INTEGER':
      return INTEGER;
    case 'DATE':
      return DATE;
    case 'VARCHAR':
      return VARCHAR;
    case 'BOOLEAN':
      return BOOLEAN;
    case 'TIMESTAMP':
      return TIMESTAMP;
    case 'ENUM':
      return tableType;
  }
}

interface Span {
  readonly offset: number;
  readonly count: number;
}

function fillVector(vector: RawVector, column: StoredColumn, source: Source, span: Span): void {
  if (column.sqlType === 'VARCHAR') return fillText(vector, source, span);
  if (column.sqlType === 'BOOLEAN') return fillFlags(vector, source, span);
  if (column.sqlType === 'TIMESTAMP') return fillTimestamps(vector, source, span);
  const { items, validity } = vector;
  if (source instanceof Float64Array && (column.sqlType === 'DOUBLE' || column.sqlType === 'BIGINT')) {
    const values = source.subarray(span.offset, span.offset + span.count);
    const whole = column.sqlType === 'BIGINT';
    items.set(values);
    for (let i = 0; i < span.count; i++) {
      const value = values[i]!;
      if (value !== value) validity.setItemValid(i, false);
      else if (whole && !Number.isSafeInteger(value)) checked(column, value, span.offset + i);
    }
    return;
  }
  if (isChecked(column, source)) {
    items.set(source.subarray(span.offset, span.offset + span.count));
    return;
  }
  for (let i = 0; i < span.count; i++) {
    const value = valueAt(source, span.offset + i);
    if (value === null || value !== value) {
      items[i] = 0;
      validity.setItemValid(i, false);
    } else {
      const figure =
        column.sqlType === 'ENUM' && typeof value === 'string' ? labelIndex(column, value) : Number(value);
      items[i] = checked(column, figure, span.offset + i);
    }
  }
}

/** Whole numbers that fit by their type, and codes, which `outcomeProblem` has looked at: copied as they are. */
function isChecked(column: StoredColumn, source: Source): source is Int32Array | Uint8Array {
  return (
    (column.sqlType === 'INTEGER' && source instanceof Int32Array) ||
    (column.sqlType === 'ENUM' && source instanceof Uint8Array)
  );
}

function valueAt(source: Source, row: number): number | string | null {
  if (source === null || typeof source === 'number' || typeof source === 'string') return source;
  return source[row] ?? null;
}

function fillText(vector: RawVector, source: Source, span: Span): void {
  for (let i = 0; i < span.count; i++) vector.setItem(i, valueAt(source, span.offset + i));
}

function fillFlags(vector: RawVector, source: Source, span: Span): void {
  for (let i = 0; i < span.count; i++) {
    const value = valueAt(source, span.offset + i);
    vector.setItem(i, value === null ? null : value !== 0);
  }
}

function fillTimestamps(vector: RawVector, source: Source, span: Span): void {
  for (let i = 0; i < span.count; i++) {
    const millis = valueAt(source, span.offset + i);
    vector.setItem(i, millis === null ? null : new DuckDBTimestampValue(BigInt(Number(millis)) * 1000n));
  }
}

function labelIndex(column: StoredColumn, label: string): number {
  return (column.labels ?? []).indexOf(label);
}

function checked(column: StoredColumn, value: number, row: number): number {
  const labels = column.labels?.length ?? 0;
  const fits =
    column.sqlType === 'DOUBLE' ||
    (column.sqlType === 'BIGINT' && Number.isSafeInteger(value)) ||
    (column.sqlType === 'ENUM' && Number.isInteger(value) && value >= 0 && value < labels) ||
    ((column.sqlType === 'INTEGER' || column.sqlType === 'DATE') && (value | 0) === value);
  if (fits) return value;
  const range = column.sqlType === 'ENUM' ? `an index into ${labels} labels` : 'a whole number in range';
  throw new RangeError(`invalid ${column.name}: ${value} in row ${row} (${range})`);
}
