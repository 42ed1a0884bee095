/** The ladder of commitments ties to the books: every instalment, request and plan is on its day once, and its sums are cash. */
import { describe, expect, it } from 'vitest';
import { prepareDay } from '../../../engine/day.ts';
import { LADDER_ENDS, ladderOf } from '../../../engine/metrics/rows/ladder.ts';
import { openBook } from '../../../engine/opening/opening.ts';
import { LOAN } from '../../../engine/state/codes.ts';
import { commitments, shareCollected } from '../../../engine/state/commitments.ts';
import { overtimeFen, payrollFen, poolCashFen } from '../../../engine/state/figures.ts';
import { availableCreditFen } from '../../../engine/state/credit-line.ts';
import { ACCOUNT } from '../../../engine/ledger/accounts.ts';
import { createWorld, type World } from '../../../engine/state/world.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

const DAYS = 150;

/** Instalments by day ahead, loan by loan from its contract. */
function instalmentsByHand(world: World): number[] {
  const { loans, calendar, schedules, day } = world;
  const byDay = Array.from({ length: DAYS }, () => 0);
  for (let loan = 0; loan < loans.length; loan++) {
    if (loans.status[loan] !== LOAN.repaying || loans.missed[loan] === 4) continue;
    const { principalFen, interestFen } = schedules.get(loans.schedule[loan]!);
    for (let k = 1; k <= loans.termMonths[loan]!; k++) {
      const due = calendar.addMonthsClipped(loans.contractDay[loan]!, k, loans.dueDayOfMonth[loan]!);
      const ahead = due - day - 1;
      if (ahead < 0 || ahead >= DAYS) continue;
      byDay[ahead]! += loans.lots[loan]! * (principalFen[k - 1]! + interestFen[k - 1]!);
    }
  }
  return byDay;
}

function queueWithin(world: World, days: number): number {
  const { requests, day } = world;
  let sum = 0;
  for (let row = 0; row < requests.length; row++) {
    // What went astray waits nowhere until it is back.
    const left =
      requests.requestedFen[row]! -
      requests.paidFen[row]! -
      requests.lostFen[row]! -
      requests.astrayFen[row]!;
    if (left > 0 && requests.promisedDay[row]! <= day + days) sum += left;
  }
  return sum;
}

/** Plans that end within the horizon: of later ones the agenda knows nothing. */
function stakesEnding(world: World, days: number): number {
  const { lenders, day, scenario } = world;
  let sum = 0;
  for (let row = 1; row < lenders.length; row++) {
    const ends = lenders.planExpiryDay[row]!;
    if (ends <= day || ends > day + days || ends >= scenario.clock.horizonDays) continue;
    sum += lenders.stakeFen[row]!;
  }
  return sum;
}

const total = (column: ArrayLike<number>) => Array.from(column).reduce((sum, fen) => sum + fen, 0);

describe.each([
  ['segregated', [] as string[], '2017-01-31'],
  [
    'pooled, with plans and a run',
    [
      'custody=pooled',
      'regime=cn-2013',
      'confidence.baseHazardDaily=0.01',
      'products={ lots: { kind: lots, share: 30% }, month: { kind: plan, share: 70%, lockIn: 2mo, renewal: 40% } }',
      'policies.payout={ rule: fifo, promised: 5d, dailyCap: 20k CNY }',
      'failure={ liquidity: null, capitalFloor: null }',
      'operations.finance={ payoutMinutes: 200, errorShare: 20%, correction: 6d }',
    ],
    '2019-11-28',
  ],
])('%s', (_name, set, start) => {
  const scenario = loadSmall([
    'opening.lenders=120',
    'opening.loansPerMonth=25',
    'clock.horizon=5mo',
    `clock.start=${start}`,
    ...set,
  ]);
  const world = createWorld(scenario, 5, 0);
  openBook(world);
  const runDay = prepareDay(world);
  let tied = 0;

  it('ties to the books on every day', () => {
    for (world.day = 0; world.day < scenario.clock.horizonDays; world.day++) {
      runDay();
      world.ledger.closeDay();
      const ladder = commitments(world, DAYS);
      expect([...ladder.instalmentsDueFen]).toEqual(instalmentsByHand(world));
      expect(total(ladder.requestsFen)).toBe(queueWithin(world, DAYS));
      expect(total(ladder.planStakesFen)).toBe(stakesEnding(world, DAYS));
      tied += total(ladder.instalmentsDueFen);
    }
    expect(tied).toBeGreaterThan(0);
  });

  it('has rows that follow one another and end in the cash they add up to', () => {
    world.day -= 1;
    const rows = ladderOf(world);
    expect(rows.map(({ firstAhead }) => firstAhead)).toEqual([
      1,
      ...LADDER_ENDS.slice(0, -1).map((end) => end + 1),
    ]);
    let customers = poolCashFen(world);
    let own = world.ledger.balance(ACCOUNT.platformCash) + availableCreditFen(world);
    for (const row of rows) {
      customers += row.instalmentsFen + row.depositsFen - row.requestsFen - row.plansFen - row.lendingFen;
      own += row.feesFen - row.costsFen - row.creditFen;
      expect([row.customersAfterFen, row.ownAfterFen]).toEqual([customers, own]);
    }
    expect(rows.filter(({ costsFen }) => costsFen >= payrollFen(world)).length).toBeGreaterThan(0);
    expect(shareCollected(world)).toBeGreaterThan(0.5);
    world.day += 1;
  });

  it('owes overtime with the next payroll, and not with those after it', () => {
    world.day -= 1;
    const before = total(commitments(world, DAYS).costsFen);
    const owedFen = overtimeFen(world);
    world.staff.overtimeUnpaid[0]! += 1000;
    const addedFen = overtimeFen(world) - owedFen;
    expect(addedFen).toBeGreaterThan(0);
    expect(total(commitments(world, DAYS).costsFen) - before).toBe(addedFen);
    world.day += 1;
  });
});
