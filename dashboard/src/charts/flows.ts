/** Money in and out of the bank by period, stacked: in above the line, out below it. */
import type { TopLevelSpec } from 'vega-lite';
import type { AxisUnit } from '../format.ts';
import { FOUR_DIGITS, inUnit, tips } from './encodings.ts';
import { INK, variantStroke, type Theme } from './palette.ts';
import { dateAxis, eventRules, frame } from './shared.ts';

export interface FlowBar {
  readonly day: number;
  readonly date: string;
  readonly flow: string;
  /** Signed: out is negative. */
  readonly valueFen: number;
}

export interface FlowsInput {
  readonly rows: readonly FlowBar[];
  /** In the order of the legend. */
  readonly flows: readonly string[];
  readonly unit: AxisUnit;
  readonly events: readonly { readonly date: string }[];
  readonly text: {
    readonly axis: string;
    readonly date: string;
    readonly flow: string;
    readonly net: string;
  };
  readonly theme: Theme;
  readonly height?: number;
}

/** Bars per period with a line for what is left. */
export function flowsSpec(input: FlowsInput): TopLevelSpec {
  const { unit, theme, text, flows } = input;
  const ink = INK[theme];
  const values = input.rows.map((row) => ({ ...row, value: row.valueFen / unit.divisor }));
  const x = { ...dateAxis(input.rows), bandPosition: 0 };
  const y = inUnit(text.axis, unit);
  return frame(theme, input.height ?? 240, {
    data: { values },
    layer: [
      {
        mark: { type: 'bar', width: { band: 1 }, binSpacing: 0, aria: false, size: barWidth(input.rows) },
        encoding: {
          x,
          y: { ...y, field: 'value', stack: 'zero' },
          color: {
            field: 'flow',
            type: 'nominal',
            scale: { domain: [...flows], range: flows.map((_, index) => variantStroke(index, theme).color) },
            sort: null,
            legend: { title: null },
          },
          tooltip: tips(['flow', text.flow], ['date', text.date], ['value', text.axis, FOUR_DIGITS]),
        },
      },
      {
        transform: [{ aggregate: [{ op: 'sum', field: 'value', as: 'net' }], groupby: ['date'] }],
        mark: { type: 'line', color: ink.text, strokeWidth: 1.6, aria: false },
        encoding: {
          x,
          y: { ...y, field: 'net' },
          tooltip: tips(['date', text.date], ['net', text.net, FOUR_DIGITS]),
        },
      },
      ...eventRules(input.events, x, ink),
    ],
  });
}

/** Pixels of a bar, so that the periods of a chart fill it without touching. */
function barWidth(rows: readonly FlowBar[]): number {
  const periods = new Set(rows.map((row) => row.date)).size;
  return Math.max(1, Math.min(14, Math.floor(520 / Math.max(1, periods))));
}
