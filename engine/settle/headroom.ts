/** Lots taken and given back under a lender's limits: its headroom, and what the matching queue knows of it. */
import { NO_GUARANTOR } from '../state/codes.ts';
import type { Cells, Places } from '../state/headroom.ts';
import type { World } from '../state/world.ts';

/** The lender holds or bids for so many more base lots (or fewer, if negative) in the place of row `row`. */
export function takeHeadroom(
  world: World,
  places: Places,
  row: number,
  lender: number,
  baseLots: number,
): void {
  const { firstRegion, firstGuarantor, firstGroup } = world.headroom;
  take(world, lender, places.sector[row]!, baseLots);
  take(world, lender, firstRegion + places.region[row]!, baseLots);
  const guarantor = places.guarantor[row]!;
  if (guarantor !== NO_GUARANTOR) take(world, lender, firstGuarantor + guarantor, baseLots);
  const group = places.group[row]!;
  if (group > 0) take(world, lender, firstGroup + group - 1, baseLots);
}

/** A waiting lender was found without headroom in one of the cells: it isn't looked at for them until there is some again. */
export function noteExhausted(world: World, lender: number, cells: Cells): void {
  const { headroom, queue } = world;
  for (const cell of cells) {
    if (headroom.lots[lender * headroom.stride + cell]! <= 0) queue.line.markCell(lender, cell, true);
  }
}

/** The limits of `world.scenario` hold from now on: everybody's headroom moves by as much as its limits do. */
export function changeLimits(world: World): void {
  const { headroom, lenders } = world;
  const before = headroom.capsOf;
  headroom.setRules(world.scenario);
  const { firstRegion, firstGuarantor, firstGroup, borrower, stride } = headroom;
  for (let lender = 0; lender < lenders.length; lender++) {
    const stakeFen = lenders.stakeFen[lender]!;
    const [was, is] = [before(stakeFen), headroom.capsOf(stakeFen)];
    const lowered = [
      was.sector - is.sector,
      was.region - is.region,
      was.guarantor - is.guarantor,
      was.group - is.group,
    ] as const;
    for (let cell = 0; cell < borrower; cell++) {
      const less = lowered[cell < firstRegion ? 0 : cell < firstGuarantor ? 1 : cell < firstGroup ? 2 : 3];
      if (less !== 0) take(world, lender, cell, less);
    }
    headroom.lots[lender * stride + borrower]! += is.borrower - was.borrower;
  }
}

function take(world: World, lender: number, cell: number, baseLots: number): void {
  const { headroom, queue } = world;
  const { lots } = headroom;
  const at = lender * headroom.stride + cell;
  const before = lots[at]!;
  const after = before - baseLots;
  lots[at] = after;
  if (before > 0 !== after > 0) queue.line.markCell(lender, cell, after <= 0);
}
