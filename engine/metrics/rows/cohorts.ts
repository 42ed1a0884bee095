/** Summary tables: loans by vintage, lenders by cohort. */
import { xirr, type Flow } from '../../finance/irr.ts';
import { claimsByLender } from '../../settle/holdings.ts';
import { firstScheduleOf } from '../../state/cases.ts';
import { LOAN, POOL } from '../../state/codes.ts';
import type { World } from '../../state/world.ts';
import type { TableRows } from '../tables.ts';
import { cohortOf, compareCohorts, SIZE_BANDS } from './cohort-key.ts';
import { tableRows } from './columns.ts';
import { netInterestFen } from './income.ts';

interface Vintage {
  month: number;
  grade: number;
  term: number;
  loans: number;
  principalFen: number;
  defaults: number;
  defaultedFen: number;
  prepaidFen: number;
  recoveredFen: number;
  lostFen: number;
  outstandingFen: number;
}

/** Loans by month of contract, facility grade and term, in that order. */
export function vintageRows(world: World): TableRows {
  const { loans, calendar, schedules } = world;
  const groups = new Map<number, Vintage>();
  for (let loan = 0; loan < loans.length; loan++) {
    const month = calendar.monthIndex(loans.contractDay[loan]!);
    const grade = loans.facilityGrade[loan]!;
    // The vintage of a contract is that of its first terms.
    const term = schedules.get(firstScheduleOf(world, loan)).termMonths;
    const key = (month * 16 + grade) * 64 + term;
    let group = groups.get(key);
    if (group === undefined) {
      group = {
        month, grade, term, loans: 0, principalFen: 0, defaults: 0, defaultedFen: 0, prepaidFen: 0,
        recoveredFen: 0, lostFen: 0, outstandingFen: 0,
      }; // prettier-ignore
      groups.set(key, group);
    }
    group.loans += 1;
    group.principalFen += loans.principalFen[loan]!;
    group.defaults += loans.defaultDay[loan]! >= 0 ? 1 : 0;
    group.defaultedFen += loans.defaultedFen[loan]!;
    group.prepaidFen += loans.prepaidFen[loan]!;
    group.recoveredFen += loans.recoveredFen[loan]!;
    group.lostFen += loans.lostFen[loan]!;
    group.outstandingFen += loans.outstandingFen[loan]!;
  }
  const rows = [...groups.values()].sort((a, b) => a.month - b.month || a.grade - b.grade || a.term - b.term);
  return tableRows('vintage', rows.length, {
    cohortMonth: (row) => rows[row]!.month,
    grade: (row) => rows[row]!.grade,
    termMonths: (row) => rows[row]!.term,
    loans: (row) => rows[row]!.loans,
    principalFen: (row) => rows[row]!.principalFen,
    defaults: (row) => rows[row]!.defaults,
    defaultedFen: (row) => rows[row]!.defaultedFen,
    prepaidFen: (row) => rows[row]!.prepaidFen,
    repaidPrincipalFen: (row) => rows[row]!.principalFen - rows[row]!.outstandingFen - rows[row]!.lostFen,
    recoveredFen: (row) => rows[row]!.recoveredFen,
    lostFen: (row) => rows[row]!.lostFen,
    outstandingFen: (row) => rows[row]!.outstandingFen,
  });
}

interface Cohort {
  lenderClass: number;
  product: number;
  band: number;
  entryMonth: number;
  lenders: number;
  depositedFen: number;
  withdrawnFen: number;
  claimsFen: number;
  /** Of the claims, those on loans in default: they count for nothing in what lenders got back. */
  defaultedClaimsFen: number;
  cashFen: number;
  queuedFen: number;
  lostPrincipalFen: number;
  lostCashFen: number;
  discountGivenFen: number;
  discountGotFen: number;
  interestFen: number;
  haircutFen: number;
  flows: Map<number, number>;
}

/** Watches lenders' cash flows month by month, from outside the state, and sums lenders up at the end. */
export class CohortObserver {
  readonly #cohorts = new Map<string, Cohort>();
  /** By lender: what decides its cohort is fixed at its birth. */
  readonly #cohortByLender: Cohort[] = [];
  readonly #paidIn: number[] = [];
  readonly #paidOut: number[] = [];

