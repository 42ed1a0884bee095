/** Plans with a lock-in: renewed at expiry, or paid back by sale (segregated) or by the pool at once (pooled). */
import { exp } from '../../base/mathx.ts';
import { claimsOf, holdingsOf, loanOfHolding } from '../../settle/holdings.ts';
import { LENDER, LOAN, REQUEST } from '../../state/codes.ts';
import { FLOW } from '../../state/flow.ts';
import { promisedDay, requestWithdrawal } from '../../state/lenders.ts';
import { noteDelay } from '../../state/requests.ts';
import { endStay, startPlan } from '../../state/stays.ts';
import type { World } from '../../state/world.ts';
import { offerAll, RANK } from './exits.ts';
import { buyOut } from './pool.ts';

/** Draw of stream `lenderDay`. */
const RENEWS = 3;

/** Computes what stays the same; both steps belong to one day. */
export function preparePlans(world: World): { expire: () => void; measureWaits: () => void } {
  const { scenario, lenders, lenderView, payouts, agendas, platform, names, flow } = world;
  const renewals = names.lenderProducts.map((name) => scenario.products[name]!.renewal);
  const stream = world.streams.stream('lenderDay');
  const enough = {
    status: LENDER.paused,
    neverReturnShare: scenario.lenders.neverReturnShare,
    meanDays: scenario.lenders.pauseMeanDays,
  };

  return { expire, measureWaits };

  function expire(): void {
    const { day } = world;
    const due: number[] = [];
    agendas.planExpiry.visit(day, (lender) => due.push(lender));
    due.sort((a, b) => a - b);
    for (const lender of due) {
      if (lenders.planExpiryDay[lender] !== day) continue;
      world.counts.planExpiries += 1;
      const calm = renewals[lenders.product[lender]!]! * exp(-Math.max(0, lenderView.signal));
      const investing = lenders.status[lender] === LENDER.investing;
      if (platform.windDown === 1) lenders.planExpiryDay[lender] = -1;
      else if (investing && stream.uniform(lenders.key[lender]!, day, RENEWS) < calm)
        startPlan(world, lender);
      else endPlan(lender, investing);
    }
  }

  function endPlan(lender: number, investing: boolean): void {
    lenders.planExpiryDay[lender] = -1;
    if (investing) endStay(world, lender, enough);
    flow[FLOW.plansExpiredFen]! += claimsOf(world, lender);
    if (world.ledger.pooled) buyOut(world, lender);
    else if (scenario.matching.transfers) {
      offerAll(world, lender, RANK.plan);
      const wait = payouts.planWaits.add();
      payouts.planWaits.lender[wait] = lender;
      payouts.planWaits.promisedDay[wait] = promisedDay(world);
    }
    requestWithdrawal(world, lender, lenders.cashFen[lender]!, REQUEST.plan);
  }

  /** The oldest plan that still has a sellable claim unsold counts as late past its promise. */
  function measureWaits(): void {
    const { planWaits, now } = payouts;
    while (now.firstWaiting < planWaits.length && !waits(planWaits.lender[now.firstWaiting]!)) {
      now.firstWaiting += 1;
    }
    if (now.firstWaiting === planWaits.length) return;
    const days = world.day - planWaits.promisedDay[now.firstWaiting]!;
    if (days > 0) noteDelay(world, lenders.product[planWaits.lender[now.firstWaiting]!]!, days);
  }

  /** Whether a claim of a current loan is still for sale. */
  function waits(lender: number): boolean {
    const { holdings, loans } = world;
    return holdingsOf(world, lender).some((holding) => {
      if (holdings.offered[holding] === 0) return false;
      const loan = loanOfHolding(world, holding);
      return loans.status[loan] === LOAN.repaying && loans.missed[loan] === 0;
    });
  }
}
