/**
 * Repayment plans: late withdrawals are promised in parts on dates. Each date is kept or broken as the requests' own
 * payments show, whoever made them; what was promised moves no money by itself.
 */
import { power } from '../base/mathx.ts';
import type { PlanPart } from '../scenario/scenario.ts';
import { FLOW } from '../state/flow.ts';
import { poolCashFen } from '../state/figures.ts';
import { refillPool } from '../state/refill.ts';
import { eachUnpaid, waitingFen } from '../state/requests.ts';
import type { World } from '../state/world.ts';
import { lastDate, missingByNowFen, paidSinceFen, partDueFen, promisedByFen } from './plan-parts.ts';
import { payableRequests, payoutsReachFen, prepareProcessing } from './processing.ts';

/** News so good that nothing better is believed. */
const BEST_NEWS = -1;

/**
 * Promises a disclosure's dates to every late request that no plan has covered yet, for all that it is owed, on its way back
 * from a wrong account or not; returns the sum promised.
 */
export function promiseParts(world: World, disclosure: number, parts: readonly PlanPart[]): number {
  const { requests, payouts, day } = world;
  let sumFen = 0;
  eachUnpaid(world, (row) => {
    const owedFen = waitingFen(world, row) + requests.astrayFen[row]!;
    if (requests.promisedDay[row]! >= day || requests.plan[row]! >= 0) return;
    requests.plan[row] = disclosure;
    requests.plannedFen[row] = owedFen;
    requests.promisedDay[row] = day + parts[0]!.afterDays;
    requests.excusedDays[row] = 0;
    sumFen += owedFen;
  });
  if (sumFen === 0) return 0;
  const { promises, disclosures } = payouts;
  disclosures.firstPromise[disclosure] = promises.length;
  disclosures.promiseCount[disclosure] = parts.length;
  for (const { afterDays, cumulativePpm } of parts) {
    const row = promises.add();
    promises.disclosure[row] = disclosure;
    promises.day[row] = day + afterDays;
    promises.cumulativePpm[row] = cumulativePpm;
  }
  return sumFen;
}

/**
 * Before other payouts, parts that have fallen due are paid in order of request as far as hands and the pool's money go,
 * outside the daily cap. A request whose parts are paid is promised its next date; one whose part is not stays late from
 * its date on.
 */
export function preparePartPayments(world: World): () => void {
  const { requests, payouts, scenario, operations } = world;
  const { processable, process } = prepareProcessing(world);

  return () => {
    operations.now.payoutsWaiting = 0;
    operations.now.unusedFen = 0;
    operations.now.partsFen = 0;
    if (payouts.promises.length === 0) return;
    const planned = plannedUntilNow();
    if (planned.length === 0) return;
    pay(planned.filter((row) => partDueFen(world, row) > 0));
    for (const row of planned) promiseNext(row);
  };

  /** Requests whose date has come. */
  function plannedUntilNow(): number[] {
    const rows: number[] = [];
    eachUnpaid(world, (row) => {
      if (requests.plan[row]! >= 0 && requests.promisedDay[row]! <= world.day) rows.push(row);
    });
    return rows;
  }

  function pay(due: readonly number[]): void {
    if (due.length === 0) return;
    const { now } = operations;
    const waiting = payableRequests(world).length;
    const inHand = processable(due);
    const partsFen = inHand.map((row) => partDueFen(world, row));
    const inHandFen = sum(partsFen);
    const carriedOut = world.majeure.now.payouts;
    const limitFen = Math.floor(inHandFen * carriedOut);
    if (scenario.policies.coverPool) refillPool(world, limitFen - poolCashFen(world));
    let leftFen = Math.min(Math.max(0, poolCashFen(world)), limitFen);
    inHand.forEach((row, i) => {
      const fen = Math.min(partsFen[i]!, leftFen);
      leftFen -= fen;
      now.partsFen += fen;
      process(row, fen, waiting);
    });
    if (inHand.length === due.length && carriedOut === 1) return;
    now.payoutsWaiting = due.length - inHand.length;
    const undoneFen = sum(due.map((row) => partDueFen(world, row)));
    now.unusedFen = Math.min(payoutsReachFen(world), undoneFen);
  }

  function promiseNext(row: number): void {
    if (requests.paidDay[row]! >= 0 || missingByNowFen(world, row) > 0) return;
    const next = lastDate(world, row) + 1;
    if (next < payouts.promises.length && payouts.promises.disclosure[next] === requests.plan[row])
      requests.promisedDay[row] = payouts.promises.day[next]!;
  }
}

