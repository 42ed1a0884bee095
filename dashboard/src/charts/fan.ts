/** Bands across replications over time: one fan per variant. */
import type { TopLevelSpec } from 'vega-lite';
import type { AxisUnit } from '../format.ts';
import {
  boundRule,
  FOUR_DIGITS,
  hoverPoints,
  tips,
  titled,
  variantColor,
  variantDash,
  type VariantsInput,
} from './encodings.ts';
import { INK } from './palette.ts';
import { dateAxis, eventRules, frame } from './shared.ts';

/** One day of one variant; values in the unit of the KPI. */
export interface BandRow {
  readonly variant: string;
  readonly day: number;
  readonly date: string;
  readonly n: number;
  readonly p5: number | null;
  readonly p25: number | null;
  readonly p50: number | null;
  readonly p75: number | null;
  readonly p95: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

export interface FanEvent {
  readonly date: string;
  readonly label: string;
}

export interface FanInput extends VariantsInput<
  BandRow,
  'axis' | 'date' | 'day' | 'variant' | 'median' | 'low' | 'high' | 'n'
> {
  readonly events: readonly FanEvent[];
  readonly limit: { readonly value: number; readonly label: string } | null;
  readonly unit: AxisUnit;
}

/** Replications below which P5 and P95 say nothing that smallest and largest don't. */
export const TAILS_FROM_N = 60;

/** May the light band be P5-P95, or must it be smallest to largest? */
export function tailsAllowed(rows: readonly BandRow[]): boolean {
  return rows.length > 0 && rows.every((row) => row.n >= TAILS_FROM_N);
}

/** Fans of several variants over one another. */
export function fanSpec(input: FanInput): TopLevelSpec {
  const { unit, theme, text } = input;
  const ink = INK[theme];
  const tails = tailsAllowed(input.rows);
  const scaled = (value: number | null) => (value === null ? null : value / unit.divisor);
  const values = titled(input.rows, input.variants).map((row) => ({
    variant: row.variant,
    day: row.day,
    date: row.date,
    n: row.n,
    outerLow: scaled(tails ? row.p5 : row.min),
    low: scaled(row.p25),
    median: scaled(row.p50),
    high: scaled(row.p75),
    outerHigh: scaled(tails ? row.p95 : row.max),
  }));
  const color = variantColor(input.variants);
  const x = dateAxis(input.rows);
  const y = (field: string) => ({
    field,
    type: 'quantitative',
    title: text.axis,
    scale: { zero: false, nice: true },
    axis: { format: unit.tick },
  });
  const layers: Record<string, unknown>[] = [
    {
      mark: { type: 'area', opacity: 0.13, aria: false },
      encoding: { x, y: y('outerLow'), y2: { field: 'outerHigh' }, color },
    },
    {
      mark: { type: 'area', opacity: 0.26, aria: false },
      encoding: { x, y: y('low'), y2: { field: 'high' }, color },
    },
    {
      mark: { type: 'line', strokeWidth: 2, aria: false },
      encoding: {
        x,
        y: y('median'),
        color,
        strokeDash: variantDash(input.variants),
      },
    },
  ];
  if (input.limit) {
    const data = { values: [{ value: input.limit.value / unit.divisor, label: input.limit.label }] };
    layers.push(boundRule(input.limit.value / unit.divisor, ink.limit), {
      data,
      mark: {
        type: 'text',
        color: ink.limit,
        align: 'right',
        baseline: 'bottom',
        dy: -3,
        fontSize: 11,
        aria: false,
      },
      encoding: {
        x: { value: 'width' },
        y: { field: 'value', type: 'quantitative' },
        text: { field: 'label' },
      },
    });
  }
  layers.push(...eventRules(input.events, x, ink));
  // One layer per label: events close to one another get lines of their own.
  for (const [line, event] of input.events.entries()) {
    layers.push({
      data: { values: [{ ...event }] },
      mark: {
        type: 'text',
        color: ink.muted,
        align: 'left',
        baseline: 'top',
        dx: 4,
        fontSize: 11,
        limit: 150,
        aria: false,
      },
      encoding: { x, y: { value: line * 14 }, text: { field: 'label' } },
    });
  }
  layers.push(
    hoverPoints(44, {
      x,
      y: y('median'),
      color,
      tooltip: tips(
        ['variant', text.variant],
        ['date', text.date],
        ['day', text.day],
        ['median', text.median, FOUR_DIGITS],
        ['low', 'P25', FOUR_DIGITS],
        ['high', 'P75', FOUR_DIGITS],
        ['outerLow', tails ? 'P5' : text.low, FOUR_DIGITS],
        ['outerHigh', tails ? 'P95' : text.high, FOUR_DIGITS],
        ['n', text.n],
      ),
    }),
  );
  return frame(theme, input.height ?? 240, { data: { values }, layer: layers });
}
