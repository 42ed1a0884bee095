/**
 * Room 11, withdraw. Reads the day's leavers and returned lenders, expiring plans, unpaid requests, the bank's cash;
 * writes offers for sale, renewals, purchases by the pool, own cash given to it, requests and payouts, what is late. In wind-down it only
 * measures: treasury distributes.
 */
import { inForce } from '../../state/dated.ts';
import { ACCOUNT } from '../../ledger/accounts.ts';
import { poolCashFen, poolGapFen } from '../../state/figures.ts';
import { refillPool } from '../../state/refill.ts';
import { measureLateness } from '../../settle/lateness.ts';
import { eachUnpaid, waitingFen } from '../../state/requests.ts';
import type { World } from '../../state/world.ts';
import { prepareExits } from './exits.ts';
import { preparePlans } from './plans.ts';
import { prepareProcessing } from './processing.ts';
import { sweepPool } from './pool.ts';
import { PAYOUT_RULES } from './rules/index.ts';

/** Computes what stays the same; the step it returns is one day. */
export function prepareWithdraw(world: World): () => void {
  const { scenario, requests, operations } = world;
  const offerExits = prepareExits(world);
  const expirePlans = preparePlans(world);
  const { processable, process } = prepareProcessing(world);

  return () => {
    if (world.ledger.pooled) sweepPool(world);
    offerExits();
    expirePlans();
    if (world.platform.windDown === 0) payOut();
    measureLateness(world);
  };

  function payOut(): void {
    const { day, book } = world;
    operations.now.payoutsWaiting = 0;
    operations.now.unusedFen = 0;
    if (book.queueFen === 0) return;
    const { rule, dailyCapFen } = inForce(scenario.policies.payout, day);
    const payable: number[] = [];
    eachUnpaid(world, (row) => {
      if (requests.promisedDay[row]! <= day && waitingFen(world, row) > 0) payable.push(row);
    });
    if (payable.length === 0) return;
    const inHand = processable(payable);
    const unpaidFen = inHand.map((row) => waitingFen(world, row));
    const wantedFen = Math.min(
      dailyCapFen ?? Infinity,
      unpaidFen.reduce((sum, fen) => sum + fen, 0),
    );
    if (scenario.policies.coverPool) refillPool(world, wantedFen - poolCashFen(world));
    const moneyFen = Math.min(Math.max(0, poolCashFen(world)), dailyCapFen ?? Infinity);
    const paidFen = new Float64Array(inHand.length);
    PAYOUT_RULES[rule](moneyFen, unpaidFen, paidFen);
    inHand.forEach((row, i) => process(row, paidFen[i]!, payable.length));
    if (inHand.length < payable.length) {
      operations.now.payoutsWaiting = payable.length - inHand.length;
      const spentFen = paidFen.reduce((sum, fen) => sum + fen, 0);
      operations.now.unusedFen = Math.min(inReachFen(), (dailyCapFen ?? Infinity) - spentFen);
    }
  }

  /** Money that payouts could still have had: the bank's, and own cash that fills the pool's gap. */
  function inReachFen(): number {
    const ownFen = scenario.policies.coverPool
      ? Math.min(poolGapFen(world), world.ledger.balance(ACCOUNT.platformCash))
      : 0;
    return Math.max(0, poolCashFen(world) + ownFen);
  }
}
