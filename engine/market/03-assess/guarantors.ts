/** Which guarantor passes an application on, if any. Reads the guarantors' books. */
import { netAssetsFen, standsForFen } from '../../state/guarantors.ts';
import { isStopped } from '../../state/law.ts';
import type { World } from '../../state/world.ts';

/** Drawn by share among those that haven't failed and may be taken; -1 if none is left. */
export function drawGuarantor(world: World, u: number): number {
  const { guarantors } = world;
  const licensedOnly = isStopped(world, 'unlicensedGuarantor');
  const shares = Object.values(world.scenario.guarantors).map(({ share, licensed }) =>
    licensedOnly && !licensed ? 0 : share,
  );
  let total = 0;
  for (let row = 0; row < guarantors.length; row++) {
    if (guarantors.failedDay[row]! < 0) total += shares[row]!;
  }
  let target = u * total;
  let last = -1;
  for (let row = 0; row < guarantors.length; row++) {
    if (guarantors.failedDay[row]! >= 0 || shares[row] === 0) continue;
    last = row;
    target -= shares[row]!;
    if (target < 0) return row;
  }
  return last;
}

/** True if the guarantor may stand for the amount: leverage, elsewhere included, and its limit for one borrower. */
export function hasRoom(world: World, guarantor: number, amountFen: number): boolean {
  const { scenario, names } = world;
  const terms = scenario.guarantors[names.guarantors[guarantor]!]!;
  const worthFen = netAssetsFen(world, guarantor);
  const standsFor = standsForFen(world, guarantor);
  return amountFen <= terms.borrowerCap * worthFen && standsFor + amountFen <= terms.leverageCap * worthFen;
}
