/** What stands on a loan beside its schedule: one row per loan that ever needed it, none where nothing of it is asked for. */
import { MODIFICATION } from './case-tables.ts';
import type { World } from './world.ts';

/** How the loan's arrears were last put off, 0 if they never were. */
export function modificationOf({ loans, cases }: World, loan: number): number {
  const row = loans.caseRow[loan]!;
  return row < 0 ? MODIFICATION.none : cases.modified[row]!;
}

/** Whether nothing falls due on the loan today, though it is its day of the month. */
export function rests({ loans, cases, day }: World, loan: number): boolean {
  const row = loans.caseRow[loan]!;
  return row >= 0 && cases.restsUntil[row]! > day;
}

/** The schedule with which the contract was made. */
export function firstScheduleOf({ loans, cases }: World, loan: number): number {
  const row = loans.caseRow[loan]!;
  const first = row < 0 ? -1 : cases.firstSchedule[row]!;
  return first < 0 ? loans.schedule[loan]! : first;
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
