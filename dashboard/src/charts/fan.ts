/** Bands across replications over time: one fan per variant. */
import type { TopLevelSpec } from 'vega-lite';
import type { AxisUnit } from '../format.ts';
import { INK, type Theme } from './palette.ts';
import { dateAxis, eventRules, frame, STROKE_LEGEND, variantScales, type ChartVariant } from './shared.ts';

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

export interface FanInput {
  readonly rows: readonly BandRow[];
  readonly variants: readonly ChartVariant[];
  readonly events: readonly FanEvent[];
  readonly limit: { readonly value: number; readonly label: string } | null;
  readonly unit: AxisUnit;
  readonly text: {
    readonly axis: string;
    readonly date: string;
    readonly day: string;
    readonly variant: string;
    readonly median: string;
    readonly low: string;
    readonly high: string;
    readonly n: string;
  };
  readonly theme: Theme;
  readonly height?: number;
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
  const titles = new Map(input.variants.map((variant) => [variant.name, variant.title]));
  const scaled = (value: number | null) => (value === null ? null : value / unit.divisor);
  const values = input.rows.map((row) => ({
    variant: titles.get(row.variant) ?? row.variant,
    day: row.day,
    date: row.date,
    n: row.n,
    outerLow: scaled(tails ? row.p5 : row.min),
    low: scaled(row.p25),
    median: scaled(row.p50),
    high: scaled(row.p75),
    outerHigh: scaled(tails ? row.p95 : row.max),
  }));
  const scales = variantScales(input.variants);
  const color = {
    field: 'variant',
    type: 'nominal',
    scale: scales.color,
    legend: STROKE_LEGEND,
    sort: null,
  };
  const x = dateAxis(input.rows);
  const y = (field: string) => ({
    field,
    type: 'quantitative',
    title: text.axis,
    scale: { zero: false, nice: true },
    axis: { format: unit.tick },
  });
  const number = { type: 'quantitative', format: ',.4~r' };
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
        strokeDash: {
          field: 'variant',
          type: 'nominal',
          scale: scales.dash,
          sort: null,
          legend: STROKE_LEGEND,
        },
      },
    },
  ];
  if (input.limit) {
    const data = { values: [{ value: input.limit.value / unit.divisor, label: input.limit.label }] };
    layers.push(
      {
        data,
        mark: { type: 'rule', color: ink.limit, strokeWidth: 1.4, strokeDash: [5, 3], aria: false },
        encoding: { y: { field: 'value', type: 'quantitative' } },
      },
      {
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
      },
    );
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
  layers.push({
    params: [
      {
        name: 'hover',
        select: { type: 'point', on: 'pointermove', nearest: true, clear: 'pointerout', encodings: ['x'] },
      },
    ],
    mark: { type: 'point', filled: true, size: 44, aria: false },
    encoding: {
      x,
      y: y('median'),
      color,
      opacity: { condition: { param: 'hover', empty: false, value: 1 }, value: 0 },
      tooltip: [
        { field: 'variant', type: 'nominal', title: text.variant },
        { field: 'date', type: 'nominal', title: text.date },
        { field: 'day', type: 'quantitative', title: text.day },
        { field: 'median', title: text.median, ...number },
        { field: 'low', title: 'P25', ...number },
        { field: 'high', title: 'P75', ...number },
        { field: 'outerLow', title: tails ? 'P5' : text.low, ...number },
        { field: 'outerHigh', title: tails ? 'P95' : text.high, ...number },
        { field: 'n', type: 'quantitative', title: text.n },
      ],
    },
  });
  return frame(theme, input.height ?? 240, { data: { values }, layer: layers });
}
