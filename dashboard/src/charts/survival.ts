/** Share of replications still in business, as a step with its interval. */
import type { TopLevelSpec } from 'vega-lite';
import type { Theme } from './palette.ts';
import { dateAxis, frame, STROKE_LEGEND, variantScales, type ChartVariant } from './shared.ts';

export interface SurvivalRow {
  readonly variant: string;
  readonly day: number;
  readonly date: string;
  readonly n: number;
  readonly failed: number;
  readonly survival: number;
  readonly lower: number;
  readonly upper: number;
}

export interface SurvivalInput {
  readonly rows: readonly SurvivalRow[];
  readonly variants: readonly ChartVariant[];
  readonly text: {
    readonly axis: string;
    readonly date: string;
    readonly day: string;
    readonly variant: string;
    readonly failed: string;
    readonly interval: string;
    readonly n: string;
  };
  readonly theme: Theme;
  readonly height?: number;
}

/** Survival curves of several variants. */
export function survivalSpec(input: SurvivalInput): TopLevelSpec {
  const { text, theme } = input;
  const titles = new Map(input.variants.map((variant) => [variant.name, variant.title]));
  const scales = variantScales(input.variants);
  const percent = (value: number) => `${(value * 100).toFixed(1)}%`;
  const values = input.rows.map((row) => ({
    variant: titles.get(row.variant) ?? row.variant,
    date: row.date,
    day: row.day,
    survival: row.survival,
    lower: row.lower,
    upper: row.upper,
    failed: row.failed,
    interval: `${percent(row.lower)} – ${percent(row.upper)}`,
    n: row.n,
  }));
  const x = dateAxis(input.rows);
  const y = {
    type: 'quantitative',
    title: text.axis,
    scale: { domain: [0, 1] },
    axis: { format: '.0%' },
  };
  const color = {
    field: 'variant',
    type: 'nominal',
    scale: scales.color,
    sort: null,
    legend: STROKE_LEGEND,
  };
  return frame(theme, input.height ?? 240, {
    data: { values },
    layer: [
      {
        mark: { type: 'area', interpolate: 'step-after', opacity: 0.15, aria: false },
        encoding: { x, y: { ...y, field: 'lower' }, y2: { field: 'upper' }, color },
      },
      {
        mark: { type: 'line', interpolate: 'step-after', strokeWidth: 2, aria: false },
        encoding: {
          x,
          y: { ...y, field: 'survival' },
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
        mark: { type: 'point', filled: true, size: 30, opacity: 0.9, aria: false },
        encoding: {
          x,
          y: { ...y, field: 'survival' },
          color,
          tooltip: [
            { field: 'variant', type: 'nominal', title: text.variant },
            { field: 'date', type: 'nominal', title: text.date },
            { field: 'day', type: 'quantitative', title: text.day },
            { field: 'survival', type: 'quantitative', title: text.axis, format: '.1%' },
            { field: 'interval', type: 'nominal', title: text.interval },
            { field: 'failed', type: 'quantitative', title: text.failed },
            { field: 'n', type: 'quantitative', title: text.n },
          ],
        },
      },
    ],
  });
}
