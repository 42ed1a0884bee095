/** Departments, desks and systems, each on its own: what is worked out by hand. */
import { describe, expect, it } from 'vitest';
import { REASON } from '../../../engine/ledger/reasons.ts';
import { ACCOUNT } from '../../../engine/ledger/accounts.ts';
import { prepareOperations } from '../../../engine/market/operations/operations.ts';
import { firstLostDay } from '../../../engine/market/operations/loss.ts';
import { prepareWithdraw } from '../../../engine/market/11-withdraw/withdraw.ts';
import type { Scenario } from '../../../engine/scenario/scenario.ts';
import { REQUEST } from '../../../engine/state/codes.ts';
import { deposit, requestWithdrawal } from '../../../engine/state/lenders.ts';
import { isDown, RECORD } from '../../../engine/state/operations.ts';
import { errorShare, skilledPersons, tasksBegun, trained } from '../../../engine/state/staff.ts';
import { checkLaws } from '../../../engine/laws/laws.ts';
import { emptyWorld, lender, runDays } from '../../helpers/market.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

const PAID_IN = 1_000_000;

/** A world of lenders with cash, run through morning, payouts and evening until a day. */
function desks(count: number, ...set: string[]) {
  const scenario: Scenario = loadSmall(['policies.payout={ rule: fifo, promised: 0d }', ...set]);
  const world = emptyWorld(scenario);
  for (let i = 0; i < count; i++) lender(world, { cashFen: PAID_IN });
  const { morning, evening } = prepareOperations(world);
  const withdraw = prepareWithdraw(world);
  const until = (day: number) => runDays(world, day, [morning, withdraw, evening], () => checkLaws(world));
  return { world, until };
}

describe('one law for departments', () => {
  it('persons are heads by hours by skill', () => {
    const { world } = desks(
      0,
      'platform.departments.finance={ headcount: 4, hoursPerDay: 6, competence: 50%, trainingPerDay: 2 }',
    );
    expect(skilledPersons(world, 'finance')).toBe(4 * (4 / 8) * 0.5);
  });
  it('forty hours of training halve what is missing', () => {
    expect(trained(0.4, 40, 40)).toBeCloseTo(0.7, 12);
    expect(trained(0.4, 80, 40)).toBeCloseTo(0.85, 12);
    expect(trained(1, 8, 40)).toBe(1);
  });
  it('what is begun is finished', () => {
    expect(tasksBegun(20, 8, 9)).toBe(3);
    expect(tasksBegun(16, 8, 9)).toBe(2);
    expect(tasksBegun(16, 8, 1)).toBe(1);
    expect(tasksBegun(-4, 8, 9)).toBe(0);
    expect(tasksBegun(1, 0, 9)).toBe(9);
  });
  it('errors grow with want of skill, and up to threefold with more than three days of work', () => {
    const shares = { errorShare: 0.01, untrainedErrorShare: 0.1 };
    expect(errorShare(shares, 1, 300, 100)).toBe(0.01);
    expect(errorShare(shares, 0.5, 300, 100)).toBeCloseTo(0.06, 12);
    expect(errorShare(shares, 1, 600, 100)).toBeCloseTo(0.02, 12);
    expect(errorShare(shares, 1, 9000, 100)).toBeCloseTo(0.03, 12);
    expect(errorShare(shares, 1, 1, 0)).toBeCloseTo(0.03, 12);
  });
});

describe('payouts through hands', () => {
  it('two a day, the oldest first; what waits is late with the money there', () => {
    const { world, until } = desks(
      6,
      'operations.finance={ payoutMinutes: 240, errorShare: 0%, untrainedErrorShare: 0% }',
    );
    for (let row = 1; row <= 6; row++) requestWithdrawal(world, row, PAID_IN, REQUEST.exit);
    until(0);
    expect([...world.requests.paidDay.subarray(0, 6)]).toEqual([0, 0, -1, -1, -1, -1]);
    expect(world.operations.now.payoutsWaiting).toBe(4);
    until(1);
    expect([...world.requests.paidDay.subarray(0, 6)]).toEqual([0, 0, 1, 1, -1, -1]);
    const { now, lateDays } = world.payouts;
    expect([now.lateFen, now.lateProcessingFen]).toEqual([2 * PAID_IN, 2 * PAID_IN]);
    expect([now.oldestDays, now.oldestProcessingDays, Math.max(...lateDays)]).toEqual([1, 1, 0]);
  });
  it('one that goes astray stays the lender’s, comes back and is paid once', () => {
    const { world, until } = desks(1, 'operations.finance={ errorShare: 100%, correction: 3d }');
    requestWithdrawal(world, 1, PAID_IN, REQUEST.exit);
    until(2);
    expect(world.ledger.balance(ACCOUNT.lenderTransit)).toBe(PAID_IN);
    expect(world.payouts.now.lateProcessingFen).toBe(PAID_IN);
    until(3);
    // Sent again, and astray again.
    expect(world.ledger.totalFen[REASON.payoutReturned]).toBe(PAID_IN);
    expect(world.ledger.totalFen[REASON.payoutAstray]).toBe(2 * PAID_IN);
    expect(world.requests.paidFen[0]).toBe(0);
  });
});

