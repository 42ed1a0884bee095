/** Requests that wait for their money: walked and paid. Withdraw pays them in business, treasury in wind-down. */
import { REASON } from '../ledger/reasons.ts';
import { FLOW } from './flow.ts';
import type { World } from './world.ts';

/** Visits unpaid requests in order of request and moves the cursor past those that are paid. */
export function eachUnpaid(world: World, visitor: (row: number) => void): void {
  const { requests, payouts } = world;
  let paidSoFar = true;
  for (let row = payouts.now.firstUnpaid; row < requests.length; row++) {
    if (requests.paidDay[row]! >= 0) {
      if (paidSoFar) payouts.now.firstUnpaid = row + 1;
      continue;
    }
    paidSoFar = false;
    visitor(row);
  }
}

/** What waits in the queue of a request. */
export function waitingFen({ requests }: World, row: number): number {
  return (
    requests.requestedFen[row]! - requests.paidFen[row]! - requests.lostFen[row]! - requests.astrayFen[row]!
  );
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
  if (requests.paidFen[row] === requests.requestedFen[row]) requests.paidDay[row] = world.day;
  lenders.queuedFen[lender]! -= amountFen;
  lenders.withdrawnFen[lender]! += amountFen;
  book.queueFen -= amountFen;
  flow[FLOW.withdrawalPaidFen]! += amountFen;
  ledger.post(reason, amountFen, -1, lender);
}
