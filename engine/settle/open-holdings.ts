/** Holdings of the opening book: `addHolding` for all holders of a loan at once, with the columns fetched once. */
import { invariant } from '../base/assert.ts';
import { NO_GUARANTOR } from '../state/codes.ts';
import type { World } from '../state/world.ts';
import { lotMultiple } from './holdings.ts';

/** Gives a loan, on a day on which nobody waits in the queue yet, without holders the `count` holders from `first` on; `lender` and `lots` are parallel. */
export function openHoldings(
  world: World,
  loan: number,
  holders: { readonly lender: ArrayLike<number>; readonly lots: ArrayLike<number> },
  first: number,
  count: number,
): void {
  const { loans, holdings, lenders, headroom } = world;
  invariant(loans.holdingCount[loan] === 0, 'a loan is opened once', () => ({ loan }));
  const start = holdings.addMany(count);
  loans.firstHolding[loan] = start;
  loans.holdingCount[loan] = count;
  const multiple = lotMultiple(world, loan);
  const { heldLots, firstHolding } = lenders;
  const { lots: freeLots, stride } = headroom;
  const sector = loans.sector[loan]!;
  const region = headroom.firstRegion + loans.region[loan]!;
  const guarantor = loans.guarantor[loan]!;
  const group = loans.group[loan]!;
  for (let h = 0; h < count; h++) {
    const row = start + h;
    const lender = holders.lender[first + h]!;
    const lots = holders.lots[first + h]!;
    invariant(lots > 0 && lots <= 65_535, 'a holding has 1 to 65535 lots', () => ({ loan, lender, lots }));
    holdings.lender[row] = lender;
    holdings.lots[row] = lots;
    const next = firstHolding[lender]!;
    holdings.nextOfLender[row] = next;
    if (next >= 0) holdings.previousOfLender[next] = row;
    firstHolding[lender] = row;
    const baseLots = lots * multiple;
    heldLots[lender]! += baseLots;
    const own = lender * stride;
    freeLots[own + sector]! -= baseLots;
    freeLots[own + region]! -= baseLots;
    if (guarantor !== NO_GUARANTOR) freeLots[own + headroom.firstGuarantor + guarantor]! -= baseLots;
    if (group > 0) freeLots[own + headroom.firstGroup + group - 1]! -= baseLots;
  }
}
