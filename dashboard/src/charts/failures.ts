/** First causes of failure: how many replications of each variant. */
import type { TopLevelSpec } from 'vega-lite';
import { tips, titled, variantColor, type VariantsInput } from './encodings.ts';
import { INK } from './palette.ts';
import { frame, SQUARE_LEGEND } from './shared.ts';

export interface FailureRow {
  readonly variant: string;
  /** Already in words. */
  readonly cause: string;
  readonly replications: number;
  /** Replications of the variant that finished. */
  readonly n: number;
  readonly medianDay: number;
}

export type FailuresInput = VariantsInput<FailureRow, 'axis' | 'variant' | 'cause' | 'medianDay' | 'n'>;

/** Bars of causes, variants side by side, each with its count out of n. */
export function failuresSpec(input: FailuresInput): TopLevelSpec {
  const { text, theme } = input;
  const shown = new Set(input.rows.map((row) => row.variant));
  const present = input.variants.filter((variant) => shown.has(variant.name));
  const order = present.map((variant) => variant.title);
  const values = titled(input.rows, input.variants).map((row) => ({
    ...row,
    label: `${row.replications} / ${row.n}`,
  }));
  const largest = Math.max(1, ...input.rows.map((row) => row.replications));
  const totals = new Map<string, number>();
  for (const row of input.rows) totals.set(row.cause, (totals.get(row.cause) ?? 0) + row.replications);
  const causes = [...totals].sort((a, b) => b[1] - a[1]).map(([cause]) => cause);
  const y = {
    field: 'cause',
    type: 'nominal',
    sort: causes,
    axis: { title: null, labelFontSize: 12, labelLimit: 150, titleAngle: 0 },
    scale: { paddingInner: 0.3 },
  };
  const x = {
    field: 'replications',
    type: 'quantitative',
    title: text.axis,
    axis: { tickMinStep: 1, format: ',d', grid: true },
    scale: { domain: [0, largest * 1.18], nice: false },
  };
  const yOffset = { field: 'variant', type: 'nominal', sort: order, scale: { paddingInner: 0.15 } };
  return frame(theme, Math.max(120, causes.length * (26 * present.length + 14)), {
    data: { values },
    layer: [
      {
        mark: { type: 'bar', cornerRadiusEnd: 2, aria: false },
        encoding: {
          x,
          y,
          yOffset,
          color: { ...variantColor(present), legend: SQUARE_LEGEND },
          tooltip: tips(
            ['variant', text.variant],
            ['cause', text.cause],
            ['replications', text.axis],
            ['n', text.n],
            ['medianDay', text.medianDay],
          ),
        },
      },
      {
        mark: {
          type: 'text',
          align: 'left',
          baseline: 'middle',
          dx: 5,
          fontSize: 11,
          color: INK[theme].muted,
          aria: false,
        },
        encoding: { x, y, yOffset, text: { field: 'label' } },
      },
    ],
  });
}
