/** The tables a replication hands over: names, columns, units and what each means, in both languages. Storage builds the study file from this. */

/** `fen` is BIGINT, `count` INTEGER, `ratio` DOUBLE (NaN is NULL), `day` days since the scenario's first day (-1 is NULL), `code` an index into `labels`. */
export type ColumnType = 'fen' | 'count' | 'ratio' | 'day' | 'code' | 'flag' | 'text';

export interface ColumnSpec {
  readonly name: string;
  readonly type: ColumnType;
  readonly labels?: readonly string[];
  readonly en: string;
  readonly zh: string;
}

/** Least detail at which a table is filled: `summary` for every replication, `daily` by default, `full` for named replications. */
export type Detail = 'summary' | 'daily' | 'full';

export interface TableSpec {
  readonly name: string;
  readonly detail: Detail;
  readonly en: string;
  readonly zh: string;
  readonly columns: readonly ColumnSpec[];
}

export type ColumnData = Float64Array | Int32Array | Uint8Array | readonly string[];

/** Rows of one table of one replication, by column; every column of the spec is there and has `rowCount` entries. */
export interface TableRows {
  readonly table: string;
  readonly rowCount: number;
  readonly columns: Readonly<Record<string, ColumnData>>;
}
