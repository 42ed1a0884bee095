/** The month's target: what the month has brought, and what is missing of where it should be. */
import { PPM, ppm } from '../finance/terms.ts';
import { mulDivHalfUp } from '../base/money.ts';
import type { Registry } from '../base/columns.ts';
import type { World } from './world.ts';

/** No month has begun. */
export function createTargets(registry: Registry) {
  return registry.scalars('targets', [
    /** New loans of the month so far. */
    'monthFen',
    /** Share missing of what the month should have brought by now; 0 outside the push at its end. */
    'gap',
  ]);
}

/** What a channel spends in 30 days today, given what it spends otherwise. */
export function budgetTodayFen({ scenario, targets }: World, budgetPerMonthFen: number): number {
  const { targets: plan } = scenario.policies;
  if (plan === null || targets.gap === 0) return budgetPerMonthFen;
  return mulDivHalfUp(budgetPerMonthFen, ppm(1 + plan.budgets * targets.gap), PPM);
}

/** Points by which the accepted score is lower today. */
export function loosenedPoints({ scenario, targets }: World): number {
  return (scenario.policies.targets?.loosenPoints ?? 0) * targets.gap;
}
