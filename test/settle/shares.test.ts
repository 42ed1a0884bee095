import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimOfHolding } from '../../engine/settle/holdings.ts';
import { lendersClaimFen } from '../../engine/settle/outstanding.ts';
import { distribute, distributeInterest } from '../../engine/settle/shares.ts';
import { REASON } from '../../engine/ledger/reasons.ts';
import { checkLaws, emptyWorld, lender, loan } from '../helpers/market.ts';
import { loadSmall } from '../helpers/scenarios.ts';

const small = loadSmall();

describe('distribute', () => {
  const holders = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
  const receipts = fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1, maxLength: 8 });

  it('leaves every lot the same claim to the fen, whatever receipts came before', () => {
    fc.assert(
      fc.property(holders, receipts, (lots, amounts) => {
        const world = emptyWorld(small, { full: true });
        const row = loan(
          world,
          lots.map((own) => [lender(world), own] as const),
        );
        const total = lots.reduce((sum, own) => sum + own, 0);
        for (const amount of amounts) {
          distribute(world, row, Math.min(amount, lendersClaimFen(world, row)));
          const perLot = Math.floor(lendersClaimFen(world, row) / total);
          lots.forEach((own, holding) => {
            const claim = claimOfHolding(world, holding, row);
            expect(claim).toBeGreaterThanOrEqual(own * perLot);
            expect(claim).toBeLessThanOrEqual(own * (perLot + 1));
            expect(world.lenders.cashFen[holding + 1]).toBe(own * small.splitting.lotFen - claim);
          });
          checkLaws(world);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('gives the remaining fen to the first lots, and goes on after them the next time', () => {
    const world = emptyWorld(small);
    const lenders = [lender(world), lender(world), lender(world)];
    const row = loan(
      world,
      lenders.map((who) => [who, 1] as const),
    );
    const cash = () => lenders.map((who) => world.lenders.cashFen[who]);
    distribute(world, row, 4);
    expect(cash()).toEqual([2, 1, 1]);
    distribute(world, row, 4);
    expect(cash()).toEqual([3, 3, 2]);
    distribute(world, row, 1);
    expect(cash()).toEqual([3, 3, 3]);
  });
});

describe('distributeInterest', () => {
  it('gives floor per lot and the remaining fen to the first lots', () => {
    const world = emptyWorld(small);
    const lenders = [lender(world), lender(world)];
    const row = loan(world, [[lenders[0]!, 2], [lenders[1]!, 3]]); // prettier-ignore
    distributeInterest(world, row, 14, REASON.repayInterest);
    expect(lenders.map((who) => world.lenders.cashFen[who])).toEqual([6, 8]);
  });
});