function sum(amountsFen: readonly number[]): number {
  return amountsFen.reduce((total, fen) => total + fen, 0);
}

/** In the evening of a date: what was due on it, and by it in all, and what of that was not paid. */
export function testPromises(world: World): void {
  const { payouts, flow, day } = world;
  const { promises } = payouts;
  for (let row = 0; row < promises.length; row++) {
    if (promises.tested[row] === 1 || promises.day[row]! > day) continue;
    promises.tested[row] = 1;
    measure(world, row);
    flow[FLOW.promisesDueFen]! += promises.dueFen[row]!;
    flow[FLOW.promisesMissedFen]! += promises.missedFen[row]!;
    const isKept = promises.missedFen[row] === 0;
    // Words of somebody who breaks them calm no more.
    if (!isKept && world.scenario.confidence.channels.promises)
      payouts.disclosures.calm[promises.disclosure[row]!] = Math.min(
        0,
        payouts.disclosures.calm[promises.disclosure[row]!]!,
      );
    world.events.add({
      day,
      kind: isKept ? 'promiseKept' : 'promiseBroken',
      subject: `disclosure ${promises.disclosure[row]!}`,
      valueFen: isKept ? promises.dueFen[row]! : promises.missedFen[row]!,
      figure: brokenShare(promises.dueFen[row]!, promises.missedFen[row]!),
      text: isKept ? 'a dated repayment was made' : 'a dated repayment was not made in full',
    });
  }
}

function measure(world: World, promise: number): void {
  const { requests, payouts } = world;
  const { promises } = payouts;
  const disclosure = promises.disclosure[promise]!;
  const isFirst = payouts.disclosures.firstPromise[disclosure] === promise;
  for (let row = 0; row < requests.length; row++) {
    if (requests.plan[row] !== disclosure) continue;
    const byFen = promisedByFen(world, row, promise);
    promises.dueFen[promise]! += byFen - (isFirst ? 0 : promisedByFen(world, row, promise - 1));
    promises.missedFen[promise]! += Math.max(0, byFen - paidSinceFen(world, row));
  }
}

/** Share of a date that was not paid: arrears of earlier dates count, at most all. */
function brokenShare(dueFen: number, missedFen: number): number {
  return missedFen === 0 ? 0 : Math.min(1, missedFen / Math.max(1, dueFen));
}

/** Dated promises that were kept so far, or broken: reopenings and parts of plans alike. */
export function countPromises({ payouts }: World, outcome: 'kept' | 'broken'): number {
  const { promises } = payouts;
  let count = 0;
  for (let row = 0; row < promises.length; row++) {
    if (promises.tested[row] === 1 && (promises.missedFen[row] === 0) === (outcome === 'kept')) count += 1;
  }
  return count;
}

/** What lenders will make of promises tomorrow: broken ones by the share not paid, less kept ones, each fading. */
export function promiseNews({ scenario, payouts, day }: World): number {
  const { kept, lagDays, halfLifeDays } = scenario.confidence.promises;
  const { promises } = payouts;
  let news = 0;
  for (let row = 0; row < promises.length; row++) {
    const age = day + 1 - (promises.day[row]! + lagDays);
    if (promises.tested[row] === 0 || age < 0) continue;
    const missedFen = promises.missedFen[row]!;
    const heard = missedFen === 0 ? -kept : brokenShare(promises.dueFen[row]!, missedFen);
    news += heard * power(2, -age / halfLifeDays);
  }
  return Math.max(BEST_NEWS, news);
}

/** Unpaid part of the requests whose plan still has a date to come. */
export function promisedFen(world: World): number {
  const { requests, payouts, day } = world;
  const { promises, disclosures } = payouts;
  if (promises.length === 0) return 0;
  let sumFen = 0;
  eachUnpaid(world, (row) => {
    const disclosure = requests.plan[row]!;
    if (disclosure < 0) return;
    const last = disclosures.firstPromise[disclosure]! + disclosures.promiseCount[disclosure]! - 1;
    if (promises.day[last]! >= day) sumFen += waitingFen(world, row);
  });
  return sumFen;
}
