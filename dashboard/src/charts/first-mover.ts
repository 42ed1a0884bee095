/** What the first and the last tenth of a run got, replication by replication. */
import type { TopLevelSpec } from 'vega-lite';
import type { Theme } from './palette.ts';
import { frame, STROKE_LEGEND, variantScales, type ChartVariant } from './shared.ts';

export interface FirstMoverRow {
  readonly variant: string;
  readonly replication: number;
  readonly firstDay: number;
  readonly askedFen: number;
  readonly firstTenthShare: number;
  readonly lastTenthShare: number;
  readonly firstMoverAdvantage: number;
}

export interface FirstMoverInput {
  readonly rows: readonly FirstMoverRow[];
  readonly variants: readonly ChartVariant[];
  readonly text: {
    readonly first: string;
    readonly last: string;
    readonly variant: string;
    readonly replication: string;
    readonly advantage: string;
  };
  readonly theme: Theme;
  readonly height?: number;
}

/** A point per replication; on the diagonal being first is worth nothing. */
export function firstMoverSpec(input: FirstMoverInput): TopLevelSpec {
  const { text, theme } = input;
  const titles = new Map(input.variants.map((variant) => [variant.name, variant.title]));
  const scales = variantScales(input.variants);
  const values = input.rows.map((row) => ({ ...row, variant: titles.get(row.variant) ?? row.variant }));
  const axis = { format: '.0%' };
  const scale = { domain: [0, 1] };
  return frame(theme, input.height ?? 240, {
    layer: [
      {
        data: {
          values: [
            { x: 0, y: 0 },
            { x: 1, y: 1 },
          ],
        },
        mark: { type: 'line', strokeDash: [3, 3], strokeWidth: 1, color: '#888888', aria: false },
        encoding: {
          x: { field: 'x', type: 'quantitative', title: text.last, scale, axis },
          y: { field: 'y', type: 'quantitative', title: text.first, scale, axis },
        },
      },
      {
        data: { values },
        mark: { type: 'point', filled: true, size: 60, opacity: 0.75, aria: false },
        encoding: {
          x: { field: 'lastTenthShare', type: 'quantitative', title: text.last, scale, axis },
          y: { field: 'firstTenthShare', type: 'quantitative', title: text.first, scale, axis },
          color: {
            field: 'variant',
            type: 'nominal',
            scale: scales.color,
            sort: null,
            legend: STROKE_LEGEND,
          },
          tooltip: [
            { field: 'variant', type: 'nominal', title: text.variant },
            { field: 'replication', type: 'quantitative', title: text.replication },
            { field: 'firstTenthShare', type: 'quantitative', title: text.first, format: '.1%' },
            { field: 'lastTenthShare', type: 'quantitative', title: text.last, format: '.1%' },
            { field: 'firstMoverAdvantage', type: 'quantitative', title: text.advantage, format: '.1%' },
          ],
        },
      },
    ],
  });
}
