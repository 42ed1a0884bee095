/**
 * July 2018 on a part of the replay's own population, in the last round of its news: what of its bands doesn't hang on the
 * few largest, and the controls. The whole population is `lendsim replay july-2018`.
 */
import { describe, expect, it } from 'vitest';
import { JULY, type Figure } from '../../engine/experiments/replays/july-2018/bands.ts';
import { failedShare, monthFigures, panelOf } from '../../engine/experiments/replays/july-2018/figures.ts';
import { lastOf } from '../../engine/experiments/replays/july-2018/months.ts';
import { PARAMETERS, WINDOW } from '../../engine/experiments/replays/july-2018/parameters.ts';
import { middlePlatform, type Platform } from '../../engine/experiments/replays/july-2018/population.ts';
import { runPopulation } from '../../engine/experiments/replays/july-2018/run.ts';
import { knownFates, monthAt, MONTHS, newsFrom, POPULATION } from '../helpers/july-2018.ts';
import { loadBaseline } from '../helpers/scenarios.ts';

const AT = monthAt(WINDOW.episode);
const month = MONTHS[AT]!;
const every = (step: number) => POPULATION.filter(({ ordinal }) => ordinal % step === 2);

type Seen = Readonly<Record<Figure, number>>;

function july(platforms: readonly Platform[], mechanism: 'epidemic' | 'none'): Seen {
  const runs = runPopulation(loadBaseline(), {
    noise: PARAMETERS.noise,
    mechanism,
    platforms,
    news: newsFrom(platforms, knownFates()),
  });
  const panel = panelOf(runs);
  return {
    ...monthFigures(panel, AT, lastOf(month)),
    failed: failedShare(panel, month.day, lastOf(month)),
  };
}
const missed = (seen: Seen, figures: readonly Figure[]) =>
  JULY.filter(
    ({ figure, band: [from, to] }) =>
      figures.includes(figure) && !(seen[figure] >= from && seen[figure] <= to),
  ).map(({ figure }) => figure);

describe('July 2018', { timeout: 300_000 }, () => {
  it('on a third of the platforms keeps what it is of lenders, platforms and money within the bands', () => {
    const figures: Figure[] = [
      'median',
      'p10',
      'spread',
      'downOver30',
      'rateChangeBp',
      'netOutflow',
      'failed',
    ];
    expect(missed(july(every(3), 'epidemic'), figures)).toEqual([]);
  });

  it('misses the spread where all platforms are alike', () => {
    const alike = every(6).map(({ ordinal }) => middlePlatform(PARAMETERS, ordinal));
    expect(missed(july(alike, 'epidemic'), ['spread'])).toEqual(['spread']);
  });

  it('misses the fall, the failures and the outflow where nobody takes fright', () => {
    const figures: Figure[] = ['median', 'downOver30', 'netOutflow', 'failed'];
    expect(missed(july(every(6), 'none'), figures).sort()).toEqual([...figures].sort());
  });
});
