/** The mismatch ladder is an independent walk over plans, requests and loans, sorted into weeks by the calendar. */
import { describe, expect, it } from 'vitest';
import { prepareDay } from '../../engine/day.ts';
import { creditCurves } from '../../engine/finance/credit-curves.ts';
import { MismatchObserver } from '../../engine/metrics/rows/mismatch.ts';
import { openBook } from '../../engine/opening/opening.ts';
import { createWorld, type World } from '../../engine/state/world.ts';
import { loadSmall } from '../helpers/scenarios.ts';

const WEEKS = 52;
const SIZE = [
  'opening={ lenders: 60, loansPerMonth: 12 }',
  'clock.horizon=100d',
  'platform.liquidity.survival.longest=30d',
  'failure={ liquidity: null, capitalFloor: null }',
  'confidence.baseHazardDaily=0.004',
  'credit.hazardScale=3',
];
const PLANS =
  'products={ lots: { kind: lots, share: 40% }, month: { kind: plan, share: 30%, lockIn: 1mo, renewal: 60% }, half: { kind: plan, share: 30%, lockIn: 6mo, renewal: 60% } }';

const WORLDS: readonly (readonly [string, number, readonly string[]])[] = [
  ['plans that are sold, loans of all methods', 1, [PLANS, 'loans.credit.methods={ levelInstalment: 40%, equalPrincipal: 30%, interestOnly: 20%, bullet: 10% }']], // prettier-ignore
  ['a pool with plans and money on demand, paid late', 2, ['custody=pooled', 'regime=cn-2013', 'products={ month: { kind: plan, share: 60%, lockIn: 1mo, renewal: 50% }, account: { kind: onDemand, share: 40% } }', 'policies.payout={ rule: fifo, promised: 9d, dailyCap: 30k CNY }']], // prettier-ignore
  ['a holiday of borrowers, requests without a day', 3, [PLANS, 'policies.payout={ rule: fifo, noDay: true, dailyCap: 20k CNY }', 'shocks=[{ date: 20d, kind: forceMajeure, over: 40d, holiday: true }]']], // prettier-ignore
];

/** Day, month and year of a day of the world, and days between, by the calendar of the runtime. */
function utc(world: World, day: number): Date {
  return new Date(Date.parse(world.scenario.clock.startDate) + day * 86_400_000);
}

/** The k-th due date of a contract: the same day of the month, or the month's last. */
function dueDate(contract: Date, months: number, dayOfMonth: number): Date {
  const last = new Date(Date.UTC(contract.getUTCFullYear(), contract.getUTCMonth() + months + 1, 0));
  return new Date(
    Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(dayOfMonth, last.getUTCDate())),
  );
}

/** What falls within seven days is of week 1, the seven days after them of week 2. */
function weekOf(days: number): number {
  let week = 1;
  while (days > 7 * week) week += 1;
  return week;
}

interface Ladder {
  readonly toLenders: number[];
  readonly fromLoans: number[];
}

function byHand(world: World): Ladder {
  const { lenders, loans, holdings, requests, schedules, names, scenario, day } = world;
  const toLenders = Array<number>(WEEKS + 1).fill(0);
  const fromLoans = Array<number>(WEEKS + 1).fill(0);
  const today = utc(world, day).getTime();
  const promises = (row: number) => row > 0 && scenario.products[names.lenderProducts[lenders.product[row]!]!]!.kind !== 'lots'; // prettier-ignore
  const owed = Array<number>(lenders.length).fill(0);
  for (let loan = 0; loan < loans.length; loan++) {
    const ofLendersFen = loans.outstandingFen[loan]! - loans.guarantorClaimFen[loan]! - loans.reserveClaimFen[loan]! - loans.platformClaimFen[loan]!; // prettier-ignore
    let behind = 0;
    for (let k = 0; k < loans.holdingCount[loan]!; k++) {
      const holding = loans.firstHolding[loan]! + k;
      const row = holdings.lender[holding]!;
      owed[row]! += (ofLendersFen / loans.lots[loan]!) * holdings.lots[holding]!;
      if (row === 0 || promises(row)) behind += holdings.lots[holding]!;
    }
    const isCurrent =
      loans.outstandingFen[loan]! > 0 && loans.defaultDay[loan]! < 0 && loans.missed[loan] === 0;
    if (!isCurrent) continue;
    const { principalFen, interestFen } = schedules.get(loans.schedule[loan]!);
    const contract = utc(world, loans.contractDay[loan]!);
    for (let k = loans.paid[loan]! + 1; k <= loans.termMonths[loan]!; k++) {
      const due = dueDate(contract, k + loans.deferredMonths[loan]!, loans.dueDayOfMonth[loan]!);
      const days = (due.getTime() - today) / 86_400_000;
      if (days <= 0 || weekOf(days) > WEEKS) continue;
      fromLoans[weekOf(days)]! += behind * (principalFen[k - 1]! + interestFen[k - 1]!);
    }
  }
  for (let row = 1; row < lenders.length; row++) {
    if (!promises(row)) continue;
    const days = Math.max(0, lenders.planExpiryDay[row]! - day);
    const balanceFen = lenders.cashFen[row]! + lenders.heldFen[row]! + owed[row]!;
    if (weekOf(days) <= WEEKS) toLenders[weekOf(days)]! += balanceFen;
  }
  for (let row = 0; row < requests.length; row++) {
    const leftFen = requests.requestedFen[row]! - requests.paidFen[row]! - requests.cancelledFen[row]! - requests.astrayFen[row]!; // prettier-ignore
    // A day that was never named is in no week.
    if (leftFen === 0 || requests.promisedDay[row]! - day > 366) continue;
    toLenders[weekOf(requests.promisedDay[row]! - day)]! += leftFen;
  }
  return { toLenders, fromLoans };
}

describe('the mismatch ladder', () => {
  it.each(WORLDS)(
    '%s: every week is what a walk over plans, requests and schedules gives',
    (_name, seed, set) => {
      const scenario = loadSmall([...SIZE, ...set]);
      const world = createWorld(scenario, seed, 0);
      openBook(world, creditCurves(scenario.credit));
      const runDay = prepareDay(world);
      const observer = new MismatchObserver(world);
      const wanted: Ladder[] = [];
      for (world.day = 0; world.day < scenario.clock.horizonDays; world.day++) {
        runDay();
        if (world.calendar.isMonthEnd(world.day)) {
          observer.observe(world);
          wanted.push(byHand(world));
        }
        world.ledger.closeDay();
      }
      expect(world.platform.failureDay).toBe(-1);
      const rows = observer.rows();
      expect([wanted.length, rows.rowCount]).toEqual([3, 3 * WEEKS]);
      const column = (name: string) => rows.columns[name] as ArrayLike<number>;
      wanted.forEach(({ toLenders, fromLoans }, k) => {
        for (let week = 1; week <= WEEKS; week++) {
          const at = k * WEEKS + week - 1;
          expect(column('week')[at]).toBe(week);
          expect(column('dueToLendersFen')[at], `to lenders, week ${week}`).toBe(
            Math.round(toLenders[week]!),
          );
          expect(column('dueFromLoansFen')[at], `from loans, week ${week}`).toBe(fromLoans[week]);
        }
      });
      const weeks = (side: readonly number[]) => side.filter((fen) => fen > 0).length;
      for (const side of ['toLenders', 'fromLoans'] as const)
        expect(Math.max(...wanted.map((ladder) => weeks(ladder[side]))), side).toBeGreaterThan(1);
    },
  );
});
