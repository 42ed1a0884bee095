/** A lender stops investing and may come back: made by confidence (fear, churn) and by withdraw (plans not renewed). */
import { ln } from '../base/mathx.ts';
import { LENDER } from './codes.ts';
import { leaveQueue } from './leave-queue.ts';
import { isStopped } from './law.ts';
import type { World } from './world.ts';

export interface Leave {
  /** Status while it is away and may come back. */
  readonly status: number;
  readonly neverReturnShare: number;
  readonly meanDays: number;
}

const RETURNS = 0;
const PAUSE = 1;

/** Ends the stay of an investing lender and draws if and when it comes back. */
export function endStay(world: World, lender: number, leave: Leave): void {
  const { lenders, book, agendas, day } = world;
  const stream = world.streams.stream('return');
  const key = lenders.key[lender]!;
  leaveQueue(world, lender);
  lenders.stayEndedDay[lender] = day;
  book.lendersInvesting -= 1;
  if (stream.uniform(key, day, RETURNS) < leave.neverReturnShare) {
    lenders.status[lender] = LENDER.gone;
    return;
  }
  lenders.status[lender] = leave.status;
  const days = Math.max(1, Math.ceil(leave.meanDays * -ln(stream.uniform(key, day, PAUSE))));
  agendas.returns.add(day + days, lender);
}

/** Day on which a lock-in begun on `day` ends. */
export function planExpiry(world: World, lender: number, day: number): number {
  const { calendar, scenario, lenders, names } = world;
  const product = scenario.products[names.lenderProducts[lenders.product[lender]!]!]!;
  return calendar.addMonthsClipped(day, product.lockInMonths, calendar.dayOfMonth(day));
}

/** Who would begin a plan or an account that is closed takes single lots, if there are any. */
function moveToLots({ scenario, lenders, names }: World, lender: number): void {
  const kindOf = (name: string) => scenario.products[name]!.kind;
  if (kindOf(names.lenderProducts[lenders.product[lender]!]!) === 'lots') return;
  const lots = names.lenderProducts.findIndex((name) => kindOf(name) === 'lots');
  if (lots >= 0) lenders.product[lender] = lots;
}

/** Begins a lock-in today if the lender's product has one and is not closed. */
export function startPlan(world: World, lender: number): void {
  const { scenario, lenders, names, agendas, day } = world;
  if (isStopped(world, 'termSplitting')) moveToLots(world, lender);
  const product = scenario.products[names.lenderProducts[lenders.product[lender]!]!]!;
  if (product.kind !== 'plan' || isStopped(world, 'termSplitting')) return;
  const expiry = planExpiry(world, lender, day);
  lenders.planExpiryDay[lender] = expiry;
  agendas.planExpiry.add(expiry, lender, lenders.stakeFen[lender]);
}
