/** Payouts pass through hands: how many finance gets to today, and which of them go to a wrong account. */
import { REASON } from '../../ledger/reasons.ts';
import { FLOW } from '../../state/flow.ts';
import { isDown, RECORD } from '../../state/operations.ts';
import { payRequest } from '../../state/requests.ts';
import { errorShare, minutesToday, tasksBegun } from '../../state/staff.ts';
import { DEPARTMENTS } from '../../base/vocabulary.ts';
import type { World } from '../../state/world.ts';

const FINANCE = DEPARTMENTS.indexOf('finance');

export interface Processing {
  /** Those of the payable requests, in order, that finance gets to today. */
  readonly processable: (payable: readonly number[]) => readonly number[];
  /** Pays a request, or sends its money astray; `waiting` requests lay before finance this morning. */
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
