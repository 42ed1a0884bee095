/** The platform's own figures at this moment, from its books: what triggers, amounts, disclosures and the daily row read. */
import { isDown } from './operations.ts';
import { unreachable } from '../base/assert.ts';
import { ACCOUNT } from '../ledger/accounts.ts';
import type { FigureName } from '../base/vocabulary.ts';
import type { Amount, AmountBase, Condition } from '../scenario/scenario.ts';
import { inForce } from './dated.ts';
import { lendingAllowed } from './law.ts';
import { FLOW } from './flow.ts';
import { sumOver } from './history.ts';
import { DEPARTMENTS } from '../base/vocabulary.ts';
import type { World } from './world.ts';

const DAYS_PER_MONTH = 30;
/** Pay of an hour of overtime beside an ordinary one. */
const OVERTIME_RATE = 1.5;

/** Cash, held, queued, under way and claims of lenders, the pool apart. */
export function lenderBalanceFen({ ledger, book }: World): number {
  return (
    ledger.balance(ACCOUNT.lenderCash) +
    ledger.balance(ACCOUNT.lenderHeld) +
    ledger.balance(ACCOUNT.lenderQueued) +
    ledger.balance(ACCOUNT.lenderTransit) +
    ledger.balance(ACCOUNT.lenderClaims) -
    book.poolClaimsFen
  );
}

/** Customers' money in the bank that no open listing holds: there to pay lenders. Under segregated custody all of their cash. */
export function poolCashFen({ ledger }: World): number {
  return (
    ledger.balance(ACCOUNT.lenderCash) +
    ledger.balance(ACCOUNT.lenderQueued) +
    ledger.balance(ACCOUNT.poolGap)
  );
}

/**
 * Lenders' cash that may still be bound for listings: under pooled custody with a buffer that holds lending what is there
 * beyond the buffer, else no bound. Held money pays no withdrawal, so it is bidding that has to stop, not the contract.
 */
export function lendableFen(world: World): number {
  const { ledger, platform } = world;
  const isKept = ledger.pooled && platform.bufferHeldFen > 0;
  return isKept ? Math.max(0, poolCashFen(world) - platform.bufferHeldFen) : Infinity;
}

/** Customers' cash used for something else; 0 if the pool has a surplus. */
export function poolGapFen({ ledger }: World): number {
  return Math.max(0, -ledger.balance(ACCOUNT.poolGap));
}

/** Outstanding principal of loans past due, those in default apart. */
export function overdueFen({ book }: World): number {
  return book.overdueM1Fen + book.overdueM2Fen + book.overdueM3Fen;
}

/** Numerator over denominator, 0 where there is nothing to divide by. */
export function ratio(numerator: number, denominator: number): number {
  return denominator > 0 ? numerator / denominator : 0;
}

/** Withdrawals requested less deposits in the seven days up to now, over what was owed to lenders before them. */
export function netOutflow7d(world: World): number {
  const { history, flow, day } = world;
  const outFen = sumOver(history.requestedFen, day - 6, day - 1) + flow[FLOW.withdrawalRequestedFen]!;
  const inFen = sumOver(history.depositsFen, day - 6, day - 1) + flow[FLOW.depositsFen]!;
  const baseFen = day >= 7 ? history.lenderBalanceFen[day - 7]! : history.opening.lenderBalanceFen;
  return ratio(outFen - inFen, baseFen);
}

/** Stakes of the plans that expire in the next seven days. */
export function plansExpiring7dFen({ agendas, day }: World): number {
  return agendas.planExpiry.sumFen(day + 1, day + 7);
}

/** Payroll that would be due now: a month's salaries and overtime since the last one. */
export function payrollFen(world: World): number {
  return salariesFen(world) + overtimeFen(world);
}

/** Salaries of a month: every department, in wind-down collections alone. */
export function salariesFen({ scenario, platform, staff }: World): number {
  const { departments } = scenario.platform;
  const { marketing } = departments;
  let sum = platform.windDown === 1 ? 0 : marketing.headcount * marketing.salaryPerMonthFen;
  DEPARTMENTS.forEach((name, row) => {
    if (platform.windDown === 1 && name !== 'collections') return;
    sum += staff.headcount[row]! * departments[name].salaryPerMonthFen;
  });
  return sum;
}

/** Overtime since the last payroll, at half as much again: owed once. */
export function overtimeFen(world: World): number {
  let sum = 0;
  DEPARTMENTS.forEach((name, row) => {
    if (world.platform.windDown === 1 && name !== 'collections') return;
    sum += overtimeOfFen(world, row);
  });
  return sum;
}

