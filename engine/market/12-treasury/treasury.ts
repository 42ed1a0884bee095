/**
 * Room 12, treasury. Reads the books, what is late, capital called, what is promised ahead, records on file; writes costs, look-ups sold, the reserve's
 * level, the credit line, the buffer, failure and wind-down, distributions, lost cash, the platform's estimates, and in the evening what is disclosed to lenders and
 * seen by borrowers. Triggers act before and after it, in a module of their own.
 */
import { prepareExpectedLoss } from '../../state/expected-loss.ts';
import { measureLateness } from '../../settle/lateness.ts';
import { measureConcentration } from '../../state/concentration.ts';
import { measureFairness } from '../../state/fairness.ts';
import { lenderBalanceFen } from '../../state/figures.ts';
import { measureLiquidity } from '../../state/liquidity.ts';
import type { World } from '../../state/world.ts';
import { keepBuffer } from './buffer.ts';
import { prepareCapital } from './capital.ts';
import { payCosts } from './costs.ts';
import { prepareCredit } from './credit.ts';
import { prepareDisclosure } from './disclose.ts';
import { testFailure } from './failure.ts';
import { seizeReserve, steerReserve } from './reserve.ts';
import { prepareLookUps } from './look-ups.ts';
import { prepareWindDown } from './wind-down.ts';

/** Computes what stays the same and the estimates of the first morning; the step it returns is one day. */
export function prepareTreasury(world: World): () => void {
  const { calendar, platform, registry, history } = world;
  const own = registry.scalars('treasury', ['causes']);
  const estimate = prepareExpectedLoss(world);
  const disclose = prepareDisclosure(world);
  const windDown = prepareWindDown(world);
  const takeCapital = prepareCapital(world);
  const credit = prepareCredit(world);
  const sellLookUps = prepareLookUps(world);
  if (!registry.isReopened) {
    history.opening.lenderBalanceFen = lenderBalanceFen(world);
    estimate();
  }

  return () => {
    const { day } = world;
    const windingDown = platform.windDown === 1;
    takeCapital();
    sellLookUps();
    estimate();
    if (calendar.isMonthEnd(day)) {
      payCosts(world);
      if (!windingDown) steerReserve(world);
      measureFairness(world);
      measureConcentration(world);
    }
    if (!windingDown) {
      credit.settle();
      keepBuffer(world);
      credit.repayWhenLiquid();
    }
    testFailure(world, own);
    if (platform.failureDay >= 0) seizeReserve(world);
    if (platform.failureDay === day) windDown.begin();
    if (windingDown) {
      windDown.step();
      measureLateness(world);
    }
    disclose();
    measureLiquidity(world);
  };
}
