/**
 * A loan falls behind, catches up, defaults: its buckets by calendar and the days on which something is due.
 */
import { FLOW } from '../state/flow.ts';
import { LOAN } from '../state/codes.ts';
import { partPaidFen } from '../state/cases.ts';
import type { World } from '../state/world.ts';
import { noteRegret } from './regret.ts';
import { enterCollection } from './collectors.ts';
import { addToBook, lendersClaimFen, setBucket } from './outstanding.ts';

/** Days past the oldest unpaid due date on which M1, M2 and M3 begin. */
export const BUCKET_DAYS = [1, 31, 61] as const;
export const DEFAULT_DAYS = 91;

/** Reporting bucket 0 to 3 of a loan that isn't in default, by days past its oldest unpaid due date. */
export function bucketOf(daysPast: number): number {
  return daysPast >= BUCKET_DAYS[2] ? 3 : daysPast >= BUCKET_DAYS[1] ? 2 : daysPast >= BUCKET_DAYS[0] ? 1 : 0;
}

/**
 * A current loan is behind from now on, in state `missed` (1 to 3): `loans.due` counts the instalments fallen
 * due and `loans.paid` those paid. The opening book begins with it too, with oldest due dates before day 0.
 */
export function beginArrears(world: World, loan: number, missed: number, oldestDueDay: number): void {
  const { loans, book, platform } = world;
  loans.missed[loan] = missed;
  platform.delinquentLoans += 1;
  for (let k = loans.paid[loan]! + 1; k <= loans.due[loan]!; k++) {
    book.overdueInstalmentsFen += instalmentFen(world, loan, k);
  }
  setOldestDueDay(world, loan, oldestDueDay);
  enterCollection(world, loan);
}

/**
 * The oldest unpaid due date of a loan that is behind: buckets follow, and compensation if the scheme has
 * any.
 */
export function setOldestDueDay(world: World, loan: number, oldestDueDay: number): void {
  const { loans, agendas, scenario, day } = world;
  loans.oldestDueDay[loan] = oldestDueDay;
  setBucket(world, loan, bucketOf(day - oldestDueDay));
  scheduleNextBucket(world, loan);
  if (scenario.guarantee.scheme !== 'none' && loans.compensated[loan] === 0) {
    agendas.compensations.add(Math.max(day, oldestDueDay + scenario.guarantee.afterDays), loan);
  }
}

/** All arrears are paid: current again. The sum of overdue instalments is the caller's business. */
export function endArrears(world: World, loan: number): void {
  const { loans, platform } = world;
  loans.missed[loan] = 0;
  loans.oldestDueDay[loan] = -1;
  platform.delinquentLoans -= 1;
  setBucket(world, loan, 0);
}

/** An entry of `agendas.aging` came up: the bucket of the day, or default; nothing if the entry is stale. */
export function age(world: World, loan: number): void {
  const { loans, day } = world;
  if (loans.status[loan] !== LOAN.repaying || loans.missed[loan] === 0) return;
  const daysPast = day - loans.oldestDueDay[loan]!;
  if (loans.missed[loan] === 4 && daysPast >= DEFAULT_DAYS) {
    defaultLoan(world, loan);
    return;
  }
  const bucket = bucketOf(daysPast);
  if (bucket === loans.bucket[loan]) return;
  setBucket(world, loan, bucket);
  scheduleNextBucket(world, loan);
}

/**
 * A roll from state 3: default on the day 91 days after the oldest unpaid due date, today if that has passed.
 */
export function rollToDefault(world: World, loan: number): void {
  const { loans, agendas, day } = world;
  loans.missed[loan] = 4;
  const defaultDay = loans.oldestDueDay[loan]! + DEFAULT_DAYS;
  if (defaultDay <= day) defaultLoan(world, loan);
  else agendas.aging.add(defaultDay, loan);
}

/** A repaying loan, current or behind, defaults today whatever its instalments. */
export function defaultAtOnce(world: World, loan: number): void {
  if (world.loans.missed[loan] === 0) beginArrears(world, loan, 4, world.day);
  defaultLoan(world, loan);
}

/** From repaying to recovery, today. Recovery takes it up the same day. */
export function defaultLoan(world: World, loan: number): void {
  const { loans, book, platform, agendas, flow, day } = world;
  const outstandingFen = loans.outstandingFen[loan]!;
  book.overdueInstalmentsFen -= overdueInstalmentsFen(world, loan);
  addToBook(world, loan, -outstandingFen);
  loans.status[loan] = LOAN.recovery;
  loans.bucket[loan] = 4;
  loans.defaultDay[loan] = day;
  loans.defaultedFen[loan] = outstandingFen;
  book.inRecoveryFen += outstandingFen;
  book.poolDefaultedFen +=
    loans.poolLots[loan]! * Math.floor(lendersClaimFen(world, loan) / loans.lots[loan]!);
  book.loansActive -= 1;
  platform.delinquentLoans -= 1;
  flow[FLOW.defaults]! += 1;
  flow[FLOW.defaultedFen]! += outstandingFen;
  world.concentration.inRecovery[loans.group[loan]!]! += 1;
  noteRegret(world, loan);
  agendas.recoveries.add(day, loan, NEW_DEFAULT);
}

/**
 * Marks in `agendas.recoveries` instead of an amount: defaulted today, sale of the collateral, after the last
 * tranche.
 */
export const NEW_DEFAULT = -1;
export const COLLATERAL_SALE = -2;
export const LAST_CALL = -3;

/** Day on which an unpaid instalment falls due. */
export function dueDay({ loans, calendar }: World, loan: number, k: number): number {
  return calendar.addMonthsClipped(
    loans.contractDay[loan]!,
    k + loans.deferredMonths[loan]!,
    loans.dueDayOfMonth[loan]!,
  );
}

/** Principal and interest of the instalments due and unpaid, less what was paid on them. */
export function overdueInstalmentsFen(world: World, loan: number): number {
  const { loans } = world;
  let sumFen = -partPaidFen(world, loan);
  for (let k = loans.paid[loan]! + 1; k <= loans.due[loan]!; k++) sumFen += instalmentFen(world, loan, k);
  return sumFen;
}

/** Principal and interest of instalment k (1 to term) of the whole loan. */
export function instalmentFen(world: World, loan: number, k: number): number {
  const { loans, schedules } = world;
  const { principalFen, interestFen } = schedules.get(loans.schedule[loan]!);
  return loans.lots[loan]! * (principalFen[k - 1]! + interestFen[k - 1]!);
}

function scheduleNextBucket(world: World, loan: number): void {
  const { loans, agendas } = world;
  const bucket = loans.bucket[loan]!;
  if (bucket < 3) agendas.aging.add(loans.oldestDueDay[loan]! + BUCKET_DAYS[bucket]!, loan);
}
