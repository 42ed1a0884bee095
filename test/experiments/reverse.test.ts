/** The search for breaking magnitudes against cases whose answer is known, with controls that must fail. */
import { describe, expect, it } from 'vitest';
import { Answers, searchThreshold, type Ask, type SearchResult } from '../../engine/experiments/index.ts';
import { rayEnds, type SearchOptions } from '../../engine/experiments/reverse.ts';
import { quantileRanks } from '../../engine/experiments/statistics.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import { override, tinyScenario } from '../helpers/arbitrary-scenario.ts';

const TOLERANCE = 1 / 256;

/** Searches with an answer by formula; counts what is asked. */
async function search(
  fails: (replication: number, at: readonly number[]) => boolean,
  options: Partial<SearchOptions> = {},
  answers = new Answers(),
): Promise<SearchResult & { asked: Ask[] }> {
  const asked: Ask[] = [];
  const result = await searchThreshold(
    {
      axes: 1,
      level: 0.5,
      batch: 20,
      most: 20,
      precision: 0.1,
      tolerance: TOLERANCE,
      rays: 5,
      width: 2,
      cost: (at) => Math.hypot(...at),
      answer: async (asks) => {
        asked.push(...asks);
        return asks.map(({ replication, at }) => fails(replication, at));
      },
      ...options,
    },
    answers,
  );
  return { ...result, asked };
}

/** Thresholds spread evenly, in no order. */
const spread = (n: number) => (replication: number) => (((replication * 7) % n) + 0.5) / n;

