import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvariantError } from '../../engine/base/assert.ts';
import { formatYuan, largestRemainder, mulDivFloor, mulDivHalfUp } from '../../engine/base/money.ts';

const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

const factors = fc
  .tuple(
    fc.integer({ min: -1e9, max: 1e9 }),
    fc.integer({ min: 0, max: 9_000_000 }),
    fc.integer({ min: 1, max: 1e9 }),
  )
  .map(([a, b, den]) => ({ a, b, den }));

function shares(total: number, weights: number[]): number[] {
  const out = new Float64Array(weights.length);
  largestRemainder(total, weights, out);
  return [...out];
}

describe('mulDivHalfUp', () => {
  it('equals decimal.js half up', () => {
    fc.assert(
      fc.property(factors, ({ a, b, den }) => {
        const exact = new Exact(a).times(b).div(den).toDecimalPlaces(0).toNumber();
        return mulDivHalfUp(a, b, den) === exact || (exact === 0 && mulDivHalfUp(a, b, den) === 0);
      }),
      { numRuns: 3000, seed: 11 },
    );
  });

  it('finds the halves that rounding a float product misses', () => {
    let missed = 0;
    for (let balanceFen = 1; balanceFen <= 100_000; balanceFen++) {
      for (const aprPpm of [54_000, 72_000, 102_000, 108_000, 144_000, 150_000]) {
        const exact = mulDivHalfUp(balanceFen, aprPpm, 12_000_000);
        const above = balanceFen * aprPpm - 12_000_000 * exact;
        if (above < -6_000_000 || above >= 6_000_000) throw new Error(`${balanceFen} at ${aprPpm}: ${exact}`);
        if (Math.floor(balanceFen * (aprPpm / 1_000_000 / 12) + 0.5) !== exact) missed += 1;
      }
    }
    expect(missed).toBeGreaterThan(0);
  });

  it('refuses products that are no safe integers', () => {
    expect(() => mulDivHalfUp(2 ** 40, 2 ** 13, 7)).toThrow(InvariantError);
    expect(() => mulDivHalfUp(1.5, 3, 7)).toThrow('safe integer');
    expect(() => mulDivFloor(NaN, 1, 1)).toThrow(InvariantError);
    expect(mulDivHalfUp(2 ** 40, 2 ** 13 - 1, 1)).toBe(2 ** 53 - 2 ** 40);
  });
});

describe('mulDivFloor', () => {
  it('equals decimal.js floor', () => {
    fc.assert(
      fc.property(factors, ({ a, b, den }) => {
        const exact = new Exact(a).times(b).div(den).floor().toNumber();
        return mulDivFloor(a, b, den) === exact || (exact === 0 && mulDivFloor(a, b, den) === 0);
      }),
      { numRuns: 3000, seed: 12 },
    );
  });
});

describe('largestRemainder', () => {
  it('gives the fen left over to the largest remainders, ties to the lower index', () => {
    expect(shares(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(shares(5, [1, 1, 1])).toEqual([2, 2, 1]);
    expect(shares(10, [3, 3, 1])).toEqual([4, 4, 2]);
    expect(shares(7, [0, 2, 0, 5])).toEqual([0, 2, 0, 5]);
    expect(shares(0, [0, 0])).toEqual([0, 0]);
  });

  it('is exact below and beyond 2^53', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 2 ** 45 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 50 }), weights, (total, list) => {
        const sum = list.reduce((a, b) => a + b, 0);
        fc.pre(sum > 0);
        const out = shares(total, list);
        let left = BigInt(total);
        out.forEach((share, i) => {
          const floor = (BigInt(total) * BigInt(list[i]!)) / BigInt(sum);
          const extra = BigInt(share) - floor;
          if (extra !== 0n && extra !== 1n) throw new Error(`share ${i}: ${share}`);
          left -= BigInt(share);
        });
        return left === 0n;
      }),
      { numRuns: 500, seed: 13 },
    );
  });

  it('refuses weights and totals that cannot be split', () => {
    expect(() => shares(1, [0, 0])).toThrow('at least one weight');
    expect(() => shares(1, [1, -1])).toThrow('not negative');
    expect(() => shares(1, [1, NaN])).toThrow('not negative');
    expect(() => shares(-1, [1])).toThrow('safe total');
    expect(() => shares(0.5, [1])).toThrow('safe total');
  });
});

describe('formatYuan', () => {
  it('separates thousands and keeps two decimals', () => {
    expect([0, 5, 123456, -123456789, 100_000].map(formatYuan)).toEqual([
      '0.00',
      '0.05',
      '1,234.56',
      '-1,234,567.89',
      '1,000.00',
    ]);
  });
});
