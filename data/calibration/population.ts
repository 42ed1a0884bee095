/** The frozen calibration population: prior, evidence and floors of the baseline when the curves were derived. */
import type { ScoreModel } from '../../engine/finance/score-population.ts';

export const POPULATION: ScoreModel = {
  qualityMean: 1.3,
  qualitySigma: 1.25,
  misstatingShare: 0.1,
  misstatement: 1,
  sources: [
    { coverage: 0.9, noise: 1.9, stated: true },
    { coverage: 0.5, noise: 1.6, stated: false },
    { coverage: 0.6, noise: 1.5, stated: false },
    { coverage: 0.4, noise: 2.2, stated: false },
  ],
  scorecard: { baseScore: 600, baseOdds: 50, pdo: 20 },
  floors: [560, 550, 540, 530, 525, 522],
};
