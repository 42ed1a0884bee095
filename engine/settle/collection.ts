/** How well collection works today: what cures and recoveries are scaled by. */
import { skilledPersons } from '../state/staff.ts';
import type { World } from '../state/world.ts';

/**
 * sigma (1 - collectionEffect x distress): sigma is collectors' capacity over delinquent loans as they stand
 * now, at most 1, and `servicingEffect` in wind-down. Collectors fall with the share of the payroll that was
 * paid, and with force majeure.
 */
export function collectionEffect(world: World): number {
  const { scenario, platform } = world;
  const { borrowersRun, servicing, failure } = scenario;
  const left = world.majeure.now.collectors;
  const collectors = skilledPersons(world, 'collections') * platform.payrollPaidShare * left;
  const delinquent = platform.delinquentLoans;
  const capacity =
    delinquent === 0 ? 1 : Math.min(1, (collectors * servicing.loansPerCollector) / delinquent);
  const sigma = platform.windDown !== 0 ? failure.windDown.servicingEffect * left : capacity;
  return borrowersRun.collection ? sigma * (1 - borrowersRun.collectionEffect * platform.distress) : sigma;
}
