/** Statements that make the tables, views and comments of an empty study file. */
import { STUDY_TABLES } from '../metrics/study-tables.ts';
import type { StoredTable } from './columns.ts';
import {
  commentOf,
  kpiDailyTable,
  kpiTotalTable,
  sqlName,
  sqlText,
  sqlTypeText,
  storedTable,
} from './columns.ts';
import { coreTables } from './core-tables.ts';
import { REVERSE_TABLES } from './reverse.ts';
import { RUN_COST_TABLES } from './run-cost.ts';
import { STUDY_VIEWS } from './views/index.ts';

/** Every table of a study with these variants, by name. */
export function studyTables(variantNames: readonly string[]): ReadonlyMap<string, StoredTable> {
  const tables = [
    ...coreTables(variantNames),
    kpiDailyTable(variantNames),
    kpiTotalTable(variantNames),
    ...STUDY_TABLES.map((spec) => storedTable(spec, variantNames)),
    ...REVERSE_TABLES,
    ...RUN_COST_TABLES,
  ];
  return new Map(tables.map((table) => [table.name, table]));
}

/** CREATE and COMMENT statements, to be run in one transaction. */
export function schemaStatements(tables: Iterable<StoredTable>): string[] {
  const statements: string[] = [];
  for (const table of tables) {
    const columns = table.columns.map((column) => `${sqlName(column.name)} ${sqlTypeText(column)}`);
    statements.push(`CREATE TABLE ${sqlName(table.name)} (${columns.join(', ')})`);
    statements.push(...comments('TABLE', table));
  }
  for (const view of STUDY_VIEWS) {
    statements.push(`CREATE VIEW ${sqlName(view.name)} AS ${view.sql}`);
    statements.push(...comments('VIEW', view));
  }
  return statements;
}

interface Commented {
  readonly name: string;
  readonly en: string;
  readonly zh: string;
  readonly columns: readonly {
    readonly name: string;
    readonly en: string;
    readonly zh: string;
    readonly unit?: string;
  }[];
}

function comments(kind: 'TABLE' | 'VIEW', item: Commented): string[] {
  const name = sqlName(item.name);
  return [
    `COMMENT ON ${kind} ${name} IS ${sqlText(commentOf(item))}`,
    ...item.columns.map(
      (column) => `COMMENT ON COLUMN ${name}.${sqlName(column.name)} IS ${sqlText(commentOf(column))}`,
    ),
  ];
}
