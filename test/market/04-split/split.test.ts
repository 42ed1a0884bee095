import { describe, expect, it } from 'vitest';
import { lotsOf } from '../../../engine/market/04-split/lots.ts';
import type { World } from '../../../engine/state/world.ts';
import { runFront } from '../../helpers/front.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

function principalFen(world: World): number {
  let sum = 0;
  for (let row = 0; row < world.listings.length; row++)
    sum += world.listings.lots[row]! * world.listings.lotFen[row]!;
  return sum;
}

describe('split', () => {
  it('takes whole lots and refuses too few', () => {
    expect(lotsOf(1_234_500, 100_000, 5)).toEqual({ lotFen: 100_000, count: 12, principalFen: 1_200_000 });
    expect(lotsOf(450_000, 100_000, 5)).toBeNull();
  });

  it('makes fewer, larger lots of the same money, and loses the odd yuan and the small loans', () => {
    const fine = runFront(loadSmall(), 60);
    const coarse = runFront(loadSmall(['splitting.lot=10k CNY', 'splitting.minLots=2']), 60);
    expect(principalFen(coarse.world)).toBeLessThan(principalFen(fine.world));
    expect(principalFen(coarse.world)).toBeGreaterThan(principalFen(fine.world) * 0.7);
    expect(coarse.totals.approved).toBeLessThan(fine.totals.approved);
    expect(coarse.world.listings.lots[0]!).toBeLessThan(fine.world.listings.lots[0]!);
  });

  it('lists what the book counts as open', () => {
    const { world, totals } = runFront(loadSmall(), 60);
    expect(world.book.listingsOpen).toBe(totals.approved);
    expect(world.book.listingsOpen).toBe(world.listings.length);
    expect(world.book.listingsOpenFen).toBe(principalFen(world));
    expect(world.truth.listings.length).toBe(world.listings.length);
  });

  it('gives each listing a customer who borrows, and charges its fees in whole fen', () => {
    const { world } = runFront(loadSmall(), 60);
    const { listings, customers } = world;
    for (let row = 0; row < listings.length; row++) {
      expect(customers.borrowing[listings.customer[row]!]).toBe(1);
      expect(customers.key[listings.customer[row]!]).toBe(listings.key[row]);
      expect(Number.isInteger(listings.feeFen[row])).toBe(true);
      expect(listings.feeFen[row]).toBeGreaterThan(0);
    }
  });
});
