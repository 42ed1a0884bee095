/**
 * Laws of the queue over days: requests come, rules change, money is short, gates close, payouts are suspended, lenders come
 * back and take back, the platform dies with payouts half made. Every rule there is goes through the same days.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PayoutRuleName } from '../../../engine/base/vocabulary.ts';
import { queueLaw } from '../../../engine/laws/cash.ts';
import { REASON } from '../../../engine/ledger/reasons.ts';
import { prepareWithdraw } from '../../../engine/market/11-withdraw/withdraw.ts';
import type { Payout } from '../../../engine/scenario/scenario.ts';
import { NO_DAY, REQUEST } from '../../../engine/state/codes.ts';
import { inForce } from '../../../engine/state/dated.ts';
import { poolCashFen } from '../../../engine/state/figures.ts';
import { FLOW } from '../../../engine/state/flow.ts';
import { deposit, requestWithdrawal } from '../../../engine/state/lenders.ts';
import { PAYOUT_RULES } from '../../../engine/state/payout/index.ts';
import { isClosed, reopen, suspend } from '../../../engine/state/payout/stops.ts';
import type { World } from '../../../engine/state/world.ts';
import { override, tinyScenario } from '../../helpers/arbitrary-scenario.ts';
import { emptyWorld, lender } from '../../helpers/market.ts';
import { payout } from '../../helpers/payouts.ts';

const NAMES = Object.keys(PAYOUT_RULES) as PayoutRuleName[];
const DAYS = 24;
const LENDERS = 5;
const BASE = tinyScenario(DAYS, { custody: 'pooled', policies: { coverPool: false } });

interface Life {
  readonly asks: readonly { readonly day: number; readonly lender: number; readonly fen: number }[];
  /** Taken out of the pool on a day: what is asked for afterwards isn't all there. */
  readonly misuses: readonly { readonly day: number; readonly share: number }[];
  readonly returns: readonly { readonly day: number; readonly lender: number }[];
  readonly suspensions: readonly { readonly day: number; readonly forDays: number }[];
  readonly reopenDay: number;
  readonly deathDay: number;
  readonly first: Payout;
  readonly then: Payout;
  readonly switchDay: number;
}

const day = fc.integer({ min: 0, max: DAYS - 1 });
const who = fc.integer({ min: 1, max: LENDERS });
const policy = (rule: PayoutRuleName): fc.Arbitrary<Payout> =>
  fc
    .record({
      promisedDays: fc.integer({ min: 0, max: 3 }),
      noDay: fc.constantFrom(false, false, true),
      dailyCapFen: fc.constantFrom(null, 150, 900),
      perLenderDailyCapFen: fc.constantFrom(null, null, 70, 300),
      partFen: fc.constantFrom(1, 40, 1000),
      cancel: fc.boolean(),
      gate: fc.constantFrom(null, null, {
        when: { figure: 'withdrawalQueueFen', side: 'above', value: 2500 } as const,
        forDays: 4,
      }),
    })
    .map((value) => payout({ rule, ...value }));

const life = (rule: PayoutRuleName): fc.Arbitrary<Life> =>
  fc.record({
    asks: fc.array(fc.record({ day, lender: who, fen: fc.integer({ min: 1, max: 900 }) }), {
      minLength: 5,
      maxLength: 30,
    }),
    misuses: fc.array(fc.record({ day, share: fc.double({ min: 0.1, max: 1, noNaN: true }) }), {
      maxLength: 2,
    }),
    returns: fc.array(fc.record({ day, lender: who }), { maxLength: 4 }),
    suspensions: fc.array(fc.record({ day, forDays: fc.integer({ min: 1, max: 5 }) }), { maxLength: 2 }),
    reopenDay: day,
    deathDay: fc.oneof(fc.constant(DAYS), day),
    first: policy(rule),
    then: fc.constantFrom(...NAMES).chain(policy),
    switchDay: day,
  });

interface Row {
  readonly paid: number;
  readonly promised: number;
  readonly unpaid: number;
}

const rowsOf = ({ requests }: World): Row[] =>
  Array.from({ length: requests.length }, (_, row) => ({
    paid: requests.paidFen[row]!,
    promised: requests.promisedDay[row]!,
    unpaid: requests.requestedFen[row]! - requests.paidFen[row]! - requests.cancelledFen[row]!,
  }));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What each request may get today: it is due, and its lender is below its limit, request by request. */
function dueOf(world: World, rows: readonly Row[], value: Payout): number[] {
  const left = new Map<number, number>();
  return rows.map(({ promised, unpaid }, row) => {
    const isDue = promised <= world.day || promised === NO_DAY || value.rule === 'instant';
    if (!isDue || unpaid === 0) return 0;
    const one = world.requests.lender[row]!;
    const limit = left.get(one) ?? value.perLenderDailyCapFen ?? Infinity;
    const fen = Math.min(unpaid, limit);
    left.set(one, limit - fen);
    return fen;
  });
}

