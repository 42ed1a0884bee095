import { describe, expect, it } from 'vitest';
import {
  claimsOf,
  holdingsOf,
  loanOfHolding,
  offerHolding,
  transferHolding,
} from '../../engine/settle/holdings.ts';
import { changed, checkLaws, emptyWorld, lender, loan } from '../helpers/market.ts';
import { loadSmall } from '../helpers/scenarios.ts';

const small = changed(loadSmall(), (s) => (s.guarantee.scheme = 'none'));
const lotFen = small.splitting.lotFen;

function twoLoans() {
  const world = emptyWorld(small);
  const [a, b, c] = [lender(world), lender(world), lender(world)];
  const first = loan(world, [[a, 2], [b, 3]], { sector: 1 }); // prettier-ignore
  const second = loan(world, [[b, 1], [a, 4]], { lotFen: 2 * lotFen }); // prettier-ignore
  return { world, a, b, c, first, second };
}

describe('holdings', () => {
  it('belong to their loan', () => {
    const { world, first, second } = twoLoans();
    expect([0, 1, 2, 3].map((holding) => loanOfHolding(world, holding))).toEqual([
      first,
      first,
      second,
      second,
    ]);
  });

  it('count base lots against the limits of their lender', () => {
    const { world, a, b } = twoLoans();
    expect(world.lenders.heldLots[a]).toBe(2 + 8);
    expect(world.lenders.heldLots[b]).toBe(3 + 2);
    checkLaws(world);
  });

  it('move whole, with claim and limits, and end their offer', () => {
    const { world, a, b, c } = twoLoans();
    const mine = holdingsOf(world, a);
    offerHolding(world, mine[1]!, 1);
    expect(world.book.offersFen).toBe(8 * lotFen);
    offerHolding(world, mine[1]!, 1);
    expect(world.offers.length).toBe(1);
    transferHolding(world, mine[1]!, c);
    expect(holdingsOf(world, a)).toEqual([mine[0]]);
    expect(holdingsOf(world, c)).toEqual([mine[1]]);
    expect([a, b, c].map((who) => claimsOf(world, who))).toEqual([2 * lotFen, 5 * lotFen, 8 * lotFen]);
    expect(world.book.offersFen).toBe(0);
    checkLaws(world);
  });
});
