/** What the first and the last tenth of a run got, replication by replication. */
import type { TopLevelSpec } from 'vega-lite';
import { pointMark, shareAxis, tips, titled, variantColor, type VariantsInput } from './encodings.ts';
import { INK } from './palette.ts';
import { frame } from './shared.ts';

export interface FirstMoverRow {
  readonly variant: string;
  readonly replication: number;
  readonly firstDay: number;
  readonly askedFen: number;
  readonly firstTenthShare: number;
  readonly lastTenthShare: number;
  readonly firstMoverAdvantage: number;
}

export type FirstMoverInput = VariantsInput<
  FirstMoverRow,
  'first' | 'last' | 'variant' | 'replication' | 'advantage'
>;

/** A point per replication; on the diagonal being first is worth nothing. */
export function firstMoverSpec({ rows, variants, text, theme, height = 240 }: FirstMoverInput): TopLevelSpec {
  const x = shareAxis(text.last);
  const y = shareAxis(text.first);
  const diagonal = [0, 1].map((at) => ({ x: at, y: at }));
  return frame(theme, height, {
    layer: [
      {
        data: { values: diagonal },
        mark: { type: 'line', strokeDash: [3, 3], strokeWidth: 1, color: INK[theme].muted, aria: false },
        encoding: { x: { ...x, field: 'x' }, y: { ...y, field: 'y' } },
      },
      {
        data: { values: titled(rows, variants) },
        mark: pointMark(60, 0.75),
        encoding: {
          x: { ...x, field: 'lastTenthShare' },
          y: { ...y, field: 'firstTenthShare' },
          color: variantColor(variants),
          tooltip: tips(
            ['variant', text.variant],
            ['replication', text.replication],
            ['firstTenthShare', text.first, '.1%'],
            ['lastTenthShare', text.last, '.1%'],
            ['firstMoverAdvantage', text.advantage, '.1%'],
          ),
        },
      },
    ],
  });
}
