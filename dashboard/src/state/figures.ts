/** Figures as pages say them, computed from answers of the server. Pure, so that tests need no browser. */
import { escape, op, table } from 'arquero';
import type { KpiName } from '../../../engine/metrics/catalog.ts';
import type { Aggregate, Columnar, Limit, Measure, VariantSummary } from '../../../engine/api/types.ts';
import { TAILS_FROM_N } from '../charts/fan.ts';
import { kpiOf, scaleOf, type Format } from '../format.ts';
import type { MessageKey, Translate } from '../i18n/index.ts';
import { medianInterval, quantile, signTest, sorted, wilson, type Interval } from '../stats.ts';

export interface TileSpec {
  readonly kpi: KpiName;
  readonly measure: Measure;
  /** How the days became one number, in words. */
  readonly when: MessageKey;
}

/** A figure of a tile: an aggregate of a KPI over the window. */
export function tile(kpi: KpiName, aggregate: Aggregate, when: MessageKey): TileSpec {
  return { kpi, measure: `${kpi}:${aggregate}`, when };
}

export type Verdict = 'better' | 'worse' | 'higher' | 'lower' | 'unclear';

export interface Delta {
  readonly median: number;
  readonly interval: Interval | null;
  readonly pairs: number;
  /** Pairs in which the variant's value is below the base's, and above it. */
  readonly below: number;
  readonly above: number;
  readonly verdict: Verdict;
}

export interface Figure {
  readonly n: number;
  readonly median: number;
  readonly interval: Interval | null;
  readonly low: number;
  readonly high: number;
  /** low and high are P5 and P95; otherwise smallest and largest. */
  readonly tails: boolean;
  /** Differences to the base in the same replication; null for the base itself. */
  readonly delta: Delta | null;
}

/** Rows of an answer as objects; the caller knows the query's columns. */
export function rowsOf<T extends object>(columnar: Columnar): readonly T[] {
  return table(columnar.columns as Record<string, readonly unknown[]>).objects() as T[];
}

/** The rows of an answer that belong to variants shown; none while it is not there. */
export function shownRows<T extends { readonly variant: string }>(
  { shownNames }: { readonly shownNames: ReadonlySet<string> },
  { value }: { readonly value: Columnar | null },
): readonly T[] {
  return (value ? rowsOf<T>(value) : []).filter((row) => shownNames.has(row.variant));
}

function valuesByReplication(measures: Columnar, variant: string, measure: Measure): Map<number, number> {
  const names = measures.columns['variant'] ?? [];
  const replications = measures.columns['replication'] ?? [];
  const values = measures.columns[measure] ?? [];
  const found = new Map<number, number>();
  for (const [row, name] of names.entries()) {
    const value = values[row];
    if (name === variant && typeof value === 'number') found.set(Number(replications[row]), value);
  }
  return found;
}

/** Median, interval and spread of a measure over the replications of a variant, and its paired difference to the base. */
export function figureOf(measures: Columnar, spec: TileSpec, variant: string, base: string): Figure | null {
  const values = valuesByReplication(measures, variant, spec.measure);
  if (values.size === 0) return null;
  const rising = sorted([...values.values()]);
  const tails = rising.length >= TAILS_FROM_N;
  return {
    n: rising.length,
    median: quantile(rising, 0.5),
    interval: medianInterval(rising),
    low: tails ? quantile(rising, 0.05) : quantile(rising, 0),
    high: tails ? quantile(rising, 0.95) : quantile(rising, 1),
    tails,
    delta:
      variant === base ? null : deltaOf(values, valuesByReplication(measures, base, spec.measure), spec.kpi),
  };
}

/** Figures of all tiles by variant and KPI. */
export function figuresOf(
  measures: Columnar | null,
  tiles: readonly TileSpec[],
  compared: readonly VariantSummary[],
  base: VariantSummary | null,
): ReadonlyMap<string, ReadonlyMap<string, Figure>> {
  const found = new Map<string, ReadonlyMap<string, Figure>>();
  if (measures === null || base === null) return found;
  for (const variant of compared) {
    const mine = new Map<string, Figure>();
    for (const tile of tiles) {
      const figure = figureOf(measures, tile, variant.name, base.name);
      if (figure) mine.set(tile.measure, figure);
    }
    found.set(variant.name, mine);
  }
  return found;
}

function deltaOf(
  values: ReadonlyMap<number, number>,
  baseValues: ReadonlyMap<number, number>,
  kpi: KpiName,
): Delta | null {
  const differences: number[] = [];
  for (const [replication, value] of values) {
    const other = baseValues.get(replication);
    if (other !== undefined) differences.push(value - other);
  }
  if (differences.length === 0) return null;
  const rising = sorted(differences);
  const interval = medianInterval(rising);
  const median = quantile(rising, 0.5);
  return {
    median,
    interval,
    pairs: rising.length,
    below: rising.filter((difference) => difference < 0).length,
    above: rising.filter((difference) => difference > 0).length,
    verdict: verdictOf(interval, kpiOf(kpi).better),
  };
}

