/** MODEL.md 24: the target of the month, and what its gap sets in motion. */
import { power } from '../../engine/base/mathx.ts';
import type { BorrowerChannel, LenderChannel } from '../../engine/scenario/scenario.ts';
import type { Book } from './book.ts';
import { halfUpOf, ppm } from './exact.ts';

/** Of what the month should have brought by yesterday, the share that is missing; 0 where nobody looks. */
export function gapThisMorning(book: Book): number {
  const plan = book.scenario.policies.targets;
  const yesterday = book.day - 1;
  if (plan === null || yesterday < 0 || book.given.windDown) return 0;
  const first = new Date(book.dates.date(yesterday));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0));
  first.setUTCDate(1);
  const lastDay = book.dates.dayOf(last);
  const left = lastDay - yesterday;
  if (left === 0 || left > plan.pushDays) return 0;
  const begin = book.dates.date(0);
  const month =
    (last.getUTCFullYear() - begin.getUTCFullYear()) * 12 + last.getUTCMonth() - begin.getUTCMonth();
  const from = Math.max(0, book.dates.dayOf(first));
  const days = lastDay + 1 - from;
  const target = plan.volumePerMonthFen * power(1 + plan.growthPerMonth, month) * (days / last.getUTCDate());
  let brought = 0;
  for (let day = from; day <= yesterday; day++) brought += book.volumes.get(day) ?? 0;
  const gap = Math.max(0, 1 - brought / ((target * (yesterday + 1 - from)) / days));
  if (gap > 0) book.reach('behind the target');
  return gap;
}

/** What a channel spends in 30 days as things stand this morning. */
export function spendOf(book: Book, { budgetPerMonthFen }: BorrowerChannel | LenderChannel): number {
  const plan = book.scenario.policies.targets;
  const gap = gapThisMorning(book);
  return plan === null || gap === 0
    ? budgetPerMonthFen
    : halfUpOf(budgetPerMonthFen * ppm(1 + plan.budgets * gap), 1_000_000);
}
