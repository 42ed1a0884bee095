/** What the platform's own archive keeps of a customer: due dates missed, and how many its grade lets expect. */
import type { CreditCurves } from '../../finance/credit-curves.ts';
import type { World } from '../../state/world.ts';

/** A due date was missed by a loan that was on time. The archive begins with the first day. */
export function noteLate({ loans, customers }: World, loan: number): void {
  if (loans.contractDay[loan]! >= 0) customers.lateTimes[loans.customer[loan]!]! += 1;
}

/** Notes a loan that was repaid: what was to be expected of its grade and term on the due dates that it had. */
export function prepareRecord({ loans, customers }: World, curves: CreditCurves): (loan: number) => void {
  return (loan) => {
    if (loans.contractDay[loan]! < 0) return;
    const entry = curves.entry(loans.obligorGrade[loan]!, loans.termMonths[loan]!);
    let expected = 0;
    const dates = Math.min(loans.due[loan]!, entry.length);
    for (let due = 0; due < dates; due++) expected += entry[due]!;
    customers.expectedLate[loans.customer[loan]!]! += expected;
  };
}
