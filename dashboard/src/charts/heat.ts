/** Probability of failure by two choices: shock against response. */
import type { TopLevelSpec } from 'vega-lite';
import type { HeatCell } from '../state/run.ts';
import { failingScale, ON_FAILING, tips } from './encodings.ts';
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
  return frame(theme, input.height ?? 200, {
    data: { values },
    layer: [
      {
        mark: { type: 'rect', stroke: ink.ground, strokeWidth: 2, aria: false },
        encoding: {
          x,
          y,
          color: { field: 'share', type: 'quantitative', scale: failingScale(theme), legend: null },
          tooltip: tips(
            ['variant', text.variant],
            ['label', text.share],
            ['interval', text.interval],
            ['count', 'n'],
          ),
        },
      },
      {
        mark: { type: 'text', fontSize: 13, fontWeight: 600, dy: -7, aria: false },
        encoding: {
          x,
          y,
          text: { field: 'label' },
          color: {
            ...ON_FAILING,
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
            ...ON_FAILING,
            value: ink.muted,
          },
        },
      },
    ],
  });
}
