/** The balance under the law: what came into force, was found and was ordered, over the course of what is lent. */
import type { TopLevelSpec } from 'vega-lite';
import type { AxisUnit } from '../format.ts';
import type { BandRow } from './fan.ts';
import { FOUR_DIGITS, hoverPoints, quantity, tips } from './encodings.ts';
import { INK, type Theme } from './palette.ts';
import { dateAxis, eventRules, frame, type ChartVariant } from './shared.ts';

/** A step of the law with its first day in the replications that saw it. */
export interface LawLane {
  readonly label: string;
  readonly count: string;
  readonly days: string;
  readonly what: string;
  readonly lowDate: string;
  readonly date: string;
  readonly highDate: string;
  /** The label stands before the day, for it would run out of the chart behind it. */
  readonly isLate: boolean;
  /** An order, rather than a rule or a finding. */
  readonly isOrder: boolean;
}

export interface LawInput {
  /** Balance of one variant. */
  readonly rows: readonly BandRow[];
  readonly variant: ChartVariant;
  readonly lanes: readonly LawLane[];
  readonly unit: AxisUnit;
  readonly text: {
    readonly axis: string;
    readonly date: string;
    readonly median: string;
    readonly low: string;
    readonly high: string;
    readonly step: string;
    readonly first: string;
    readonly count: string;
    readonly what: string;
    readonly n: string;
  };
  readonly theme: Theme;
  readonly height?: number;
}

const LANE = 17;
const TOP = 9;

/** Steps in lanes of their own at the top, each with the range of its first day; below them the balance with its range. */
export function lawSpec(input: LawInput): TopLevelSpec {
  const { rows, lanes, unit, text, theme, variant } = input;
  const ink = INK[theme];
  const height = input.height ?? 180 + lanes.length * LANE;
  const values = rows.map((row) => ({
    date: row.date,
    n: row.n,
    low: row.min === null ? null : row.min / unit.divisor,
    median: row.p50 === null ? null : row.p50 / unit.divisor,
    high: row.max === null ? null : row.max / unit.divisor,
  }));
  const most = Math.max(0, ...values.map((row) => row.high ?? 0));
  // The balance keeps clear of the lanes.
  const top = (most * height) / (height - TOP - lanes.length * LANE);
  const x = dateAxis(rows);
  const y = quantity(text.axis, unit.tick, { domain: [0, top], nice: false });
  const laneColor = (lane: LawLane) => (lane.isOrder ? ink.limit : ink.text);
  const laneLayers = lanes.flatMap((lane, line) => {
    const at = { value: TOP + line * LANE };
    const data = { values: [lane] };
    const color = laneColor(lane);
    const when = (field: string) => ({ ...x, field });
    return [
      {
        data,
        mark: { type: 'rule', color, strokeWidth: 3, opacity: 0.4, aria: false },
        encoding: { x: when('lowDate'), x2: { field: 'highDate' }, y: at },
      },
      {
        data,
        mark: {
          type: 'point',
          shape: lane.isOrder ? 'square' : 'circle',
          filled: true,
          size: 55,
          opacity: 1,
          color,
          aria: false,
        },
        encoding: {
          x: when('date'),
          y: at,
          tooltip: tips(
            ['label', text.step],
            ['days', text.first],
            ['count', text.count],
            ...(lane.what === '' ? [] : [['what', text.what] as const]),
          ),
        },
      },
      {
        data,
        mark: {
          type: 'text',
          align: lane.isLate ? 'right' : 'left',
          baseline: 'middle',
          dx: lane.isLate ? -7 : 7,
          fontSize: 11,
          color,
          aria: false,
        },
        encoding: { x: when(lane.isLate ? 'lowDate' : 'highDate'), y: at, text: { field: 'label' } },
      },
    ];
  });
  return frame(theme, height, {
    data: { values },
    layer: [
      {
        mark: { type: 'area', opacity: 0.2, color: variant.color, aria: false },
        encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
      },
      {
        mark: { type: 'line', strokeWidth: 2, color: variant.color, aria: false },
        encoding: { x, y: { ...y, field: 'median' } },
      },
      ...eventRules(lanes, x, ink),
      ...laneLayers,
      hoverPoints(40, {
        x,
        y: { ...y, field: 'median' },
        color: { value: variant.color },
        tooltip: tips(
          ['date', text.date],
          ['median', text.median, FOUR_DIGITS],
          ['low', text.low, FOUR_DIGITS],
          ['high', text.high, FOUR_DIGITS],
          ['n', text.n],
        ),
      }),
    ],
  });
}
