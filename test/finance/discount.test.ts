/** The discount of claims: mean life, price, and the rate of the call auction against books made by hand and a closed form. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clearingRatePpm, meanLifeMonths, priceAtFen } from '../../engine/finance/discount.ts';
import { lotSchedule } from '../../engine/finance/schedule.ts';

describe('mean life', () => {
  it('is the months left of a loan that pays at the end', () => {
    const schedule = lotSchedule(100_000, 90_000, 36, 'bullet');
    expect(meanLifeMonths(schedule, 0)).toBe(36);
    expect(meanLifeMonths(schedule, 30)).toBe(6);
  });
  it('is half of the months and a half where principal is paid evenly', () => {
    expect(meanLifeMonths(lotSchedule(120_000, 0, 12, 'equalPrincipal'), 0)).toBe(7);
    expect(meanLifeMonths(lotSchedule(120_000, 0, 12, 'equalPrincipal'), 11)).toBe(1);
  });
});

describe('the price', () => {
  it('gives its buyer the rate over the mean life, rounded down', () => {
    expect(priceAtFen(100_000, 0, 24)).toBe(100_000);
    // 20 % a year for two years: 100,000 / 1.4.
    expect(priceAtFen(100_000, 200_000, 24)).toBe(71_428);
    expect(priceAtFen(100_000, 200_000, 12)).toBe(83_333);
  });
});

const ask = (percent: number, claimFen: number) => ({ ratePpm: percent * 10_000, claimFen, lifeMonths: 12 });
const bid = (percent: number, cashFen: number) => ({ ratePpm: percent * 10_000, cashFen });

describe('the clearing rate', () => {
  it('of a book made by hand is the limit of the last buyer needed', () => {
    const asks = [ask(2, 1000), ask(9, 1000), ask(30, 1000)];
    // Just below 8 %: money 1,000 of the first buyer against 2 x 926; from 8 % on 2,000.
    expect(clearingRatePpm(asks, [bid(5, 1000), bid(8, 1000), bid(12, 1000)])).toBe(80_000);
  });
  it('is the limit of the seller who is the first to stay away', () => {
    // One buyer at 5 % with money for one claim: the second seller must go, at its own limit of 10 %.
    expect(clearingRatePpm([ask(10, 1000), ask(20, 1000)], [bid(5, 1000)])).toBe(100_000);
  });
  it('is where falling prices meet the money between two limits', () => {
    // A claim of 1,000 for 900 of money: 1 / (1 + x) = 0.9, rounded down to whole fen.
    expect(clearingRatePpm([ask(30, 1000)], [bid(5, 900)])).toBe(109_878);
  });
  it('is 0 with more easy money than claims, and with nobody on the other side', () => {
    expect(clearingRatePpm([ask(30, 1000)], [bid(0, 1000), bid(20, 5000)])).toBe(0);
    expect(clearingRatePpm([], [bid(3, 1000)])).toBe(0);
  });
  it('shuts out every seller where every buyer wants more than any seller gives up', () => {
    expect(clearingRatePpm([ask(3, 1000), ask(4, 1000)], [bid(10, 9000)])).toBe(40_000);
  });

  const sellers = fc.array(
    fc.record({
      ratePpm: fc.integer({ min: 0, max: 400_000 }),
      claimFen: fc.integer({ min: 1, max: 1e7 }),
      lifeMonths: fc.integer({ min: 1, max: 60 }),
    }),
    { maxLength: 30 },
  );
  const buyers = fc.array(
    fc.record({ ratePpm: fc.integer({ min: 0, max: 400_000 }), cashFen: fc.integer({ min: 1, max: 1e7 }) }),
    { maxLength: 30 },
  );

  it('rises with claims for sale, falls with money, and clears', () => {
    fc.assert(
      fc.property(sellers, sellers, buyers, buyers, (asks, moreAsks, bids, moreBids) => {
        const rate = clearingRatePpm(asks, bids);
        expect(clearingRatePpm([...asks, ...moreAsks], bids)).toBeGreaterThanOrEqual(rate);
        expect(clearingRatePpm(asks, [...bids, ...moreBids])).toBeLessThanOrEqual(rate);
        const money = bids.filter((one) => one.ratePpm <= rate).reduce((sum, one) => sum + one.cashFen, 0);
        const wanted = asks
          .filter((one) => one.ratePpm > rate)
          .reduce((sum, one) => sum + priceAtFen(one.claimFen, rate, one.lifeMonths), 0);
        expect(money).toBeGreaterThanOrEqual(wanted);
      }),
    );
  });

  /** Limits even over (0, most), as many as `count`. */
  const even = (count: number, most: number) =>
    Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) / count) * most * 1e6));

  it.each([
    [1, 1, 0.3, 0.25],
    [2, 1, 0.3, 0.25],
    [5, 1, 0.3, 0.25],
    [1, 3, 0.4, 0.2],
    [3, 2, 0.15, 0.5],
  ])(
    'of even limits is where supply meets demand: claims %d, money %d, up to %d and %d a year',
    (claims, money, s, b) => {
      const n = 4000;
      const asks = even(n, s).map((ratePpm) => ({ ratePpm, claimFen: claims * 100_000, lifeMonths: 12 }));
      const bids = even(n, b).map((ratePpm) => ({ ratePpm, cashFen: money * 100_000 }));
      // S (1 - x/s) / (1 + x) = D x/b: a quadratic in the rate x; a life of a year makes the price 1 / (1 + x).
      const [qa, qb, qc] = [money / b, money / b + claims / s, -claims];
      const x = (-qb + Math.sqrt(qb * qb - 4 * qa * qc)) / (2 * qa);
      expect(clearingRatePpm(asks, bids) / 1e6).toBeCloseTo(x, 3);
    },
  );
});
