/**
 * The epidemic mechanism against known mathematics: the Reed-Frost chain (Abbey, Human Biology 24, 1952; exact final sizes by
 * its Markov chain) and its large-population limit, the final-size equation of Kermack and McKendrick (1927).
 */
import { describe, expect, it } from 'vitest';
import { crowd } from './crowd.ts';

/** Final number infected after the first generation, by number: exact, from s susceptible and i infectious persons. */
function reedFrost(s: number, i: number, q: number): Float64Array {
  const known = new Map<string, Float64Array>();
  const solve = (left: number, infectious: number): Float64Array => {
    const key = `${left}/${infectious}`;
    let law = known.get(key);
    if (law !== undefined) return law;
    law = new Float64Array(s + 1);
    if (infectious === 0 || left === 0) law[0] = 1;
    else {
      const p = 1 - q ** infectious;
      let weight = (1 - p) ** left;
      for (let next = 0; next <= left; next++) {
        if (next > 0) weight *= (((left - next + 1) / next) * p) / (1 - p);
        const after = solve(left - next, next);
        for (let more = 0; more <= left - next; more++) law[next + more]! += weight * after[more]!;
      }
    }
    known.set(key, law);
    return law;
  };
  return solve(s, i);
}

/** Runs until nobody more has left for longer than anybody frightens. */
function finalSize(count: number, transmission: number, seed: number, infectiousDays = 1) {
  const one = crowd(
    count,
    { mechanism: 'epidemic', graph: 'complete', epidemic: { transmission, infectiousDays } },
    { seed },
  );
  one.nextDay();
  const first = one.nextDay(1);
  let left = first;
  for (let quiet = 0; quiet <= infectiousDays;) {
    const now = one.nextDay();
    quiet = now === left ? quiet + 1 : 0;
    left = now;
  }
  return { first, left };
}

/** Standardised distance of the mean final size from that of a chain with this chance, given who began. */
function distance(
  runs: readonly { first: number; left: number }[],
  count: number,
  transmission: number,
): number {
  let difference = 0;
  let variance = 0;
  for (const { first, left } of runs) {
    const law = reedFrost(count - first, first, 1 - transmission);
    const mean = law.reduce((sum, p, n) => sum + p * n, 0);
    difference += left - first - mean;
    variance += law.reduce((sum, p, n) => sum + p * (n - mean) ** 2, 0);
  }
  return difference / Math.sqrt(variance);
}

describe('on the complete graph, one infectious day', () => {
  const count = 30;
  const transmission = 0.045;
  const runs = Array.from({ length: 300 }, (_, k) => finalSize(count, transmission, k + 1));

  it('has the mean final size of the Reed-Frost chain; a chance a quarter larger is told apart', () => {
    expect(Math.abs(distance(runs, count, transmission))).toBeLessThan(3);
    expect(Math.abs(distance(runs, count, transmission * 1.25))).toBeGreaterThan(4);
  });

  it('has its law: shares of final sizes by quarter agree', () => {
    const observed = new Float64Array(4);
    const expected = new Float64Array(4);
    const quarter = (n: number, of: number) => Math.min(3, Math.floor((4 * n) / (of + 1)));
    for (const { first, left } of runs) {
      observed[quarter(left - first, count - first)]! += 1;
      reedFrost(count - first, first, 1 - transmission).forEach((p, n) => {
        expected[quarter(n, count - first)]! += p;
      });
    }
    let chiSquare = 0;
    for (let k = 0; k < 4; k++) chiSquare += (observed[k]! - expected[k]!) ** 2 / expected[k]!;
    // 99.9 % of chi square with 3 degrees of freedom.
    expect(chiSquare).toBeLessThan(16.27);
  });
});

it('households: each community is a Reed-Frost chain of its own', () => {
  const size = 6;
  const communities = 400;
  const transmission = 0.2;
  const one = crowd(
    size * communities,
    { mechanism: 'epidemic', graph: 'community', epidemic: { transmission, infectiousDays: 1 } },
    { seed: 5, scareHazard: 0.15, communities },
  );
  const { lenders } = one.world;
  const leftBy = () => {
    const left = new Int32Array(communities);
    for (let row = 1; row < lenders.length; row++)
      if (lenders.stayEndedDay[row]! >= 0) left[lenders.community[row]!]! += 1;
    return left;
  };
  one.nextDay();
  one.nextDay(1);
  const first = leftBy();
  for (let day = 0; day < size + 2; day++) one.nextDay();
  const runs = [...leftBy()].map((left, c) => ({ first: first[c]!, left })).filter((run) => run.first > 0);
  expect(runs.length).toBeGreaterThan(150);
  expect(Math.abs(distance(runs, size, transmission))).toBeLessThan(3);
  expect(Math.abs(distance(runs, size, transmission * 1.4))).toBeGreaterThan(4);
  for (const [c, n] of first.entries()) if (n === 0) expect(leftBy()[c]).toBe(0);
});

