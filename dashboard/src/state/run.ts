/** What the page on runs and liquidity shows, computed from answers of the server. Pure. */
import type { KpiName } from '../../../engine/metrics/catalog.ts';
import type { Columnar, Difference, VariantSummary } from '../../../engine/api/types.ts';
import { wilson } from '../stats.ts';
import { rowsOf, tile, type TileSpec } from './figures.ts';

/** Figures of a run, in reading order. */
export const RUN_TILES: readonly TileSpec[] = [
  tile('withdrawalQueueFen', 'max', 'tile.peak'),
  tile('withdrawalOldestDays', 'max', 'tile.peak'),
  tile('withdrawalLateFen', 'max', 'tile.peak'),
  tile('withdrawalInTimeShare', 'min', 'tile.lowest'),
  tile('poolCashFen', 'min', 'tile.lowest'),
  tile('poolGapFen', 'max', 'tile.peak'),
  tile('panicExits', 'sum', 'tile.sum'),
  tile('netOutflow7d', 'max', 'tile.peak'),
  tile('survivalDays', 'min', 'tile.lowest'),
  tile('liquidityCoverage', 'min', 'tile.lowest'),
];

/** KPIs with a fan of their own. */
export const RUN_FANS = [
  'poolCashFen',
  'withdrawalQueueFen',
  'withdrawalOldestDays',
] as const satisfies readonly KpiName[];

/** What comes into the bank and what goes out, in the order in which it is stacked. */
export const FLOWS = [
  ['depositsFen', 1],
  ['repaidFen', 1],
  ['recoveredFen', 1],
  ['withdrawalPaidFen', -1],
  ['contractsFen', -1],
] as const satisfies readonly (readonly [KpiName, 1 | -1])[];

export interface FlowRow {
  readonly variant: string;
  readonly kpi: KpiName;
  readonly day: number;
  readonly date: string;
  readonly days: number;
  readonly n: number;
  readonly mean: number;
}

/** The value of a measure in each replication of a variant, worst first. */
export interface Worst {
  readonly replication: number;
  readonly failureDay: number | null;
  readonly cause: string | null;
  readonly peakQueueFen: number | null;
  readonly oldestDays: number | null;
}

/** Replications that failed first, then those with the oldest unpaid withdrawal. */
export function worstOf(
  replications: Columnar,
  measures: Columnar,
  variant: string,
  most = 5,
): readonly Worst[] {
  type Fate = {
    variant: string;
    replication: number;
    status: string;
    cause: string | null;
    failureDay: number | null;
  };
  const peaks = new Map(
    rowsOf<{ variant: string; replication: number } & Record<string, number | null>>(measures)
      .filter((row) => row.variant === variant)
      .map((row) => [row.replication, row]),
  );
  const rows = rowsOf<Fate>(replications)
    .filter((row) => row.variant === variant && row.status !== 'errored')
    .map((row): Worst => ({
      replication: row.replication,
      failureDay: row.status === 'failed' ? row.failureDay : null,
      cause: row.cause,
      peakQueueFen: peaks.get(row.replication)?.['withdrawalQueueFen:max'] ?? null,
      oldestDays: peaks.get(row.replication)?.['withdrawalOldestDays:max'] ?? null,
    }));
  return rows
    .sort(
      (a, b) =>
        (a.failureDay ?? Infinity) - (b.failureDay ?? Infinity) ||
        (b.oldestDays ?? 0) - (a.oldestDays ?? 0) ||
        a.replication - b.replication,
    )
    .slice(0, most);
}

export interface HeatCell {
  readonly variant: string;
  readonly x: string;
  readonly y: string;
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly failed: number;
  readonly n: number;
}

/**
 * Failure probability by two fields in which the variants differ: those whose values the variants combine most fully; with one field, or
 * none, a row of variants. Null where nothing has finished.
 */
export function heatOf(
  variants: readonly VariantSummary[],
  differences: readonly Difference[],
  titleOf: (variant: VariantSummary) => string,
): { readonly xPath: string; readonly yPath: string; readonly cells: readonly HeatCell[] } | null {
  const alike = (a: number, b: number) => differences.every(({ values }) => values[a] === values[b]);
  // A base that one of the others repeats under a name is that cell, not a further one.
  const finished = variants
    .map((variant, index) => ({ variant, index }))
    .filter(({ variant }) => variant.survived + variant.failed > 0);
  const rows = finished.filter(
    ({ index }) => !finished.some((later) => later.index > index && alike(index, later.index)),
  );
  if (rows.length === 0) return null;
  const pair = gridOf(
    rows.map(({ index }) => index),
    differences,
  );
  const cells = rows.map(({ variant, index }): HeatCell => {
    const n = variant.survived + variant.failed;
    const { low, high } = wilson(variant.failed, n);
    const x = pair ? (pair.x.values[index] ?? '–') : titleOf(variant);
    const y = pair?.y ? (pair.y.values[index] ?? '–') : '';
    return { variant: variant.name, x, y, share: variant.failed / n, low, high, failed: variant.failed, n };
  });
  return { xPath: pair?.x.path ?? '', yPath: pair?.y?.path ?? '', cells };
}

/** Two fields whose values name every variant once; one field if it alone does. */
function gridOf(
  rows: readonly number[],
  differences: readonly Difference[],
): { readonly x: Difference; readonly y: Difference | null } | null {
  const distinct = (...fields: readonly Difference[]) =>
    new Set(rows.map((row) => fields.map(({ values }) => values[row]).join('\n'))).size;
  const alone = differences.find((field) => distinct(field) === rows.length);
  if (differences.length === 1 && alone) return { x: alone, y: null };
  let best: { x: Difference; y: Difference; full: number } | null = null;
  for (const [index, x] of differences.entries()) {
    for (const y of differences.slice(index + 1)) {
      if (distinct(x, y) !== rows.length) continue;
      // A full grid beats a diagonal, on which two fields change together.
      const full = rows.length / (distinct(x) * distinct(y));
      if (full > 0.5 && (best === null || full > best.full)) best = { x, y, full };
    }
  }
  return best;
}
