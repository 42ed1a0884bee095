/** Plans with a lock-in: renewed at expiry, or paid back by sale (segregated) or by the pool at once (pooled). */
import { exp } from '../../base/mathx.ts';
import { offerAll } from '../../settle/exits.ts';
import { claimsOf } from '../../settle/holdings.ts';
import { LENDER, REQUEST } from '../../state/codes.ts';
import { FLOW } from '../../state/flow.ts';
import { promisedDay, requestWithdrawal } from '../../state/lenders.ts';
import { isStopped } from '../../state/law.ts';
import { lendsAtRivals, rivalPull } from '../../state/rivals.ts';
import { endStay, startPlan } from '../../state/stays.ts';
import type { World } from '../../state/world.ts';
import { RANK } from './exits.ts';
import { buyOut, poolBuys } from './pool.ts';

/** Draw of stream `lenderDay`. */
const RENEWS = 3;

/** Computes what stays the same; the step it returns is one day. */
export function preparePlans(world: World): () => void {
  const { scenario, lenders, lenderView, payouts, agendas, platform, names, flow } = world;
  const renewals = names.lenderProducts.map((name) => scenario.products[name]!.renewal);
  const stream = world.streams.stream('lenderDay');
  const enough = {
    status: LENDER.paused,
    neverReturnShare: scenario.lenders.neverReturnShare,
    meanDays: scenario.lenders.pauseMeanDays,
  };

  const isShared = lendsAtRivals(world);
  /** Share of those at ease that renew; rivals change how many of those who have money there don't. */
  const renewalOf = (lender: number): number => {
    const renewal = renewals[lenders.product[lender]!]!;
    return isShared(lender) ? Math.max(0, 1 - (1 - renewal) * rivalPull(world).departures) : renewal;
  };

  return expire;

  function expire(): void {
    const { day } = world;
    const noPlans = isStopped(world, 'termSplitting');
    const due: number[] = [];
    agendas.planExpiry.visit(day, (lender) => due.push(lender));
    due.sort((a, b) => a - b);
    for (const lender of due) {
      if (lenders.planExpiryDay[lender] !== day) continue;
      world.counts.planExpiries += 1;
      const calm = renewalOf(lender) * exp(-Math.max(0, lenderView.signal));
      const investing = lenders.status[lender] === LENDER.investing;
      if (platform.windDown === 1) lenders.planExpiryDay[lender] = -1;
      else if (investing && !noPlans && stream.uniform(lenders.key[lender]!, day, RENEWS) < calm)
        startPlan(world, lender);
      else endPlan(lender, investing);
    }
  }

  function endPlan(lender: number, investing: boolean): void {
    lenders.planExpiryDay[lender] = -1;
    if (investing) endStay(world, lender, enough);
    flow[FLOW.plansExpiredFen]! += claimsOf(world, lender);
    if (poolBuys(world)) buyOut(world, lender);
    else if (scenario.matching.transfers) {
      offerAll(world, lender, RANK.plan);
      const wait = payouts.planWaits.add();
      payouts.planWaits.lender[wait] = lender;
      payouts.planWaits.promisedDay[wait] = promisedDay(world);
    }
    requestWithdrawal(world, lender, lenders.cashFen[lender]!, REQUEST.plan);
  }
}
