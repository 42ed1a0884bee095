/**
 * The threshold mechanism against Granovetter, "Threshold models of collective behavior" (American Journal of Sociology 83,
 * 1978): the crowd moves by r(t+1) = F(r(t)), with F the distribution of thresholds.
 */
import { describe, expect, it } from 'vitest';
import { normalCdf } from '../../engine/base/mathx.ts';
import { crowd } from './crowd.ts';

const MEAN = 0.25;

/** Leavers by day until nobody more leaves. */
function cascade(count: number, sigma: number, seed: number): { path: number[]; thresholds: number[] } {
  const one = crowd(
    count,
    { mechanism: 'threshold', graph: 'complete', threshold: { mean: MEAN, sigma, signalEffect: 0 } },
    { seed },
  );
  const path = [one.nextDay()];
  for (;;) {
    path.push(one.nextDay());
    if (path.length > 2 && path.at(-1) === path.at(-2)) break;
  }
  const { lenders, streams } = one.world;
  const thresholds: number[] = [];
  for (let row = 1; row < lenders.length; row++)
    thresholds.push(MEAN + sigma * streams.stream('panic').normal(lenders.key[row]!, 0));
  return { path, thresholds };
}

/** The same by the plain recursion over drawn thresholds. */
function recursion(thresholds: readonly number[], days: number): number[] {
  const path = [0];
  while (path.length < days) {
    const share = path.at(-1)! / thresholds.length;
    path.push(thresholds.filter((threshold) => threshold <= share).length);
  }
  return path;
}

describe('a finite crowd where everybody sees everybody', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('leaves day by day as the recursion says, seed %i', (seed) => {
    for (const sigma of [0.08, 0.12, 0.16, 0.3]) {
      const { path, thresholds } = cascade(300, sigma, seed);
      expect(path).toEqual(recursion(thresholds, path.length));
    }
  });

  it("reaches Granovetter's example: thresholds 0, 1, 2, ... take everybody, one of them changed takes one", () => {
    const uniform = Array.from({ length: 100 }, (_, i) => i / 100);
    expect(recursion(uniform, 120).at(-1)).toBe(100);
    expect(recursion(uniform.with(1, 0.02), 120).at(-1)).toBe(1);
  });
});

/** The first share x from 0 on with F(x) = x. */
function equilibrium(sigma: number): number {
  let x = 0;
  for (let k = 0; k < 100_000; k++) x = normalCdf((x - MEAN) / sigma);
  return x;
}

describe('a large crowd', () => {
  it.each([0.1, 0.115, 0.13, 0.2])(
    'comes to rest at the first fixed point of the normal law, sigma %f',
    (sigma) => {
      const count = 20_000;
      const { path } = cascade(count, sigma, 11);
      expect(Math.abs(path.at(-1)! / count - equilibrium(sigma))).toBeLessThan(0.02);
    },
  );

  it('turns over near a sigma of 0.122: a little more spread, and nearly everybody leaves', () => {
    expect(equilibrium(0.12)).toBeLessThan(0.1);
    expect(equilibrium(0.125)).toBeGreaterThan(0.9);
    expect(cascade(20_000, 0.115, 11).path.at(-1)!).toBeLessThan(0.1 * 20_000);
    expect(cascade(20_000, 0.13, 11).path.at(-1)!).toBeGreaterThan(0.9 * 20_000);
  });
});
