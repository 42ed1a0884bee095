/** Customers' cash expected at the end of each step ahead. */
import type { TopLevelSpec } from 'vega-lite';
import type { AxisUnit } from '../format.ts';
import {
  boundRule,
  FOUR_DIGITS,
  inUnit,
  pointMark,
  quantity,
  RANGE_MARK,
  tips,
  titled,
  variantColor,
  variantDash,
  type VariantsInput,
} from './encodings.ts';
import { INK } from './palette.ts';
import { frame } from './shared.ts';

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

export interface LadderInput extends VariantsInput<
  LadderRow,
  'axis' | 'ahead' | 'variant' | 'median' | 'below'
> {
  readonly unit: AxisUnit;
}

/** Medians as lines with points, ranges as bars, and the line below which there is nothing left. */
export function ladderSpec({ rows, variants, unit, text, theme, height = 220 }: LadderInput): TopLevelSpec {
  const values = titled(rows, variants).map((row) => ({
    variant: row.variant,
    ahead: row.ahead,
    low: row.low / unit.divisor,
    median: row.median / unit.divisor,
    high: row.high / unit.divisor,
    short: `${row.below} / ${row.n}`,
  }));
  const x = { ...quantity(text.ahead, 'd'), field: 'ahead' };
  const y = inUnit(text.axis, unit);
  const median = { ...y, field: 'median' };
  const color = variantColor(variants);
  return frame(theme, height, {
    data: { values },
    layer: [
      boundRule(0, INK[theme].limit),
      { mark: RANGE_MARK, encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color } },
      {
        mark: { type: 'line', strokeWidth: 2, aria: false },
        encoding: { x, y: median, color, strokeDash: variantDash(variants) },
      },
      {
        mark: pointMark(45),
        encoding: {
          x,
          y: median,
          color,
          tooltip: tips(
            ['variant', text.variant],
            ['ahead', text.ahead],
            ['median', text.median, FOUR_DIGITS],
            ['short', text.below],
          ),
        },
      },
    ],
  });
}