/** What a day's payouts must have been by the rule in force, whatever rule it is. */
function checkPayouts(world: World, before: readonly Row[], moneyFen: number): void {
  const value = inForce(world.scenario.policies.payout, world.day);
  const after = rowsOf(world);
  const got = after.map(({ paid }, row) => paid - before[row]!.paid);
  got.forEach((fen) => expect(fen).toBeGreaterThanOrEqual(0));
  if (isClosed(world) || world.platform.windDown === 1) {
    expect(sum(got)).toBe(0);
    return;
  }
  const due = dueOf(world, before, value);
  expect(sum(got)).toBe(Math.min(moneyFen, value.dailyCapFen ?? Infinity, sum(due)));
  got.forEach((fen, row) => expect(fen).toBeLessThanOrEqual(due[row]!));
  checkOrder(value, before, due, got);
}

function checkOrder(
  value: Payout,
  before: readonly Row[],
  due: readonly number[],
  got: readonly number[],
): void {
  const short = due.findIndex((fen, row) => got[row]! < fen);
  if (short < 0) return;
  const behind = got.slice(short + 1);
  if (value.rule === 'fifo' || value.rule === 'instant') expect(sum(behind)).toBe(0);
  if (value.rule === 'proRata') {
    const share = sum(got) / sum(due);
    got.forEach((fen, row) => expect(Math.abs(fen - share * due[row]!)).toBeLessThan(1 + 1e-9));
  }
  if (value.rule === 'roundRobin') {
    const had = (row: number) => before[row]!.paid + got[row]!;
    const waiting = due.map((_, row) => row).filter((row) => got[row]! < due[row]!);
    const fewest = Math.min(...waiting.map((row) => Math.floor(had(row) / value.partFen)));
    got.forEach((fen, row) => {
      if (fen > 0) expect(Math.ceil(had(row) / value.partFen)).toBeLessThanOrEqual(fewest + 1);
    });
  }
}

function moneyOf(world: World): number {
  return Math.max(0, poolCashFen(world));
}

/** A world of a few lenders with cash and nothing else but this room. */
function begin({ first, then, switchDay }: Life): World {
  const rows = [{ fromDay: 0, value: first }];
  if (switchDay > 0) rows.push({ fromDay: switchDay, value: then });
  const world = emptyWorld(override(BASE, { policies: { payout: rows } }));
  for (let k = 0; k < LENDERS; k++) deposit(world, lender(world), 3000);
  return world;
}

/** What happens on a day before payouts. */
function happen(world: World, events: Life): void {
  const { today } = world;
  today.returned = [];
  for (const misuse of events.misuses.filter((one) => one.day === world.day)) {
    const fen = Math.floor(moneyOf(world) * misuse.share);
    if (fen > 0) world.ledger.post(REASON.poolMisuse, fen);
  }
  for (const ask of events.asks.filter((one) => one.day === world.day)) {
    requestWithdrawal(world, ask.lender, Math.min(ask.fen, world.lenders.cashFen[ask.lender]!), REQUEST.exit);
  }
  for (const back of events.returns.filter((one) => one.day === world.day)) today.returned.push(back.lender);
  for (const stop of events.suspensions.filter((one) => one.day === world.day))
    suspend(world, stop.forDays, 'test');
  if (events.reopenDay === world.day) reopen(world, 'test');
  if (events.deathDay === world.day) world.platform.windDown = 1;
}

/** Days by which today's gate put promises off. */
function checkPromises(world: World, before: readonly Row[]): void {
  const { requests, payouts } = world;
  before.forEach(({ promised }, row) => {
    const off = requests.promisedDay[row]! - promised;
    expect([0, payouts.stop.gateUntil - world.day]).toContain(off);
    if (promised === NO_DAY) expect(off).toBe(0);
  });
}

describe.each(NAMES)('under %s, and whatever rule follows it', (rule) => {
  it('the queue keeps its laws on every day', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(life(rule), (events) => {
        const world = begin(events);
        const withdraw = prepareWithdraw(world);
        for (world.day = 0; world.day < DAYS; world.day++) {
          world.ledger.day = world.day;
          happen(world, events);
          const before = rowsOf(world);
          const returned = new Set(world.today.returned);
          const takes = inForce(world.scenario.policies.payout, world.day).cancel;
          withdraw();
          const kept = before.map((row, i) =>
            takes && returned.has(world.requests.lender[i]!) ? { ...row, unpaid: 0 } : row,
          );
          kept.forEach((row, i) => {
            if (row.unpaid === 0 && before[i]!.unpaid > 0)
              expect(world.requests.cancelledFen[i]).toBe(before[i]!.unpaid);
          });
          // A gate that closes today puts promises off before payouts, and nothing is paid.
          checkPayouts(world, kept, moneyOf(world) + world.flow[PAID]!);
          checkPromises(world, before);
          queueLaw(world);
          checkLenders(world);
          world.flow.fill(0);
          world.ledger.closeDay();
        }
      }),
      { numRuns: 60 },
    );
  });
});

const PAID = FLOW.withdrawalPaidFen;

/** What a lender brought is what it has, waits for or got. */
function checkLenders({ lenders, requests }: World): void {
  const got = new Float64Array(lenders.length);
  for (let row = 0; row < requests.length; row++) got[requests.lender[row]!]! += requests.paidFen[row]!;
  for (let one = 1; one < lenders.length; one++) {
    expect(lenders.withdrawnFen[one]).toBe(got[one]);
    expect(lenders.cashFen[one]! + lenders.queuedFen[one]! + got[one]!).toBe(3000);
  }
}
