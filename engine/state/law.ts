/** What the law forbids today, what the platform has stopped of it, and what the regulator has found and ordered. */
import { power } from '../base/mathx.ts';
import { FEATURES, FORBIDDEN, LEGAL_CAPS, type Feature, type LegalCaps, type Regime } from '../base/law.ts';
import { ACCOUNT } from '../ledger/accounts.ts';
import { inForce } from './dated.ts';
import { FOUND } from './orders.ts';
import type { World } from './world.ts';

const DAYS_PER_MONTH = 30;

/** The regime in force today. */
export function regimeToday({ scenario, day }: World): Regime {
  return inForce(scenario.regime, day);
}

/** Caps of the law in force today. */
export function legalCaps(world: World): LegalCaps {
  return LEGAL_CAPS[regimeToday(world)];
}

/** Whether the law in force today forbids a feature. */
export function isForbidden(world: World, feature: Feature): boolean {
  return FORBIDDEN[regimeToday(world)].includes(feature);
}

/** Whether the platform does no new business of what is forbidden today: by itself, since it was found, or by order. */
export function isStopped(world: World, feature: Feature): boolean {
  if (!isForbidden(world, feature)) return false;
  const { law, scenario, day } = world;
  const row = FEATURES.indexOf(feature);
  if (law.closed[row] === 1) return true;
  const way = inForce(scenario.policies.compliance, day);
  return way === 'atOnce' || (way === 'whenFound' && law.found[row] !== FOUND.never);
}

/** Most that a new loan to an applicant of a kind may be; `elsewhereFen` is what it is seen to owe on other platforms. */
export function largestLoanFen(world: World, isEnterprise: boolean, elsewhereFen: number): number {
  const feature = isEnterprise ? 'enterpriseCap' : 'personCap';
  if (!isStopped(world, feature)) return Infinity;
  const caps = legalCaps(world);
  const totalFen = isEnterprise ? caps.enterpriseTotalFen : caps.personTotalFen;
  return Math.min(isEnterprise ? caps.enterpriseFen : caps.personFen, Math.max(0, totalFen - elsewhereFen));
}

/** Highest all-in rate of a new loan: the platform's own cap, and the law's where it is kept. */
export function allInCap(world: World): number {
  const own = inForce(world.scenario.pricing.allInCap, world.day);
  return isStopped(world, 'rateCap') ? Math.min(own, legalCaps(world).allInRate) : own;
}

/** Share of what would be lent that the regulator lets through. */
export function lendingAllowed({ law }: World): number {
  return law.now.filingRefusedDay >= 0 ? 0 : 1;
}

/** What may still be approved today under an order on the balance, with what is listed or full already; Infinity without one. */
export function roomUnderOrderFen(world: World): number {
  const { law, scenario, book, ledger, day } = world;
  if (law.now.capDay < 0 || scenario.supervision === null) return Infinity;
  const months = (day - law.now.capDay) / DAYS_PER_MONTH;
  const left = power(1 - scenario.supervision.shrinkPerMonth, months);
  const committedFen = book.outstandingFen + book.listingsOpenFen + ledger.balance(ACCOUNT.lenderHeld);
  return Math.floor(law.now.capFen * left) - committedFen;
}

/** Breaches that were found and are not put right. */
export function breachesOpen({ law }: World): number {
  let count = 0;
  for (const found of law.found) if (found === FOUND.open) count += 1;
  return count;
}
