/** Who comes back may take back what it asked for and hasn't got: the money joins its cash and can be lent again. */
import { REASON } from '../../ledger/reasons.ts';
import { inForce } from '../../state/dated.ts';
import { FLOW } from '../../state/flow.ts';
import { noteTakenBack } from '../../state/payout/waits.ts';
import { eachUnpaid, waitingFen } from '../../state/requests.ts';
import type { World } from '../../state/world.ts';

/** Today's returned lenders take back their unpaid requests, if the policy in force lets them. Nobody returns in wind-down. */
export function takeBackRequests(world: World): void {
  const { today, lenders, scenario, day } = world;
  if (!inForce(scenario.policies.payout, day).cancel) return;
  const back = new Set(today.returned.filter((lender) => lenders.queuedFen[lender]! > 0));
  if (back.size === 0) return;
  eachUnpaid(world, (row) => {
    if (back.has(world.requests.lender[row]!)) takeBack(world, row);
  });
}

function takeBack(world: World, row: number): void {
  const { requests, lenders, book, ledger, flow, day } = world;
  const lender = requests.lender[row]!;
  const fen = waitingFen(world, row);
  requests.cancelledFen[row] = fen;
  requests.paidDay[row] = day;
  lenders.queuedFen[lender]! -= fen;
  lenders.cashFen[lender]! += fen;
  lenders.newCash[lender] = 1;
  book.queueFen -= fen;
  flow[FLOW.withdrawalCancelledFen]! += fen;
  noteTakenBack(world, row, fen);
  ledger.post(REASON.withdrawalCancelled, fen, -1, lender);
}
