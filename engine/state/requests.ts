/** Requests that wait for their money: walked and paid. Withdraw pays them in business, treasury in wind-down. */
import { REASON } from '../ledger/reasons.ts';
import { FLOW } from './flow.ts';
import { notePaid } from './payout/waits.ts';
import type { World } from './world.ts';

/** What still waits of a request: neither paid, nor on its way back from a wrong account, nor written off or made a claim on an estate, nor taken back. */
export function waitingFen({ requests }: World, row: number): number {
  const { requestedFen, paidFen, lostFen, cancelledFen, astrayFen } = requests;
  return requestedFen[row]! - paidFen[row]! - lostFen[row]! - cancelledFen[row]! - astrayFen[row]!;
}

/** Visits requests of which something is owed, in order of request, and moves the cursor past the others. */
export function eachUnpaid(world: World, visitor: (row: number) => void): void {
  const { requests, payouts } = world;
  let doneSoFar = true;
  for (let row = payouts.now.firstUnpaid; row < requests.length; row++) {
    if (waitingFen(world, row) + requests.astrayFen[row]! === 0) {
      if (doneSoFar) payouts.now.firstUnpaid = row + 1;
      continue;
    }
    doneSoFar = false;
    visitor(row);
  }
}

/** Pays part or all of a request out of the bank. */
export function payRequest(
  world: World,
  row: number,
  amountFen: number,
  reason: number = REASON.withdrawalPaid,
): void {
  if (amountFen === 0) return;
  const { requests, lenders, ledger, book, flow, counts } = world;
  counts.payouts += 1;
  const lender = requests.lender[row]!;
  requests.paidFen[row]! += amountFen;
  const whole = requests.paidFen[row] === requests.requestedFen[row];
  if (whole) requests.paidDay[row] = world.day;
  notePaid(world, row, amountFen, whole);
  lenders.queuedFen[lender]! -= amountFen;
  lenders.withdrawnFen[lender]! += amountFen;
  book.queueFen -= amountFen;
  flow[FLOW.withdrawalPaidFen]! += amountFen;
  ledger.post(reason, amountFen, -1, lender);
}
