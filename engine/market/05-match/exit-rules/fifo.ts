/** First come, first served: the oldest offer of a rank before all others, however much its seller has for sale. */
import type { ExitRule, Standing } from './rule.ts';

/** Places as they stand. */
export function asTheyStand(standing: readonly Standing[]): number[] {
  return standing.map((_, place) => place);
}

export const fifo: ExitRule = { order: asTheyStand, newMoneyOnly: false };
