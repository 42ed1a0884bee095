/** Days within which shares of withdrawals were paid: a line per variant, with the range across replications. */
import type { TopLevelSpec } from 'vega-lite';
import type { Theme } from './palette.ts';
import { frame, STROKE_LEGEND, variantScales, type ChartVariant } from './shared.ts';

export interface WaitRow {
  readonly variant: string;
  readonly basis: string;
  /** Percent of what was asked for. */
  readonly share: number;
  readonly n: number;
  /** Replications in which so much was paid. */
  readonly reached: number;
  readonly low: number | null;
  readonly median: number | null;
  readonly high: number | null;
}

export interface WaitsInput {
  readonly rows: readonly WaitRow[];
  readonly variants: readonly ChartVariant[];
  readonly text: {
    readonly axis: string;
    readonly share: string;
    readonly variant: string;
    readonly median: string;
    readonly range: string;
    readonly reached: string;
  };
  readonly theme: Theme;
  readonly height?: number;
}

/** Medians as lines with points, ranges as bars; a share that was not reached has no point. */
export function waitsSpec(input: WaitsInput): TopLevelSpec {
  const { text, theme } = input;
  const titles = new Map(input.variants.map((variant) => [variant.name, variant.title]));
  const scales = variantScales(input.variants);
  const values = input.rows.map((row) => ({
    ...row,
    variant: titles.get(row.variant) ?? row.variant,
    percent: `${row.share}%`,
    range: `${row.low ?? '–'} – ${row.high ?? '–'}`,
    got: `${row.reached} / ${row.n}`,
  }));
  const x = {
    field: 'percent',
    type: 'ordinal',
    title: text.share,
    sort: null,
    axis: { labelAngle: 0 },
  };
  const color = {
    field: 'variant',
    type: 'nominal',
    scale: scales.color,
    sort: null,
    legend: STROKE_LEGEND,
  };
  const y = { type: 'quantitative', title: text.axis, axis: { format: ',.4~g' } };
  const offset = { field: 'variant', type: 'nominal', sort: null, scale: { paddingOuter: 1.2 } };
  return frame(theme, input.height ?? 220, {
    data: { values },
    layer: [
      {
        transform: [{ filter: 'isValid(datum.low) && isValid(datum.high)' }],
        mark: { type: 'rule', strokeWidth: 2.5, opacity: 0.4, aria: false },
        encoding: { x, xOffset: offset, y: { ...y, field: 'low' }, y2: { field: 'high' }, color },
      },
      {
        transform: [{ filter: 'isValid(datum.median)' }],
        mark: { type: 'point', filled: true, size: 70, opacity: 1, aria: false },
        encoding: {
          x,
          xOffset: offset,
          y: { ...y, field: 'median' },
          color,
          tooltip: [
            { field: 'variant', type: 'nominal', title: text.variant },
            { field: 'percent', type: 'nominal', title: text.share },
            { field: 'median', type: 'quantitative', title: text.median, format: ',.4~r' },
            { field: 'range', type: 'nominal', title: text.range },
            { field: 'got', type: 'nominal', title: text.reached },
          ],
        },
      },
    ],
  });
}