/** The same of one department. */
export function overtimeOfFen({ scenario, staff }: World, row: number): number {
  const { salaryPerMonthFen, hoursPerDay } = scenario.platform.departments[DEPARTMENTS[row]!];
  const months = staff.overtimeUnpaid[row]! / (DAYS_PER_MONTH * Math.max(1, hoursPerDay));
  return Math.floor(OVERTIME_RATE * months * salaryPerMonthFen + 0.5);
}

/** Repayments of the last seven days with today: what a week brings. */
export function repaid7dFen({ history, flow, day }: World): number {
  return sumOver(history.repaidFen, day - 6, day - 1) + flow[FLOW.repaidFen]!;
}

/** Cash of customers and platform, a week's repayments as in the last one, less queue, expiring plans and payroll due within a week. */
export function ladder7dFen(world: World): number {
  const { ledger, book, calendar, day } = world;
  let payroll = 0;
  for (let ahead = day + 1; ahead <= day + 7; ahead++)
    if (calendar.isMonthEnd(ahead)) payroll = payrollFen(world);
  return (
    poolCashFen(world) +
    ledger.balance(ACCOUNT.platformCash) +
    repaid7dFen(world) -
    book.queueFen -
    plansExpiring7dFen(world) -
    payroll
  );
}

/** Share of a claim in default that is expected to come back, costs taken off: the mean over loan products. */
export function expectedProceeds({ loans }: World['scenario']): number {
  let shares = 0;
  let proceeds = 0;
  for (const product of Object.values(loans)) {
    shares += product.share;
    proceeds += product.share * product.recoveryShare * (1 - product.recoveryCost);
  }
  return ratio(proceeds, shares);
}

/** What the pool's claims are worth to the platform: par while the loan repays, in default what a claim of the reserve's would be. */
export function poolClaimsWorthFen({ book, scenario }: World): number {
  const repayingFen = book.poolClaimsFen - book.poolDefaultedFen;
  return repayingFen + Math.floor(book.poolDefaultedFen * expectedProceeds(scenario) + 0.5);
}

/** Reserve cash and what its claims are expected to bring, over the expected lifetime loss of the covered book; 1 where none is. */
export function bufferToLifetimeEl(world: World): number {
  const { platform } = world;
  return platform.expectedLossFen > 0 ? bufferFen(world) / platform.expectedLossFen : 1;
}

/** Reserve cash and what its claims are expected to bring; not rounded. */
export function bufferFen({ ledger, scenario }: World): number {
  const claimsFen = ledger.balance(ACCOUNT.reserveClaims) * expectedProceeds(scenario);
  return ledger.balance(ACCOUNT.reserveCash) + claimsFen;
}

/** Lent to the platform by the reserve and by guarantors and not yet repaid, interest apart. */
export function borrowedFen({ responses }: World): number {
  return responses.now.reserveLentFen + responses.now.guarantorsLentFen;
}

/** Customers' money that no claim of the pool backs, as a share of what is owed to lenders. */
export function missingShare(world: World): number {
  const unbackedFen = Math.max(0, poolGapFen(world) - world.book.poolClaimsFen);
  return Math.min(1, ratio(unbackedFen, lenderBalanceFen(world)));
}

/** Share of lenders' balance at which lateness is all that is seen and talked of. */
const ALL_LATE_SHARE = 0.01;

/** What is late, from 0 to 1 at a hundredth of what is owed to lenders. */
export function lateness(world: World): number {
  return Math.min(1, ratio(world.payouts.now.lateFen, ALL_LATE_SHARE * lenderBalanceFen(world)));
}

/** No cure in sight. */
const NEVER_DAYS = 9_999;

/**
 * Days until the queue is paid at the pace of the last seven days' deposits and repayments: what the pool lacks over what a
 * day brings, or the queue over the daily cap if that takes longer.
 */
export function cureDays(world: World): number {
  const { scenario, history, flow, day, book } = world;
  const lackingFen = Math.max(0, book.queueFen - Math.max(0, poolCashFen(world)));
  const broughtFen = sumOver(history.depositsFen, day - 6, day - 1) + flow[FLOW.depositsFen]!;
  const perDay = (broughtFen + repaid7dFen(world)) / 7;
  const byMoney = lackingFen === 0 ? 0 : perDay > 0 ? Math.ceil(lackingFen / perDay) : NEVER_DAYS;
  const { dailyCapFen } = inForce(scenario.policies.payout, day);
  const byCap = dailyCapFen === null ? 0 : Math.ceil(book.queueFen / dailyCapFen);
  return Math.min(NEVER_DAYS, Math.max(byMoney, byCap));
}

/** What the claims that the platform took over by compensation are expected to bring. */
export function platformClaimsWorthFen({ ledger, scenario }: World): number {
  return Math.floor(ledger.balance(ACCOUNT.platformClaims) * expectedProceeds(scenario) + 0.5);
}

