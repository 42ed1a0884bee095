/** Share of replications still in business, as a step with its interval. */
import type { TopLevelSpec } from 'vega-lite';
import { tips, titled, type VariantsInput, stepsInBand } from './encodings.ts';
import { dateAxis, frame } from './shared.ts';

export interface SurvivalRow {
  readonly variant: string;
  readonly day: number;
  readonly date: string;
  readonly n: number;
  readonly failed: number;
  readonly survival: number;
  readonly lower: number;
  readonly upper: number;
}

export type SurvivalInput = VariantsInput<
  SurvivalRow,
  'axis' | 'date' | 'day' | 'variant' | 'failed' | 'interval' | 'n'
>;

/** Survival curves of several variants. */
export function survivalSpec({ rows, variants, text, theme, height = 240 }: SurvivalInput): TopLevelSpec {
  const percent = (value: number) => `${(value * 100).toFixed(1)}%`;
  const values = titled(rows, variants).map((row) => ({
    ...row,
    interval: `${percent(row.lower)} – ${percent(row.upper)}`,
  }));
  const x = dateAxis(rows);
  return frame(theme, height, {
    data: { values },
    layer: stepsInBand(
      { x, axis: text.axis, variants },
      ['lower', 'survival', 'upper'],
      tips(
        ['variant', text.variant],
        ['date', text.date],
        ['day', text.day],
        ['survival', text.axis, '.1%'],
        ['interval', text.interval],
        ['failed', text.failed],
        ['n', text.n],
      ),
    ),
  });
}
