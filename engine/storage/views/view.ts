/** What a view of a study file is: its words, its columns, its SQL. */

export interface ViewColumn {
  readonly name: string;
  readonly en: string;
  readonly zh: string;
  readonly unit?: string;
}

export interface StudyView {
  readonly name: string;
  readonly en: string;
  readonly zh: string;
  readonly columns: readonly ViewColumn[];
  readonly sql: string;
}

export type Row = readonly [name: string, en: string, zh: string, unit?: string];

export function view(name: string, en: string, zh: string, columns: readonly Row[], sql: string): StudyView {
  const named = columns.map(([column, e, z, unit]) =>
    unit === undefined ? { name: column, en: e, zh: z } : { name: column, en: e, zh: z, unit },
  );
  return { name, en, zh, columns: named, sql };
}

export const VARIANT: Row = ['variant', 'Variant of the study', '方案'];

export const REPLICATION: Row = ['replication', 'Number of the replication', '重复序号'];

export const DAY: Row = ['day', 'Day', '日', 'days since the first day'];

export const DATE: Row = ['date', 'Day, as a date', '日期'];

export const MONTH: Row = ['month', 'First day of the calendar month', '月份'];