describe('one shock', () => {
  it('finds the order statistic of the level and of its interval', async () => {
    const threshold = spread(20);
    const { rays, best, coverage } = await search((one, [x]) => x! >= threshold(one));
    const sorted = Array.from({ length: 20 }, (_, k) => threshold(k)).sort((a, b) => a - b);
    const { lowerRank, upperRank, coverage: known } = quantileRanks(20, 0.5);
    const ray = rays[best]!;
    const isJustAbove = (at: number, exact: number): boolean => at >= exact && at - exact <= TOLERANCE;
    // More than half of 20 is 11.
    expect(isJustAbove(ray.at!, sorted[10]!)).toBe(true);
    expect(isJustAbove(ray.upper!, sorted[upperRank! - 1]!)).toBe(true);
    expect(sorted[lowerRank! - 1]! - ray.lower!).toBeLessThanOrEqual(TOLERANCE);
    expect(ray.lower!).toBeLessThanOrEqual(sorted[lowerRank! - 1]!);
    expect(coverage).toBe(known);
  });

  it('wastes nothing: less than a quarter of every replication at every step, and never twice', async () => {
    const threshold = spread(20);
    const { asked } = await search((one, [x]) => x! >= threshold(one));
    const keys = asked.map(({ replication, at }) => `${replication}/${at.join()}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(asked.length).toBeLessThan((20 * 3 * 8) / 4);
  });

  it('the interval encloses the true threshold in 95 % of samples, and not one that is off', async () => {
    // Thresholds uniform on 0..1: the median is 1/2.
    let [enclosed, off] = [0, 0];
    for (let sample = 0; sample < 200; sample++) {
      const thresholds = Array.from({ length: 20 }, (_, k) => fraction(sample * 20 + k));
      const { rays, best } = await search((one, [x]) => x! >= thresholds[one]!);
      const { lower, upper } = rays[best]!;
      if (lower! <= 0.5 && upper! >= 0.5) enclosed += 1;
      if (lower! <= 0.8 && upper! >= 0.8) off += 1;
    }
    expect(enclosed).toBeGreaterThanOrEqual(186);
    expect(off).toBeLessThan(40);
  });

  it('adds replications until the interval is narrow, and stops there', async () => {
    const narrow = await search((one, [x]) => x! >= 0.4 + 0.02 * fraction(one), { most: 60 });
    expect(narrow.replications).toBe(20);
    const wide = await search((one, [x]) => x! >= fraction(one), { most: 60, precision: 0.05 });
    expect(wide.replications).toBe(60);
  });

  it('says what it found where there is no threshold', async () => {
    const never = await search((one) => one < 3);
    expect([never.best, never.already, never.severest]).toEqual([-1, false, { failed: 3, known: 20 }]);
    const always = await search((one) => one < 15);
    expect([always.best, always.already]).toEqual([-1, true]);
  });

  it('takes up earlier answers', async () => {
    const answers = new Answers();
    const fails = (one: number, [x]: readonly number[]): boolean => x! >= spread(20)(one);
    const first = await search(fails, {}, answers);
    const again = await search(fails, {}, answers);
    expect(again.rays).toEqual(first.rays);
    expect(again.asked.length).toBeLessThanOrEqual(first.checks.made);
  });

  it('notices where a larger shock breaks less, and has nothing to say where it does not', async () => {
    const odd = await search((_, [x]) => x! >= 0.3 && (x! < 0.6 || x! > 0.99));
    expect(odd.checks.contrary).toBeGreaterThan(0);
    const even = await search((_, [x]) => x! >= 0.3);
    expect([even.checks.contrary, even.checks.made > 0]).toEqual([0, true]);
  });
});

describe('two and three shocks', () => {
  it('rays are spread evenly over the severe sides', () => {
    expect(rayEnds(1, 5)).toEqual([[1]]);
    expect(rayEnds(2, 3)).toEqual([[1, 0], [1, 1], [0, 1]]); // prettier-ignore
    expect(rayEnds(3, 2)).toHaveLength(3);
    expect(rayEnds(3, 5)).toHaveLength(15);
  });

  it('finds the cheapest point of a straight frontier and of a hyperbola', async () => {
    // 2x + y >= 1.2: nearest point (0.48, 0.24), at a distance of 1.2 / sqrt(5).
    const straight = await search((_, [x, y]) => 2 * x! + y! >= 1.2, { axes: 2 });
    expect(straight.rays[straight.best]!.cost).toBeGreaterThanOrEqual(1.2 / Math.sqrt(5) - TOLERANCE);
    expect(straight.rays[straight.best]!.cost).toBeLessThan(1.02 * (1.2 / Math.sqrt(5)) + 2 * TOLERANCE);
    // Either alone needs 0.75, both together 1 - sqrt(1 - 0.75) = 0.5 each.
    const both = await search((_, [x, y]) => (1 - x!) * (1 - y!) <= 0.25, {
      axes: 2,
      rays: 3,
      cost: ([x, y]) => x! + y!,
    });
    expect(both.rays[0]!.at).toBeCloseTo(0.75, 2);
    expect(both.rays[1]!.at).toBeCloseTo(0.5, 2);
    // By the sum either alone is cheaper: the cost decides.
    expect(both.rays[both.best]!.end.filter((share) => share > 0)).toHaveLength(1);
    const near = await search((_, [x, y]) => (1 - x!) * (1 - y!) <= 0.25, { axes: 2, rays: 3 });
    expect(near.rays[near.best]!.end).toEqual([1, 1]);
  });

  it('three shocks share what they settle', async () => {
    const { rays, best, asked } = await search(
      (one, at) => at[0]! + at[1]! + at[2]! >= 1 + fraction(one) / 10,
      { axes: 3, rays: 3 },
    );
    expect(rays[best]!.cost).toBeCloseTo(1.05 / Math.sqrt(3), 1);
    expect(asked.length).toBeLessThan((20 * rays.length * 8) / 2);
  });
});

/** A fraction for each whole number, as good as chance. */
function fraction(k: number): number {
  const x = Math.sin(k + 1) * 43_758.5453;
  return x - Math.floor(x);
}

/**
 * One guarantor pays every claim while its liquid assets last, and nothing else can fail or learns of it. A loss on day 0
 * leaves less; the platform fails if and only if the loss is more than what the guarantor has left at its lowest, which is
 * read off a run without loss.
 */
describe('a guarantor whose buffer is known', () => {
  const tiny = tinyScenario(40);
  const [product] = Object.entries(tiny.loans).find(([, { enhancement }]) => enhancement === 'guarantee')!;
  const LIQUID_FEN = 300_000_000;
  const base: Scenario = {
    ...override(tiny, {
      loans: Object.fromEntries(Object.keys(tiny.loans).map((name) => [name, { share: name === product ? 1 : 0 }])),
      credit: { hazardScale: 4 },
      guarantee: { scheme: 'full', advanceOrder: ['guarantor'], afterDays: 5 },
      confidence: { mechanism: 'none' },
      reserve: { topUp: false },
      failure: { liquidity: null, capitalFloorFen: null, reserve: false, guarantorCascade: 1e-9 },
    }),
    guarantors: {
      huaxin: { ...tiny.guarantors['huaxin']!, netAssetsFen: 1000 * LIQUID_FEN, liquidShare: 0.001, leverageCap: 100, share: 1, elsewhereLeverage: 0 },
    },
  }; // prettier-ignore
  const hit = (...shares: readonly number[]): Scenario => ({
    ...base,
    shocks: shares.map((shareOfLiquid) => ({
      kind: 'guarantorLoss',
      day: 0,
      guarantor: 'huaxin',
      shareOfLiquid,
    })),
  });
  const fails = (replication: number, at: readonly number[]): boolean => {
    const { status, error } = simulateScenario(hit(...at), { replication, untilFailure: true });
    expect(error).toBeNull();
    return status === 'failed';
  };
  /** Share of the liquid assets that is never needed. */
  const buffer = (replication: number): number => {
    let [lowestFen, claims] = [Infinity, 0];
    const { status } = simulateScenario(base, {
      replication,
      watch: (stage, { guarantors, counts }) => {
        if (stage !== 'compensate' || counts.guarantorCompensations === claims) return;
        claims = counts.guarantorCompensations;
        lowestFen = Math.min(lowestFen, guarantors.liquidFen[0]!);
      },
    });
    expect([status, claims > 0]).toEqual(['survived', true]);
    return lowestFen / LIQUID_FEN;
  };
  const N = 3;
  const buffers = Array.from({ length: N }, (_, replication) => buffer(replication)).sort((a, b) => a - b);
  const median = buffers[1]!;

  it('one loss: the threshold is the buffer, and no other replication’s', async () => {
    const { rays, best } = await search(fails, { batch: N, most: N, tolerance: 1 / 128 });
    const { at } = rays[best]!;
    expect(at! > median && at! <= median + 1 / 128).toBe(true);
    // The control: the rule would see it if the search took the wrong replication.
    expect(at! > buffers[0]! && at! <= buffers[0]! + 1 / 128).toBe(false);
  });

  it('two losses of a day: what is left is (1 - x)(1 - y) of it', async () => {
    const { rays } = await search(fails, { axes: 2, rays: 3, batch: N, most: N, tolerance: 1 / 64 });
    const exact = [median, 1 - Math.sqrt(1 - median), median];
    exact.forEach((share, k) => expect(rays[k]!.at! > share && rays[k]!.at! <= share + 1 / 64).toBe(true));
    expect(rays[1]!.at! > median).toBe(false);
  });
});