function verdictOf(interval: Interval | null, better: 'up' | 'down' | 'none'): Verdict {
  if (interval === null || (interval.low <= 0 && interval.high >= 0)) return 'unclear';
  const up = interval.low > 0;
  if (better === 'none') return up ? 'higher' : 'lower';
  return up === (better === 'up') ? 'better' : 'worse';
}

export interface FailureFigure {
  readonly failed: number;
  readonly n: number;
  readonly share: number;
  readonly interval: Interval;
  readonly delta: {
    readonly share: number;
    /** Pairs in which only the variant fails, and only the base. */
    readonly worse: number;
    readonly better: number;
    readonly pairs: number;
    readonly verdict: Verdict;
  } | null;
}

/** Share of replications that failed, with Wilson interval; against the base by the pairs that disagree (sign test). */
export function failureOf(
  replications: Columnar,
  variant: VariantSummary,
  base: VariantSummary,
): FailureFigure | null {
  const n = variant.survived + variant.failed;
  if (n === 0) return null;
  const share = variant.failed / n;
  const figure = { failed: variant.failed, n, share, interval: wilson(variant.failed, n) };
  if (variant.name === base.name) return { ...figure, delta: null };
  const finished = table(replications.columns as Record<string, readonly unknown[]>).filter(
    escape((row: { readonly status: string }) => row.status !== 'errored'),
  );
  const failedOf = (name: string) =>
    new Map(
      (finished.objects() as { variant: string; replication: number; status: string }[])
        .filter((row) => row.variant === name)
        .map((row) => [row.replication, row.status === 'failed']),
    );
  const here = failedOf(variant.name);
  const there = failedOf(base.name);
  const pairs = [...here].flatMap(([replication, failed]) => {
    const other = there.get(replication);
    return other === undefined ? [] : [{ failed, other }];
  });
  const worse = pairs.filter((pair) => pair.failed && !pair.other).length;
  const better = pairs.filter((pair) => !pair.failed && pair.other).length;
  const clear = worse + better > 0 && signTest(worse, better) <= 0.05;
  const delta = {
    share: pairs.length === 0 ? 0 : (worse - better) / pairs.length,
    worse,
    better,
    pairs: pairs.length,
    verdict: clear ? (worse > better ? ('worse' as const) : ('better' as const)) : ('unclear' as const),
  };
  return { ...figure, delta };
}

/** The scenario's limit on a KPI. */
export function limitOf(limits: readonly Limit[], kpi: KpiName): Limit | null {
  return limits.find((limit) => limit.kpi === kpi) ?? null;
}

/** Is a value on the wrong side of a limit? */
export function breaches(limit: Limit | null, value: number): boolean {
  return limit !== null && (limit.side === 'min' ? value < limit.value : value > limit.value);
}

/** What is said of a value past its limit; null if it isn't. */
export function breachOf(
  {
    study,
    t,
    format,
  }: {
    readonly study: { readonly limits: readonly Limit[] } | null;
    readonly t: Translate;
    readonly format: Format;
  },
  kpi: KpiName,
  value: number,
): string | null {
  const limit = limitOf(study?.limits ?? [], kpi);
  return limit && breaches(limit, value)
    ? t('tile.breach', { limit: format.value(limit.value, scaleOf(kpi)) })
    : null;
}

/** How many replications stand behind rows. */
export function nNote(t: Translate, rows: readonly { readonly n: number }[]): string {
  const ns = rows.map((row) => row.n);
  if (ns.length === 0) return '';
  const low = Math.min(...ns);
  const high = Math.max(...ns);
  return low === high ? t('chart.n', { n: low }) : t('chart.nRange', { low, high });
}

/** In how many replications of a variant is the measure past the limit? */
export function countPast(measures: Columnar, measure: Measure, variant: string, limit: Limit): number {
  return [...valuesByReplication(measures, variant, measure).values()].filter((value) =>
    breaches(limit, value),
  ).length;
}

export interface EventMark {
  readonly day: number;
  readonly date: string;
  readonly kind: string;
  readonly text: string;
}

/** Events once per day and kind, however many variants share them, at most as many as a chart can carry. */
export function eventMarks(events: Columnar, shown: ReadonlySet<string>, most = 4): readonly EventMark[] {
  if (events.rowCount === 0) return [];
  return table(events.columns as Record<string, readonly unknown[]>)
    .filter(escape((row: { readonly variant: string }) => shown.has(row.variant)))
    .groupby('day', 'date', 'kind')
    .rollup({ text: op.any('text') })
    .orderby('day')
    .objects({ limit: most }) as EventMark[];
}

/** Every how many days a fan has a point, so that a page never asks for more than some thousand rows. */
export function fanStep(dayCount: number, variantCount: number): number {
  const most = 4_000 / Math.max(1, variantCount);
  return dayCount <= most ? 1 : Math.ceil(dayCount / most / 7) * 7;
}

/** Every how many days a sparkline has a point: whole weeks, so that weekends don't make a saw. */
export function sparkStep(dayCount: number): number {
  return Math.max(1, Math.round(dayCount / 60 / 7) * 7);
}
