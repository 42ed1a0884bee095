/** Interest that borrowers owe by today and haven't paid: what a claim may carry besides its principal. */
import { partInterestFen } from '../state/cases.ts';
import { LOAN, METHODS } from '../state/codes.ts';
import type { World } from '../state/world.ts';

const BULLET = METHODS.indexOf('bullet');
/** Days after which a month's interest has accrued in full. */
const MONTH_DAYS = 30;

/** By lender: interest accrued on its lots, of loans neither in default nor compensated. One walk over loans and holdings. */
export function accruedByLender(world: World): Float64Array {
  const { loans, holdings, lenders } = world;
  const accrued = new Float64Array(lenders.length);
  for (let loan = 0; loan < loans.length; loan++) {
    if (loans.status[loan] !== LOAN.repaying || loans.compensated[loan] === 1) continue;
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
 * Of one lot: interest of the instalments due by the calendar and unpaid, and of the running month by days. A bullet
 * loan's interest accrues evenly over its months.
 */
function accruedOfLot(world: World, loan: number): number {
  const { loans, schedules, calendar, day } = world;
  const { interestFen } = schedules.get(loans.schedule[loan]!);
  const term = loans.termMonths[loan]!;
  const contractDay = loans.contractDay[loan]!;
  const deferred = loans.deferredMonths[loan]!;
  const dueDay = (k: number) =>
    calendar.addMonthsClipped(contractDay, k + deferred, loans.dueDayOfMonth[loan]!);
  const months = calendar.monthIndex(day) - calendar.monthIndex(contractDay) - deferred;
  const due = Math.min(term, dueDay(months) > day ? months - 1 : months);
  // Nothing is asked for the months in which it rests.
  if (due < loans.paid[loan]!) return 0;
  if (loans.method[loan] === BULLET) return Math.floor((interestFen[term - 1]! * due) / term);
  let sumFen = -Math.ceil(partInterestFen(world, loan) / loans.lots[loan]!);
  for (let k = loans.paid[loan]!; k < due; k++) sumFen += interestFen[k]!;
  if (due >= term) return sumFen;
  const days = Math.min(MONTH_DAYS, day - dueDay(due));
  return sumFen + Math.floor((interestFen[due]! * days) / MONTH_DAYS);
}
