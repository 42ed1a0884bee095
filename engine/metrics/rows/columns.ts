/** Builds the rows of a table column by column, in the types that its spec asks for. */
import { invariant } from '../../base/assert.ts';
import { STUDY_TABLES } from '../study-tables.ts';
import type { ColumnData, ColumnType, TableRows } from '../tables.ts';

/** One cell per column of the spec; a code is its index. */
export type Cell = number | string;

/** Rows of a table from one function per column, over row numbers 0 to `rowCount` - 1. */
export function tableRows(
  table: string,
  rowCount: number,
  cells: Readonly<Record<string, (row: number) => Cell>>,
): TableRows {
  const spec = STUDY_TABLES.find(({ name }) => name === table);
  invariant(spec !== undefined, 'a table has a spec', () => ({ table }));
  const columns: Record<string, ColumnData> = {};
  for (const { name, type } of spec.columns) {
    const cell = cells[name];
    invariant(cell !== undefined, 'every column of a table is filled', () => ({ table, name }));
    columns[name] = column(type, rowCount, cell);
  }
  return { table, rowCount, columns };
}

function column(type: ColumnType, rowCount: number, cell: (row: number) => Cell): ColumnData {
  if (type === 'text') return Array.from({ length: rowCount }, (_, row) => String(cell(row)));
  const array =
    type === 'fen' || type === 'ratio'
      ? new Float64Array(rowCount)
      : type === 'code' || type === 'flag'
        ? new Uint8Array(rowCount)
        : new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row++) array[row] = cell(row) as number;
  return array;
}
