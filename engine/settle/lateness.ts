/** What is late: measured after the day's payouts, and in wind-down again after money was given back or written off. */
import { REQUEST } from '../state/codes.ts';
import { eachUnpaid, waitingFen } from '../state/requests.ts';
import type { World } from '../state/world.ts';
import { sells } from './exits.ts';
import { partDueFen } from './plan-parts.ts';

/** Sum and oldest, and days by kind of promise; what is late though the money is there counts apart from them. */
export function measureLateness(world: World): void {
  const { requests, lenders, payouts, platform, operations, day } = world;
  const { now, lateDays } = payouts;
  lateDays.fill(0);
  now.lateFen = 0;
  now.lateCount = 0;
  now.lateProcessingFen = 0;
  now.oldestDays = 0;
  now.oldestAskedDays = 0;
  now.dueTodayUnpaidFen = 0;
  now.oldestProcessingDays = 0;
  // What the oldest could have been paid with, had there been hands and a system.
  let unusedFen = platform.windDown === 1 ? 0 : operations.now.unusedFen;
  eachUnpaid(world, (row) => {
    const days = day - requests.promisedDay[row]!;
    // What went to a wrong account is still owed.
    const owedFen = waitingFen(world, row) + requests.astrayFen[row]!;
    if (requests.kind[row] !== REQUEST.windDown) {
      now.oldestAskedDays = Math.max(now.oldestAskedDays, day - requests.day[row]!);
      if (days === 0) now.dueTodayUnpaidFen += owedFen;
    }
    if (days <= 0) return;
    now.lateFen += owedFen;
    now.lateCount += 1;
    const dueFen = partDueFen(world, row);
    if (dueFen <= unusedFen) {
      unusedFen -= dueFen;
      now.lateProcessingFen += owedFen;
      now.oldestProcessingDays = Math.max(now.oldestProcessingDays, days);
      now.oldestDays = Math.max(now.oldestDays, days);
      return;
    }
    const planned = requests.kind[row] === REQUEST.plan;
    noteDelay(world, planned ? lenders.product[requests.lender[row]!]! : lateDays.length - 1, days);
  });
  measureWaits(world);
}

function noteDelay(world: World, promise: number, days: number): void {
  const { now, lateDays } = world.payouts;
  if (days > now.oldestDays) now.oldestDays = days;
  if (days > lateDays[promise]!) lateDays[promise] = days;
}

/** The oldest plan that still has a sellable claim unsold counts as late past its promise. */
function measureWaits(world: World): void {
  const { lenders, payouts, day } = world;
  const { planWaits, now } = payouts;
  while (now.firstWaiting < planWaits.length && !sells(world, planWaits.lender[now.firstWaiting]!)) {
    now.firstWaiting += 1;
  }
  if (now.firstWaiting === planWaits.length) return;
  const days = day - planWaits.promisedDay[now.firstWaiting]!;
  if (days > 0) noteDelay(world, lenders.product[planWaits.lender[now.firstWaiting]!]!, days);
}