it.each([
  { reproduction: 1.5, infectiousDays: 1 },
  { reproduction: 1.5, infectiousDays: 5 },
  { reproduction: 2.5, infectiousDays: 3 },
])('in a large crowd the final size solves z = 1 - exp(-R z): %o', ({ reproduction, infectiousDays }) => {
  const count = 20_000;
  // Chance a day such that a leaver frightens `reproduction` persons in all while everybody is there.
  const transmission = 1 - Math.exp(-reproduction / count / infectiousDays);
  const { first, left } = finalSize(count, transmission, 3, infectiousDays);
  const seeds = first / count;
  let z = 1;
  for (let k = 0; k < 200; k++) z = 1 - (1 - seeds) * Math.exp(-reproduction * z);
  expect(left / count).toBeGreaterThan(z - 0.02);
  expect(left / count).toBeLessThan(z + 0.02);
});

describe('in a large crowd with exponential recovery', () => {
  interface Share {
    readonly susceptible: number;
    readonly infectious: number;
  }
  /** Kermack and McKendrick's equations, s' = -b s i, i' = b s i - g i, day by day (classical Runge-Kutta). */
  function equations(start: Share, b: number, g: number, days: number): Share[] {
    const slope = ({ susceptible: s, infectious: i }: Share) => [-b * s * i, b * s * i - g * i] as const;
    const along = (from: Share, [ds, di]: readonly [number, number], step: number): Share => ({
      susceptible: from.susceptible + step * ds,
      infectious: from.infectious + step * di,
    });
    const path = [start];
    const step = 0.1;
    let at = start;
    for (let k = 1; k <= days * 10; k++) {
      const k1 = slope(at);
      const k2 = slope(along(at, k1, step / 2));
      const k3 = slope(along(at, k2, step / 2));
      const k4 = slope(along(at, k3, step));
      const mean = (n: 0 | 1) => (k1[n] + 2 * k2[n] + 2 * k3[n] + k4[n]) / 6;
      at = along(at, [mean(0), mean(1)], step);
      if (k % 10 === 0) path.push(at);
    }
    return path;
  }

  /** Largest distance between the shares not yet frightened: engine against equations with this reproduction number. */
  function distanceOfPaths(
    reproduction: number,
    period: number,
    assumed: number,
    recovery: 'fixed' | 'exponential',
  ) {
    const count = 20_000;
    const days = 200;
    const hazard = reproduction / period / count;
    const one = crowd(
      count,
      {
        mechanism: 'epidemic',
        graph: 'complete',
        epidemic: { transmission: 1 - Math.exp(-hazard), recovery, infectiousDays: period },
      },
      { seed: 9, scareHazard: 0.03 },
    );
    one.nextDay();
    const first = one.nextDay(1) / count;
    const path = equations({ susceptible: 1 - first, infectious: first }, assumed / period, 1 / period, days);
    let largest = 0;
    for (let day = 1; day <= days; day++)
      largest = Math.max(largest, Math.abs(1 - one.nextDay() / count - path[day]!.susceptible));
    return largest;
  }

  it.each([
    { reproduction: 1.4, period: 20 },
    { reproduction: 2, period: 30 },
    { reproduction: 4, period: 40 },
  ])('it moves by the equations: %o', ({ reproduction, period }) => {
    expect(distanceOfPaths(reproduction, period, reproduction, 'exponential')).toBeLessThan(0.025);
    expect(distanceOfPaths(reproduction, period, reproduction * 1.15, 'exponential')).toBeGreaterThan(0.04);
  });

  it('a fixed period has the same final size and another path', () => {
    expect(distanceOfPaths(2, 30, 2, 'fixed')).toBeGreaterThan(0.05);
  });
});