/**
 * Own cash, what claims it took over are expected to bring, and the pool's account, less what was borrowed and fines owed. What the pool's money and claims are short of what it
 * owes customers is the platform's debt, and what they are beyond it is its own: own cash that fills the gap buys its claims.
 */
export function equityFen(world: World): number {
  const { ledger, platform, law } = world;
  const poolFen = ledger.balance(ACCOUNT.poolGap) + poolClaimsWorthFen(world);
  const owedFen = platform.creditDrawnFen + borrowedFen(world) + law.now.fineOwedFen;
  return ledger.balance(ACCOUNT.platformCash) + platformClaimsWorthFen(world) + poolFen - owedFen;
}

/** A figure that triggers and amounts may test. */
export function figure(world: World, name: FigureName): number {
  const { ledger, book, payouts, platform, operations } = world;
  switch (name) {
    case 'poolCashFen':
      return poolCashFen(world);
    case 'ladder7dFen':
      return ladder7dFen(world);
    case 'netOutflow7d':
      return netOutflow7d(world);
    case 'withdrawalQueueFen':
      return book.queueFen;
    case 'withdrawalLateFen':
      return payouts.now.lateFen;
    case 'withdrawalOldestDays':
      return payouts.now.oldestDays;
    case 'overdueRatio':
      return ratio(overdueFen(world), book.outstandingFen);
    case 'bufferToLifetimeEl':
      return bufferToLifetimeEl(world);
    case 'cashToEl12m':
      return platform.expectedLoss12mFen > 0
        ? ledger.balance(ACCOUNT.reserveCash) / platform.expectedLoss12mFen
        : 1;
    case 'reserveFen':
      return ledger.balance(ACCOUNT.reserveCash);
    case 'platformCashFen':
      return ledger.balance(ACCOUNT.platformCash);
    case 'equityFen':
      return equityFen(world);
    case 'listingsOpenFen':
      return book.listingsOpenFen;
    case 'idleCashFen':
      return ledger.balance(ACCOUNT.lenderCash);
    case 'guarantorsFailed':
      return book.guarantorsFailed;
    case 'gap7dFen':
      return platform.gap7dFen;
    case 'gap30dFen':
      return platform.gap30dFen;
    case 'liquidityCoverage':
      return platform.liquidityCoverage < 0 ? 1 : platform.liquidityCoverage;
    case 'survivalDays':
      return platform.survivalDays;
    case 'payoutsWaiting':
      return operations.now.payoutsWaiting;
    case 'contactsWaiting':
      return operations.now.contactsWaiting;
    case 'systemDown':
      return isDown(world) ? 1 : 0;
    default:
      return unreachable(name);
  }
}

/** Whether a figure is strictly above, or strictly below, its bound now. */
export function holds(world: World, { figure: name, side, value }: Condition): boolean {
  const now = figure(world, name);
  return side === 'above' ? now > value : now < value;
}

/** Share of what would be lent that is let through: the lowest of the plays in force, of a buffer that is short and of the regulator. */
export function lendingThrottle(world: World): number {
  const { platform } = world;
  return Math.min(platform.throttle, platform.bufferThrottle, lendingAllowed(world));
}

/** The algebra of amounts, in whole fen (rounded half up where a share is taken). */
export function amountFen(world: World, amount: Amount): number {
  switch (amount.kind) {
    case 'fixed':
      return amount.fen;
    case 'pctOf':
      return Math.floor(amount.rate * baseFen(world, amount.of) + 0.5);
    case 'max':
      return Math.max(...amount.of.map((part) => amountFen(world, part)));
    case 'min':
      return Math.min(...amount.of.map((part) => amountFen(world, part)));
    case 'sum':
      return amount.of.reduce((sum, part) => sum + amountFen(world, part), 0);
    case 'if':
      return amountFen(world, holds(world, amount.condition) ? amount.then : amount.else);
    default:
      return unreachable(amount);
  }
}

/** Principal that guarantors who haven't failed stand for. */
function guaranteedFen({ guarantors }: World): number {
  let sum = 0;
  for (let row = 0; row < guarantors.length; row++)
    if (guarantors.failedDay[row]! < 0) sum += guarantors.exposureFen[row]!;
  return sum;
}

function baseFen(world: World, of: AmountBase): number {
  switch (of) {
    case 'outstanding':
      return world.book.outstandingFen;
    case 'expectedLoss12m':
      return world.platform.expectedLoss12mFen;
    case 'expectedLossLifetime':
      return world.platform.expectedLossFen;
    case 'overdue':
      return overdueFen(world);
    case 'overdueInstalments':
      return world.book.overdueInstalmentsFen;
    case 'guaranteed':
      return guaranteedFen(world);
    default:
      return unreachable(of);
  }
}
