/** How well collection works: what cures and recoveries are scaled by, for all loans at once or case by case. */
import { skilledPersons } from '../state/staff.ts';
import type { World } from '../state/world.ts';

/**
 * sigma (1 - collectionEffect x distress): sigma is collectors' capacity over delinquent loans as they stand
 * now, at most 1, and `servicingEffect` in wind-down. Collectors fall with the share of the payroll that was
 * paid, and with force majeure.
 */
export function collectionEffect(world: World): number {
  const { scenario, platform } = world;
  const { servicing, failure } = scenario;
  const left = world.majeure.now.collectors;
  const collectors = skilledPersons(world, 'collections') * platform.payrollPaidShare * left;
  const delinquent = platform.delinquentLoans;
  const capacity =
    delinquent === 0 ? 1 : Math.min(1, (collectors * servicing.loansPerCollector) / delinquent);
  const sigma = platform.windDown !== 0 ? failure.windDown.servicingEffect * left : capacity;
  return sigma * undistressed(world);
}

/** Share of cures and recoveries that borrowers leave to a platform in distress. */
function undistressed({ scenario, platform }: World): number {
  const { borrowersRun } = scenario;
  return borrowersRun.collection ? 1 - borrowersRun.collectionEffect * platform.distress : 1;
}

/**
 * With stages: what the last work on a case makes of its chance to cure, or of what comes in after default; `unworked` from the day on
 * which the work should have been done again.
 */
export function caseEffect(world: World, loan: number, of: 'cure' | 'recovery'): number {
  const { scenario, loans, cases, day } = world;
  const { stages, unworked } = scenario.servicing;
  const row = loans.caseRow[loan]!;
  const workedDay = row < 0 ? -1 : cases.workedDay[row]!;
  const stage = workedDay < 0 ? undefined : stages[cases.workedStage[row]!];
  const isWorked = stage !== undefined && day <= workedDay + stage.everyDays;
  return (isWorked ? stage[of] : unworked) * undistressed(world);
}
