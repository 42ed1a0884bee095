/** How a lender is born, brings money and asks for it: the entries that more than one room makes. */
import { REASON } from '../ledger/reasons.ts';
import { LENDER, NO_DAY } from './codes.ts';
import { FLOW } from './flow.ts';
import { inForce } from './dated.ts';
import { leaveQueue } from './leave-queue.ts';
import { PAYOUT_RULES } from './payout/index.ts';
import { statedReopening } from './payout/stops.ts';
import { noteBooking, sentOffline } from './remittances.ts';
import type { World } from './world.ts';

export interface NewLender {
  readonly customer: number;
  readonly key: number;
  readonly bornDay: number;
  readonly channel: number;
  readonly riskClass: number;
  /** Where it isn't what it states. */
  readonly ownClass?: number;
  readonly product: number;
  readonly community: number;
  readonly stakeFen: number;
}

/** Adds an investing lender without money; returns its row. */
export function addLender(world: World, lender: NewLender): number {
  const { lenders, orphaned, fairness, headroom, queue, book } = world;
  const row = lenders.add();
  orphaned.lenders.add();
  fairness.lenders.add();
  lenders.customer[row] = lender.customer;
  lenders.key[row] = lender.key;
  lenders.bornDay[row] = lender.bornDay;
  lenders.channel[row] = lender.channel;
  lenders.riskClass[row] = lender.riskClass;
  lenders.ownClass[row] = lender.ownClass ?? lender.riskClass;
  lenders.product[row] = lender.product;
  lenders.community[row] = lender.community;
  lenders.stakeFen[row] = lender.stakeFen;
  lenders.status[row] = LENDER.investing;
  headroom.addLender(lender.stakeFen);
  queue.line.addLender();
  book.lendersInvesting += 1;
  return row;
}

/** Money from outside into the lender's cash, or under way to it. */
export function deposit(world: World, lender: number, amountFen: number): void {
  if (!sentOffline(world, lender, amountFen)) return depositAtOnce(world, lender, amountFen);
  world.counts.deposits += 1;
  world.lenders.depositedFen[lender]! += amountFen;
}

/** Money that is cash of the lender as it comes: an institution pays as it buys. */
export function depositAtOnce(world: World, lender: number, amountFen: number): void {
  const { lenders, ledger, flow, counts } = world;
  counts.deposits += 1;
  lenders.depositedFen[lender]! += amountFen;
  lenders.cashFen[lender]! += amountFen;
  lenders.newCash[lender] = 1;
  flow[FLOW.depositsFen]! += amountFen;
  ledger.post(REASON.deposit, amountFen, -1, lender);
  noteBooking(world, lender, amountFen);
}

/** Day on which money asked for today is promised, NO_DAY if none is: not before payouts go on, where they stand still. */
export function promisedDay(world: World): number {
  const { scenario, calendar, day } = world;
  const { rule, workdays, promisedDays, noDay } = inForce(scenario.policies.payout, day);
  if (noDay) return NO_DAY;
  let promised = workdays ? calendar.addWorkdays(day, promisedDays) : day + promisedDays;
  if (PAYOUT_RULES[rule].promise === 'today') promised = day;
  return Math.max(promised, statedReopening(world));
}

/** Under force majeure nobody is late before promises run again, whatever day was told. */
function excuse({ requests, majeure }: World, row: number): void {
  const days = majeure.now.tolledUntil - requests.promisedDay[row]!;
  if (days <= 0) return;
  requests.promisedDay[row]! += days;
  requests.excusedDays[row] = days;
}

/**
 * Moves cash to the withdrawal queue and promises a day; the lender loses its place in the matching queue. Nothing
 * happens for an amount of 0. Returns the request's row or -1.
 */
export function requestWithdrawal(world: World, lender: number, amountFen: number, kind: number): number {
  if (amountFen <= 0) return -1;
  const { lenders, requests, ledger, flow, book, day } = world;
  leaveQueue(world, lender);
  lenders.cashFen[lender]! -= amountFen;
  lenders.queuedFen[lender]! += amountFen;
  const row = requests.add();
  requests.lender[row] = lender;
  requests.kind[row] = kind;
  requests.day[row] = day;
  requests.promisedDay[row] = promisedDay(world);
  excuse(world, row);
  requests.requestedFen[row] = amountFen;
  book.queueFen += amountFen;
  flow[FLOW.withdrawalRequestedFen]! += amountFen;
  ledger.post(REASON.withdrawalRequest, amountFen, -1, lender);
  return row;
}
