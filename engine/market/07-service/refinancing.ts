/** Old debts paid with new ones: what share of those who need a new loan to pay don't find it. */
import { LISTING } from '../../state/codes.ts';
import { lendingThrottle } from '../../state/figures.ts';
import { refinancedByRivals } from '../../state/rivals.ts';
import type { World } from '../../state/world.ts';

/** Listings of so many days before today tell whether a new loan finds lenders. */
const LOOK_BACK_DAYS = 30;

/** 0 while lending goes on as ever or the channel is off, 1 where no new loan is to be had. */
export function refinancingClosed(world: World): number {
  const { scenario, platform } = world;
  const { refinancing, refinancingShare, earlierShare, funding } = scenario.borrowersRun;
  if (!refinancing || refinancingShare + earlierShare === 0) return 0;
  const open = platform.windDown !== 0 ? 0 : lendingThrottle(world) * (funding ? fundedShare(world) : 1);
  return (1 - open) * (1 - refinancedByRivals(world));
}

/** Of the listings made in the last days that have come to an end, the share that found their money; 1 if none has ended. */
function fundedShare({ listings, day }: World): number {
  let ended = 0;
  let funded = 0;
  for (let row = listings.length - 1; row >= 0 && listings.day[row]! > day - LOOK_BACK_DAYS; row--) {
    const status = listings.status[row]!;
    if (status === LISTING.open) continue;
    ended += 1;
    if (status !== LISTING.failed) funded += 1;
  }
  return ended === 0 ? 1 : funded / ended;
}
