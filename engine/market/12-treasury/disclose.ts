/** What lenders and borrowers will know tomorrow: written last thing in the evening. */
import { dailyDecay } from '../../base/mathx.ts';
import { collectedTodayFen } from '../../state/commitments.ts';
import { bufferToLifetimeEl, lenderBalanceFen, overdueFen, ratio } from '../../state/figures.ts';
import { promiseNews, testPromises } from '../../settle/promises.ts';
import { FLOW } from '../../state/flow.ts';
import type { World } from '../../state/world.ts';
import { distressSeen } from './distress.ts';
import { prepareGain } from './gain.ts';

/** Share of lenders' balance that an ordinary week asks for. */
const ORDINARY_SHARE = 0.01;

/** Computes what stays the same; the step it returns closes one day. */
export function prepareDisclosure(world: World): () => void {
  const { scenario, platform, lenderView, history, flow, book, payouts } = world;
  const gainOfLeaving = prepareGain(world);
  const distressDecay = dailyDecay(scenario.borrowersRun.halfLifeDays);

  return () => {
    const { day } = world;
    const balanceFen = lenderBalanceFen(world);
    lenderView.coverage = bufferToLifetimeEl(world);
    lenderView.overdueRatio = ratio(overdueFen(world), book.outstandingFen);
    lenderView.publicDelayDays = payouts.now.oldestDays;
    lenderView.anticipation = gainOfLeaving(ORDINARY_SHARE * balanceFen);
    testPromises(world);
    lenderView.promises = promiseNews(world);
    const target = distressSeen(world, balanceFen);
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
}
