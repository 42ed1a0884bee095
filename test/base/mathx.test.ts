import { describe, expect, it } from 'vitest';
import {
  erfc,
  exp,
  expm1,
  ln,
  ln1p,
  logistic,
  logit,
  normalCdf,
  power,
  probit,
} from '../../engine/base/mathx.ts';

// Computed with 40 digits by an independent library (mpmath).
const EXP = [
  [-700.5, 5.9801961186397912064e-305],
  [-37.25, 6.6455441729150705396e-17],
  [-1, 0.3678794411714423216],
  [-1e-9, 0.9999999990000000005],
  [1e-12, 1.000000000001],
  [0.3333333333333333, 1.3956124250860895028],
  [0.5, 1.6487212707001281468],
  [1, 2.7182818284590452354],
  [10.1, 24343.009424408379698],
  [88.7, 3.3259869802505790386e38],
  [709.5, 1.3549863193146328309e308],
] as const;
const LN = [
  [5e-324, -744.44007192138126231],
  [1e-300, -690.77552789821370518],
  [0.001, -6.9077552789821370312],
  [0.5, -0.69314718055994530942],
  [0.7071067811865476, -0.34657359027997258635],
  [0.9999999, -1.0000000494736474329e-7],
  [1.0000001, 9.9999995058387045178e-8],
  [1.5, 0.40546510810816438198],
  [2, 0.69314718055994530942],
  [10, 2.302585092994045684],
  [123456.789, 11.723646487185881016],
  [1e300, 690.77552789821370526],
] as const;
const CDF = [
  [-37, 5.7255712225245768227e-300],
  [-20, 2.7536241186062336951e-89],
  [-8.5, 9.4795348222033183542e-18],
  [-5, 2.8665157187919391167e-7],
  [-3, 0.0013498980316300945267],
  [-2, 0.0227501319481792072],
  [-1.2, 0.11506967022170827665],
  [-0.5, 0.30853753872598689636],
  [-0.01, 0.49601064368536839622],
  [0.3, 0.61791142218895263307],
  [1, 0.84134474606854294859],
  [1.7, 0.95543453724145695634],
  [2.5, 0.99379033467422386483],
  [4, 0.99996832875816688008],
  [8, 0.9999999999999993779],
] as const;
const PROBIT = [
  [1e-300, -37.047096299361199237],
  [1e-100, -21.273453560965324294],
  [1e-20, -9.2623400897984075796],
  [1e-9, -5.9978070150076868614],
  [0.001, -3.0902323061678135354],
  [0.01, -2.3263478740408410931],
  [0.02425, -1.9729610513118848376],
  [0.11, -1.2265281200366100775],
  [0.3, -0.52440051270804081597],
  [0.7, 0.52440051270804065631],
  [0.925, 1.4395314709384562291],
  [0.99, 2.3263478740408407676],
] as const;

function worst(f: (x: number) => number, table: readonly (readonly [number, number])[]): number {
  return Math.max(...table.map(([x, y]) => Math.abs(f(x) / y - 1)));
}

/** Greatest step down over a grid; 0 for a nondecreasing function. */
function steepestFall(f: (x: number) => number, from: number, to: number, steps: number): number {
  let fall = 0;
  let last = f(from);
  for (let i = 1; i <= steps; i++) {
    const value = f(from + ((to - from) * i) / steps);
    fall = Math.max(fall, last - value);
    last = value;
  }
  return fall;
}

describe('elementary functions', () => {
  it('agree with 40-digit values', () => {
    expect(worst(exp, EXP)).toBeLessThan(3e-16);
    expect(worst(ln, LN)).toBeLessThan(3e-16);
    expect(worst(normalCdf, CDF)).toBeLessThan(3e-13);
    expect(worst(normalCdf, CDF.slice(4))).toBeLessThan(3e-15);
    expect(worst(probit, PROBIT)).toBeLessThan(3e-15);
  });

  it('would fail with one coefficient off in the tenth digit', () => {
    expect(worst((x) => exp(x * (1 + 1e-10)), EXP)).toBeGreaterThan(1e-12);
    expect(worst((p) => probit(p) * (1 + 1e-10), PROBIT)).toBeGreaterThan(1e-12);
  });

  it('agree with the host to a few units in the last place over their range', () => {
    for (let i = 0; i < 20_000; i++) {
      const x = -690 + (1380 * i) / 20_000 + 0.0123;
      expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(5e-16);
      const y = Math.exp(x / 3);
      expect(Math.abs(ln(y) - Math.log(y))).toBeLessThanOrEqual(5e-16 * Math.abs(Math.log(y)));
    }
  });

  it('answer the edges', () => {
    expect([exp(0), exp(-800), exp(800), exp(-Infinity), exp(Infinity)]).toEqual([
      1,
      0,
      Infinity,
      0,
      Infinity,
    ]);
    expect([ln(1), ln(0), ln(Infinity)]).toEqual([0, -Infinity, Infinity]);
    expect([ln(-1), exp(NaN), ln(NaN), probit(1.5), probit(NaN)].every(Number.isNaN)).toBe(true);
    expect([probit(0), probit(0.5), probit(1)]).toEqual([-Infinity, 0, Infinity]);
    expect([erfc(0), erfc(40), erfc(-40)]).toEqual([1, 0, 2]);
    expect([normalCdf(0), logistic(0), power(2, 0)]).toEqual([0.5, 0.5, 1]);
    expect([exp(-744), exp(-740.5)].map((y) => y > 0)).toEqual([true, true]);
  });

  it('never fall where they must rise', () => {
    expect(steepestFall(exp, -5, 5, 200_000)).toBe(0);
    expect(steepestFall(ln, 1e-6, 4, 200_000)).toBe(0);
    expect(steepestFall(normalCdf, -8, 3, 200_000)).toBeLessThan(2e-16);
    expect(steepestFall(probit, 1e-7, 1 - 1e-7, 200_000)).toBe(0);
    expect(steepestFall(logistic, -20, 20, 200_000)).toBe(0);
    expect(steepestFall((x) => -exp(x), -5, 5, 100)).toBeGreaterThan(0);
  });

  it('invert one another', () => {
    for (let i = 1; i < 2000; i++) {
      const p = i / 2000;
      expect(normalCdf(probit(p))).toBeCloseTo(p, 14);
      expect(logistic(logit(p))).toBeCloseTo(p, 14);
      expect(ln1p(expm1(p - 0.5))).toBeCloseTo(p - 0.5, 14);
    }
    expect(ln1p(1e-12) / 1e-12).toBeCloseTo(1, 11);
    expect(power(1.1, 2.5)).toBeCloseTo(1.1 ** 2.5, 14);
  });
});
