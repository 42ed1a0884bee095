/** A replication's outcome as rows of the study's tables. */
import { KPIS } from '../metrics/catalog.ts';
import { isFilledAt, STUDY_TABLES } from '../metrics/study-tables.ts';
import type { ColumnData, Detail, TableSpec } from '../metrics/tables.ts';
import type { ReplicationOutcome } from '../outcome.ts';
import type { Rows, Source } from './append.ts';

export interface StoredOutcome {
  /** Ordinal of the variant. */
  readonly variant: number;
  readonly detail: Detail;
  readonly outcome: ReplicationOutcome;
}

/** What rows need to know of the variant: its ordinal (the ENUM's value) and day 0 as days since 1970. */
export interface RowContext {
  readonly variant: number;
  readonly epochDay: number;
}

const SPEC_BY_NAME = new Map(STUDY_TABLES.map((spec) => [spec.name, spec]));

/** Days since 1970-01-01 of a date written YYYY-MM-DD. */
export function epochDay(date: string): number {
  const day = Date.parse(`${date}T00:00:00Z`) / 86_400_000;
  if (!Number.isInteger(day)) throw new RangeError(`invalid date: ${date} (YYYY-MM-DD)`);
  return day;
}

/**
 * What makes an outcome unfit to be stored, or null. Such an outcome is a defect of the engine: it is stored as errored,
 * so that one bad replication does not stop a study and is not lost either.
 */
export function outcomeProblem(outcome: ReplicationOutcome): string | null {
  if (outcome.status === 'errored') return null;
  if (outcome.kpis.length !== KPIS.length)
    return `${outcome.kpis.length} KPI columns instead of ${KPIS.length}`;
  for (const [index, kpi] of KPIS.entries()) {
    const column = outcome.kpis[index]!;
    if (column.length !== outcome.dayCount)
      return `${kpi.name}: ${column.length} days instead of ${outcome.dayCount}`;
    if (kpi.unit !== 'fen' && kpi.unit !== 'count') continue;
    const limit = kpi.unit === 'fen' ? Number.MAX_SAFE_INTEGER : 2_147_483_647;
    const day = column.findIndex(
      (value) => !(Number.isInteger(value) && Math.abs(value) <= limit) && !Number.isNaN(value),
    );
    if (day >= 0) return `${kpi.name}: ${column[day]} on day ${day} is not a whole number in range`;
  }
  for (const rows of outcome.tables) {
    const spec = SPEC_BY_NAME.get(rows.table);
    if (spec === undefined) return `unknown table: ${rows.table}`;
    for (const column of spec.columns) {
      const data = rows.columns[column.name];
      if (data === undefined) return `${rows.table}.${column.name}: missing`;
      if (data.length < rows.rowCount)
        return `${rows.table}.${column.name}: ${data.length} entries for ${rows.rowCount} rows`;
      const bad = unfitValue(column.type, data, rows.rowCount, column.labels?.length ?? 0);
      if (bad !== null) return `${rows.table}.${column.name}: ${bad}`;
    }
  }
  return null;
}

function unfitValue(type: string, data: ColumnData, rowCount: number, labels: number): string | null {
  if (type === 'text') return null;
  for (let row = 0; row < rowCount; row++) {
    const value = Number(data[row]);
    const fits =
      type === 'ratio' ||
      (type === 'fen' && (Number.isSafeInteger(value) || Number.isNaN(value))) ||
      (type === 'code' && value >= 0 && value < labels) ||
      (type !== 'fen' && type !== 'code' && (value | 0) === value);
    if (!fits) return `${value} in row ${row}`;
  }
  return null;
}

/** An unfit outcome as an errored one. */
export function asErrored(outcome: ReplicationOutcome, problem: string): ReplicationOutcome {
  const error = `replication ${outcome.replication}, seed ${outcome.seed}: outcome cannot be stored: ${problem}`;
  return { ...outcome, status: 'errored', cause: null, error, kpis: [], tables: [], breaches: [] };
}

/** The row of `replication`. */
export function replicationRows({ detail, outcome }: StoredOutcome, context: RowContext, seed: number): Rows {
  const dated = (day: number): number => (day < 0 ? Number.NaN : context.epochDay + day);
  const known = (day: number): number => (day < 0 ? Number.NaN : day);
  return {
    rowCount: 1,
    sources: [
      context.variant,
      outcome.replication,
      seed,
      outcome.status,
      outcome.cause,
      known(outcome.failureDay),
      dated(outcome.failureDay),
      outcome.error,
      known(outcome.reserveExhaustedDay),
      dated(outcome.reserveExhaustedDay),
      outcome.dayCount,
      outcome.stateHash,
      outcome.monthHashes.join(' '),
      detail,
      JSON.stringify(outcome.eventCounts),
    ],
  };
}

