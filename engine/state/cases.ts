/** What stands on a loan beside its schedule: one row per loan that ever needed it, none where nothing of it is asked for. */
import { defineTable, type Registry } from '../base/columns.ts';
import type { World } from './world.ts';

const CASE = {
  loan: 'i32',
  /** Paid on the instalments that are due and not wholly paid. */
  partPrincipalFen: 'f64',
  partInterestFen: 'f64',
  /** Penalty interest run up and not paid, as of `accruedDay`. */
  penaltyFen: 'f64',
  accruedDay: 'i32',
  /** Late fees charged and not paid. */
  lateFeesFen: 'f64',
} as const;

/** No cases; `loan.caseRow` finds a loan's. */
export function createCases(registry: Registry) {
  return defineTable(registry, 'case', CASE, 64);
}

/** The case of a loan, opened if it has none. */
export function openCase({ loans, cases }: World, loan: number, accruedDay: number): number {
  const known = loans.caseRow[loan]!;
  if (known >= 0) return known;
  const row = cases.add();
  cases.loan[row] = loan;
  cases.accruedDay[row] = accruedDay;
  loans.caseRow[loan] = row;
  return row;
}

/** What was paid on instalments that are not whole, of principal and interest. */
export function partPaidFen({ loans, cases }: World, loan: number): number {
  const row = loans.caseRow[loan]!;
  return row < 0 ? 0 : cases.partPrincipalFen[row]! + cases.partInterestFen[row]!;
}

/** Of it, the interest. */
export function partInterestFen({ loans, cases }: World, loan: number): number {
  const row = loans.caseRow[loan]!;
  return row < 0 ? 0 : cases.partInterestFen[row]!;
}
