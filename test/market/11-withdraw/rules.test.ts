import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAYOUT_RULES } from '../../../engine/market/11-withdraw/rules/index.ts';

const requests = fc.array(fc.integer({ min: 1, max: 1e12 }), { minLength: 1, maxLength: 40 });
const money = fc.integer({ min: 0, max: 5e12 });

function paid(rule: keyof typeof PAYOUT_RULES, moneyFen: number, unpaidFen: readonly number[]): number[] {
  const out = new Float64Array(unpaidFen.length);
  PAYOUT_RULES[rule](moneyFen, unpaidFen, out);
  return [...out];
}

/** Laws of every payout rule. */
describe.each(['instant', 'fifo', 'proRata'] as const)('payout rule %s', (rule) => {
  it('pays all there is, whole fen, and nobody too much', () => {
    fc.assert(
      fc.property(requests, money, (unpaidFen, moneyFen) => {
        const out = paid(rule, moneyFen, unpaidFen);
        const owedFen = unpaidFen.reduce((sum, fen) => sum + fen, 0);
        expect(out.reduce((sum, fen) => sum + fen, 0)).toBe(Math.min(moneyFen, owedFen));
        out.forEach((fen, row) => {
          expect(Number.isSafeInteger(fen)).toBe(true);
          expect(fen).toBeGreaterThanOrEqual(0);
          expect(fen).toBeLessThanOrEqual(unpaidFen[row]!);
        });
      }),
    );
  });

  it('pays nobody less when there is more money', () => {
    fc.assert(
      fc.property(requests, money, fc.integer({ min: 0, max: 1e12 }), (unpaidFen, moneyFen, moreFen) => {
        const [less, more] = [paid(rule, moneyFen, unpaidFen), paid(rule, moneyFen + moreFen, unpaidFen)];
        // A fen of a largest remainder may go to another request.
        less.forEach((fen, row) => expect(more[row]).toBeGreaterThanOrEqual(fen - 1));
      }),
    );
  });
});

it('fifo pays the head in part and nobody behind it', () => {
  expect(paid('fifo', 250, [100, 200, 300])).toEqual([100, 150, 0]);
});

it('proRata gives each its share, the odd fen to the largest remainder, ties to the older', () => {
  expect(paid('proRata', 100, [100, 100, 100])).toEqual([34, 33, 33]);
  expect(paid('proRata', 100, [50, 200, 150])).toEqual([13, 50, 37]);
});
