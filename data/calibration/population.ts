/** The frozen calibration population: prior, evidence and floors of the baseline when the curves were derived. */
import type { ScoreModel } from '../../engine/finance/score-population.ts';

export const POPULATION: ScoreModel = {
  qualityMean: 1.6,
  qualitySigma: 1.1,
  misstatingShare: 0.1,
  misstatement: 0.8,
  sources: [
    { coverage: 0.3, noise: 1.8, stated: false },
    { coverage: 0.55, noise: 0.9, stated: false },
    { coverage: 0.16, noise: 1.4, stated: false },
    { coverage: 0.9, noise: 1.6, stated: true },
    { coverage: 0.4, noise: 2.2, stated: true },
    { coverage: 0.7, noise: 1.1, stated: false },
  ],
  scorecard: { baseScore: 600, baseOdds: 50, pdo: 20 },
  floors: [560, 545, 535, 530, 528, 524],
};
