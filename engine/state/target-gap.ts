/** What the gap to the month's target sets in motion today. */
import { mulDivHalfUp } from '../base/money.ts';
import { PPM, ppm } from '../finance/terms.ts';
import type { World } from './world.ts';

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