  /** Takes in what moved since the last call; flows count on `day`. */
  observe(world: World, day: number): void {
    const { lenders } = world;
    for (let lender = POOL + 1; lender < lenders.length; lender++) {
      const inFen = lenders.depositedFen[lender]!;
      const outFen = lenders.withdrawnFen[lender]!;
      const moved = outFen - (this.#paidOut[lender] ?? 0) - (inFen - (this.#paidIn[lender] ?? 0));
      this.#paidIn[lender] = inFen;
      this.#paidOut[lender] = outFen;
      if (moved === 0) continue;
      const { flows } = this.#cohortOf(world, lender);
      flows.set(day, (flows.get(day) ?? 0) + moved);
    }
  }

  /** Rows in order of class, product, size and entry. */
  rows(world: World): TableRows {
    const { lenders, names, day } = world;
    this.observe(world, day);
    const claims = claimsByLender(world);
    const { status } = world.loans;
    const defaulted = claimsByLender(world, (loan) => status[loan] === LOAN.recovery);
    for (let lender = POOL + 1; lender < lenders.length; lender++) {
      const cohort = this.#cohortOf(world, lender);
      cohort.lenders += 1;
      cohort.depositedFen += lenders.depositedFen[lender]!;
      cohort.withdrawnFen += lenders.withdrawnFen[lender]!;
      const claimsFen = claims[lender]!;
      cohort.claimsFen += claimsFen;
      cohort.defaultedClaimsFen += defaulted[lender]!;
      cohort.cashFen += lenders.cashFen[lender]! + lenders.heldFen[lender]! + lenders.transitFen[lender]!;
      cohort.queuedFen += lenders.queuedFen[lender]!;
      cohort.lostPrincipalFen += lenders.lostPrincipalFen[lender]!;
      cohort.lostCashFen += lenders.lostCashFen[lender]!;
      cohort.discountGivenFen += lenders.discountGivenFen[lender]!;
      cohort.discountGotFen += lenders.discountGotFen[lender]!;
      cohort.interestFen += netInterestFen(world, lender, claimsFen);
      cohort.haircutFen += lenders.haircutFen[lender]!;
    }
    const rows = [...this.#cohorts.values()].sort(compareCohorts);
    return tableRows('lender_cohort', rows.length, {
      lenderClass: (row) => rows[row]!.lenderClass,
      product: (row) => names.lenderProducts[rows[row]!.product]!,
      sizeBand: (row) => SIZE_BANDS[rows[row]!.band]![0],
      entryMonth: (row) => rows[row]!.entryMonth,
      lenders: (row) => rows[row]!.lenders,
      depositedFen: (row) => rows[row]!.depositedFen,
      withdrawnFen: (row) => rows[row]!.withdrawnFen,
      claimsFen: (row) => rows[row]!.claimsFen,
      defaultedClaimsFen: (row) => rows[row]!.defaultedClaimsFen,
      cashFen: (row) => rows[row]!.cashFen,
      queuedFen: (row) => rows[row]!.queuedFen,
      lostPrincipalFen: (row) => rows[row]!.lostPrincipalFen,
      lostCashFen: (row) => rows[row]!.lostCashFen,
      discountGivenFen: (row) => rows[row]!.discountGivenFen,
      discountGotFen: (row) => rows[row]!.discountGotFen,
      interestFen: (row) => rows[row]!.interestFen,
      haircutFen: (row) => rows[row]!.haircutFen,
      recoveredShare: (row) => {
        const { withdrawnFen, cashFen, queuedFen, claimsFen, defaultedClaimsFen, depositedFen } = rows[row]!;
        const backFen = withdrawnFen + cashFen + queuedFen + claimsFen - defaultedClaimsFen;
        return depositedFen > 0 ? backFen / depositedFen : NaN;
      },
      xirr: (row) => rateOf(rows[row]!, day),
    });
  }

  #cohortOf(world: World, lender: number): Cohort {
    return (this.#cohortByLender[lender] ??= this.#cohortAtBirth(world, lender));
  }

  #cohortAtBirth(world: World, lender: number): Cohort {
    const { lenderClass, product, band, entryMonth, text: key } = cohortOf(world, lender);
    let cohort = this.#cohorts.get(key);
    if (cohort === undefined) {
      cohort = {
        lenderClass, product, band, entryMonth, lenders: 0, depositedFen: 0, withdrawnFen: 0, claimsFen: 0, defaultedClaimsFen: 0,
        cashFen: 0, queuedFen: 0, lostPrincipalFen: 0, lostCashFen: 0, discountGivenFen: 0,
        discountGotFen: 0, interestFen: 0, haircutFen: 0, flows: new Map(),
      }; // prettier-ignore
      this.#cohorts.set(key, cohort);
    }
    return cohort;
  }
}

/** Cash and claims at the horizon count at their face value, claims on loans in default for nothing. */
function rateOf(cohort: Cohort, day: number): number {
  const flows: Flow[] = [...cohort.flows].map(([at, fen]) => ({ day: at, fen }));
  flows.push({ day, fen: cohort.claimsFen - cohort.defaultedClaimsFen + cohort.cashFen + cohort.queuedFen });
  return xirr(flows) ?? NaN;
}
