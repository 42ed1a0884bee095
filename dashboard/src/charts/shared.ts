/** What all charts have in common: the frame of a spec, its fonts and colours. */
import type { TopLevelSpec } from 'vega-lite';
import { INK, type Ink, type Stroke, type Theme } from './palette.ts';

/** A variant as charts see it. */
export interface ChartVariant extends Stroke {
  readonly name: string;
  readonly title: string;
}

export const FONT =
  'Inter, "Segoe UI", Roboto, "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

/** Above this many points a canvas draws faster than a tree of SVG marks. */
export const CANVAS_ABOVE_POINTS = 2_000;

/** Which renderer suits so many points. */
export function rendererFor(pointCount: number): 'svg' | 'canvas' {
  return pointCount > CANVAS_ABOVE_POINTS ? 'canvas' : 'svg';
}

type Config = NonNullable<TopLevelSpec['config']>;

/** Look of every chart. Guides are hidden from assistive technology: each chart has its own summary and table. */
export function chartConfig(theme: Theme): Config {
  const ink = INK[theme];
  return {
    background: ink.ground,
    font: FONT,
    padding: { left: 2, right: 10, top: 4, bottom: 2 },
    view: { stroke: null },
    axis: {
      aria: false,
      labelColor: ink.muted,
      titleColor: ink.muted,
      labelFontSize: 11,
      titleFontSize: 11,
      titleFontWeight: 400,
      gridColor: ink.grid,
      domainColor: ink.grid,
      tickColor: ink.grid,
      labelPadding: 5,
      titlePadding: 8,
    },
    axisX: { grid: false, labelFlush: true, labelOverlap: 'greedy' },
    axisY: {
      domain: false,
      ticks: false,
      tickCount: 5,
      titleAnchor: 'end',
      titleAngle: 0,
      titleAlign: 'left',
      titleX: 0,
      titleY: -10,
    },
    legend: {
      aria: false,
      labelColor: ink.text,
      titleColor: ink.muted,
      labelFontSize: 12,
      labelLimit: 190,
      orient: 'top',
      offset: 26,
      columns: 2,
      rowPadding: 3,
      symbolSize: 240,
    },
    title: {
      color: ink.text,
      subtitleColor: ink.muted,
      anchor: 'start',
      fontSize: 14,
      subtitleFontSize: 11,
      subtitlePadding: 6,
    },
    text: { color: ink.text },
  };
}

/** Schema, width and look around the layers of a chart. */
export function frame(theme: Theme, height: number, body: Record<string, unknown>): TopLevelSpec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width: 'container',
    height,
    autosize: { type: 'fit-x', contains: 'padding' },
    config: chartConfig(theme),
    ...body,
  } as TopLevelSpec;
}

/** Days up to which an axis names days; longer ones name months. */
const DAYS_NAMED = 150;

/** A time axis over these rows. Dates are UTC days, whatever the clock of the machine. */
export function dateAxis(rows: readonly { readonly day: number }[]): Record<string, unknown> {
  const days = rows.map((row) => row.day);
  const length = Math.max(...days) - Math.min(...days);
  return {
    field: 'date',
    type: 'temporal',
    scale: { type: 'utc' },
    axis: { format: length > DAYS_NAMED ? '%Y-%m' : '%Y-%m-%d', title: null, tickCount: 5 },
  };
}

/** Legend of variants: strokes, so that colour and dash both show. */
export const STROKE_LEGEND = {
  title: null,
  symbolType: 'stroke',
  symbolOpacity: 1,
  symbolStrokeWidth: 2.5,
} as const;

/** Legend of areas and bars. */
export const SQUARE_LEGEND = {
  title: null,
  symbolType: 'square',
  symbolSize: 110,
  symbolStrokeWidth: 0,
} as const;

/** Scales that give each variant its colour and its dash. */
export function variantScales(variants: readonly ChartVariant[]): {
  readonly color: { readonly domain: string[]; readonly range: string[] };
  readonly dash: { readonly domain: string[]; readonly range: number[][] };
} {
  const domain = variants.map((variant) => variant.title);
  return {
    color: { domain, range: variants.map((variant) => variant.color) },
    dash: {
      domain,
      range: variants.map((variant) => [...(variant.dash.length > 0 ? variant.dash : [1, 0])]),
    },
  };
}

/** A dotted rule per event; no layer at all without events, whose scale would have no extent. */
export function eventRules(
  events: readonly { readonly date: string }[],
  x: Record<string, unknown>,
  ink: Ink,
): Record<string, unknown>[] {
  if (events.length === 0) return [];
  return [
    {
      data: { values: events.map(({ date }) => ({ date })) },
      mark: { type: 'rule', color: ink.muted, strokeWidth: 1, strokeDash: [2, 2], aria: false },
      encoding: { x },
    },
  ];
}
