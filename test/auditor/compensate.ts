/** MODEL.md 10: who steps in for a borrower, and what that gives him. */
import { must, portion, sum } from './exact.ts';
import { POOL, dueCount, isAlive, oldestDue, outstanding, type Book, type Loan } from './book.ts';

interface Case {
  readonly loan: Loan;
  /** Asked for and not yet paid, per lot. */
  principal: number;
  interest: number;
}

export function compensate(book: Book): void {
  const { scheme, afterDays, advanceOrder } = book.scenario.guarantee;
  if (scheme === 'none') return;
  const cases = book.loans
    .filter((loan) => isAlive(loan) && !loan.compensated && loan.paid < loan.term)
    .filter((loan) => loan.missed > 0 || loan.status === 'recovery')
    .filter((loan) => book.day - oldestDue(book, loan) === afterDays)
    .map((loan) => claimFor(book, loan, scheme === 'principalOnly'));
  const reserveOnly = scheme === 'reserveInOrder' || scheme === 'reserveProRata';
  const payers = reserveOnly ? (['reserve'] as const) : advanceOrder;
  if (scheme === 'reserveProRata') {
    const total = sum(cases.map(asked));
    const cash = book.balance('reserveCash');
    for (const one of cases) {
      one.loan.compensated = true;
      payFromReserve(book, one, total <= cash ? asked(one) : portion(cash, asked(one), total));
    }
  } else {
    for (const one of cases) {
      one.loan.compensated = true;
      for (const payer of payers) {
        if (payer === 'guarantor') payFromGuarantor(book, one);
        else payFromReserve(book, one, book.balance('reserveCash'));
      }
    }
  }
  for (const one of cases) book.count('compensationUnpaidFen', asked(one));
}

function claimFor(book: Book, loan: Loan, principalOnly: boolean): Case {
  const due = loan.schedule.slice(loan.paid, dueCount(book, loan));
  return {
    loan,
    principal: outstanding(loan) / loan.lots,
    interest: principalOnly ? 0 : sum(due.map(({ interest }) => interest)),
  };
}

function asked({ loan, principal, interest }: Case): number {
  return (principal + interest) * loan.lots;
}

function payFromGuarantor(book: Book, one: Case): void {
  const { loan } = one;
  if (loan.guarantor < 0 || asked(one) === 0) return;
  const guarantor = must(book.guarantors[loan.guarantor]);
  const before = guarantor.liquid;
  const { principal, interest } = pay(book, one, guarantor.liquid, 'guarantorCash', 'guarantorClaims');
  loan.guarantorClaim += principal;
  guarantor.liquid = before - principal - interest;
  book.count('compensatedGuarantorFen', principal + interest);
  if (asked(one) > 0 && guarantor.failedDay < 0) guarantor.failedDay = book.day;
}

function payFromReserve(book: Book, one: Case, most: number): void {
  if (asked(one) === 0) return;
  const { principal, interest } = pay(book, one, most, 'reserveCash', 'reserveClaims');
  one.loan.reserveClaim += principal;
  book.count('compensatedReserveFen', principal + interest);
}

/** Whole fen per lot, principal first; the payer takes over the principal it paid. */
function pay(
  book: Book,
  one: Case,
  most: number,
  from: 'guarantorCash' | 'reserveCash',
  to: 'guarantorClaims' | 'reserveClaims',
): { principal: number; interest: number } {
  const { loan } = one;
  const perLot = Math.floor(most / loan.lots);
  const principal = Math.min(one.principal, perLot);
  const interest = Math.min(one.interest, perLot - principal);
  one.principal -= principal;
  one.interest -= interest;
  for (const holding of loan.holdings) {
    holding.claims.forEach((_claim, lot) => {
      book.takeClaim(holding, lot, to, principal);
    });
    const money = (principal + interest) * holding.claims.length;
    if (holding.lender.id === POOL) book.move(from, 'poolGap', money);
    else book.payLender(holding.lender, from, money);
  }
  return { principal: principal * loan.lots, interest: interest * loan.lots };
}
