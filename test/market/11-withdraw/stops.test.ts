import { describe, expect, it } from 'vitest';
import { REASON } from '../../../engine/ledger/reasons.ts';
import { testFailure } from '../../../engine/market/12-treasury/failure.ts';
import { prepareWithdraw } from '../../../engine/market/11-withdraw/withdraw.ts';
import type { Payout } from '../../../engine/scenario/scenario.ts';
import { FAILURE_CAUSES, NO_DAY, REQUEST } from '../../../engine/state/codes.ts';
import { deposit, requestWithdrawal } from '../../../engine/state/lenders.ts';
import { countPromises } from '../../../engine/settle/promises.ts';
import { reopen, suspend } from '../../../engine/state/payout/stops.ts';
import type { World } from '../../../engine/state/world.ts';
import { override, tinyScenario } from '../../helpers/arbitrary-scenario.ts';
import { emptyWorld, lender } from '../../helpers/market.ts';
import { payouts } from '../../helpers/payouts.ts';

const POOLED = tinyScenario(60, { custody: 'pooled', policies: { coverPool: false } });

/** Ten lenders with 1,000 fen each; `misusedFen` of it is not in the bank. */
function worldOf(value: Partial<Payout>, misusedFen = 0): World {
  const world = emptyWorld(
    override(POOLED, { policies: { payout: payouts({ promisedDays: 2, ...value }) } }),
  );
  for (let k = 0; k < 10; k++) deposit(world, lender(world), 1000);
  if (misusedFen > 0) world.ledger.post(REASON.poolMisuse, misusedFen);
  return world;
}

const promisesOf = (world: World) => [countPromises(world, 'kept'), countPromises(world, 'broken')];

function ask(world: World, who: number, fen = 1000): number {
  return requestWithdrawal(world, who, fen, REQUEST.exit);
}

/** Runs the room, and the tests of failure, on the days up to one. */
function runTo(world: World, lastDay: number, each?: (day: number) => void): void {
  const withdraw = prepareWithdraw(world);
  const own = { causes: 0 };
  for (; world.day <= lastDay; world.day++) {
    world.ledger.day = world.day;
    each?.(world.day);
    withdraw();
    if (world.platform.windDown === 0) testFailure(world, own);
    if (world.platform.failureDay >= 0) world.platform.windDown = 1;
    world.ledger.closeDay();
  }
}

const texts = (world: World) => world.events.events.map(({ day, kind }) => `${day} ${kind}`);

describe('a gate', () => {
  const gate = { when: { figure: 'withdrawalQueueFen', side: 'above', value: 2500 } as const, forDays: 30 };

  it('stops payouts for its days, puts promises off by them, and opens when there is money for all', () => {
    const world = worldOf({ gate });
    const rows = [1, 2, 3].map((who) => ask(world, who));
    runTo(world, 29, (day) => {
      if (day === 10) rows.push(ask(world, 4));
    });
    const { requests } = world;
    expect(rows.map((row) => requests.promisedDay[row])).toEqual([32, 32, 32, 30]);
    expect(rows.map((row) => requests.tolledDays[row])).toEqual([30, 30, 30, 0]);
    expect(rows.map((row) => requests.paidFen[row])).toEqual([0, 0, 0, 0]);
    expect(world.payouts.now.lateFen).toBe(0);
    runTo(world, 32);
    expect(rows.map((row) => requests.paidDay[row])).toEqual([32, 32, 32, 30]);
    expect(world.platform.failureDay).toBe(-1);
    expect(texts(world)).toEqual(['0 gate', '30 gate', '30 promiseKept']);
  });

  it('ends in wind-down, with a cause of its own, when more is asked for than there is', () => {
    const world = worldOf({ gate }, 7500);
    for (const who of [1, 2, 3]) ask(world, who);
    runTo(world, 31);
    expect(world.platform.failureDay).toBe(30);
    expect(FAILURE_CAUSES[world.platform.failureCause]).toBe('gate');
    expect(world.payouts.stop.gateShortFen).toBe(500);
    expect(world.requests.paidFen.slice(0, 3)).toEqual(new Float64Array(3));
  });

  it('is no failure while it stands, though the same money without it is', () => {
    const failureDay = ([gate, null] as const).map((one) => {
      const world = worldOf({ gate: one }, 9900);
      for (const who of [1, 2, 3]) ask(world, who);
      runTo(world, 25);
      return world.platform.failureDay;
    });
    expect(failureDay).toEqual([-1, 10]);
  });

  it('closes again only after its figure has been within its bound', () => {
    const world = worldOf({ gate: { ...gate, forDays: 3 }, perLenderDailyCapFen: 200, promisedDays: 0 });
    runTo(world, 25, (day) => {
      if (day === 0) for (const who of [1, 2, 3]) ask(world, who);
      if (day === 20) for (const who of [4, 5, 6]) ask(world, who);
    });
    expect(texts(world).filter((text) => text.endsWith('gate'))).toEqual([
      '0 gate',
      '3 gate',
      '20 gate',
      '23 gate',
    ]);
  });

  it('without a figure closes on the day its rule comes into force', () => {
    const rows = payouts({}, [5, { gate: { when: null, forDays: 4 } }]);
    const world = emptyWorld(override(POOLED, { policies: { payout: rows } }));
    deposit(world, lender(world), 1000);
    runTo(world, 12, (day) => {
      if (day === 4) ask(world, 1);
    });
    expect(world.requests.promisedDay[0]).toBe(9);
    expect(world.requests.paidDay[0]).toBe(9);
  });
});

