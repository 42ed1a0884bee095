/** Loans that are behind: what is overdue, and what was paid on it in parts. */
import { invariant } from '../base/assert.ts';
import { LOAN } from '../state/codes.ts';
import type { World } from '../state/world.ts';
import { same } from './claims.ts';

/** A repaying loan owes what its schedule leaves less what was paid in parts, and parts are no more than what is due. */
export function arrearsLaw({ loans, schedules, cases, book }: World): void {
  let overdueFen = 0;
  let modifiedFen = 0;
  for (let loan = 0; loan < loans.length; loan++) {
    if (loans.status[loan] !== LOAN.repaying) continue;
    const { principalFen, interestFen, balanceFen } = schedules.get(loans.schedule[loan]!);
    const lots = loans.lots[loan]!;
    const row = loans.caseRow[loan]!;
    const partPrincipalFen = row < 0 ? 0 : cases.partPrincipalFen[row]!;
    const partInterestFen = row < 0 ? 0 : cases.partInterestFen[row]!;
    const owedFen = lots * balanceFen[loans.paid[loan]!]! - partPrincipalFen;
    let duePrincipalFen = 0;
    let dueInterestFen = 0;
    for (let k = loans.paid[loan]!; loans.missed[loan]! > 0 && k < loans.due[loan]!; k++) {
      duePrincipalFen += lots * principalFen[k]!;
      dueInterestFen += lots * interestFen[k]!;
    }
    const isRight =
      loans.outstandingFen[loan] === owedFen &&
      partPrincipalFen >= 0 &&
      partPrincipalFen <= duePrincipalFen &&
      partInterestFen >= 0 &&
      partInterestFen <= dueInterestFen &&
      (row < 0 || (cases.penaltyFen[row]! >= 0 && cases.lateFeesFen[row]! >= 0));
    invariant(isRight, 'a loan owes what its schedule leaves, less what was paid in parts', () => ({
      loan,
      owedFen,
      outstandingFen: loans.outstandingFen[loan]!,
      partPrincipalFen,
      duePrincipalFen,
      partInterestFen,
      dueInterestFen,
    }));
    if (row >= 0 && cases.modified[row]! > 0 && loans.bucket[loan] === 0)
      modifiedFen += loans.outstandingFen[loan]!;
    overdueFen += duePrincipalFen + dueInterestFen - partPrincipalFen - partInterestFen;
  }
  same('overdue instalments', overdueFen, book.overdueInstalmentsFen);
  same('principal current by modification', modifiedFen, book.modifiedFen);
}
