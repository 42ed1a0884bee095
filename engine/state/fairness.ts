/**
 * How evenly matching serves equal lenders: their waiting and the rates they got, month by month. Equal are lenders of one
 * stated class in one product.
 */
import { RISK_CLASSES } from '../base/vocabulary.ts';
import { LENDER, POOL } from './codes.ts';
import type { World } from './world.ts';

/** Days in the queue beyond which a lender counts as idle. */
const IDLE_DAYS = 7;

/** The lender has joined the matching queue. */
export function noteAsking({ fairness }: World, lender: number): void {
  fairness.lenders.asked[lender] = 1;
}

/** The lender, still with its day of joining, leaves the matching queue. */
export function noteWaited({ fairness, lenders, day }: World, lender: number): void {
  const fromDay = Math.max(lenders.queueDay[lender]!, fairness.now.sinceDay);
  // Of a month measured this evening nothing is left.
  fairness.lenders.waitedDays[lender]! += Math.max(0, day - fromDay);
}

/** The lender has lent in a new contract. */
export function notePlaced({ fairness }: World, lender: number, amountFen: number, aprPpm: number): void {
  fairness.lenders.placedFen[lender]! += amountFen;
  fairness.lenders.placedPpmFen[lender]! += amountFen * aprPpm;
}

/** Gini coefficient of values of 0 and more in ascending order; 0 where all are 0. */
export function giniOf(ascending: ArrayLike<number>): number {
  const n = ascending.length;
  let sum = 0;
  let ranked = 0;
  for (let i = 0; i < n; i++) {
    sum += ascending[i]!;
    ranked += (i + 1) * ascending[i]!;
  }
  return sum === 0 ? 0 : (2 * ranked) / (n * sum) - (n + 1) / n;
}

/** Mean over groups of at least two, each counted by its members; -1 if there is none. */
function giniWithin(groups: readonly number[][]): number {
  let members = 0;
  let sum = 0;
  for (const values of groups) {
    if (values.length < 2) continue;
    members += values.length;
    sum += values.length * giniOf(Float64Array.from(values).sort());
  }
  return members === 0 ? -1 : sum / members;
}

/** In the evening of a month's last day: the month's figures, and a new month begins. */
export function measureFairness(world: World): void {
  const { fairness, lenders, names, day, book } = world;
  const { asked, waitedDays, placedFen, placedPpmFen } = fairness.lenders;
  const groupCount = RISK_CLASSES.length * names.lenderProducts.length;
  const waits = Array.from({ length: groupCount }, (): number[] => []);
  const yields = Array.from({ length: groupCount }, (): number[] => []);
  let idle = 0;
  let misstated = 0;
  for (let lender = POOL + 1; lender < lenders.length; lender++) {
    const since = lenders.queueDay[lender]!;
    if (since >= 0) waitedDays[lender]! += day + 1 - Math.max(since, fairness.now.sinceDay);
    if (lenders.status[lender] === LENDER.investing) {
      if (since >= 0 && day - since > IDLE_DAYS) idle += 1;
      if (lenders.riskClass[lender] !== lenders.ownClass[lender]) misstated += 1;
    }
    const group = lenders.product[lender]! * RISK_CLASSES.length + lenders.riskClass[lender]!;
    if (asked[lender] === 1) waits[group]!.push(waitedDays[lender]!);
    if (placedFen[lender]! > 0) yields[group]!.push(placedPpmFen[lender]! / placedFen[lender]!);
    asked[lender] = since >= 0 ? 1 : 0;
    waitedDays[lender] = 0;
    placedFen[lender] = 0;
    placedPpmFen[lender] = 0;
  }
  fairness.now.sinceDay = day + 1;
  fairness.now.waitGini = giniWithin(waits);
  fairness.now.yieldGini = giniWithin(yields);
  fairness.now.idleShare = book.lendersInvesting > 0 ? idle / book.lendersInvesting : -1;
  fairness.now.misstatedShare = book.lendersInvesting > 0 ? misstated / book.lendersInvesting : -1;
}
