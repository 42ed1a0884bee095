/** Laws of every rule for exits, and what sets each apart. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXIT_RULES } from '../../../engine/market/05-match/exit-rules/index.ts';
import type { Standing } from '../../../engine/market/05-match/exit-rules/rule.ts';

/** Claims as they stand: in order of rank. */
const books = fc
  .array(
    fc.record({
      rank: fc.integer({ min: 0, max: 2 }),
      seller: fc.integer({ min: 1, max: 8 }),
      priceFen: fc.integer({ min: 1, max: 300_000 }),
      gotFen: fc.constant(0),
    }),
    { maxLength: 60 },
  )
  .map((rows) => rows.sort((a, b) => a.rank - b.rank));

const PART_FEN = 100_000;

describe.each(Object.entries(EXIT_RULES))('rule %s', (_name, rule) => {
  it('puts every claim to buyers once, expired plans before exits before the pool', () => {
    fc.assert(
      fc.property(books, (book) => {
        const order = rule.order(book, PART_FEN);
        expect([...order].sort((a, b) => a - b)).toEqual(book.map((_, place) => place));
        const ranks = order.map((place) => book[place]!.rank);
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      }),
    );
  });

  it("keeps each seller's own claims of a rank in their order", () => {
    fc.assert(
      fc.property(books, (book) => {
        const order = rule.order(book, PART_FEN);
        for (let i = 0; i < order.length; i++)
          for (let j = i + 1; j < order.length; j++) {
            const [one, other] = [book[order[i]!]!, book[order[j]!]!];
            if (one.seller === other.seller && one.rank === other.rank)
              expect(order[i]!).toBeLessThan(order[j]!);
          }
      }),
    );
  });

  it('serves all at the same time in all, whatever the order: money and claims decide', () => {
    fc.assert(
      fc.property(books, fc.integer({ min: 300_000, max: 900_000 }), (book, moneyADayFen) => {
        expect(daysToServe(rule.order, book, moneyADayFen)).toBeLessThanOrEqual(
          // Claims are whole: a day may leave up to the dearest one unspent.
          Math.ceil(book.reduce((sum, { priceFen }) => sum + priceFen, 0) / (moneyADayFen - 299_999)) + 1,
        );
      }),
      { numRuns: 40 },
    );
  });
});

/** Days until everybody has been served with so much money a day, what is left over kept. */
function daysToServe(
  order: (book: readonly Standing[], partFen: number) => readonly number[],
  book: readonly Standing[],
  moneyADayFen: number,
): number {
  let left = [...book];
  const got = new Map<number, number>();
  let days = 0;
  let moneyFen = 0;
  while (left.length > 0) {
    days += 1;
    moneyFen += moneyADayFen;
    const standing = left.map((row) => ({ ...row, gotFen: got.get(row.seller) ?? 0 }));
    const sold = new Set<number>();
    for (const place of order(standing, PART_FEN)) {
      const { priceFen, seller } = standing[place]!;
      if (priceFen > moneyFen) break;
      moneyFen -= priceFen;
      sold.add(place);
      got.set(seller, (got.get(seller) ?? 0) + priceFen);
    }
    left = left.filter((_, place) => !sold.has(place));
  }
  return days;
}

const claim = (seller: number, priceFen: number, gotFen = 0): Standing => ({
  rank: 1,
  seller,
  priceFen,
  gotFen,
});

it('fifo and matched serve the oldest offer first; only matched counts new money alone', () => {
  const book = [claim(1, 5), claim(1, 5), claim(2, 5)];
  expect(EXIT_RULES.fifo.order(book, 1)).toEqual([0, 1, 2]);
  expect(EXIT_RULES.matched.order(book, 1)).toEqual([0, 1, 2]);
  expect(Object.values(EXIT_RULES).map(({ newMoneyOnly }) => newMoneyOnly)).toEqual([false, false, true]);
});

it('round robin gives every seller a first part before anybody a second', () => {
  const part = 100;
  const book = [
    claim(1, 60),
    claim(1, 60),
    claim(1, 60),
    claim(2, 100),
    claim(2, 100),
    claim(3, 250),
    claim(3, 50),
  ];
  // Two claims of seller 1 begin within its first part; the large one of seller 3 is a part and a half more by itself.
  expect(EXIT_RULES.roundRobin.order(book, part)).toEqual([0, 1, 3, 5, 2, 4, 6]);
});

it('round robin remembers what a seller has got since it asked', () => {
  expect(EXIT_RULES.roundRobin.order([claim(1, 100, 300), claim(2, 100, 0), claim(2, 100, 0)], 100)).toEqual([
    1, 2, 0,
  ]);
});
