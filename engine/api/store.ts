/** A study store over anything that can run SQL on a study file. */
import type { Statement } from './queries.ts';
import { statementOf } from './queries.ts';
import type { Cell, Columnar, QueryName, QueryParams, StudyStore, StudySummary } from './types.ts';

/** What a reader of study files gives: JavaScript values by column, money as bigint or number. */
export interface SqlReader {
  list(): Promise<readonly StudySummary[]>;
  select(study: string, statement: Statement): Promise<Readonly<Record<string, readonly unknown[]>>>;
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new RangeError(`${value} does not fit a JSON number exactly`);
    return number;
  }
  if (typeof value === 'number') return Number.isFinite(value) ? roundedForWire(value) : null;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  throw new TypeError(
    `a column holds a ${typeof value}, which has no place in an answer: cast it in the query`,
  );
}

/** Fen and counts go as integers, ratios with 10 significant digits: a third of the bytes, nothing anybody can see. */
function roundedForWire(value: number): number {
  if (Number.isInteger(value)) return value;
  return Math.abs(value) >= 1e4 ? Math.round(value * 100) / 100 : Number(value.toPrecision(10));
}

/** Turns a reader of study files into the store the server asks. */
export function sqlStudyStore(reader: SqlReader): StudyStore {
  return {
    list: () => reader.list(),
    async query<N extends QueryName>(study: string, name: N, params: QueryParams[N]): Promise<Columnar> {
      const data = await reader.select(study, statementOf(name, params));
      const columns: Record<string, readonly Cell[]> = {};
      for (const [column, values] of Object.entries(data)) columns[column] = values.map(cellOf);
      return { rowCount: Object.values(columns)[0]?.length ?? 0, columns };
    },
  };
}
