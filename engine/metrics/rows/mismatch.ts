/**
 * Maturity mismatch as a ladder: what is promised to lenders by week, against what the loans behind those promises bring
 * by week. Single lots promise nothing but their loans and are in neither column.
 */
import { claimsByLender } from '../../settle/holdings.ts';
import { LOAN, POOL } from '../../state/codes.ts';
import { eachUnpaid, waitingFen } from '../../state/requests.ts';
import type { World } from '../../state/world.ts';
import type { TableRows } from '../tables.ts';
import { tableRows } from './columns.ts';

const WEEKS = 52;
const WEEK_DAYS = 7;
const DAYS_OF_MONTH = 31;

interface Rung {
  readonly month: number;
  readonly week: number;
  readonly dueToLendersFen: number;
  readonly dueFromLoansFen: number;
}

/** Measures the ladder at month ends, while there are products whose promise isn't their loans'. */
export class MismatchObserver {
  readonly #rungs: Rung[] = [];
  readonly #promises: readonly boolean[];

  constructor({ scenario, names }: World) {
    this.#promises = names.lenderProducts.map((name) => scenario.products[name]!.kind !== 'lots');
  }

  /** Adds 52 rungs, unless the platform has failed. */
  observe(world: World): void {
    if (!this.#promises.includes(true) || world.platform.failureDay >= 0) return;
    const toLenders = this.#dueToLenders(world);
    const fromLoans = this.#dueFromLoans(world);
    const month = world.calendar.monthIndex(world.day);
    for (let week = 1; week <= WEEKS; week++) {
      const dueToLendersFen = toLenders[week]!;
      this.#rungs.push({ month, week, dueToLendersFen, dueFromLoansFen: fromLoans[week]! });
    }
  }

  /** Rows in order of months and weeks. */
  rows(): TableRows {
    const rungs = this.#rungs;
    return tableRows('mismatch_ladder', rungs.length, {
      month: (row) => rungs[row]!.month,
      week: (row) => rungs[row]!.week,
      dueToLendersFen: (row) => rungs[row]!.dueToLendersFen,
      dueFromLoansFen: (row) => rungs[row]!.dueFromLoansFen,
    });
  }

  /** Requests that wait, by their promised day; plans by their end; accounts on demand, and plans over but unsold, at once. */
  #dueToLenders(world: World): Float64Array {
    const { lenders, requests, day } = world;
    const due = new Float64Array(WEEKS + 1);
    const add = (onDay: number, fen: number) => {
      const week = Math.max(1, Math.ceil((onDay - day) / WEEK_DAYS));
      if (week <= WEEKS) due[week]! += fen;
    };
    const claims = claimsByLender(world);
    for (let lender = POOL + 1; lender < lenders.length; lender++) {
      if (!this.#promises[lenders.product[lender]!]) continue;
      const ends = lenders.planExpiryDay[lender]!;
      const balanceFen = lenders.cashFen[lender]! + lenders.heldFen[lender]! + claims[lender]!;
      add(ends, balanceFen);
    }
    eachUnpaid(world, (row) => {
      add(requests.promisedDay[row]!, waitingFen(world, row));
    });
    return due;
  }

  /** Instalments of current loans on the lots that stand behind promises, the pool's among them. */
  #dueFromLoans(world: World): Float64Array {
    const { loans, schedules, calendar, day } = world;
    const due = new Float64Array(WEEKS + 1);
    const dueDays = Array.from({ length: 14 }, (_, ahead) =>
      Array.from({ length: DAYS_OF_MONTH + 1 }, (_unused, dayOfMonth) =>
        dayOfMonth === 0 ? 0 : calendar.addMonthsClipped(day, ahead, dayOfMonth),
      ),
    );
    const thisMonth = calendar.monthIndex(day);
    for (let loan = 0; loan < loans.length; loan++) {
      if (loans.status[loan] !== LOAN.repaying || loans.missed[loan] !== 0) continue;
      const lots = this.#lotsBehind(world, loan);
      if (lots === 0) continue;
      const { principalFen, interestFen } = schedules.get(loans.schedule[loan]!);
      const months = thisMonth - calendar.monthIndex(loans.contractDay[loan]!) - loans.deferredMonths[loan]!;
      for (let ahead = 0; ahead < dueDays.length; ahead++) {
        const k = months + ahead;
        if (k > loans.termMonths[loan]!) break;
        const days = dueDays[ahead]![loans.dueDayOfMonth[loan]!]! - day;
        const week = Math.ceil(days / WEEK_DAYS);
        if (k <= loans.paid[loan]! || days <= 0 || week > WEEKS) continue;
        due[week]! += lots * (principalFen[k - 1]! + interestFen[k - 1]!);
      }
    }
    return due;
  }

  #lotsBehind({ loans, holdings, lenders }: World, loan: number): number {
    const first = loans.firstHolding[loan]!;
    let lots = 0;
    for (let row = first; row < first + loans.holdingCount[loan]!; row++) {
      const lender = holdings.lender[row]!;
      if (lender === POOL || this.#promises[lenders.product[lender]!]) lots += holdings.lots[row]!;
    }
    return lots;
  }
}
