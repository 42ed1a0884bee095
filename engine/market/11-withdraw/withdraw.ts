/**
 * Room 11, withdraw. Reads the day's leavers and returned lenders, expiring plans, unpaid requests, the bank's cash;
 * writes offers for sale, renewals, purchases by the pool, own cash given to it, requests taken back and payouts, gates, what is
 * late. In wind-down it only measures: treasury distributes.
 */
import { measureExits } from '../../settle/exits.ts';
import { measureLateness } from '../../settle/lateness.ts';
import { abandonReopening, isClosed, judgeReopening, reopen } from '../../state/payout/stops.ts';
import type { World } from '../../state/world.ts';
import { prepareExits } from './exits.ts';
import { prepareGate } from './gate.ts';
import { preparePayOut } from './pay-out.ts';
import { preparePlans } from './plans.ts';
import { sweepPool } from './pool.ts';
import { takeBackRequests } from './take-back.ts';

/** Computes what stays the same; the step it returns is one day. */
export function prepareWithdraw(world: World): () => void {
  const { stop } = world.payouts;
  const offerExits = prepareExits(world);
  const expirePlans = preparePlans(world);
  const moveGate = prepareGate(world);
  const payOut = preparePayOut(world);

  return () => {
    if (world.ledger.pooled) sweepPool(world);
    offerExits();
    takeBackRequests(world);
    expirePlans();
    if (world.platform.windDown === 0) payIfOpen();
    else abandonReopening(world);
    measureLateness(world);
    measureExits(world);
  };

  function payIfOpen(): void {
    moveGate();
    if (stop.suspendedUntil === world.day) reopen(world, 'reopening');
    if (!isClosed(world)) judgeReopening(world, payOut());
  }
}
