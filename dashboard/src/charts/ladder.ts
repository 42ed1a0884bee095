/** Customers' cash expected at the end of each step ahead. */
import type { TopLevelSpec } from 'vega-lite';
import type { AxisUnit } from '../format.ts';
import { INK, type Theme } from './palette.ts';
import { frame, STROKE_LEGEND, variantScales, type ChartVariant } from './shared.ts';

export interface LadderRow {
  readonly variant: string;
  /** Last day of the step, days ahead. */
  readonly ahead: number;
  readonly n: number;
  /** Replications in which cash was expected to be short by then. */
  readonly below: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

export interface LadderInput {
  readonly rows: readonly LadderRow[];
  readonly variants: readonly ChartVariant[];
  readonly unit: AxisUnit;
  readonly text: {
    readonly axis: string;
    readonly ahead: string;
    readonly variant: string;
    readonly median: string;
    readonly below: string;
  };
  readonly theme: Theme;
  readonly height?: number;
}

/** Medians as lines with points, ranges as bars, and the line below which there is nothing left. */
export function ladderSpec(input: LadderInput): TopLevelSpec {
  const { unit, theme, text } = input;
  const titles = new Map(input.variants.map((variant) => [variant.name, variant.title]));
  const scales = variantScales(input.variants);
  const values = input.rows.map((row) => ({
    variant: titles.get(row.variant) ?? row.variant,
    ahead: row.ahead,
    low: row.low / unit.divisor,
    median: row.median / unit.divisor,
    high: row.high / unit.divisor,
    short: `${row.below} / ${row.n}`,
  }));
  const x = { field: 'ahead', type: 'quantitative', title: text.ahead, axis: { format: 'd' } };
  const y = { type: 'quantitative', title: text.axis, axis: { format: unit.tick } };
  const color = {
    field: 'variant',
    type: 'nominal',
    scale: scales.color,
    sort: null,
    legend: STROKE_LEGEND,
  };
  return frame(theme, input.height ?? 220, {
    data: { values },
    layer: [
      {
        data: { values: [{ zero: 0 }] },
        mark: { type: 'rule', color: INK[theme].limit, strokeWidth: 1.4, strokeDash: [5, 3], aria: false },
        encoding: { y: { field: 'zero', type: 'quantitative' } },
      },
      {
        mark: { type: 'rule', strokeWidth: 2, opacity: 0.3, aria: false },
        encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color },
      },
      {
        mark: { type: 'line', strokeWidth: 2, aria: false },
        encoding: {
          x,
          y: { ...y, field: 'median' },
          color,
          strokeDash: {
            field: 'variant',
            type: 'nominal',
            scale: scales.dash,
            sort: null,
            legend: STROKE_LEGEND,
          },
        },
      },
      {
        mark: { type: 'point', filled: true, size: 45, opacity: 1, aria: false },
        encoding: {
          x,
          y: { ...y, field: 'median' },
          color,
          tooltip: [
            { field: 'variant', type: 'nominal', title: text.variant },
            { field: 'ahead', type: 'quantitative', title: text.ahead },
            { field: 'median', type: 'quantitative', title: text.median, format: ',.4~r' },
            { field: 'short', type: 'nominal', title: text.below },
          ],
        },
      },
    ],
  });
}
