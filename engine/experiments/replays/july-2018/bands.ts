/** What was seen, figure by figure, of an ordinary month, of June and of July: a figure passes within its band. */
import type { MonthFigures } from './figures.ts';

/** What is counted of a month. */
export type Figure = Exclude<keyof MonthFigures, 'platforms'> | 'failed';

export interface Band {
  readonly observable: string;
  readonly unit: string;
  readonly figure: Figure;
  readonly band: readonly [number, number];
  readonly source: string;
}

const WORDS: Readonly<Record<Figure, readonly [observable: string, unit: string]>> = {
  samePlatform: ['lenders investing, the same platforms together', 'share'],
  median: ['lenders investing, median platform', 'share'],
  p10: ['lenders investing, tenth percentile of platforms', 'share'],
  p90: ['lenders investing, ninetieth percentile of platforms', 'share'],
  spread: ['lenders investing, from the tenth percentile of platforms to the ninetieth', 'share'],
  downOver30: ['platforms that lost over 30 %', 'share'],
  fillRatio: ['hours to fill over those of the month before, median platform', 'x'],
  fillHours: ['hours to fill, median platform', 'h'],
  slowFillHours: ['hours to fill, ninetieth percentile of platforms', 'h'],
  rateChangeBp: ['change of the lender rate, median platform', 'bp'],
  turnover: ['lent, over what is lent out', 'share'],
  netOutflow: ['net outflow of what lenders have invested', 'share'],
  failed: ['platforms that failed', 'share'],
};

const PANEL = 'wdzj-panel-2017-2018';

type Bounds = readonly [figure: Figure, least: number, most: number, source: string];

const bandsOf = (month: string, bounds: readonly Bounds[]): readonly Band[] =>
  bounds.map(([figure, least, most, source]) => ({
    observable: `${month}: ${WORDS[figure][0]}`,
    unit: WORDS[figure][1],
    figure,
    band: [least, most],
    source,
  }));

/** February to May together, on which arrivals, noise, buffers and terms were set. */
export const ORDINARY = bandsOf('an ordinary month', [
  ['samePlatform', -0.01, 0.05, PANEL],
  ['median', -0.06, 0.04, PANEL],
  ['p10', -0.35, -0.2, PANEL],
  ['downOver30', 0.05, 0.13, PANEL],
  ['fillHours', 1.5, 5, PANEL],
  ['slowFillHours', 20, 40, PANEL],
  ['netOutflow', -0.02, 0.02, 'p2p-volume-2017-2018'],
  ['failed', 0.005, 0.03, PANEL],
  ['turnover', 0.14, 0.2, 'p2p-volume-2017-2018'],
]);

/** The first month of the wave, on which the weight of its news was set: 0, -4.7 %, -37 % and 13.7 %, ± what such a sample is uncertain by. */
export const JUNE = bandsOf('June', [
  ['samePlatform', -0.04, 0.04, PANEL],
  ['median', -0.08, -0.02, PANEL],
  ['p10', -0.42, -0.3, PANEL],
  ['downOver30', 0.09, 0.18, PANEL],
]);

/** What the replay is a test of. */
export const JULY = bandsOf('July', [
  ['samePlatform', -0.2, -0.12, PANEL],
  ['median', -0.28, -0.18, PANEL],
  ['p10', -0.7, -0.45, PANEL],
  ['spread', 0.5, 0.8, PANEL],
  ['downOver30', 0.3, 0.46, PANEL],
  ['fillRatio', 1.5, 2.2, PANEL],
  ['rateChangeBp', -30, 30, PANEL],
  ['netOutflow', 0.05, 0.09, 'july-2018-wave'],
  ['failed', 0.07, 0.13, 'july-2018-wave'],
]);

/** What a control must miss: without fear the fall, with platforms all alike the spread. */
export const FALL = JULY.find(({ figure }) => figure === 'samePlatform')!.observable;
export const SPREAD = JULY.find(({ figure }) => figure === 'spread')!.observable;
