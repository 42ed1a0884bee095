/** Systematic factors: daily AR(1) of unit variance. */
import { power } from '../../base/mathx.ts';

const DAYS_PER_MONTH = 30;

/** Daily persistence of a factor that keeps `monthly` of itself over a month. */
export function dailyPersistence(monthly: number): number {
  return monthly <= 0 ? 0 : power(monthly, 1 / DAYS_PER_MONTH);
}

/** The factor's next value, given today's innovation; on the first day the innovation itself. */
export function nextFactor(today: number, innovation: number, persistence: number, first: boolean): number {
  return first ? innovation : persistence * today + Math.sqrt(1 - persistence * persistence) * innovation;
}
