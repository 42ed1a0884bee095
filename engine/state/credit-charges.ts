/** What the credit line costs at a month end. */
import type { World } from './world.ts';

const MONTHS = 12;

/** Interest on what is drawn and the fee on what is not; a line that was called has nothing undrawn. */
export function creditChargesFen({ scenario, platform }: World): number {
  const { limitFen, ratePerYear, undrawnFeePerYear } = scenario.platform.creditLine;
  const undrawnFen = platform.creditCalledDay >= 0 ? 0 : Math.max(0, limitFen - platform.creditDrawnFen);
  const interestFen = Math.floor((platform.creditDrawnFen * ratePerYear) / MONTHS + 0.5);
  const feeFen = Math.floor((undrawnFen * undrawnFeePerYear) / MONTHS + 0.5);
  return interestFen + feeFen;
}
