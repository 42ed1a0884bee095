/** Days within which shares of withdrawals were paid: a point per variant, with the range across replications. */
import type { TopLevelSpec } from 'vega-lite';
import {
  BESIDE,
  FOUR_DIGITS,
  pointMark,
  quantity,
  RANGE_MARK,
  tips,
  titled,
  variantColor,
  type VariantsInput,
} from './encodings.ts';
import { frame } from './shared.ts';

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

export type WaitsInput = VariantsInput<
  WaitRow,
  'axis' | 'share' | 'variant' | 'median' | 'range' | 'reached'
>;

/** Medians as points, ranges as bars; a share that was not reached has no point. */
export function waitsSpec({ rows, variants, text, theme, height = 220 }: WaitsInput): TopLevelSpec {
  const values = titled(rows, variants).map((row) => ({
    ...row,
    percent: `${row.share}%`,
    range: `${row.low ?? '–'} – ${row.high ?? '–'}`,
    got: `${row.reached} / ${row.n}`,
  }));
  const x = { field: 'percent', type: 'ordinal', title: text.share, sort: null, axis: { labelAngle: 0 } };
  const y = quantity(text.axis, ',.4~g');
  const color = variantColor(variants);
  return frame(theme, height, {
    data: { values },
    layer: [
      {
        transform: [{ filter: 'isValid(datum.low) && isValid(datum.high)' }],
        mark: RANGE_MARK,
        encoding: { x, xOffset: BESIDE, y: { ...y, field: 'low' }, y2: { field: 'high' }, color },
      },
      {
        transform: [{ filter: 'isValid(datum.median)' }],
        mark: pointMark(70),
        encoding: {
          x,
          xOffset: BESIDE,
          y: { ...y, field: 'median' },
          color,
          tooltip: tips(
            ['variant', text.variant],
            ['percent', text.share],
            ['median', text.median, FOUR_DIGITS],
            ['range', text.range],
            ['got', text.reached],
          ),
        },
      },
    ],
  });
}
