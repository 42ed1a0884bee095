/** What lenders and borrowers will know tomorrow: written last thing in the evening. */
import { power } from '../../base/mathx.ts';
import { collectedTodayFen, shareNotRenewed } from '../../state/commitments.ts';
import { inForce } from '../../state/dated.ts';
import {
  bufferToLifetimeEl,
  lenderBalanceFen,
  overdueFen,
  plansExpiring7dFen,
  poolCashFen,
  ratio,
  repaid7dFen,
} from '../../state/figures.ts';
import { FLOW } from '../../state/flow.ts';
import type { World } from '../../state/world.ts';

/** Share of lenders' balance that an ordinary week asks for, and at which lateness is full distress. */
const ORDINARY_SHARE = 0.01;

/** The share of a quantity left after a day. */
export function dailyDecay(halfLifeDays: number): number {
  return power(2, -1 / halfLifeDays);
}

/** Computes what stays the same; the step it returns closes one day. */
export function prepareDisclosure(world: World): () => void {
  const { scenario, platform, lenderView, history, flow, book, payouts } = world;
  const notRenewed = shareNotRenewed(scenario);
  const distressDecay = dailyDecay(scenario.borrowersRun.halfLifeDays);

  return () => {
    const { day } = world;
    const balanceFen = lenderBalanceFen(world);
    lenderView.coverage = bufferToLifetimeEl(world);
    lenderView.overdueRatio = ratio(overdueFen(world), book.outstandingFen);
    lenderView.publicDelayDays = payouts.now.oldestDays;
    lenderView.anticipation = anticipation(balanceFen);
    const target =
      platform.windDown === 1 ? 1 : Math.min(1, ratio(payouts.now.lateFen, ORDINARY_SHARE * balanceFen));
    platform.distress = target + (platform.distress - target) * distressDecay;
    platform.openYesterdayFen = book.listingsOpenFen + book.offersFen;
    history.requestedFen[day] = flow[FLOW.withdrawalRequestedFen]!;
    history.depositsFen[day] = flow[FLOW.depositsFen]!;
    history.repaidFen[day] = flow[FLOW.repaidFen]!;
    history.dueFen[day] = flow[FLOW.dueFen]!;
    history.collectedFen[day] = collectedTodayFen(world);
    history.feesFen[day] = flow[FLOW.feesFen]!;
    history.lenderBalanceFen[day] = balanceFen;
    if (platform.failureDay >= 0) platform.windDown = 1;
  };

  /** What somebody gains by leaving before the others. */
  function anticipation(balanceFen: number): number {
    const { rule } = inForce(scenario.policies.payout, world.day);
    if (rule === 'proRata') return 0;
    const leavingFen = plansExpiring7dFen(world) * notRenewed;
    const askedFen = book.queueFen + leavingFen + ORDINARY_SHARE * balanceFen;
    const thereFen = poolCashFen(world) + repaid7dFen(world);
    return askedFen > 0 ? Math.min(1, Math.max(0, 1 - thereFen / askedFen)) : 0;
  }
}
