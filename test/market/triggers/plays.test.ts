/** Conditions that hold together, for some days, so many times, within dates; what responses lend and pay is conserved. */
import { describe, expect, it } from 'vitest';
import { prepareTriggers } from '../../../engine/market/triggers/triggers.ts';
import { prepareDebts } from '../../../engine/market/triggers/debts.ts';
import { ACCOUNT } from '../../../engine/ledger/accounts.ts';
import { REASON } from '../../../engine/ledger/reasons.ts';
import { payRedPackets } from '../../../engine/settle/red-packets.ts';
import type { Action, Play, Test } from '../../../engine/scenario/scenario.ts';
import type { World } from '../../../engine/state/world.ts';
import { override, tinyScenario } from '../../helpers/arbitrary-scenario.ts';
import { checkLaws, emptyWorld, lender, loan } from '../../helpers/market.ts';

const failed = (side: Test['side'], value: number): Test => ({ figure: 'guarantorsFailed', side, value });
const cash = (side: Test['side'], value: number): Test => ({ figure: 'platformCashFen', side, value });

const play = (parts: Partial<Play>): Play => ({
  name: 'p',
  when: failed('above', 0),
  clearWhen: failed('below', 1),
  actions: [{ kind: 'throttleLending', to: 0.5 }],
  delayDays: 0,
  ...parts,
});

function worldOf(...playbook: Play[]): World {
  return emptyWorld(override(tinyScenario(60), { policies: { playbook } }));
}

/** Days on which a play fired, of 30; `failing` says when a guarantor counts as failed. */
function firings(world: World, failing: (day: number) => boolean): number[] {
  const step = prepareTriggers(world);
  for (let day = 0; day < 30; day++) {
    world.day = day;
    world.book.guarantorsFailed = failing(day) ? 1 : 0;
    step();
    step();
  }
  return world.events.events.filter(({ kind }) => kind === 'trigger').map(({ day }) => day);
}

describe('a play', () => {
  it('fires when all of its conditions hold, each test logged with its value', () => {
    const world = worldOf(play({ when: { all: [failed('above', 0), cash('above', 100)] } }));
    const step = prepareTriggers(world);
    world.book.guarantorsFailed = 1;
    step();
    world.ledger.post(REASON.capitalIn, 101);
    step();
    expect(world.triggerTests.map(({ tested, fired }) => [tested, fired])).toEqual([
      [1, false],
      [0, false],
      [1, true],
      [101, true],
    ]);
    expect(world.platform.throttle).toBe(0.5);
  });

  it('fires when any of its conditions holds', () => {
    const any = { any: [failed('above', 0), cash('below', 1)] };
    expect(firings(worldOf(play({ when: any, clearWhen: failed('below', -1) })), () => false)).toEqual([0]);
  });

  it('waits until its condition has held for its days without a break', () => {
    const world = worldOf(play({ afterDays: 3 }));
    expect(firings(world, (day) => day !== 2)).toEqual([6]);
  });

  it('fires so many times', () => {
    expect(firings(worldOf(play({ times: 2 })), (day) => day % 4 === 0)).toEqual([0, 4]);
  });

  it('acts in the days of its book only, and its standing actions end with it', () => {
    const world = worldOf(play({ fromDay: 5, untilDay: 10 }));
    const throttles: number[] = [];
    const step = prepareTriggers(world);
    world.book.guarantorsFailed = 1;
    for (let day = 0; day < 12; day++) {
      world.day = day;
      step();
      throttles.push(world.platform.throttle);
    }
    expect(throttles).toEqual([1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 1, 1]);
  });

  it('goes on where it stood when a later book has a play of its name', () => {
    const before = play({ untilDay: 8 });
    const after = play({ fromDay: 8, actions: [{ kind: 'throttleLending', to: 0.2 }] });
    const world = worldOf(before, after);
    expect(firings(world, (day) => day >= 3)).toEqual([3]);
    // Standing actions are those of the book in force.
    expect(world.platform.throttle).toBe(0.2);
  });

  it('has a figure without a value on neither side', () => {
    const hours = (side: Test['side']): Test => ({ figure: 'fillHours', side, value: 1 });
    const world = worldOf(play({ when: { any: [hours('above'), hours('below')] } }));
    expect(firings(world, () => false)).toEqual([]);
  });

  it('that keeps silent holds back what others would disclose', () => {
    const speak: Action = { kind: 'disclose', calm: 0.5, halfLifeDays: 20 };
    const world = worldOf(
      play({ name: 'silent', actions: [{ kind: 'staySilent' }] }),
      play({ name: 'speak', actions: [speak], afterDays: 2 }),
    );
    firings(world, (day) => day < 9);
    expect(world.payouts.disclosures.length).toBe(0);
  });
});

