/** Repayment plans by hand: who is promised what, what is paid on a date, and what the requests' payments make of it. */
import { describe, expect, it } from 'vitest';
import { ACCOUNT } from '../../../engine/ledger/accounts.ts';
import { REASON } from '../../../engine/ledger/reasons.ts';
import {
  preparePartPayments,
  promiseNews,
  promiseParts,
  promisedFen,
  testPromises,
} from '../../../engine/settle/promises.ts';
import { requestWithdrawal } from '../../../engine/state/lenders.ts';
import type { World } from '../../../engine/state/world.ts';
import { override, tinyScenario } from '../../helpers/arbitrary-scenario.ts';
import { checkLaws, emptyWorld, lender } from '../../helpers/market.ts';

const PARTS = [
  { afterDays: 10, cumulativePpm: 333_333 },
  { afterDays: 20, cumulativePpm: 1_000_000 },
];

/** Two withdrawals late on day 5 in a pool that has spent `spentFen` of its customers' money; a plan is announced. */
function announced(spentFen: number, promises = true): World {
  const scenario = override(tinyScenario(60), {
    custody: 'pooled',
    policies: { coverPool: false },
    confidence: { channels: { promises }, promises: { kept: 0.5, lagDays: 1, halfLifeDays: 10 } },
  });
  const world = emptyWorld(scenario);
  for (const fen of [100_001, 50_000]) {
    const row = lender(world, { cashFen: fen });
    requestWithdrawal(world, row, fen, 0);
  }
  world.ledger.post(REASON.poolMisuse, spentFen);
  world.day = 5;
  const { disclosures } = world.payouts;
  const disclosure = disclosures.add();
  disclosures.day[disclosure] = 5;
  disclosures.calm[disclosure] = 0.4;
  disclosures.halfLifeDays[disclosure] = 20;
  expect(promiseParts(world, disclosure, PARTS)).toBe(150_001);
  return world;
}

function evening(world: World, day: number): number {
  world.day = day;
  preparePartPayments(world)();
  testPromises(world);
  return promiseNews(world);
}

const paid = ({ requests }: World) => [requests.paidFen[0], requests.paidFen[1]];

describe('a repayment plan', () => {
  it('moves the promised day and no money', () => {
    const world = announced(0);
    expect([...world.requests.promisedDay.slice(0, 2)]).toEqual([15, 15]);
    expect(paid(world)).toEqual([0, 0]);
    expect(promisedFen(world)).toBe(150_001);
    preparePartPayments(world)();
    expect(paid(world)).toEqual([0, 0]);
    checkLaws(world);
  });

  it('is kept: parts are paid to the fen on their dates, which is good news of the stated size', () => {
    const world = announced(0);
    expect(evening(world, 15)).toBe(-0.5);
    expect(paid(world)).toEqual([33_333, 16_666]);
    expect([...world.requests.promisedDay.slice(0, 2)]).toEqual([25, 25]);
    expect(evening(world, 25)).toBeCloseTo(-1 + 0.25, 1);
    expect(paid(world)).toEqual([100_001, 50_000]);
    expect(world.ledger.balance(ACCOUNT.lenderQueued)).toBe(0);
    expect(world.payouts.disclosures.calm[0]).toBe(0.4);
    checkLaws(world);
  });

  it('is broken: the oldest is paid what there is, the rest stays late, words calm no more', () => {
    const world = announced(150_001 - 40_000);
    const news = evening(world, 15);
    expect(paid(world)).toEqual([33_333, 6_667]);
    expect([...world.requests.promisedDay.slice(0, 2)]).toEqual([25, 15]);
    expect(news).toBeCloseTo((49_999 - 40_000) / 49_999, 12);
    expect(world.payouts.disclosures.calm[0]).toBe(0);
    checkLaws(world);
  });

  it('reads the ledger, not the announcement: money that comes on the date keeps it', () => {
    const world = announced(150_001);
    world.day = 15;
    preparePartPayments(world)();
    expect(paid(world)).toEqual([0, 0]);
    world.ledger.post(REASON.capitalIn, 150_001);
    world.ledger.post(REASON.poolRefill, 150_001);
    expect(evening(world, 15)).toBe(-0.5);
  });

  it('covers a request once', () => {
    const world = announced(150_001);
    evening(world, 15);
    world.day = 30;
    const { disclosures } = world.payouts;
    expect(promiseParts(world, disclosures.add(), PARTS)).toBe(0);
  });

  it('is neither believed nor held against the platform where promises are not minded', () => {
    const world = announced(150_001, false);
    evening(world, 15);
    expect(world.payouts.disclosures.calm[0]).toBe(0.4);
  });
});
