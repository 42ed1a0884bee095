/** The course of some figures of one replication, with the day that is looked at. */
import type { TopLevelSpec } from 'vega-lite';
import type { AxisUnit } from '../format.ts';
import { FOUR_DIGITS, hoverPoints, tips } from './encodings.ts';
import { INK, variantStroke, type Theme } from './palette.ts';
import { dateAxis, eventRules, frame, STROKE_LEGEND } from './shared.ts';

export interface CourseRow {
  readonly day: number;
  readonly date: string;
  /** Name of the figure, as shown. */
  readonly figure: string;
  readonly value: number | null;
}

export interface CourseInput {
  readonly rows: readonly CourseRow[];
  /** Figures in the order of the legend. */
  readonly figures: readonly string[];
  readonly unit: AxisUnit;
  /** ISO date of the day looked at. */
  readonly at: string;
  readonly events: readonly { readonly date: string }[];
  readonly text: {
    readonly axis: string;
    readonly date: string;
    readonly day: string;
    readonly figure: string;
  };
  readonly theme: Theme;
  readonly height?: number;
}

/** Lines over one another, one colour and dash per figure. */
export function courseSpec(input: CourseInput): TopLevelSpec {
  const { unit, theme, text, figures } = input;
  const ink = INK[theme];
  const strokes = figures.map((_, index) => variantStroke(index, theme));
  const values = input.rows.map((row) => ({
    ...row,
    value: row.value === null ? null : row.value / unit.divisor,
  }));
  const x = dateAxis(input.rows);
  const color = {
    field: 'figure',
    type: 'nominal',
    scale: { domain: [...figures], range: strokes.map((stroke) => stroke.color) },
    sort: null,
    legend: STROKE_LEGEND,
  };
  const y = {
    field: 'value',
    type: 'quantitative',
    title: text.axis,
    scale: { nice: true },
    axis: { format: unit.tick },
  };
  return frame(theme, input.height ?? 220, {
    data: { values },
    layer: [
      ...eventRules(input.events, x, ink),
      {
        data: { values: [{ date: input.at }] },
        mark: { type: 'rule', color: ink.limit, strokeWidth: 1.6, aria: false },
        encoding: { x },
      },
      {
        mark: { type: 'line', strokeWidth: 1.8, interpolate: 'step-after', aria: false },
        encoding: {
          x,
          y,
          color,
          strokeDash: {
            field: 'figure',
            type: 'nominal',
            scale: {
              domain: [...figures],
              range: strokes.map((stroke) => (stroke.dash.length > 0 ? [...stroke.dash] : [1, 0])),
            },
            sort: null,
            legend: STROKE_LEGEND,
          },
        },
      },
      hoverPoints(40, {
        x,
        y,
        color,
        tooltip: tips(
          ['figure', text.figure],
          ['date', text.date],
          ['day', text.day],
          ['value', text.axis, FOUR_DIGITS],
        ),
      }),
    ],
  });
}
