/** How many people a channel brings on a day, in expectation. */
import { exp } from '../../base/mathx.ts';
import type { Shock } from '../../scenario/scenario.ts';

const DAYS_PER_MONTH = 30;
const RAMP_STEEPNESS = 6;

/** Share of the visits that can be had at a budget; all of them where no budget is needed. */
export function saturation(budgetFen: number, halfFen: number): number {
  return halfFen <= 0 ? 1 : budgetFen / (budgetFen + halfFen);
}

/** Mean visits of a day at full operation, at a budget of 30 days. */
export function dailyVisits(
  channel: { readonly visitsMaxPerMonth: number; readonly budgetHalfFen: number },
  budgetPerMonthFen: number,
): number {
  return (channel.visitsMaxPerMonth / DAYS_PER_MONTH) * saturation(budgetPerMonthFen, channel.budgetHalfFen);
}

/** Share of its later business that a branch opened on day 0 has: logistic, half at half of the ramp. */
export function branchRamp(day: number, rampMonths: number): number {
  return 1 / (1 + exp(-RAMP_STEEPNESS * (day / (DAYS_PER_MONTH * rampMonths) - 0.5)));
}

/** Product of the multipliers of leads in force on one side. */
export function leadsOn(shocks: readonly Shock[], side: 'borrowers' | 'lenders', day: number): number {
  let multiplier = 1;
  for (const shock of shocks) {
    if (shock.kind !== 'leads' || shock.side !== side) continue;
    if (day >= shock.day && day < shock.day + shock.overDays) multiplier *= shock.multiplier;
  }
  return multiplier;
}
