/** Intervals and paired differences. No Monte Carlo figure is shown without its interval and its n. */
import { sampleVariance } from 'simple-statistics';
import { binomialCdf, normalQuantile, studentQuantile } from './distributions.ts';

export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** Wilson score interval of a share: `k` of `n`. */
export function wilson(k: number, n: number, confidence = 0.95): Interval {
  if (n === 0) return { lower: 0, upper: 1 };
  const z = normalQuantile(1 - (1 - confidence) / 2);
  const share = k / n;
  const centre = share + (z * z) / (2 * n);
  const spread = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return {
    lower: k === 0 ? 0 : Math.max(0, (centre - spread) / scale),
    upper: k === n ? 1 : Math.min(1, (centre + spread) / scale),
  };
}

export interface RankInterval {
  /** Ranks from 1; null where the sample is too small to bound that side. */
  readonly lowerRank: number | null;
  readonly upperRank: number | null;
  /** Probability that the ranks enclose the quantile; null unless both bound it. */
  readonly coverage: number | null;
}

/**
 * Ranks of the order statistics that enclose quantile `p` of any continuous distribution: the tightest on each side with at
 * most (1 - confidence) / 2 outside.
 */
export function quantileRanks(n: number, p: number, confidence = 0.95): RankInterval {
  const tail = (1 - confidence) / 2;
  let lowerRank: number | null = null;
  let upperRank: number | null = null;
  let below = 0;
  let covered = 0;
  for (let count = 0; count < n; count++) {
    const cumulative = binomialCdf(count, n, p);
    // P(X_(r) > quantile) = P(B <= r - 1): the lower rank may miss by at most `tail`.
    if (cumulative <= tail) {
      lowerRank = count + 1;
      below = cumulative;
    }
    if (cumulative >= 1 - tail) {
      upperRank = count + 1;
      covered = cumulative;
      break;
    }
  }
  return {
    lowerRank,
    upperRank,
    coverage: lowerRank === null || upperRank === null ? null : covered - below,
  };
}

export interface QuantileEstimate {
  readonly n: number;
  readonly value: number;
  /** -Infinity or Infinity on a side that so few values can't bound. */
  readonly lower: number;
  readonly upper: number;
}

/** Order statistic of rank ceil(p n) with its interval. NaN if there are no values; NaNs are left out. */
export function quantile(
  values: readonly number[] | Float64Array,
  p: number,
  confidence = 0.95,
): QuantileEstimate {
  const sorted = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const n = sorted.length;
  if (n === 0)
    return { n, value: Number.NaN, lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
  const { lowerRank, upperRank } = quantileRanks(n, p, confidence);
  return {
    n,
    value: sorted[Math.max(0, Math.ceil(p * n - 1e-9) - 1)]!,
    lower: lowerRank === null ? Number.NEGATIVE_INFINITY : sorted[lowerRank - 1]!,
    upper: upperRank === null ? Number.POSITIVE_INFINITY : sorted[upperRank - 1]!,
  };
}

/** Replications below which a 5 % or 95 % quantile is not shown: about 59 make it likely (95 %) that one lies beyond. */
export const TAIL_REPLICATIONS = 60;

export interface Spread {
  readonly n: number;
  readonly median: QuantileEstimate;
  readonly min: number;
  readonly max: number;
  /** Null with a reason in `note` while there are too few replications. */
  readonly p5: QuantileEstimate | null;
  readonly p95: QuantileEstimate | null;
  readonly note: string | null;
}

/** What may honestly be said of a figure from so few or many replications. */
export function spread(values: readonly number[] | Float64Array): Spread {
  const known = Float64Array.from(values).filter((value) => !Number.isNaN(value));
  const n = known.length;
  const enough = n >= TAIL_REPLICATIONS;
  return {
    n,
    median: quantile(known, 0.5),
    min: known.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    max: known.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
    p5: enough ? quantile(known, 0.05) : null,
    p95: enough ? quantile(known, 0.95) : null,
    note: enough ? null : `P5 and P95 need about ${TAIL_REPLICATIONS} replications; there are ${n}`,
  };
}

export interface PairedDifference {
  readonly n: number;
  /** Mean of variant minus base. */
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
  /** Variance of the difference with independent luck, divided by that with common luck; above 1 pairing paid off. */
  readonly varianceReduction: number;
}

/** Mean of values; NaN of none. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Mean difference over pairs of the same replication. Pairs with a NaN are left out; interval by Student's t. */
export function pairedDifference(
  base: ArrayLike<number>,
  variant: ArrayLike<number>,
  confidence = 0.95,
): PairedDifference {
  if (base.length !== variant.length)
    throw new RangeError(`pairs differ in number: ${base.length}, ${variant.length}`);
  const pairs = Array.from(base, (value, k) => [value, variant[k]!] as const).filter(
    ([a, b]) => !Number.isNaN(a + b),
  );
  const n = pairs.length;
  const differences = pairs.map(([a, b]) => b - a);
  const mean = differences.reduce((sum, value) => sum + value, 0) / n;
  if (n < 2)
    return {
      n,
      mean,
      lower: Number.NEGATIVE_INFINITY,
      upper: Number.POSITIVE_INFINITY,
      varianceReduction: Number.NaN,
    };
  const variance = sampleVariance(differences);
  const independent = sampleVariance(pairs.map(([a]) => a)) + sampleVariance(pairs.map(([, b]) => b));
  const half = studentQuantile(1 - (1 - confidence) / 2, n - 1) * Math.sqrt(variance / n);
  return { n, mean, lower: mean - half, upper: mean + half, varianceReduction: independent / variance };
}
