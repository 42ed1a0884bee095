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
  /** Due days in a row, since it fell behind, on which an instalment was made whole. */
  kept: 'u8',
  /** Instalments paid before today. */
  paidBefore: 'u8',
  /** How its arrears were last put off or its terms changed, see MODIFICATION; 0 never. */
  modified: 'u8',
  /** How often each was done. */
  reaged: 'u8',
  extended: 'u8',
  restructured: 'u8',
  /** Nothing falls due before this day. */
  restsUntil: 'i32',
  /** Day on which collectors are to work on it next, -1 none; stage and day of their last work, the day -1 before it. */
  nextWorkDay: { type: 'i32', fill: -1 },
  workedStage: 'u8',
  workedDay: { type: 'i32', fill: -1 },
  /** 1 if an agency did it. */
  agency: 'u8',
  /** 1 while its collateral is to be sold. */
  pledged: 'u8',
  /** What a buyer of the claim is owed. */
  buyerClaimFen: 'f64',
  /** Schedule of the contract as it was made, -1 while it is in force. */
  firstSchedule: { type: 'i32', fill: -1 },
} as const;

/** Codes of `case.modified` and `modification.kind`. */
export const MODIFICATION = { none: 0, reaged: 1, extended: 2, restructured: 3 } as const;

/** New terms of a contract, or of its due dates: one row each time. */
const MODIFIED = {
  loan: 'i32',
  day: 'i32',
  kind: 'u8',
  /** Reporting bucket it was in, and principal owed. */
  bucket: 'u8',
  outstandingFen: 'f64',
  /** Months by which what was unpaid is put off, or added to the term. */
  months: 'i32',
  /** Schedules before and after. */
  before: 'i32',
  after: 'i32',
  /** Interest added to the principal; interest that the old rate would have brought on the new terms beyond the new one. */
  capitalisedFen: 'f64',
  forgoneFen: 'f64',
} as const;

/** No cases; `loan.caseRow` finds a loan's. */
export function createCases(registry: Registry) {
  return defineTable(registry, 'case', CASE, 64);
}

/** No modifications. */
export function createModifications(registry: Registry) {
  return defineTable(registry, 'modification', MODIFIED, 16);
}

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
