/** Interest that borrowers owe by today and haven't paid: what a claim may carry besides its principal. */
import { LOAN, METHODS } from '../state/codes.ts';
import type { World } from '../state/world.ts';
import { lendersClaimFen } from './outstanding.ts';

const BULLET = METHODS.indexOf('bullet');
/** Days after which a month's interest has accrued in full. */
const MONTH_DAYS = 30;

/** By lender: interest accrued on its lots, of loans that no payer has compensated. One walk over loans and holdings. */
export function accruedByLender(world: World): Float64Array {
  const { loans, holdings, lenders } = world;
  const accrued = new Float64Array(lenders.length);
  for (let loan = 0; loan < loans.length; loan++) {
    if (lendersClaimFen(world, loan) === 0 || loans.compensated[loan] === 1) continue;
    const lotFen = accruedOfLot(world, loan);
    if (lotFen === 0) continue;
    const first = loans.firstHolding[loan]!;
    for (let row = first; row < first + loans.holdingCount[loan]!; row++) {
      accrued[holdings.lender[row]!]! += holdings.lots[row]! * lotFen;
    }
  }
  return accrued;
}

/**
 * Of one lot: interest of the instalments due and unpaid, and of the running month by days. A bullet loan's interest
 * accrues evenly over its months; a loan in default accrues no more than was due.
 */
function accruedOfLot(world: World, loan: number): number {
  const { loans, schedules, calendar, day } = world;
  const { interestFen } = schedules.get(loans.schedule[loan]!);
  const term = loans.termMonths[loan]!;
  const due = Math.max(loans.due[loan]!, loans.paid[loan]!);
  if (loans.method[loan] === BULLET) {
    return Math.floor((interestFen[term - 1]! * Math.min(term, due)) / term);
  }
  let sumFen = 0;
  for (let k = loans.paid[loan]!; k < due; k++) sumFen += interestFen[k]!;
  if (due >= term || loans.status[loan] !== LOAN.repaying) return sumFen;
  const lastDue = calendar.addMonthsClipped(loans.contractDay[loan]!, due, loans.dueDayOfMonth[loan]!);
  const days = Math.min(MONTH_DAYS, Math.max(0, day - lastDue));
  return sumFen + Math.floor((interestFen[due]! * days) / MONTH_DAYS);
}
