/** Who gets which grade, in closed form: the law of the score given hidden quality under prior, evidence and floors. */

import { ln, normalCdf } from '../base/mathx.ts';

export interface ScoreModel {
  readonly qualityMean: number;
  readonly qualitySigma: number;
  readonly misstatingShare: number;
  /** Log-odds that a misstatement adds to what stated sources show. */
  readonly misstatement: number;
  readonly sources: readonly {
    readonly coverage: number;
    readonly noise: number;
    readonly stated: boolean;
  }[];
  readonly scorecard: { readonly baseScore: number; readonly baseOdds: number; readonly pdo: number };
  /** Lowest score of each grade but the last, best first. */
  readonly floors: readonly number[];
}

/** A source without noise still has a finite precision. */
export const NOISE_MIN = 1e-3;

/** Posterior log-odds at which the scorecard gives a score. */
export function logOddsOfScore(scorecard: ScoreModel['scorecard'], score: number): number {
  return ln(scorecard.baseOdds) + ((score - scorecard.baseScore) * ln(2)) / scorecard.pdo;
}

/** Points of posterior log-odds. */
export function scoreOfLogOdds(scorecard: ScoreModel['scorecard'], logOdds: number): number {
  return scorecard.baseScore + (scorecard.pdo / ln(2)) * (logOdds - ln(scorecard.baseOdds));
}

/** Probability of each grade (floors + 1 of them) given hidden quality, for several qualities: row-major. */
export function gradeProbabilities(model: ScoreModel, qualities: readonly number[]): Float64Array {
  const { qualityMean, qualitySigma, sources, floors } = model;
  const grades = floors.length + 1;
  const out = new Float64Array(qualities.length * grades);
  const limits = floors.map((floor) => logOddsOfScore(model.scorecard, floor));
  const priorPrecision = 1 / (qualitySigma * qualitySigma);
  const below = new Float64Array(grades);
  for (let mask = 0; mask < 1 << sources.length; mask++) {
    let probability = 1;
    let precision = 0;
    let stated = 0;
    sources.forEach((source, s) => {
      const covered = ((mask >> s) & 1) === 1;
      probability *= covered ? source.coverage : 1 - source.coverage;
      const noise = Math.max(source.noise, NOISE_MIN);
      if (covered) precision += 1 / (noise * noise);
      if (covered && source.stated) stated += 1 / (noise * noise);
    });
    if (probability === 0) continue;
    const variance = 1 / (priorPrecision + precision);
    const sd = variance * Math.sqrt(precision);
    for (const lies of [false, true]) {
      const share = probability * (lies ? model.misstatingShare : 1 - model.misstatingShare);
      if (share === 0) continue;
      qualities.forEach((quality, i) => {
        const shift = lies ? model.misstatement * stated : 0;
        const mean = variance * (qualityMean * priorPrecision + quality * precision + shift);
        limits.forEach((limit, g) => {
          below[g] = sd > 0 ? normalCdf((limit - mean) / sd) : mean < limit ? 1 : 0;
        });
        below[grades - 1] = 0;
        for (let g = 0; g < grades; g++) {
          out[i * grades + g]! += share * ((g === 0 ? 1 : below[g - 1]!) - below[g]!);
        }
      });
    }
  }
  return out;
}
