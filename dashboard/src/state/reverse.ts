/** A search for the magnitudes at which a platform breaks, from its tables to a frontier and a sentence. Pure. */
import type { VariantSummary } from '../../../engine/api/types.ts';
import type { Translate } from '../i18n/index.ts';
import { wilson } from '../stats.ts';

export interface ReverseAxis {
  readonly axis: number;
  readonly path: string;
  readonly unit: string;
  readonly mildest: number;
  readonly severest: number;
}

type Triple<Name extends string> = Readonly<Record<`${Name}1` | `${Name}2` | `${Name}3`, number | null>>;

/** A level that was searched for, and how sure its answer is. */
export interface SearchRow {
  readonly level: number;
  readonly already: 0 | 1;
  readonly replications: number;
  /** Null where a side of the interval is open. */
  readonly coverage: number | null;
  readonly checks: number;
  readonly contrary: number;
}

/** A point of a ray as it is stored: the threshold, or an end of its interval; nothing where there is none. */
export interface RayRow extends Triple<'share'>, Triple<'magnitude'> {
  readonly level: number;
  readonly ray: number;
  readonly point: 'threshold' | 'lower' | 'upper';
  readonly best: 0 | 1;
  readonly replications: number;
  readonly cost: number | null;
}

/** A point that was asked, and what happened there. */
export interface AskedRow extends Triple<'share'>, Triple<'magnitude'> {
  readonly replications: number;
  readonly failed: number;
}

/** What the answers settle at a point of the grid. */
export interface GridRow {
  readonly share1: number;
  readonly share2: number;
  readonly failed: number;
  readonly held: number;
  readonly replications: number;
}

/** One ray with its threshold and interval; magnitudes by axis, null where there is no such point. */
export interface Ray {
  /** The study's first variant: whose scenario the magnitudes are set on. */
  readonly variant: string;
  readonly level: number;
  readonly ray: number;
  readonly best: boolean;
  readonly n: number;
  readonly threshold: readonly number[] | null;
  readonly lower: readonly number[] | null;
  readonly upper: readonly number[] | null;
  readonly cost: number | null;
}

const magnitudesOf = (row: Triple<'magnitude'>, axes: number): readonly number[] | null => {
  const all = [row.magnitude1, row.magnitude2, row.magnitude3].slice(0, axes);
  return all.every((value): value is number => value !== null) ? all : null;
};

/** The stored points put together by ray, level by level. */
export function raysOf(
  rows: readonly RayRow[],
  axes: readonly ReverseAxis[],
  variant: string,
): readonly Ray[] {
  const of = (level: number, ray: number, point: RayRow['point']) =>
    rows.find((row) => row.level === level && row.ray === ray && row.point === point);
  return rows
    .filter(({ point }) => point === 'threshold')
    .map(({ level, ray, best, replications, cost }): Ray => {
      const at = (point: RayRow['point']) => {
        const row = of(level, ray, point);
        return row ? magnitudesOf(row, axes.length) : null;
      };
      return {
        variant,
        level,
        ray,
        best: best === 1,
        n: replications,
        threshold: at('threshold'),
        lower: at('lower'),
        upper: at('upper'),
        cost,
      };
    });
}

/** A magnitude with its unit, four digits. */
export function shownMagnitude({ unit }: ReverseAxis, value: number): string {
  return `${Number(value.toPrecision(4))}${unit}`;
}

/** The interval of a ray on one axis; an end that replications or range leave open lies outside the range. */
export function intervalOn(t: Translate, axis: ReverseAxis, index: number, { lower, upper }: Ray): string {
  const low = lower?.[index];
  const high = upper?.[index];
  return t('reverse.interval', {
    low:
      low === undefined
        ? t('reverse.below', { at: shownMagnitude(axis, axis.mildest) })
        : shownMagnitude(axis, low),
    high:
      high === undefined
        ? t('reverse.beyond', { at: shownMagnitude(axis, axis.severest) })
        : shownMagnitude(axis, high),
  });
}

export interface ReverseStudy {
  readonly axes: readonly ReverseAxis[];
  readonly rays: readonly Ray[];
  /** The mildest end of all axes, and the most severe. */
  readonly variants: readonly VariantSummary[];
  readonly dayCount: number;
}

/** The answer in one sentence for each level asked, as the command line says it. */
export function reverseReadings(
  t: Translate,
  { axes, rays, variants, dayCount }: ReverseStudy,
  percent: (share: number) => string,
): readonly string[] {
  const ends = (side: 'mildest' | 'severest') =>
    axes.map((axis) => `${axis.path} ${shownMagnitude(axis, axis[side])}`).join(t('list.and'));
  const [mildest, severest] = variants;
  const counted = (variant: VariantSummary | undefined) => {
    const n = (variant?.survived ?? 0) + (variant?.failed ?? 0);
    const k = variant?.failed ?? 0;
    const { low, high } = wilson(k, n);
    return { k, n, low: percent(low), high: percent(high) };
  };
  if (rays.length === 0)
    return [t('reverse.already', { ends: ends('mildest'), days: dayCount, ...counted(mildest) })];
  return [...new Set(rays.map(({ level }) => level))].map((level) => {
    const words = { level: percent(level), days: dayCount };
    const best = rays.find((ray) => ray.level === level && ray.best);
    if (!best?.threshold) {
      const end = counted(severest);
      return end.k > level * end.n
        ? t('reverse.noRay', words)
        : t('reverse.never', { ...words, ...end, ends: ends('severest') });
    }
    const { threshold } = best;
    const magnitudes = axes
      .map((axis, k) => {
        const value = threshold[k] ?? axis.mildest;
        const at = { path: axis.path, value: shownMagnitude(axis, value) };
        return value === axis.mildest
          ? t('reverse.stays', at)
          : t('reverse.at', { ...at, interval: intervalOn(t, axis, k, best) });
      })
      .join(t('list.and'));
    return axes.length === 1
      ? t('reverse.one', { ...words, magnitudes, n: best.n })
      : t('reverse.cheapest', {
          ...words,
          magnitudes,
          n: best.n,
          cost: Number((best.cost ?? 0).toPrecision(3)),
        });
  });
}

/** How sure the answers are: what the interval of each level covers, and whether spot checks went against the assumption. */
export function surenessReadings(
  t: Translate,
  searches: readonly SearchRow[],
  rays: readonly Ray[],
  percent: (share: number) => string,
): readonly string[] {
  const hasInterval = (level: number) =>
    rays.some((ray) => ray.level === level && ray.best && ray.threshold !== null);
  return searches.flatMap(({ level, coverage, checks, contrary }) => {
    const words = { level: percent(level), checks, contrary };
    const covered =
      coverage === null
        ? hasInterval(level)
          ? [t('reverse.openSide', words)]
          : []
        : [t('reverse.coverage', { ...words, coverage: percent(coverage) })];
    if (checks === 0) return covered;
    return [...covered, contrary > 0 ? t('reverse.contrary', words) : t('reverse.checked', words)];
  });
}