describe('a suspension', () => {
  it('that ends on its day with the money for what is due keeps its promise; what is late stays late', () => {
    const world = worldOf({});
    const early = ask(world, 1);
    runTo(world, 12, (day) => {
      if (day === 1) suspend(world, 6, 'stop');
      if (day === 3) ask(world, 2);
    });
    const { requests } = world;
    expect([requests.promisedDay[early], requests.promisedDay[1]]).toEqual([2, 7]);
    expect([requests.paidDay[early], requests.paidDay[1]]).toEqual([7, 7]);
    expect(promisesOf(world)).toEqual([1, 0]);
    expect(texts(world)).toEqual(['1 suspension', '7 suspension', '7 promiseKept']);
  });

  it('that is put off breaks its promise, once for each time', () => {
    const world = worldOf({});
    runTo(world, 20, (day) => {
      if (day === 1) suspend(world, 5, 'stop');
      if (day === 4 || day === 9) suspend(world, 8, 'later');
      // Nothing new is said: the day stated stands.
      if (day === 10) suspend(world, 1, 'sooner');
    });
    expect(promisesOf(world)).toEqual([1, 2]);
  });

  it('that ends without the money breaks its promise', () => {
    const world = worldOf({}, 9500);
    ask(world, 1);
    runTo(world, 9, (day) => {
      if (day === 1) suspend(world, 5, 'stop');
    });
    expect(promisesOf(world)).toEqual([0, 1]);
    expect(world.requests.paidFen[0]).toBe(500);
  });

  it('that the platform does not live to end breaks its promise', () => {
    const world = worldOf({});
    ask(world, 1);
    runTo(world, 20, (day) => {
      if (day === 1) suspend(world, 30, 'stop');
    });
    expect(world.platform.failureDay).toBe(10);
    expect(promisesOf(world)).toEqual([0, 1]);
  });

  it('can be ended before its day', () => {
    const world = worldOf({});
    ask(world, 1);
    runTo(world, 6, (day) => {
      if (day === 1) suspend(world, 30, 'stop');
      if (day === 4) reopen(world, 'go on');
    });
    expect(world.requests.paidDay[0]).toBe(4);
    expect(promisesOf(world)[0]).toBe(1);
  });
});

it('no day promised is never late, and paid as soon as there is money', () => {
  const world = worldOf({ noDay: true, dailyCapFen: 10 });
  const row = ask(world, 1, 100);
  runTo(world, 40);
  expect(world.requests.promisedDay[row]).toBe(NO_DAY);
  expect(world.requests.paidDay[row]).toBe(9);
  expect(world.platform.failureDay).toBe(-1);
});
