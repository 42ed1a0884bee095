/** How well a score tells good from bad, and the parts of a scorecard: weight of evidence, information value, scaling. */

import { exp, ln } from '../base/mathx.ts';

/** How many of a bin turned out good and bad. */
export interface Bin {
  readonly goods: number;
  readonly bads: number;
}

/** Scaling of points: so many at the base odds of good to bad, and `pdo` more double the odds. */
export interface Scale {
  readonly baseScore: number;
  readonly baseOdds: number;
  readonly pdo: number;
}

/**
 * Weight of evidence of each bin: log of its share of all goods over its share of all bads. `smoothing` is added to both
 * counts of every bin, so that an empty one doesn't make an infinite weight; 0 leaves the counts as they are.
 */
export function weightsOfEvidence(bins: readonly Bin[], smoothing = 0): number[] {
  const shares = sharesOf(bins, smoothing);
  return shares.map(({ good, bad }) => ln(good / bad));
}

/** Information value: sum over bins of (share of goods - share of bads) times the weight of evidence. */
export function informationValue(bins: readonly Bin[], smoothing = 0): number {
  let sum = 0;
  for (const { good, bad } of sharesOf(bins, smoothing)) sum += (good - bad) * ln(good / bad);
  return sum;
}

function sharesOf(bins: readonly Bin[], smoothing: number): { good: number; bad: number }[] {
  let goods = 0;
  let bads = 0;
  for (const bin of bins) {
    goods += bin.goods + smoothing;
    bads += bin.bads + smoothing;
  }
  return bins.map((bin) => ({ good: (bin.goods + smoothing) / goods, bad: (bin.bads + smoothing) / bads }));
}

/** Points for each unit of log-odds. */
export function factorOf(scale: Scale): number {
  return scale.pdo / ln(2);
}

/** Points at even odds. */
export function offsetOf(scale: Scale): number {
  return scale.baseScore - factorOf(scale) * ln(scale.baseOdds);
}

/** Probability of being bad at a score: 1 / (1 + odds). */
export function pdAtScore(scale: Scale, score: number): number {
  return 1 / (1 + exp((score - offsetOf(scale)) / factorOf(scale)));
}

/** How well scores rank: higher should be better. */
export interface RankPower {
  /** Chance that a good one scores higher than a bad one, ties counting half. */
  readonly auc: number;
  /** Largest difference between the shares of bads and of goods at or below a score. */
  readonly ks: number;
  readonly gini: number;
}

/** Null unless there are goods and bads; the order within ties doesn't matter. */
export function rankPower(scores: readonly number[], good: readonly boolean[]): RankPower | null {
  const order = scores.map((_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  const goods = good.filter(Boolean).length;
  const bads = good.length - goods;
  if (goods === 0 || bads === 0) return null;
  let goodsBelow = 0;
  let badsBelow = 0;
  let pairs = 0;
  let ks = 0;
  for (let from = 0; from < order.length;) {
    let goodsHere = 0;
    let badsHere = 0;
    let to = from;
    for (; to < order.length && scores[order[to]!] === scores[order[from]!]; to++) {
      if (good[order[to]!]) goodsHere += 1;
      else badsHere += 1;
    }
    pairs += goodsHere * (badsBelow + badsHere / 2);
    goodsBelow += goodsHere;
    badsBelow += badsHere;
    ks = Math.max(ks, Math.abs(badsBelow / bads - goodsBelow / goods));
    from = to;
  }
  const auc = pairs / (goods * bads);
  return { auc, ks, gini: 2 * auc - 1 };
}

/** Least share of a band in the index of stability: an empty one would make it infinite. */
export const LEAST_SHARE = 1e-4;

/** Population stability index of counts by band against those expected; 0 if the shares are the same. */
export function stabilityIndex(
  expected: readonly number[],
  actual: readonly number[],
  leastShare = LEAST_SHARE,
): number {
  const all = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  const [expectedAll, actualAll] = [all(expected), all(actual)];
  let index = 0;
  expected.forEach((count, band) => {
    const before = Math.max(leastShare, count / expectedAll);
    const now = Math.max(leastShare, actual[band]! / actualAll);
    index += (now - before) * ln(now / before);
  });
  return index;
}
