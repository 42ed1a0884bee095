/**
 * Derives score-bands.json: log-odds that cut the frozen population into tenths by its score, worst first. By hand:
 * `npx tsx data/calibration/derive-bands.ts`.
 */
import { writeFileSync } from 'node:fs';
import { gradeProbabilities, scoreOfLogOdds } from '../../engine/finance/score-population.ts';
import { normalPdf } from '../../engine/base/mathx.ts';
import { POPULATION } from './population.ts';

const GRID = 201;
const z = Array.from({ length: GRID }, (_, i) => -6 + (12 * i) / (GRID - 1));
const density = z.map(normalPdf);
const total = density.reduce((a, b) => a + b, 0);
const qualities = z.map((one) => POPULATION.qualityMean + POPULATION.qualitySigma * one);

/** Share of the population below posterior log-odds. */
function below(logOdds: number): number {
  const floors = [scoreOfLogOdds(POPULATION.scorecard, logOdds)];
  const given = gradeProbabilities({ ...POPULATION, floors }, qualities);
  return density.reduce((sum, d, i) => sum + (d * given[2 * i + 1]!) / total, 0);
}

const edges = Array.from({ length: 9 }, (_, i) => {
  let [low, high] = [POPULATION.qualityMean - 8, POPULATION.qualityMean + 8];
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (below(middle) < (i + 1) / 10) low = middle;
    else high = middle;
  }
  return Number(((low + high) / 2).toPrecision(10));
});
writeFileSync(
  new URL('score-bands.json', import.meta.url),
  `${JSON.stringify({ source: 'posterior log-odds of the population of population.ts, tenths', edges }, null, 1)}\n`,
);
