import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { binomialCdf, normalQuantile, studentQuantile } from '../../engine/experiments/distributions.ts';
import {
  pairedDifference,
  quantile,
  quantileRanks,
  spread,
  survivalCurve,
  wilson,
} from '../../engine/experiments/index.ts';

interface Reference {
  proportion: {
    k: number;
    n: number;
    conf: number;
    wilson: [number, number];
    clopperPearson: [number, number];
  }[];
  orderStat: {
    n: number;
    p: number;
    lowerRank: number | null;
    upperRank: number | null;
    coverage: number | null;
  }[];
  crn: { f: string; varianceReductionFactor?: number; meanDiff?: number; factor?: number }[];
  thresholds: Record<string, number>;
}

const reference = JSON.parse(
  readFileSync(new URL('../validation/reference/intervals.json', import.meta.url), 'utf8'),
) as Reference;

/** A fixed sequence of uniforms, evenly spread. */
const uniforms = (n: number): number[] =>
  Array.from({ length: n }, (_, k) => ((k + 1) * 0.6180339887498949) % 1);

describe('normalQuantile', () => {
  it('agrees with published thresholds', () => {
    expect(normalQuantile(0.9975)).toBeCloseTo(reference.thresholds['z_0_005']!, 12);
    expect(normalQuantile(1 - 0.5e-4)).toBeCloseTo(reference.thresholds['z_1e_4_two_sided']!, 9);
    expect(normalQuantile(1 - 0.5e-6)).toBeCloseTo(reference.thresholds['z_1e_6_two_sided']!, 7);
    expect(normalQuantile(0.5)).toBe(0);
    expect(() => normalQuantile(1)).toThrow('invalid probability: 1 (0..1)');
  });
});

describe('wilson', () => {
  it('agrees with the reference and not with the exact interval', () => {
    for (const { k, n, conf, wilson: expected, clopperPearson } of reference.proportion) {
      const { lower, upper } = wilson(k, n, conf);
      expect(Math.abs(lower - expected[0])).toBeLessThan(1e-14);
      expect(Math.abs(upper - expected[1])).toBeLessThan(1e-14);
      expect(Math.abs(upper - clopperPearson[1]) + Math.abs(lower - clopperPearson[0])).toBeGreaterThan(1e-7);
    }
  });

  it('knows nothing from nothing', () => expect(wilson(0, 0)).toEqual({ lower: 0, upper: 1 }));
});

describe('quantileRanks', () => {
  it('agrees with the reference', () => {
    for (const { n, p, lowerRank, upperRank, coverage } of reference.orderStat) {
      const ranks = quantileRanks(n, p);
      expect([ranks.lowerRank, ranks.upperRank], `n ${n} p ${p}`).toEqual([lowerRank, upperRank]);
      if (coverage === null) expect(ranks.coverage).toBeNull();
      else expect(ranks.coverage).toBeCloseTo(coverage, 12);
    }
  });

  it('bounds the median of 20 by ranks 6 and 15, that of 5 by nothing', () => {
    expect(quantileRanks(20, 0.5)).toMatchObject({ lowerRank: 6, upperRank: 15 });
    expect(quantileRanks(5, 0.5)).toMatchObject({ lowerRank: null, upperRank: null });
  });

  it('covers as often as it says, and one rank less on each side does not', () => {
    const { lowerRank, upperRank } = quantileRanks(100, 0.5);
    const within = (low: number, high: number): number =>
      binomialCdf(high - 1, 100, 0.5) - binomialCdf(low - 1, 100, 0.5);
    expect(within(lowerRank!, upperRank!)).toBeGreaterThanOrEqual(0.95);
    expect(within(lowerRank! + 1, upperRank! - 1)).toBeLessThan(0.95);
  });
});

describe('spread', () => {
  it('shows the range and not P5 with 20 replications, and says why', () => {
    const few = spread(Array.from({ length: 20 }, (_, k) => k + 1));
    expect(few).toMatchObject({ n: 20, min: 1, max: 20, p5: null, p95: null });
    expect(few.median).toEqual({ n: 20, value: 10, lower: 6, upper: 15 });
    expect(few.note).toContain('about 60');
  });

  it('shows P5 and P95 from 60 on and leaves NaN out', () => {
    const many = spread([...Array.from({ length: 60 }, (_, k) => 60 - k), Number.NaN]);
    expect(many).toMatchObject({ n: 60, note: null });
    expect([many.p5!.value, many.p95!.value]).toEqual([3, 57]);
  });

  it('has no value without values', () =>
    expect(quantile([], 0.5)).toMatchObject({ n: 0, value: Number.NaN }));
});

