/**
 * Random variates by inversion: each a function of one uniform u in (0, 1), increasing in u and monotone in
 * its parameters, so that a changed parameter moves every draw the same way and never reshuffles luck.
 */

import { invariant } from '../base/assert.ts';
import { exp, ln, ln1p, probit } from '../base/mathx.ts';

/** exp(mu + sigma z); increasing in mu. */
export function lognormal(u: number, mu: number, sigma: number): number {
  return exp(mu + sigma * probit(u));
}

/** Unit exponential, -ln(u). Decreasing in u, the only one here: it is the tolerance of a hazard clock. */
export function exponential(u: number): number {
  return -ln(u);
}

/**
 * Below this mean, counts are inverted from zero; above, from the mode outwards, in about 16 sqrt(mean)
 * steps.
 */
const SMALL_MEAN = 16;
/** Terms below this share of the mode's are left out. */
const NEGLIGIBLE = 1e-19;

/** Poisson count; increasing in u and mean. */
export function poissonInverse(u: number, mean: number): number {
  if (!(mean > 0)) return 0;
  if (mean < SMALL_MEAN) {
    let p = exp(-mean);
    let cumulative = p;
    let k = 0;
    while (u > cumulative && k < 200) {
      k += 1;
      p = (p * mean) / k;
      cumulative += p;
    }
    return k;
  }
  const mode = Math.floor(mean);
  let below = 0;
  let first = mode;
  for (let k = mode, w = 1; k > 0 && w > NEGLIGIBLE; k--) {
    w = (w * k) / mean;
    below += w;
    first = k - 1;
  }
  let above = 0;
  for (let k = mode + 1, w = 1; w > NEGLIGIBLE; k++) {
    w = (w * mean) / k;
    above += w;
  }
  let left = u * (below + 1 + above);
  if (left > below) {
    left -= below;
    let k = mode;
    for (let w = 1; left > w && w > NEGLIGIBLE;) {
      left -= w;
      k += 1;
      w = (w * mean) / k;
    }
    return k;
  }
  // Walk down from the mode: `left` is what lies at or below the count sought.
  let k = mode - 1;
  let w = mode / mean;
  let reached = below - w;
  while (k > first && left <= reached) {
    w = (w * k) / mean;
    k -= 1;
    reached -= w;
  }
  return k;
}

/** Successes in n trials of probability p; increasing in u, n and p. */
export function binomialInverse(u: number, n: number, p: number): number {
  if (!(n > 0) || !(p > 0)) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - binomialInverse(1 - u, n, 1 - p);
  const odds = p / (1 - p);
  if (n * p < SMALL_MEAN) {
    let w = exp(n * ln1p(-p));
    let cumulative = w;
    let k = 0;
    while (u > cumulative && k < n && k < 400) {
      w = (w * odds * (n - k)) / (k + 1);
      k += 1;
      cumulative += w;
    }
    return k;
  }
  const mode = Math.floor((n + 1) * p);
  let below = 0;
  let first = mode;
  for (let k = mode, w = 1; k > 0 && w > NEGLIGIBLE; k--) {
    w = (w * k) / ((n - k + 1) * odds);
    below += w;
    first = k - 1;
  }
  let above = 0;
  for (let k = mode, w = 1; k < n && w > NEGLIGIBLE; k++) {
    w = (w * odds * (n - k)) / (k + 1);
    above += w;
  }
  let left = u * (below + 1 + above);
  if (left > below) {
    left -= below;
    let k = mode;
    for (let w = 1; left > w && k < n && w > NEGLIGIBLE;) {
      left -= w;
      w = (w * odds * (n - k)) / (k + 1);
      k += 1;
    }
    return k;
  }
  let k = mode - 1;
  let w = mode / ((n - mode + 1) * odds);
  let reached = below - w;
  while (k > first && left <= reached) {
    w = (w * k) / ((n - k + 1) * odds);
    k -= 1;
    reached -= w;
  }
  return k;
}

/**
 * Index of the first cumulative weight above u x total; `cumulative` is nondecreasing, its last entry the
 * total. Entries of no width are never drawn.
 */
export function discrete(u: number, cumulative: Float64Array): number {
  const target = u * cumulative[cumulative.length - 1]!;
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle]! > target) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Cumulative sums of weights, for `discrete`. Throws InvariantError on a negative weight or a total of zero.
 */
export function cumulate(weights: readonly number[]): Float64Array {
  const cumulative = new Float64Array(weights.length);
  let total = 0;
  weights.forEach((weight, i) => {
    invariant(weight >= 0, 'a weight is not negative', () => ({ i, weight }));
    total += weight;
    cumulative[i] = total;
  });
  invariant(total > 0, 'weights have a positive sum', () => ({ count: weights.length }));
  return cumulative;
}

/** Quantile function given by straight lines between knots; `knotsU` increases from 0 to 1. */
export function interpolatedQuantile(
  u: number,
  knotsU: Float64Array | readonly number[],
  knotsX: Float64Array | readonly number[],
): number {
  let low = 0;
  let high = knotsU.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (knotsU[middle]! <= u) low = middle;
    else high = middle;
  }
  const share = (u - knotsU[low]!) / (knotsU[high]! - knotsU[low]!);
  return knotsX[low]! + share * (knotsX[high]! - knotsX[low]!);
}

/**
 * Contacts of a lender in the graph they copy and warn one another through, 1..1805: median 2, mean 5.6,
 * 90 % 10, 99 % 52. Source: out-degrees of 11,255 lenders in a sampled crawl of a Chinese platform; linear in
 * ln(1 - u) and ln(degree) between the published quantiles, knots in between fitted to the mean. `scale` multiplies
 * the number, `tail` its logarithm.
 */
export function contactDegree(u: number, scale = 1, tail = 1): number {
  const depth = Math.min(-ln(1 - u), DEGREE_DEPTHS.at(-1)!);
  return Math.floor(scale * exp(tail * interpolatedQuantile(depth, DEGREE_DEPTHS, DEGREE_LOGS)) + 1e-9);
}

const DEGREE_KNOTS = [
  [0, 1],
  [0.42, 2],
  [0.6, 2.99],
  [0.75, 5],
  [0.9, 10.5],
  [0.99, 52.5],
  [1 - 1 / 11_255, 1805],
] as const;
const DEGREE_DEPTHS = DEGREE_KNOTS.map(([share]) => -ln(1 - share));
const DEGREE_LOGS = DEGREE_KNOTS.map(([, degree]) => ln(degree));
