/** Laws of how money is shared, for every payout rule there is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PayoutRuleName } from '../../../engine/base/vocabulary.ts';
import { PAYOUT_RULES } from '../../../engine/state/payout/index.ts';
import type { Payable } from '../../../engine/state/payout/rule.ts';

const NAMES = Object.keys(PAYOUT_RULES) as PayoutRuleName[];
const fen = fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 1e12 }));
const queue: fc.Arbitrary<Payable> = fc.record({
  dueFen: fc.array(fen, { minLength: 1, maxLength: 40 }),
  paidFen: fc.array(fc.oneof(fc.constant(0), fen), { minLength: 40, maxLength: 40 }),
  partFen: fen,
});
const money = fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 5e12 }));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function paid(rule: PayoutRuleName, moneyFen: number, payable: Payable): number[] {
  const out = new Float64Array(payable.dueFen.length);
  PAYOUT_RULES[rule].share(moneyFen, payable, out);
  return [...out];
}

describe.each(NAMES)('payout rule %s', (rule) => {
  it('pays all there is, whole fen, and nobody too much', () => {
    fc.assert(
      fc.property(queue, money, (payable, moneyFen) => {
        const out = paid(rule, moneyFen, payable);
        expect(sum(out)).toBe(Math.min(moneyFen, sum(payable.dueFen)));
        out.forEach((one, row) => {
          expect(Number.isSafeInteger(one)).toBe(true);
          expect(one).toBeGreaterThanOrEqual(0);
          expect(one).toBeLessThanOrEqual(payable.dueFen[row]!);
        });
      }),
    );
  });

  it('pays nobody less when there is more money', () => {
    fc.assert(
      fc.property(queue, money, fc.integer({ min: 0, max: 1e12 }), (payable, moneyFen, moreFen) => {
        const [less, more] = [paid(rule, moneyFen, payable), paid(rule, moneyFen + moreFen, payable)];
        // A fen of a largest remainder may go to another request.
        less.forEach((one, row) => expect(more[row]).toBeGreaterThanOrEqual(one - 1));
      }),
    );
  });

  it('pays nobody more for a request that comes after it', () => {
    fc.assert(
      fc.property(queue, money, fen, (payable, moneyFen, laterFen) => {
        const paidFen = [...payable.paidFen.slice(0, payable.dueFen.length), 0];
        const longer = { ...payable, dueFen: [...payable.dueFen, laterFen], paidFen };
        const [without, beside] = [paid(rule, moneyFen, payable), paid(rule, moneyFen, longer)];
        without.forEach((one, row) => expect(beside[row]).toBeLessThanOrEqual(one + 1));
      }),
    );
  });

  it('gains nothing by leaving early where a week is covered, and at most the part that is short', () => {
    const { gain } = PAYOUT_RULES[rule];
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (short, part) => {
          expect(gain({ shortShare: 0, firstPartShare: () => part })).toBe(0);
          const found = gain({ shortShare: short, firstPartShare: () => part });
          expect(found).toBeGreaterThanOrEqual(0);
          expect(found).toBeLessThanOrEqual(short);
        },
      ),
    );
  });
});

/** Nobody who is behind gets a fen before all ahead of it have all that is due. */
it.each(['instant', 'fifo'] as const)('%s keeps the order of requests', (rule) => {
  fc.assert(
    fc.property(queue, money, (payable, moneyFen) => {
      const out = paid(rule, moneyFen, payable);
      const short = out.findIndex((one, row) => one < payable.dueFen[row]!);
      if (short >= 0) expect(sum(out.slice(short + 1))).toBe(0);
    }),
  );
  expect(paid(rule, 250, { dueFen: [100, 200, 300], paidFen: [0, 7, 0], partFen: 1 })).toEqual([100, 150, 0]);
});

it('proRata gives each its share to the fen, the odd fen to the largest remainder, ties to the older', () => {
  const of = (dueFen: number[]): Payable => ({ dueFen, paidFen: dueFen.map(() => 0), partFen: 1 });
  fc.assert(
    fc.property(queue, money, (payable, moneyFen) => {
      const total = sum(payable.dueFen);
      const all = BigInt(Math.min(moneyFen, total));
      paid('proRata', moneyFen, payable).forEach((one, row) => {
        const share = (all * BigInt(payable.dueFen[row]!)) / BigInt(total);
        expect([share, share + 1n]).toContain(BigInt(one));
      });
    }),
  );
  expect(paid('proRata', 100, of([100, 100, 100]))).toEqual([34, 33, 33]);
  expect(paid('proRata', 100, of([50, 200, 150]))).toEqual([13, 50, 37]);
});

describe('roundRobin', () => {
  it('gives nobody another part before all have got as many, and begins one part at a time', () => {
    fc.assert(
      fc.property(queue, money, (payable, moneyFen) => {
        const { dueFen, paidFen, partFen } = payable;
        const out = paid('roundRobin', moneyFen, payable);
        const rows = out.map((_, row) => row);
        const parts = (row: number) => Math.floor((paidFen[row]! + out[row]!) / partFen);
        const waiting = rows.filter((row) => out[row]! < dueFen[row]!);
        const fewest = Math.min(...waiting.map(parts));
        // Who was paid today is no more than the part ahead of anybody who still waits that is being paid out.
        for (const row of rows.filter((one) => out[one]! > 0)) {
          const begun = Math.ceil((paidFen[row]! + out[row]!) / partFen);
          expect(begun).toBeLessThanOrEqual(fewest + 1);
        }
        // Of those who got as few, the older ones are further, and one of them at most has got a broken part today.
        const level = waiting.filter((row) => parts(row) === fewest);
        const broken = level.filter((row) => out[row]! > 0 && (paidFen[row]! + out[row]!) % partFen > 0);
        expect(broken.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('pays 3, 3 and 2 of 8 in parts of 3; then the part that is short, then the next cycle', () => {
    const dueFen = [10, 4, 10];
    expect(paid('roundRobin', 8, { dueFen, paidFen: [0, 0, 0], partFen: 3 })).toEqual([3, 3, 2]);
    const next = { dueFen: [7, 1, 8], paidFen: [3, 3, 2], partFen: 3 };
    expect(paid('roundRobin', 1, next)).toEqual([0, 0, 1]);
    expect(paid('roundRobin', 5, next)).toEqual([3, 1, 1]);
    expect(paid('roundRobin', 6, next)).toEqual([3, 1, 2]);
  });

  it('is the order of requests with parts that nobody exceeds', () => {
    fc.assert(
      fc.property(queue, money, (payable, moneyFen) => {
        const fresh = { ...payable, paidFen: payable.dueFen.map(() => 0), partFen: 2e12 };
        expect(paid('roundRobin', moneyFen, fresh)).toEqual(paid('fifo', moneyFen, fresh));
      }),
    );
  });
});
