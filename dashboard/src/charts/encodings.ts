/** Scales, axes and marks that charts of variants share. */
import type { AxisUnit } from '../format.ts';
import type { Theme } from './palette.ts';
import { STROKE_LEGEND, variantScales, type ChartVariant } from './shared.ts';

type Channel = Readonly<Record<string, unknown>>;

/** What a chart of rows by variant is made from; `text` holds its words. */
export interface VariantsInput<Row, Text extends string> {
  readonly rows: readonly Row[];
  readonly variants: readonly ChartVariant[];
  readonly text: Readonly<Record<Text, string>>;
  readonly theme: Theme;
  readonly height?: number;
}

/** Rows with the titles of their variants in place of the names. */
export function titled<Row extends { readonly variant: string }>(
  rows: readonly Row[],
  variants: readonly ChartVariant[],
): readonly Row[] {
  const titles = new Map(variants.map((variant) => [variant.name, variant.title]));
  return rows.map((row) => ({ ...row, variant: titles.get(row.variant) ?? row.variant }));
}

const VARIANT = { field: 'variant', type: 'nominal', sort: null } as const;

/** Each variant in its colour. */
export function variantColor(variants: readonly ChartVariant[]): Channel {
  return { ...VARIANT, scale: variantScales(variants).color, legend: STROKE_LEGEND };
}

/** Each variant with its dash, so that colour never says it alone. */
export function variantDash(variants: readonly ChartVariant[]): Channel {
  return { ...VARIANT, scale: variantScales(variants).dash, legend: STROKE_LEGEND };
}

/** Variants beside one another within a step of the axis. */
export const BESIDE = { ...VARIANT, scale: { paddingOuter: 1.2 } } as const;

/** An axis of quantities; the field is set where it is used. */
export function quantity(title: string, format: string, scale?: Channel): Channel {
  return { type: 'quantitative', title, axis: { format }, ...(scale ? { scale } : {}) };
}

/** An axis in the unit of a chart. */
export function inUnit(title: string, unit: AxisUnit): Channel {
  return quantity(title, unit.tick);
}

/** An axis of shares from none to all. */
export function shareAxis(title: string): Channel {
  return quantity(title, '.0%', { domain: [0, 1] });
}

/** Colours of a share of failing replications, from none to all. */
export function failingScale(theme: Theme): Channel {
  const range = theme === 'light' ? ['#eef4f8', '#f0c9a2', '#b5452c'] : ['#22303c', '#7a5530', '#c25a3f'];
  return { domain: [0, 0.5, 1], range, interpolate: 'rgb' };
}

/** Ink on the darker of these colours. */
export const ON_FAILING = { condition: { test: 'datum.share > 0.6', value: '#ffffff' } } as const;

/** Lines of a tooltip: field, its name, and how a number is written. */
export function tips(...lines: readonly (readonly [field: string, title: string, format?: string])[]) {
  return lines.map(([field, title, format]) =>
    format === undefined ? { field, type: 'nominal', title } : { field, type: 'quantitative', title, format },
  );
}

/** Numbers of a tooltip: four digits. */
export const FOUR_DIGITS = ',.4~r';

/** The mark of ranges. */
export const RANGE_MARK = { type: 'rule', strokeWidth: 2.5, opacity: 0.4, aria: false } as const;

/** The mark of single values. */
export function pointMark(size: number, opacity = 1): Channel {
  return { type: 'point', filled: true, size, opacity, aria: false };
}

/** A line that stands for a bound or nothing left, across the chart. */
export function boundRule(at: number, color: string): Channel {
  return {
    data: { values: [{ at }] },
    mark: { type: 'rule', color, strokeWidth: 1.4, strokeDash: [5, 3], aria: false },
    encoding: { y: { field: 'at', type: 'quantitative' } },
  };
}

/** Points over a line that show when the pointer is near them, with what is known there. */
export function hoverPoints(size: number, encoding: Channel): Channel {
  return {
    params: [
      {
        name: 'hover',
        select: { type: 'point', on: 'pointermove', nearest: true, clear: 'pointerout', encodings: ['x'] },
      },
    ],
    mark: { type: 'point', filled: true, size, aria: false },
    encoding: {
      ...encoding,
      opacity: { condition: { param: 'hover', empty: false, value: 1 }, value: 0 },
    },
  };
}

/** Layers of shares that change in steps: a band between two fields, its middle by variant, and points that tell their row. */
export function stepsInBand(
  {
    x,
    axis,
    variants,
  }: { readonly x: Channel; readonly axis: string; readonly variants: readonly ChartVariant[] },
  [low, middle, high]: readonly [low: string, middle: string, high: string],
  tooltip: ReturnType<typeof tips>,
) {
  const share = shareAxis(axis);
  const y = { ...share, field: middle };
  const color = variantColor(variants);
  const step = { interpolate: 'step-after', aria: false } as const;
  return [
    {
      mark: { type: 'area', ...step, opacity: 0.15 },
      encoding: { x, y: { ...share, field: low }, y2: { field: high }, color },
    },
    {
      mark: { type: 'line', ...step, strokeWidth: 2 },
      encoding: { x, y, color, strokeDash: variantDash(variants) },
    },
    { mark: pointMark(30, 0.9), encoding: { x, y, color, tooltip } },
  ];
}
