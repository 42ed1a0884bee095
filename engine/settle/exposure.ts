/** Lots that a lender holds or has bid for, by sector, region and guarantor, in lots of the base size. */
import { NO_GUARANTOR } from '../state/codes.ts';
import type { World } from '../state/world.ts';

/** Where a loan or a listing stands: columns by row. */
export interface Places {
  readonly sector: Uint8Array;
  readonly region: Uint8Array;
  readonly guarantor: Uint8Array;
}

/**
 * Adds base lots (or takes them off, which is worth a note to matching) for the place of row `row` of
 * `places`.
 */
export function addExposure(
  world: World,
  places: Places,
  row: number,
  lender: number,
  baseLots: number,
): void {
  const { sectors, regions, guarantors } = world.exposure;
  if (baseLots < 0) world.queue.members.freed[lender] = 1;
  sectors.lots[lender * sectors.stride + places.sector[row]!]! += baseLots;
  regions.lots[lender * regions.stride + places.region[row]!]! += baseLots;
  const guarantor = places.guarantor[row]!;
  if (guarantor !== NO_GUARANTOR) guarantors.lots[lender * guarantors.stride + guarantor]! += baseLots;
}