/** Rows of `breach`. */
export function breachRows({ outcome }: StoredOutcome, context: RowContext): Rows {
  const days = Float64Array.from(outcome.breaches, (breach) => breach.day);
  return {
    rowCount: days.length,
    sources: [
      context.variant,
      outcome.replication,
      ...dayPair(days, days.length, context),
      outcome.breaches.map((breach) => breach.cause),
      outcome.breaches.map((breach) => breach.message),
    ],
  };
}

/** Rows of `kpi_daily`. */
export function kpiDailyRows({ outcome }: StoredOutcome, context: RowContext): Rows {
  if (outcome.kpis.length === 0) return { rowCount: 0, sources: [] };
  const days = Float64Array.from({ length: outcome.dayCount }, (_, day) => day);
  const sources = [
    context.variant,
    outcome.replication,
    ...dayPair(days, outcome.dayCount, context),
    ...outcome.kpis,
  ];
  return { rowCount: outcome.dayCount, sources };
}

/** The row of `kpi_total`. */
export function kpiTotalRows({ outcome }: StoredOutcome, context: RowContext): Rows {
  if (outcome.kpis.length === 0 || outcome.dayCount === 0) return { rowCount: 0, sources: [] };
  const totals = KPIS.map((kpi, index) => {
    const column = outcome.kpis[index]!;
    if (kpi.kind === 'stock') return column[outcome.dayCount - 1]!;
    const known = column.filter((value) => !Number.isNaN(value));
    const sum = known.reduce((total, value) => total + value, 0);
    return kpi.unit === 'fen' || kpi.unit === 'count' ? sum : sum / known.length;
  });
  return { rowCount: 1, sources: [context.variant, outcome.replication, ...totals] };
}

/** Rows of `kpi_extreme`. */
export function kpiExtremeRows({ outcome }: StoredOutcome, context: RowContext): Rows {
  if (outcome.kpis.length === 0 || outcome.dayCount === 0) return { rowCount: 0, sources: [] };
  const days = outcome.kpis.map((column) => {
    let least = -1;
    let greatest = -1;
    for (let day = 0; day < outcome.dayCount; day++) {
      const value = column[day]!;
      if (Number.isNaN(value)) continue;
      if (least < 0 || value < column[least]!) least = day;
      if (greatest < 0 || value > column[greatest]!) greatest = day;
    }
    return { least, greatest };
  });
  const valueOf = (end: 'least' | 'greatest') =>
    Float64Array.from(days, (found, kpi) => outcome.kpis[kpi]![found[end]] ?? Number.NaN);
  const dayOf = (end: 'least' | 'greatest') =>
    Float64Array.from(days, (found) => (found[end] < 0 ? Number.NaN : found[end]));
  const names = KPIS.map((kpi) => kpi.name);
  const sources = [names, valueOf('least'), dayOf('least'), valueOf('greatest'), dayOf('greatest')];
  return { rowCount: KPIS.length, sources: [context.variant, outcome.replication, ...sources] };
}

/** Tables of the engine that `detail` fills and `storedBefore` (null if nothing is stored) did not. */
export function detailTables(detail: Detail, storedBefore: Detail | null): readonly TableSpec[] {
  return STUDY_TABLES.filter(
    (spec) =>
      isFilledAt(spec.detail, detail) && !(storedBefore !== null && isFilledAt(spec.detail, storedBefore)),
  );
}

/** Rows of one engine table. */
export function tableRows(spec: TableSpec, { outcome }: StoredOutcome, context: RowContext): Rows {
  const rows = outcome.tables.find((candidate) => candidate.table === spec.name);
  if (rows === undefined || rows.rowCount === 0) return { rowCount: 0, sources: [] };
  const sources = spec.columns.flatMap((column): Source[] => {
    const data = rows.columns[column.name]!;
    return column.type === 'day' ? dayPair(data, rows.rowCount, context) : [data];
  });
  return { rowCount: rows.rowCount, sources: [context.variant, outcome.replication, ...sources] };
}

function dayPair(days: ColumnData, rowCount: number, context: RowContext): [Float64Array, Float64Array] {
  const known = new Float64Array(rowCount);
  const dates = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const day = Number(days[row]);
    known[row] = day < 0 ? Number.NaN : day;
    dates[row] = known[row]! + context.epochDay;
  }
  return [known, dates];
}
