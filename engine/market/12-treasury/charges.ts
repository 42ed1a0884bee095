/** What a distribution pays before lenders: wages not paid so far, then the administrator. */
import { PPM, ppm } from '../../finance/terms.ts';
import { floorShare } from '../../settle/proceeds.ts';
import { FLOW } from '../../state/flow.ts';
import type { World } from '../../state/world.ts';

/**
 * Fen taken out of a distribution of `moneyFen`: unpaid pay up to the share that costs may take first, and the
 * administrator's fee on the rest. The pay counts as paid from here on.
 */
export function takeCharges(world: World, moneyFen: number): number {
  const { platform, flow, scenario } = world;
  const { costsFirst, administratorFee } = scenario.failure.windDown;
  const payFen = Math.min(platform.payrollArrearsFen, floorShare(moneyFen, ppm(costsFirst), PPM));
  platform.payrollArrearsFen -= payFen;
  const feeFen = floorShare(moneyFen - payFen, ppm(administratorFee), PPM);
  flow[FLOW.costsFen]! += payFen + feeFen;
  return payFen + feeFen;
}
