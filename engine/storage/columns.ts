/** How a column of a study file is stored and what its comment says. */
import type { Unit } from '../metrics/catalog.ts';
import { KPIS } from '../metrics/catalog.ts';
import type { ColumnSpec, ColumnType, TableSpec } from '../metrics/tables.ts';

export type SqlType = 'BIGINT' | 'INTEGER' | 'DOUBLE' | 'DATE' | 'VARCHAR' | 'BOOLEAN' | 'TIMESTAMP' | 'ENUM';

export interface StoredColumn {
  readonly name: string;
  readonly sqlType: SqlType;
  /** Values of an ENUM; it is declared in place, so that no tool needs to know a type of ours. */
  readonly labels?: readonly string[];
  readonly en: string;
  readonly zh: string;
  readonly unit?: string;
}

export interface StoredTable {
  readonly name: string;
  readonly en: string;
  readonly zh: string;
  readonly columns: readonly StoredColumn[];
}

const SQL_TYPE: Record<ColumnType, SqlType> = {
  fen: 'BIGINT',
  count: 'INTEGER',
  ratio: 'DOUBLE',
  day: 'INTEGER',
  code: 'ENUM',
  flag: 'BOOLEAN',
  text: 'VARCHAR',
};

const UNIT_SQL_TYPE: Record<Unit, SqlType> = {
  fen: 'BIGINT',
  count: 'INTEGER',
  ratio: 'DOUBLE',
  days: 'DOUBLE',
  hours: 'DOUBLE',
  points: 'DOUBLE',
};

/** Name of the calendar date that stands beside a day: `day` -> `date`, `paidDay` -> `paidDate`. */
export function dateName(dayName: string): string {
  return dayName === 'day' ? 'date' : dayName.replace(/Day$/, 'Date');
}

/** The two columns that every row of a replication begins with. */
export function keyColumns(variantNames: readonly string[]): StoredColumn[] {
  return [
    { name: 'variant', sqlType: 'ENUM', labels: variantNames, en: 'Variant of the study', zh: '方案' },
    {
      name: 'replication',
      sqlType: 'INTEGER',
      en: 'Number of the replication, from 0',
      zh: '重复序号，从 0 起',
    },
  ];
}

function dayColumns(name: string, en: string, zh: string): StoredColumn[] {
  return [
    { name, sqlType: 'INTEGER', en, zh, unit: 'days since the first day' },
    { name: dateName(name), sqlType: 'DATE', en: `${en}, as a date`, zh: `${zh}（日期）` },
  ];
}

function specColumns(spec: ColumnSpec): StoredColumn[] {
  if (spec.type === 'day') return dayColumns(spec.name, spec.en, spec.zh);
  const plain = { name: spec.name, sqlType: SQL_TYPE[spec.type], en: spec.en, zh: spec.zh };
  if (spec.type === 'code') return [{ ...plain, labels: spec.labels ?? [] }];
  return [spec.type === 'fen' || spec.type === 'ratio' ? { ...plain, unit: spec.type } : plain];
}

/** Stored form of a table that a replication hands over. */
export function storedTable(spec: TableSpec, variantNames: readonly string[]): StoredTable {
  const columns = [...keyColumns(variantNames), ...spec.columns.flatMap(specColumns)];
  return { name: spec.name, en: spec.en, zh: spec.zh, columns };
}

/** One column per KPI, in catalogue order. */
export function kpiColumns(): StoredColumn[] {
  return KPIS.map((kpi) => ({
    name: kpi.name,
    sqlType: UNIT_SQL_TYPE[kpi.unit],
    en: `${kpi.en} (${kpi.kind}): ${kpi.formula}`,
    zh: kpi.zh,
    unit: kpi.unit,
  }));
}

/** The daily row. */
export function kpiDailyTable(variantNames: readonly string[]): StoredTable {
  return {
    name: 'kpi_daily',
    en: 'One row per variant, replication and day; money in fen (1 CNY = 100 fen)',
    zh: '每方案、重复、日一行，金额单位为分',
    columns: [...keyColumns(variantNames), ...dayColumns('day', 'Day', '日'), ...kpiColumns()],
  };
}

/** The horizon in one row: stored at every detail, so that thousands of replications stay small. */
export function kpiTotalTable(variantNames: readonly string[]): StoredTable {
  return {
    name: 'kpi_total',
    en: 'One row per variant and replication: stocks on the last day, flows summed over all days (hours, days and shares: mean of the days that have one)',
    zh: '每方案、重复一行：存量取期末，流量取全期合计（小时取平均）',
    columns: [...keyColumns(variantNames), ...kpiColumns().map(widened)],
  };
}

/** Sums over a horizon may leave the range of an INTEGER. */
function widened(column: StoredColumn): StoredColumn {
  return column.sqlType === 'INTEGER' ? { ...column, sqlType: 'BIGINT' } : column;
}

/** Text of the database comment: English, unit, Chinese. */
export function commentOf(item: {
  readonly en: string;
  readonly zh: string;
  readonly unit?: string;
}): string {
  return `${item.en}${item.unit === undefined ? '' : ` [${item.unit}]`} | ${item.zh}`;
}

/** A string as SQL literal. */
export function sqlText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A name as SQL identifier. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Type of a column as it stands in CREATE TABLE. */
export function sqlTypeText(column: StoredColumn): string {
  return column.sqlType === 'ENUM'
    ? `ENUM(${(column.labels ?? []).map(sqlText).join(', ')})`
    : column.sqlType;
}
