import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  binomialInverse,
  contactDegree,
  cumulate,
  discrete,
  exponential,
  interpolatedQuantile,
  lognormal,
  poissonInverse,
} from '../../engine/random/variates.ts';

const unit = fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((bits) => (bits + 0.5) / 2 ** 32);
const runs = (seed: number) => ({ numRuns: 2000, seed });

/** Mean and variance over a midpoint grid of uniforms. */
function moments(draw: (u: number) => number, points = 200_000) {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < points; i++) {
    const x = draw((i + 0.5) / points);
    sum += x;
    squares += x * x;
  }
  const mean = sum / points;
  return { mean, variance: squares / points - mean * mean };
}

/** P(X <= k) of a Poisson by plain summation with the host's functions. */
function poissonCdf(k: number, mean: number): number {
  let total = 0;
  let logTerm = -mean;
  for (let i = 0; i <= k; i++) {
    total += Math.exp(logTerm);
    logTerm += Math.log(mean / (i + 1));
  }
  return total;
}

describe('poissonInverse', () => {
  it('is the smallest count whose distribution function reaches u', () => {
    for (const mean of [0.01, 0.5, 3, 15.9, 16, 17.5, 80, 700]) {
      for (let i = 0; i < 300; i++) {
        const u = (i + 0.5) / 300;
        const k = poissonInverse(u, mean);
        expect(poissonCdf(k, mean)).toBeGreaterThanOrEqual(u - 1e-11);
        if (k > 0) expect(poissonCdf(k - 1, mean)).toBeLessThan(u + 1e-11);
      }
    }
  });

  it('has mean and variance of the Poisson law', () => {
    for (const mean of [0.2, 5, 40, 3000]) {
      const found = moments((u) => poissonInverse(u, mean), 50_000);
      expect(Math.abs(found.mean / mean - 1)).toBeLessThan(0.002);
      expect(Math.abs(found.variance / mean - 1)).toBeLessThan(0.01);
      expect(Math.abs(found.mean / (mean * 1.2) - 1)).toBeGreaterThan(0.002);
    }
  });

  it('never falls as the mean rises, so that a higher rate adds persons after the existing ones', () => {
    fc.assert(
      fc.property(
        unit,
        fc.double({ min: 0, max: 60, noNaN: true }),
        fc.double({ min: 0, max: 20, noNaN: true }),
        (u, mean, more) => {
          return poissonInverse(u, mean + more) >= poissonInverse(u, mean);
        },
      ),
      runs(31),
    );
  });

  it('answers extremes', () => {
    expect([poissonInverse(0.5, 0), poissonInverse(0.5, -1), poissonInverse(1e-9, 1000) > 700]).toEqual([
      0,
      0,
      true,
    ]);
    expect(poissonInverse(1 - 1e-10, 5)).toBeLessThan(30);
  });
});

describe('binomialInverse', () => {
  it('has mean and variance of the binomial law', () => {
    for (const [n, p] of [
      [10, 0.3],
      [1000, 0.001],
      [1000, 0.4],
      [50, 0.97],
      [1_000_000, 0.02],
    ] as const) {
      const found = moments((u) => binomialInverse(u, n, p), 20_000);
      expect(Math.abs(found.mean / (n * p) - 1)).toBeLessThan(0.004);
      expect(Math.abs(found.variance / (n * p * (1 - p)) - 1)).toBeLessThan(0.02);
    }
  });

  it('never falls as u, n or p rise, and stays within 0..n', () => {
    const trials = fc.integer({ min: 0, max: 300 });
    const share = fc.integer({ min: 0, max: 1000 }).map((x) => x / 1000);
    fc.assert(
      fc.property(
        unit,
        trials,
        share,
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 0, max: 300 }),
        (u, n, p, more, up) => {
          const k = binomialInverse(u, n, p);
          return (
            k >= 0 &&
            k <= n &&
            binomialInverse(u, n + more, p) >= k &&
            binomialInverse(u, n, Math.min(1, p + up / 1000)) >= k &&
            binomialInverse(u + (1 - u) / 2, n, p) >= k
          );
        },
      ),
      runs(32),
    );
  });
});

describe('discrete', () => {
  it('draws each index with its share and never one of no weight', () => {
    const cumulative = cumulate([0, 1, 0, 3, 0]);
    const counts = new Float64Array(5);
    for (let i = 0; i < 1000; i++) counts[discrete((i + 0.5) / 1000, cumulative)]! += 1;
    expect([...counts]).toEqual([0, 250, 0, 750, 0]);
    expect(() => cumulate([0, 0])).toThrow('positive sum');
    expect(() => cumulate([1, -1])).toThrow('not negative');
  });
});

describe('continuous variates', () => {
  it('have their moments', () => {
    expect(moments(exponential).mean).toBeCloseTo(1, 4);
    expect(moments((u) => lognormal(u, 1, 0.5)).mean).toBeCloseTo(Math.exp(1.125), 3);
    expect(moments((u) => interpolatedQuantile(u, [0, 0.5, 1], [0, 10, 30])).mean).toBeCloseTo(12.5, 6);
  });

  it('are monotone in u and in their parameters', () => {
    fc.assert(
      fc.property(unit, unit, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        return (
          lognormal(low, 2, 0.7) <= lognormal(high, 2, 0.7) &&
          exponential(low) >= exponential(high) &&
          lognormal(low, 2, 0.7) <= lognormal(low, 2.1, 0.7) &&
          contactDegree(low) <= contactDegree(high) &&
          interpolatedQuantile(low, [0, 0.2, 1], [1, 2, 9]) <=
            interpolatedQuantile(high, [0, 0.2, 1], [1, 2, 9])
        );
      }),
      runs(33),
    );
  });
});

describe('contactDegree', () => {
  it('has the median, mean, tail and maximum of the observed graph', () => {
    const at = (u: number) => contactDegree(u);
    expect([at(0.45), at(0.5), at(0.9), at(0.99), at(1 - 1e-9)]).toEqual([2, 2, 10, 52, 1805]);
    const { mean } = moments(contactDegree, 1_000_000);
    expect(Math.abs(mean / 5.6 - 1)).toBeLessThan(0.02);
  });
});