describe('money of responses', () => {
  it('guarantors lend what they can spare, are repaid with interest, and refuse when they have nothing', () => {
    const ask: Action = {
      kind: 'askGuarantors',
      fen: 1_000_000_000,
      overDays: 10,
      ratePerYear: 0.365,
      keeps: 0,
    };
    const world = worldOf(play({ actions: [ask], times: 1 }));
    const before = world.guarantors.liquidFen.slice(0, world.guarantors.length);
    const spare = before.reduce((sum, fen) => sum + fen, 0);
    world.guarantors.failedDay[0] = 0;
    const step = prepareTriggers(world);
    world.book.guarantorsFailed = 1;
    step();
    const lent = Math.min(1_000_000_000, spare - before[0]!);
    expect(world.responses.now.guarantorsLentFen).toBe(lent);
    expect(world.ledger.balance(ACCOUNT.platformCash)).toBe(lent);
    expect(world.events.events.filter(({ kind }) => kind === 'guarantorRefused').length).toBeGreaterThan(0);
    world.ledger.post(REASON.capitalIn, lent);
    world.day = 9;
    prepareDebts(world)();
    expect(world.responses.now.guarantorsLentFen).toBe(lent);
    world.day = 10;
    prepareDebts(world)();
    expect(world.responses.now.guarantorsLentFen).toBe(0);
    const interest = world.ledger.balance(ACCOUNT.guarantorCash) - spare;
    expect(Math.abs(interest - lent / 100)).toBeLessThanOrEqual(world.guarantors.length);
    checkLaws(world);
  });

  it('the reserve lends while its play is in force and has it back afterwards', () => {
    const release: Action = { kind: 'releaseReserve', fen: 700 };
    const world = worldOf(play({ actions: [release] }));
    // Lending the reserve is forbidden from 2016 on.
    world.scenario = { ...world.scenario, regime: [{ fromDay: 0, value: 'cn-2013' }] };
    world.ledger.post(REASON.openingReserve, 500);
    world.ledger.post(REASON.capitalIn, 2_000_000_000);
    const step = prepareTriggers(world);
    world.book.guarantorsFailed = 1;
    step();
    prepareDebts(world)();
    expect([world.responses.now.reserveLentFen, world.ledger.balance(ACCOUNT.reserveCash)]).toEqual([500, 0]);
    world.book.guarantorsFailed = 0;
    step();
    prepareDebts(world)();
    expect([world.responses.now.reserveLentFen, world.ledger.balance(ACCOUNT.reserveCash)]).toEqual([0, 500]);
  });

  it('red packets are paid on money invested only, up to their budget, out of own cash', () => {
    const packets: Action = { kind: 'redPackets', share: 0.01, budgetFen: 2_500, overDays: 5, pull: 1 };
    const world = worldOf(play({ actions: [packets] }));
    world.ledger.post(REASON.capitalIn, 1_000_000);
    const [one, two] = [lender(world), lender(world)];
    world.book.guarantorsFailed = 1;
    prepareTriggers(world)();
    const row = loan(world, [
      [one, 2],
      [two, 3],
    ]);
    payRedPackets(world, row);
    expect([world.lenders.cashFen[one], world.lenders.cashFen[two]]).toEqual([2_000, 500]);
    expect(world.ledger.balance(ACCOUNT.platformCash)).toBe(1_000_000 - 2_500);
    payRedPackets(world, row);
    expect(world.ledger.balance(ACCOUNT.platformCash)).toBe(1_000_000 - 2_500);
    checkLaws(world);
  });
});
