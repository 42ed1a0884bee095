/** Room 10 alone, on lenders with nothing but a mechanism of fear: who has left after each day. */
import { LENDER } from '../../engine/state/codes.ts';
import { addLender } from '../../engine/state/lenders.ts';
import { prepareConfidence } from '../../engine/market/10-confidence/confidence.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import { createWorld, type World } from '../../engine/state/world.ts';
import { override } from '../helpers/arbitrary-scenario.ts';
import { loadSmall } from '../helpers/scenarios.ts';

type Confidence = Partial<{
  [K in keyof Scenario['confidence']]: Scenario['confidence'][K] extends object
    ? Partial<Scenario['confidence'][K]>
    : Scenario['confidence'][K];
}>;

/** Almost no fear without news; news of 1 makes the hazard of the day `SCARE`. */
const QUIET = 1e-12;

export interface Crowd {
  readonly world: World;
  /** Runs the next day with these news (0 or 1); how many have left since the beginning. */
  nextDay(news?: number): number;
}

/** `count` lenders without money, in communities by turns, none of whom ever comes back. */
export function crowd(
  count: number,
  confidence: Confidence,
  options: {
    readonly seed: number;
    readonly scareHazard?: number;
    readonly communities?: number;
    /** Density of the graph of contacts. */
    readonly scale?: number;
    readonly shocks?: Scenario['shocks'];
  },
): Crowd {
  const { seed, scareHazard = 0.1, communities = 1, scale = 1, shocks = [] } = options;
  const scenario = override(loadSmall(['clock.horizon=1y']), {
    shocks,
    lenders: { churnPerMonth: 0, communities, contacts: { scale } },
    confidence: {
      baseHazardDaily: QUIET,
      hazardCapDaily: 10,
      thetaSigma: 0,
      neverReturnShare: 1,
      classSensitivity: { C1: 1, C2: 1, C3: 1, C4: 1, C5: 1 },
      weights: { news: Math.log(scareHazard / QUIET) },
      channels: { delays: false, coverage: false, overdue: false, guarantors: false, anticipation: false },
      ...confidence,
    },
  });
  const world = createWorld(scenario, seed, 0);
  for (let row = 0; row <= count; row++) {
    addLender(world, {
      customer: -1,
      key: row,
      bornDay: 0,
      channel: 0,
      riskClass: row % 5,
      product: 0,
      community: row % communities,
      stakeFen: 0,
    });
  }
  // Row 0 is the pool.
  world.lenders.status[0] = LENDER.gone;
  world.book.lendersInvesting -= 1;
  const step = prepareConfidence(world);
  let left = 0;
  world.day = -1;
  return {
    world,
    nextDay(news = 0) {
      world.day += 1;
      world.today.leavers.length = 0;
      world.lenderView.news = news;
      step();
      left += world.today.leavers.length;
      return left;
    },
  };
}
