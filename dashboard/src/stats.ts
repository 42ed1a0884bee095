/** The few statistics the page computes itself: intervals of what it was given by replication. */

const Z95 = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
  /** Probability that it covers: order statistics can't hit 95 % exactly. */
  readonly level: number;
}

/** Values in rising order; the argument is left alone. */
export function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

/** Order statistic of rank ceil(p n), as in `kpi_band`. NaN of nothing. */
export function quantile(rising: readonly number[], p: number): number {
  return rising[Math.max(0, Math.ceil(p * rising.length) - 1)] ?? Number.NaN;
}

/** Interval of a proportion k / n after Wilson. */
export function wilson(k: number, n: number): Interval {
  if (n === 0) return { low: 0, high: 1, level: 0.95 };
  const p = k / n;
  const z2 = Z95 * Z95;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z95 * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))) / (1 + z2 / n);
  return {
    low: k === 0 ? 0 : Math.max(0, centre - half),
    high: k === n ? 1 : Math.min(1, centre + half),
    level: 0.95,
  };
}

/** P(at most k successes in n throws of a fair coin). */
function coinCdf(k: number, n: number): number {
  let logTerm = -n * Math.LN2;
  let sum = 0;
  for (let i = 0; i <= k; i += 1) {
    sum += Math.exp(logTerm);
    logTerm += Math.log((n - i) / (i + 1));
  }
  return Math.min(1, sum);
}

/** Interval of the median by order statistics, at least 95 %; null below six values. */
export function medianInterval(rising: readonly number[]): Interval | null {
  const n = rising.length;
  let rank = 0;
  while (rank < n / 2 && 2 * coinCdf(rank, n) <= 0.05) rank += 1;
  const low = rising[rank - 1];
  const high = rising[n - rank];
  if (rank === 0 || low === undefined || high === undefined) return null;
  return { low, high, level: 1 - 2 * coinCdf(rank - 1, n) };
}

/** Two-sided sign test: how likely a split at least this uneven is, if neither side is favoured. */
export function signTest(a: number, b: number): number {
  return Math.min(1, 2 * coinCdf(Math.min(a, b), a + b));
}
