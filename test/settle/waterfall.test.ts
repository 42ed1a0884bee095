import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAYMENT_CLASSES } from '../../engine/base/vocabulary.ts';
import { ACCOUNTS } from '../../engine/ledger/accounts.ts';
import { override } from '../helpers/arbitrary-scenario.ts';
import { applyReceipt, forOldestFen, owedInAllFen, type Owed } from '../../engine/settle/waterfall.ts';
import { beginArrears } from '../../engine/settle/arrears.ts';
import { claimOfHolding } from '../../engine/settle/holdings.ts';
import { owedOn, takeReceipt } from '../../engine/settle/receipts.ts';
import { openCase } from '../../engine/state/cases.ts';
import type { World } from '../../engine/state/world.ts';
import { checkLaws, emptyWorld, lender, loan } from '../helpers/market.ts';
import { loadSmall } from '../helpers/scenarios.ts';

const fen = fc.integer({ min: 0, max: 5_000 });
const orders = fc.shuffledSubarray([...PAYMENT_CLASSES], { minLength: 4, maxLength: 4 });
const owed: fc.Arbitrary<Owed> = fc.record({
  costsFen: fen,
  penaltyFen: fen,
  instalments: fc.array(fc.record({ interestFen: fen, principalFen: fen }), { minLength: 1, maxLength: 4 }),
});

/** What is left of a debt after a receipt. */
function after(before: Owed, paid: ReturnType<typeof applyReceipt>): Owed {
  let interest = paid.interestFen;
  let principal = paid.principalFen;
  return {
    costsFen: before.costsFen - paid.costsFen,
    penaltyFen: before.penaltyFen - paid.penaltyFen,
    instalments: before.instalments.map(({ interestFen, principalFen }) => {
      const [ofInterest, ofPrincipal] = [Math.min(interest, interestFen), Math.min(principal, principalFen)];
      interest -= ofInterest;
      principal -= ofPrincipal;
      return { interestFen: interestFen - ofInterest, principalFen: principalFen - ofPrincipal };
    }),
  };
}

describe('a receipt', () => {
  it('is applied whole, never beyond what is owed, and in order', () => {
    fc.assert(
      fc.property(orders, owed, fc.integer({ min: 0, max: 50_000 }), (order, debt, receipt) => {
        const paid = applyReceipt(order, debt, receipt);
        const { costsFen, penaltyFen, interestFen, principalFen, leftFen } = paid;
        expect(costsFen + penaltyFen + interestFen + principalFen + leftFen).toBe(receipt);
        expect(leftFen).toBe(Math.max(0, receipt - owedInAllFen(debt)));
        const left = after(debt, paid);
        const all = [
          left.costsFen,
          left.penaltyFen,
          ...left.instalments.flatMap((one) => Object.values(one)),
        ];
        expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
        // Whatever is paid, all that comes before it in the order is paid: of the oldest instalment, and of older ones all.
        const touched = debt.instalments.findLastIndex(
          (one, i) =>
            one.interestFen + one.principalFen >
            left.instalments[i]!.interestFen + left.instalments[i]!.principalFen,
        );
        left.instalments.slice(0, Math.max(0, touched)).forEach((one) => {
          expect(one).toEqual({ interestFen: 0, principalFen: 0 });
        });
        const rest = {
          costs: left.costsFen,
          penalty: left.penaltyFen,
          interest: left.instalments[0]!.interestFen,
          principal: left.instalments[0]!.principalFen,
        };
        const got = { costs: costsFen, penalty: penaltyFen, interest: interestFen, principal: principalFen };
        order.forEach((what, i) => {
          for (const before of order.slice(0, i)) if (got[what] > 0) expect(rest[before]).toBe(0);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('in two parts is the whole', () => {
    fc.assert(
      fc.property(orders, owed, fen, fen, (order, debt, one, other) => {
        const first = applyReceipt(order, debt, one);
        const second = applyReceipt(order, after(debt, first), other);
        const whole = applyReceipt(order, debt, one + other);
        for (const what of ['costsFen', 'penaltyFen', 'interestFen', 'principalFen'] as const)
          expect(first[what] + second[what]).toBe(whole[what]);
      }),
      { numRuns: 500 },
    );
  });

  it('that makes the oldest instalment whole is the least that does', () => {
    fc.assert(
      fc.property(orders, owed, (order, debt) => {
        const least = forOldestFen(order, debt);
        expect(applyReceipt(order, debt, least).whole).toBeGreaterThanOrEqual(1);
        const { interestFen, principalFen } = debt.instalments[0]!;
        if (interestFen > 0 && principalFen > 0) expect(applyReceipt(order, debt, least - 1).whole).toBe(0);
      }),
    );
  });
});

describe('a loan that is paid in parts', () => {
  const small = override(loadSmall(), {
    pricing: {
      penalty: [{ fromDay: 0, value: { perDay: 0.0005, capPerYear: 1, lateFeeFen: 0, to: 'platform' } }],
    },
  });
  const terms = () => ({ feePpm: 77_000, feeToReserve: false, haircut: { sharePpm: 0, roomFen: 0 } });

  /** Three instalments behind, with a penalty and a late fee on it. */
  function behind(holders: readonly number[]): World {
    const world = emptyWorld(small, { full: true });
    const row = loan(
      world,
      holders.map((own) => [lender(world), own] as const),
    );
    world.day = 100;
    world.loans.due[row] = 3;
    beginArrears(world, row, 3, 30);
    const at = openCase(world, row, 100);
    world.cases.penaltyFen[at] = 1_234;
    world.cases.lateFeesFen[at] = 567;
    return world;
  }

  it('leaves every holder with the same claim and cash as if it had been paid at once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 }),
        (holders, cuts) => {
          const parts = behind(holders);
          const whole = behind(holders);
          const all = owedInAllFen(owedOn(whole, 0));
          const sorted = [...cuts.map((cut) => Math.floor(cut * all)), all].sort((a, b) => a - b);
          let before = 0;
          for (const upTo of sorted) {
            takeReceipt(parts, 0, upTo - before, terms());
            before = upTo;
          }
          takeReceipt(whole, 0, all, terms());
          expect(owedInAllFen(owedOn(parts, 0))).toBe(0);
          expect(parts.loans.paid[0]).toBe(3);
          holders.forEach((_own, i) => {
            expect(claimOfHolding(parts, i, 0)).toBe(claimOfHolding(whole, i, 0));
            expect(parts.lenders.cashFen[i + 1]).toBe(whole.lenders.cashFen[i + 1]);
          });
          ACCOUNTS.forEach((_account, id) => {
            expect(parts.ledger.balance(id)).toBe(whole.ledger.balance(id));
          });
          checkLaws(parts);
        },
      ),
      { numRuns: 60 },
    );
  });
});
