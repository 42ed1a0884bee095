/** Probability of failure by two choices: shock against response. */
import type { TopLevelSpec } from 'vega-lite';
import type { HeatCell } from '../state/run.ts';
import { INK, type Theme } from './palette.ts';
import { frame } from './shared.ts';

export interface HeatInput {
  readonly cells: readonly HeatCell[];
  readonly text: {
    readonly x: string;
    readonly y: string;
    readonly share: string;
    readonly interval: string;
    readonly variant: string;
  };
  readonly theme: Theme;
  readonly height?: number;
}

/** A rectangle per variant with its share in figures: colour alone says nothing. */
export function heatSpec(input: HeatInput): TopLevelSpec {
  const { text, theme } = input;
  const ink = INK[theme];
  const percent = (value: number) => `${(value * 100).toFixed(0)}%`;
  const order = (values: readonly string[]) =>
    [...new Set(values)].sort((a, b) => {
      const difference = Number(a) - Number(b);
      return Number.isNaN(difference) ? 0 : difference;
    });
  const values = input.cells.map((cell) => ({
    ...cell,
    label: `${percent(cell.share)}`,
    count: `${cell.failed}/${cell.n}`,
    interval: `${percent(cell.low)} – ${percent(cell.high)}`,
  }));
  const x = {
    field: 'x',
    type: 'nominal',
    title: text.x,
    sort: order(values.map((cell) => cell.x)),
    axis: { labelAngle: 0, labelLimit: 150, orient: 'bottom' },
  };
  const y = {
    field: 'y',
    type: 'nominal',
    title: text.y === '' ? null : text.y,
    sort: order(values.map((cell) => cell.y)),
    axis: { labelLimit: 170, titleAngle: 0, titleAlign: 'left', titleAnchor: 'end', titleY: -10 },
  };
  const range = theme === 'light' ? ['#eef4f8', '#f0c9a2', '#b5452c'] : ['#22303c', '#7a5530', '#c25a3f'];
  return frame(theme, input.height ?? 200, {
    data: { values },
    layer: [
      {
        mark: { type: 'rect', stroke: ink.ground, strokeWidth: 2, aria: false },
        encoding: {
          x,
          y,
          color: {
            field: 'share',
            type: 'quantitative',
            scale: { domain: [0, 0.5, 1], range },
            legend: null,
          },
          tooltip: [
            { field: 'variant', type: 'nominal', title: text.variant },
            { field: 'label', type: 'nominal', title: text.share },
            { field: 'interval', type: 'nominal', title: text.interval },
            { field: 'count', type: 'nominal', title: 'n' },
          ],
        },
      },
      {
        mark: { type: 'text', fontSize: 13, fontWeight: 600, dy: -7, aria: false },
        encoding: {
          x,
          y,
          text: { field: 'label' },
          color: {
            condition: { test: 'datum.share > 0.6', value: '#ffffff' },
            value: ink.text,
          },
        },
      },
      {
        mark: { type: 'text', fontSize: 11, dy: 8, aria: false },
        encoding: {
          x,
          y,
          text: { field: 'count' },
          color: {
            condition: { test: 'datum.share > 0.6', value: '#ffffff' },
            value: ink.muted,
          },
        },
      },
    ],
  });
}
