/** What lenders of failed platforms got back: over the days since the failure, and by group at the horizon. */
import type { TopLevelSpec } from 'vega-lite';
import {
  pointMark,
  quantity,
  RANGE_MARK,
  shareAxis,
  tips,
  titled,
  variantColor,
  type VariantsInput,
  stepsInBand,
} from './encodings.ts';
import { frame } from './shared.ts';

export interface RecoveryRow {
  readonly variant: string;
  /** Days since the failure. */
  readonly since: number;
  /** Failed replications still seen so long after their failure. */
  readonly n: number;
  /** Failed replications. */
  readonly failed: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

export type RecoveryInput = VariantsInput<
  RecoveryRow,
  'axis' | 'since' | 'variant' | 'median' | 'range' | 'seen'
>;

const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
const rangeOf = ({ low, high }: { readonly low: number; readonly high: number }) =>
  `${percent(low)} – ${percent(high)}`;

/** Medians as steps, for distributions are paid on days, with the range across replications. */
export function recoverySpec({ rows, variants, text, theme, height = 240 }: RecoveryInput): TopLevelSpec {
  const values = titled(rows, variants).map((row) => ({
    ...row,
    range: rangeOf(row),
    seen: `${row.n} / ${row.failed}`,
  }));
  const x = { ...quantity(text.since, 'd', { nice: false }), field: 'since' };
  return frame(theme, height, {
    data: { values },
    layer: stepsInBand(
      { x, axis: text.axis, variants },
      ['low', 'median', 'high'],
      tips(
        ['variant', text.variant],
        ['since', text.since],
        ['median', text.median, '.1%'],
        ['range', text.range],
        ['seen', text.seen],
      ),
    ),
  });
}

export interface RecoveryGroupRow {
  readonly variant: string;
  readonly basis: string;
  readonly label: string;
  readonly n: number;
  readonly lenders: number;
  readonly dueFen: number;
  readonly recoveredFen: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
  readonly days50: number | null;
  readonly days90: number | null;
}

export interface RecoveryGroupInput extends VariantsInput<
  RecoveryGroupRow,
  'axis' | 'group' | 'variant' | 'median' | 'range' | 'half' | 'nine' | 'lenders' | 'n'
> {
  /** Groups in reading order, as they are called. */
  readonly groups: readonly string[];
}

const ROW = 13;

/** A point per group and variant with the range across replications. */
export function recoveryGroupSpec(input: RecoveryGroupInput): TopLevelSpec {
  const { rows, variants, text, theme, groups } = input;
  const days = (value: number | null) => (value === null ? '–' : value.toFixed(0));
  const values = titled(rows, variants).map((row) => ({
    ...row,
    range: rangeOf(row),
    half: days(row.days50),
    nine: days(row.days90),
  }));
  const y = {
    field: 'label',
    type: 'nominal',
    sort: [...groups],
    axis: { title: null, labelFontSize: 12, labelLimit: 150 },
  };
  const yOffset = { field: 'variant', type: 'nominal', sort: null, scale: { paddingOuter: 0.9 } };
  const x = { ...shareAxis(text.axis), axis: { format: '.0%', tickCount: 5, grid: true } };
  const color = variantColor(variants);
  return frame(theme, Math.max(150, groups.length * (16 + variants.length * ROW)), {
    data: { values },
    layer: [
      { mark: RANGE_MARK, encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y, yOffset, color } },
      {
        mark: pointMark(60),
        encoding: {
          x: { ...x, field: 'median' },
          y,
          yOffset,
          color,
          tooltip: tips(
            ['variant', text.variant],
            ['label', text.group],
            ['median', text.median, '.1%'],
            ['range', text.range],
            ['half', text.half],
            ['nine', text.nine],
            ['lenders', text.lenders],
            ['n', text.n],
          ),
        },
      },
    ],
  });
}
