/** Holdings of the opening book: `addHolding` for all holders of a loan at once, with the columns fetched once. */
import { invariant } from '../base/assert.ts';
import { NO_GUARANTOR } from '../state/codes.ts';
import type { World } from '../state/world.ts';
import { lotMultiple } from './holdings.ts';

/** Gives a loan without holders the `count` holders from `first` on; `lender` and `lots` are parallel. */
export function openHoldings(
  world: World,
  loan: number,
  holders: { readonly lender: ArrayLike<number>; readonly lots: ArrayLike<number> },
  first: number,
  count: number,
): void {
  const { loans, holdings, lenders, exposure } = world;
  invariant(loans.holdingCount[loan] === 0, 'a loan is opened once', () => ({ loan }));
  const start = holdings.addMany(count);
  loans.firstHolding[loan] = start;
  loans.holdingCount[loan] = count;
  const multiple = lotMultiple(world, loan);
  const { heldLots, firstHolding } = lenders;
  const sectorLots = exposure.sectors.lots;
  const regionLots = exposure.regions.lots;
  const sector = loans.sector[loan]!;
  const region = loans.region[loan]!;
  const guarantor = loans.guarantor[loan]!;
  for (let h = 0; h < count; h++) {
    const row = start + h;
    const lender = holders.lender[first + h]!;
    const lots = holders.lots[first + h]!;
    invariant(lots > 0 && lots <= 65_535, 'a holding has 1 to 65535 lots', () => ({ loan, lender, lots }));
    holdings.lender[row] = lender;
    holdings.lots[row] = lots;
    holdings.nextOfLender[row] = firstHolding[lender]!;
    firstHolding[lender] = row;
    const baseLots = lots * multiple;
    heldLots[lender]! += baseLots;
    sectorLots[lender * exposure.sectors.stride + sector]! += baseLots;
    regionLots[lender * exposure.regions.stride + region]! += baseLots;
    if (guarantor !== NO_GUARANTOR) {
      exposure.guarantors.lots[lender * exposure.guarantors.stride + guarantor]! += baseLots;
    }
  }
}