describe('studentQuantile', () => {
  it('has the values of the tables', () => {
    // Abramowitz & Stegun, table 26.10; qt() of R for the last two.
    for (const [p, freedom, t] of [
      [0.975, 1, 12.706],
      [0.975, 2, 4.303],
      [0.975, 3, 3.182],
      [0.975, 19, 2.093],
      [0.995, 10, 3.169],
      [0.95, 4, 2.132],
      [0.975, 59, 2.001],
      [0.975, 5000, 1.96],
    ] as const) {
      expect(studentQuantile(p, freedom)).toBeCloseTo(t, 3);
    }
    expect(() => studentQuantile(0.5, 3)).toThrow('invalid probability');
  });
});

describe('pairedDifference', () => {
  it('is as wide as few pairs demand', () => {
    const { mean, upper } = pairedDifference([0, 0, 0], [1, 2, 3]);
    expect([mean, upper]).toEqual([2, expect.closeTo(2 + 4.3027 / Math.sqrt(3), 3)]);
  });

  it('reproduces the variance reduction under common random numbers', () => {
    const u = uniforms(200_000);
    const first = reference.crn[0]!;
    const paired = pairedDifference(
      u.map((x) => Math.max(x - 0.6, 0)),
      u.map((x) => Math.max(x - 0.5, 0)),
    );
    expect(paired.mean).toBeCloseTo(first.meanDiff!, 4);
    expect(paired.varianceReduction).toBeCloseTo(first.varianceReductionFactor!, 1);
    const events = pairedDifference(
      u.map((x) => Number(x < 0.05)),
      u.map((x) => Number(x < 0.06)),
    );
    expect(events.varianceReduction).toBeCloseTo(reference.crn[1]!.factor!, 1);
  });

  it('reduces nothing when luck is not shared', () => {
    const u = uniforms(20_000);
    const other = Array.from({ length: 20_000 }, (_, k) => ((k + 1) * 0.4142135623730951) % 1);
    expect(pairedDifference(u, other).varianceReduction).toBeCloseTo(1, 1);
  });

  it('leaves incomplete pairs out and is unbounded with one', () => {
    expect(pairedDifference([1, Number.NaN], [4, 2])).toMatchObject({
      n: 1,
      mean: 3,
      lower: Number.NEGATIVE_INFINITY,
    });
    expect(() => pairedDifference([1], [])).toThrow('pairs differ');
  });
});

describe('survivalCurve', () => {
  it('is the plain share when everybody is watched to the horizon', () => {
    const lives = [3, 3, 8, -1].map((failureDay) => ({ failureDay, watchedDays: 10 }));
    const curve = survivalCurve(lives, 10);
    expect(curve.map((step) => [step.day, step.atRisk, step.failures, step.survived])).toEqual([
      [3, 4, 2, 0.5],
      [8, 2, 1, 0.25],
    ]);
    expect(curve[1]!.lower).toBeCloseTo(wilson(1, 4).lower, 12);
  });

  it('takes those no longer watched out of the risk (Kaplan and Meier)', () => {
    // Failures at 6 (three of 21) and 7 (one of 17), one lost at 6: S = 18/21, then times 16/17.
    const lives = [
      ...[6, 6, 6, 7].map((failureDay) => ({ failureDay, watchedDays: failureDay })),
      { failureDay: -1, watchedDays: 7 },
      ...Array.from({ length: 16 }, () => ({ failureDay: -1, watchedDays: 35 })),
    ];
    const curve = survivalCurve(lives, 36);
    expect(curve.map((step) => step.atRisk)).toEqual([21, 17]);
    expect(curve[0]!.survived).toBeCloseTo(0.857142857, 8);
    expect(curve[1]!.survived).toBeCloseTo(0.806722689, 8);
    expect(curve[0]!.lower).toBeCloseTo(0.6197, 3);
  });
});
