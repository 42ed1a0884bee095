/**
 * MODEL.md 1: keys of luck and variates, each the inversion of one uniform by the shortest way there is. The uniforms, the
 * block cipher behind them and exp, ln, probit are the engine's own: a second normal quantile would differ in the last bit.
 */
import { exp, ln, ln1p, probit } from '../../engine/base/mathx.ts';
import { threefry2x32 } from '../../engine/random/threefry.ts';
import type { Stream } from '../../engine/random/streams.ts';
import { must, sum } from './exact.ts';

/** FNV-1a, 32 bits, over the code units of a channel's name. */
export function channelNumber(name: string): number {
  let hash = 2_166_136_261n;
  for (const unit of name.split('')) {
    hash = ((hash ^ BigInt(unit.charCodeAt(0))) * 16_777_619n) & 0xffff_ffffn;
  }
  return Number(BigInt.asIntN(32, hash));
}

/** Luck key of the ordinal-th person whom a channel brings on a day; side 0 for customers, 1 for lenders. */
export function personKey(channel: string, side: 0 | 1, day: number, ordinal: number): number {
  const [word] = threefry2x32(channelNumber(channel), side, day, ordinal, 20);
  return (word >>> 0) % 2 ** 31;
}

/** Luck key of the i-th false loan that copies somebody's on a day: the key of the copied stands in the place of the side. */
export function personKeyOf(channel: string, copied: number, day: number, i: number): number {
  const [word] = threefry2x32(channelNumber(channel), copied, day, i, 20);
  return (word >>> 0) % 2 ** 31;
}

/** The smallest count whose cumulated Poisson probability is not below u. */
export function poisson(u: number, mean: number): number {
  if (mean <= 0) return 0;
  if (mean > 600) throw new Error(`a mean of ${mean} underflows: the auditor is for small worlds`);
  let count = 0;
  let probability = exp(-mean);
  let cumulated = probability;
  while (cumulated < u) {
    count += 1;
    probability *= mean / count;
    cumulated += probability;
  }
  return count;
}

/** The smallest number of successes whose cumulated probability is not below u. */
export function binomial(u: number, trials: number, p: number): number {
  if (trials === 0 || p <= 0) return 0;
  if (p >= 1) return trials;
  let count = 0;
  let probability = exp(trials * ln1p(-p));
  let cumulated = probability;
  while (cumulated < u && count < trials) {
    probability *= ((trials - count) / (count + 1)) * (p / (1 - p));
    count += 1;
    cumulated += probability;
  }
  return count;
}

/** The first whose cumulated weight exceeds u times the sum. */
export function pick(u: number, weights: readonly number[]): number {
  const target = u * sum(weights);
  let cumulated = 0;
  return weights.findIndex((weight) => {
    cumulated += weight;
    return cumulated > target;
  });
}

export function lognormal(u: number, median: number, sigma: number): number {
  return exp(ln(median) + sigma * probit(u));
}

export function normal(stream: Stream, key: number, day: number, k: number): number {
  return probit(stream.uniform(key, day, k));
}

/** Value at x of straight lines between points, level outside of them. */
export function straightLines(x: number, points: readonly (readonly [x: number, y: number])[]): number {
  const after = points.findIndex(([at]) => at >= x);
  if (after === 0) return must(points[0])[1];
  if (after < 0) return must(points.at(-1))[1];
  const [x0, y0] = must(points[after - 1]);
  const [x1, y1] = must(points[after]);
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}