describe('money in transit', () => {
  it('can be lent only once it has come, been identified and booked', () => {
    const { world, until } = desks(
      0,
      'operations.finance={ entryMinutes: 5 }',
      'operations.moneyInTransit={ offlineShare: 100%, transit: 2d, unidentifiedShare: 100%, searchMinutes: 475 }',
    );
    for (const row of [lender(world), lender(world)]) deposit(world, row, PAID_IN);
    until(1);
    expect([...world.lenders.cashFen.subarray(1, 3)]).toEqual([0, 0]);
    until(2);
    expect([...world.lenders.cashFen.subarray(1, 3)]).toEqual([PAID_IN, 0]);
    expect(world.operations.now.unbooked).toBe(1);
    until(3);
    expect([...world.lenders.transitFen.subarray(1, 3)]).toEqual([0, 0]);
  });
});

describe('incidents', () => {
  it('the first day that is in no copy', () => {
    expect([0, 1, 7, 8, 9].map((day) => firstLostDay(day, 7))).toEqual([0, 1, 1, 8, 8]);
    expect([1, 2, 9].map((day) => firstLostDay(day, 1))).toEqual([1, 2, 9]);
    expect([9, 40].map((day) => firstLostDay(day, null))).toEqual([0, 10]);
  });
  it('an outage stops payouts for its days, and no longer', () => {
    const { world, until } = desks(1, 'shocks=[{ date: 1d, kind: outage, over: 2d }]');
    until(0);
    requestWithdrawal(world, 1, PAID_IN, REQUEST.exit);
    until(2);
    expect([isDown({ ...world, day: 2 }), isDown({ ...world, day: 3 })]).toEqual([true, false]);
    expect(world.requests.paidDay[0]).toBe(-1);
    until(3);
    expect(world.requests.paidDay[0]).toBe(3);
  });
  it('lost records are entered again before anything of them is paid; what was cash is booked again', () => {
    const { world, until } = desks(
      2,
      'operations.finance={ entryMinutes: 480, payoutMinutes: 0, errorShare: 0%, untrainedErrorShare: 0% }',
      'operations.backup={ localEvery: 9d, restoreLocal: 1d }',
      'shocks=[{ date: 2d, kind: outage, over: 1d, dataLoss: true }]',
    );
    until(0);
    deposit(world, lender(world), PAID_IN);
    world.operations.bookings.day[world.operations.bookings.length - 1] = 1;
    for (const row of [1, 2]) requestWithdrawal(world, row, PAID_IN, REQUEST.exit);
    for (const row of [0, 1]) world.requests.promisedDay[row] = 3;
    world.day = 1;
    for (const row of [0, 1]) world.requests.day[row] = 1;
    until(3);
    expect([...world.requests.record.subarray(0, 2)]).toEqual([RECORD.lost, RECORD.lost]);
    expect(world.lenders.transitFen[3]).toBe(PAID_IN);
    until(4);
    // Restored: one entry a day.
    expect([...world.requests.record.subarray(0, 2)]).toEqual([RECORD.there, RECORD.lost]);
    until(6);
    expect([...world.requests.record.subarray(0, 2)]).toEqual([RECORD.there, RECORD.there]);
    until(7);
    expect(world.lenders.cashFen[3]).toBe(PAID_IN);
  });
  it('thieves take own cash of a platform with a custodian, the pool’s of one without', () => {
    const theft = 'shocks=[{ date: 0d, kind: hack, stolen: 50k CNY }]';
    const kept = desks(9, theft);
    kept.world.ledger.post(REASON.capitalIn, 3_000_000);
    kept.until(0);
    expect(kept.world.ledger.balance(ACCOUNT.outsideThieves)).toBe(3_000_000);
    const pool = desks(9, theft, 'custody=pooled', 'regime=cn-2013');
    pool.until(0);
    expect(pool.world.ledger.balance(ACCOUNT.poolGap)).toBe(-5_000_000);
  });
});

describe('the service desk', () => {
  it('what is not answered in time becomes a complaint, and is heard of', () => {
    const { world, until } = desks(
      40,
      'platform.departments.service={ headcount: 1 }',
      'operations.service={ contactMinutes: 480, contactsPerLenderMonth: 3, patience: 1d, errorShare: 0%, untrainedErrorShare: 0% }',
    );
    let complaints = 0;
    for (let day = 0; day < 20; day++) {
      until(day);
      complaints += world.lenderView.complaints > 0 ? 1 : 0;
      expect(world.operations.now.contactsWaiting).toBe(
        world.operations.contactsByDay.reduce((sum, count) => sum + count, 0),
      );
    }
    expect(complaints).toBeGreaterThan(15);
  });
});
