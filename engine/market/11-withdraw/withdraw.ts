/**
 * Room 11, withdraw. Reads the day's leavers and returned lenders, expiring plans, unpaid requests, the bank's cash;
 * writes offers for sale, renewals, purchases by the pool, own cash given to it, requests and payouts, what is late. In wind-down it only
 * measures: treasury distributes.
 */
import { inForce } from '../../state/dated.ts';
import { poolCashFen } from '../../state/figures.ts';
import { refillPool } from '../../state/refill.ts';
import { measureExits } from '../../settle/exits.ts';
import { measureLateness } from '../../settle/lateness.ts';
import { eachUnpaid, payRequest } from '../../state/requests.ts';
import type { World } from '../../state/world.ts';
import { prepareExits } from './exits.ts';
import { preparePlans } from './plans.ts';
import { sweepPool } from './pool.ts';
import { PAYOUT_RULES } from './rules/index.ts';

/** Computes what stays the same; the step it returns is one day. */
export function prepareWithdraw(world: World): () => void {
  const { scenario, requests } = world;
  const offerExits = prepareExits(world);
  const expirePlans = preparePlans(world);

  return () => {
    if (world.ledger.pooled) sweepPool(world);
    offerExits();
    expirePlans();
    if (world.platform.windDown === 0) payOut();
    measureLateness(world);
    measureExits(world);
  };

  function payOut(): void {
    const { day, book } = world;
    if (book.queueFen === 0) return;
    const { rule, dailyCapFen } = inForce(scenario.policies.payout, day);
    const payable: number[] = [];
    eachUnpaid(world, (row) => {
      if (requests.promisedDay[row]! <= day) payable.push(row);
    });
    if (payable.length === 0) return;
    const unpaidFen = payable.map((row) => requests.requestedFen[row]! - requests.paidFen[row]!);
    const wantedFen = Math.min(
      dailyCapFen ?? Infinity,
      unpaidFen.reduce((sum, fen) => sum + fen, 0),
    );
    if (scenario.policies.coverPool) refillPool(world, wantedFen - poolCashFen(world));
    const moneyFen = Math.min(Math.max(0, poolCashFen(world)), dailyCapFen ?? Infinity);
    const paidFen = new Float64Array(payable.length);
    PAYOUT_RULES[rule](moneyFen, unpaidFen, paidFen);
    payable.forEach((row, i) => payRequest(world, row, paidFen[i]!));
  }
}
