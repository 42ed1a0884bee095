/** Payouts pass through hands, parts of repayment plans too: how many finance gets to today, and which of them go to a wrong account. */
import { REASON } from '../ledger/reasons.ts';
import { FLOW } from '../state/flow.ts';
import { isDown, RECORD } from '../state/operations.ts';
import { NO_DAY } from '../state/codes.ts';
import { inForce } from '../state/dated.ts';
import { ACCOUNT } from '../ledger/accounts.ts';
import { poolCashFen, poolGapFen } from '../state/figures.ts';
import { PAYOUT_RULES } from '../state/payout/index.ts';
import { eachUnpaid, payRequest, waitingFen } from '../state/requests.ts';
import { errorShare, minutesToday, tasksBegun } from '../state/staff.ts';
import { DEPARTMENTS } from '../base/vocabulary.ts';
import type { World } from '../state/world.ts';
import { partDueFen } from './plan-parts.ts';

const FINANCE = DEPARTMENTS.indexOf('finance');

export interface Processing {
  /** Those of the payable requests, in order, that finance gets to today. */
  readonly processable: (payable: readonly number[]) => readonly number[];
  /** Pays a request, or sends its money astray, with so many requests before finance. */
  readonly process: (row: number, amountFen: number, waiting: number) => void;
}

/** Without limits everything is paid at once and rightly. */
export function prepareProcessing(world: World): Processing {
  const { staff, requests, lenders, ledger, book, flow, operations } = world;
  const terms = world.scenario.operations.finance;
  const stream = world.streams.stream('clerk');

  return { processable, process };

  function processable(payable: readonly number[]): readonly number[] {
    if (isDown(world)) return [];
    const known = payable.filter((row) => requests.record[row] === RECORD.there);
    if (terms === null) return known;
    return known.slice(0, tasksBegun(staff.leftMinutes[FINANCE]!, terms.payoutMinutes, known.length));
  }

  function process(row: number, amountFen: number, waiting: number): void {
    if (amountFen === 0) return;
    if (terms === null) return payRequest(world, row, amountFen);
    staff.leftMinutes[FINANCE]! -= terms.payoutMinutes;
    const share = errorShare(
      terms,
      staff.competence[FINANCE]!,
      waiting * terms.payoutMinutes,
      minutesToday(world, 'finance'),
    );
    const key = lenders.key[requests.lender[row]!]!;
    // One form per lender, day and kind of request: what is misread on it is misread for all of them.
    const wrong = stream.uniform(key, world.day, requests.kind[row]) < share;
    if (wrong) goAstray(row, amountFen, terms.correctionDays);
    else payRequest(world, row, amountFen);
  }

  /** The money is with a stranger's bank until it comes back; the lender is still owed it. */
  function goAstray(row: number, amountFen: number, days: number): void {
    const lender = requests.lender[row]!;
    requests.astrayFen[row]! += amountFen;
    lenders.queuedFen[lender]! -= amountFen;
    lenders.transitFen[lender]! += amountFen;
    book.queueFen -= amountFen;
    flow[FLOW.payoutErrors]! += 1;
    ledger.post(REASON.payoutAstray, amountFen, -1, lender);
    operations.astray.add(world.day + days, row, amountFen);
  }
}

/** Requests that can be paid today, in order: what was promised by now, and under a rule that hastens whatever waits. */
export function payableRequests(world: World): number[] {
  const { requests, scenario, day } = world;
  const { hastens } = PAYOUT_RULES[inForce(scenario.policies.payout, day).rule];
  const payable: number[] = [];
  eachUnpaid(world, (row) => {
    const promised = requests.promisedDay[row]!;
    const payableFrom = promised - requests.excusedDays[row]!;
    if (payableFrom > day && promised !== NO_DAY && !hastens) return;
    if (payableFen(world, row, hastens) > 0) payable.push(row);
  });
  return payable;
}

/** What can be paid of a request today: of one in a repayment plan its part, but under a rule that hastens whatever waits. */
export function payableFen(world: World, row: number, hastens: boolean): number {
  return hastens ? waitingFen(world, row) : partDueFen(world, row);
}

/** Money that payouts can still have: the bank's, and own cash that fills the pool's gap. */
export function payoutsReachFen(world: World): number {
  const ownFen = world.scenario.policies.coverPool
    ? Math.min(poolGapFen(world), world.ledger.balance(ACCOUNT.platformCash))
    : 0;
  return Math.max(0, poolCashFen(world) + ownFen);
}
