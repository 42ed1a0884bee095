/** Query results as plain columns that JSON can carry. */
import type { DuckDBResultReader } from '@duckdb/node-api';

export type Cell = number | string | boolean | null;

export interface Columnar {
  readonly names: readonly string[];
  /** DuckDB's name of each column's type. */
  readonly types: readonly string[];
  readonly rowCount: number;
  /** One array per name. */
  readonly columns: readonly (readonly Cell[])[];
}

/** Whole numbers stay numbers (checked against 2^53), NaN becomes null, dates and decimals become text. */
export function columnarOf(reader: DuckDBResultReader): Columnar {
  const names = reader.deduplicatedColumnNames();
  const columns = reader.getColumns().map((column) => column.map(cellOf));
  return {
    names,
    types: reader
      .columnTypes()
      .map((type) => (type.toString().startsWith('ENUM') ? 'ENUM' : type.toString())),
    rowCount: reader.currentRowCount,
    columns: names.map((_, k) => columns[k] ?? []),
  };
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new RangeError(`integer beyond 2^53: ${value}`);
    return number;
  }
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return (value as { toString(): string }).toString();
}

/** Columns as one object per row. */
export function rowObjects(result: Columnar): Record<string, Cell>[] {
  return Array.from({ length: result.rowCount }, (_, row) =>
    Object.fromEntries(result.names.map((name, k) => [name, result.columns[k]![row] ?? null])),
  );
}
