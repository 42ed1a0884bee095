/** Plans: a lender's money is locked in until a day. */
import type { World } from './world.ts';

/** A lender of a plan is locked in from today; nothing happens to others. `fromDay` may lie in the past. */
export function beginPlan(world: World, lender: number, expiryDay = planEnd(world, lender)): void {
  if (expiryDay < 0) return;
  world.lenders.planExpiryDay[lender] = expiryDay;
  world.agendas.planExpiry.add(expiryDay, lender);
}

/** Day on which a lock-in that begins today ends; -1 for products without one. */
export function planEnd(world: World, lender: number): number {
  const { scenario, names, lenders, calendar, day } = world;
  const product = scenario.products[names.lenderProducts[lenders.product[lender]!]!]!;
  if (product.kind !== 'plan' || product.lockInMonths <= 0) return -1;
  return calendar.addMonthsClipped(day, product.lockInMonths, calendar.dayOfMonth(day));
}
