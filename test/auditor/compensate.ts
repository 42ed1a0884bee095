/** MODEL.md 10: who steps in for a borrower, and what that gives him. */
import { floorOf, must, portion, sum } from './exact.ts';
import { guaranteeUpheld } from './law.ts';
import { POOL, dueCount, isAlive, lendersClaim, oldestDue, type Book, type Loan } from './book.ts';
import { takeFromLots } from './proceeds.ts';

type Payer = 'guarantor' | 'reserve';

interface Case {
  readonly loan: Loan;
  /** Asked for and not yet paid. */
  principal: number;
  interest: number;
}

export function compensate(book: Book): void {
  const { scheme, afterDays, advanceOrder } = book.scenario.guarantee;
  if (scheme === 'none') return;
  const reserveOnly = scheme === 'reserveInOrder' || scheme === 'reserveProRata';
  const order: readonly Payer[] = reserveOnly ? ['reserve'] : advanceOrder;
  const payersOf = (loan: Loan) => order.filter((payer) => payer === 'reserve' || loan.guarantor >= 0);
  const cases = book.loans
    .filter((loan) => isAlive(loan) && !loan.compensated && loan.paid < loan.term)
    .filter((loan) => loan.missed > 0 && book.day - oldestDue(book, loan) >= afterDays)
    .filter((loan) => payersOf(loan).length > 0)
    .map((loan) => claimFor(book, loan, scheme === 'principalOnly'));
  const cash = book.balance('reserveCash');
  const total = sum(cases.map(asked));
  for (const one of cases) {
    one.loan.compensated = true;
    // In the proportions of what was asked in the morning, if the reserve can't pay it all.
    const fair = total > cash ? portion(cash, asked(one), total) : cash;
    for (const payer of payersOf(one.loan)) {
      if (payer === 'guarantor') payFromGuarantor(book, one);
      else payFromReserve(book, one, scheme === 'reserveProRata' ? fair : book.balance('reserveCash'));
    }
    book.count('compensationUnpaidFen', asked(one));
  }
}

function claimFor(book: Book, loan: Loan, principalOnly: boolean): Case {
  const due = loan.schedule.slice(loan.paid, dueCount(book, loan));
  return {
    loan,
    principal: lendersClaim(loan),
    interest: principalOnly ? 0 : sum(due.map(({ interest }) => interest)) * loan.lots - loan.part.interest,
  };
}

function asked({ principal, interest }: Case): number {
  return principal + interest;
}

function payFromGuarantor(book: Book, one: Case): void {
  const guarantor = must(book.guarantors[one.loan.guarantor]);
  if (guarantor.failedDay >= 0 || asked(one) === 0) return;
  const before = guarantor.liquid;
  const upheld = guaranteeUpheld(book, one.loan);
  const denied = { principal: 0, interest: 0 };
  if (upheld !== null) {
    denied.principal = one.principal - floorOf(one.principal, upheld);
    denied.interest = one.interest - floorOf(one.interest, upheld);
    one.principal -= denied.principal;
    one.interest -= denied.interest;
    book.count('guaranteesDeniedFen', denied.principal + denied.interest);
    book.reach('a guarantor is let off by a court');
  }
  const { principal, interest } = pay(book, one, guarantor.liquid, 'guarantorCash', 'guarantorClaims');
  one.loan.guarantorClaim += principal;
  guarantor.liquid = before - principal - interest;
  book.count('compensatedGuarantorFen', principal + interest);
  if (asked(one) > 0) guarantor.failedDay = book.day;
  // The next payer is asked for what the court let the guarantor off, too.
  one.principal += denied.principal;
  one.interest += denied.interest;
}

function payFromReserve(book: Book, one: Case, most: number): void {
  const { principal, interest } = pay(book, one, most, 'reserveCash', 'reserveClaims');
  one.loan.reserveClaim += principal;
  book.count('compensatedReserveFen', principal + interest);
}

/** What there is for a part: all of it, or as much as gives every lot the same whole fen. */
function payable(part: number, cash: number, lots: number): number {
  return cash >= part ? part : Math.floor(cash / lots) * lots;
}

/** Principal first, then interest; the payer takes over the principal it paid. */
function pay(
  book: Book,
  one: Case,
  most: number,
  from: 'guarantorCash' | 'reserveCash',
  to: 'guarantorClaims' | 'reserveClaims',
): { principal: number; interest: number } {
  const { loan } = one;
  const principal = payable(one.principal, most, loan.lots);
  const interest = payable(one.interest, most - principal, loan.lots);
  one.principal -= principal;
  one.interest -= interest;
  const amounts = takeFromLots(book, loan, principal, to);
  const holders = loan.holdings.flatMap((holding) => holding.claims.map(() => holding.lender));
  holders.forEach((lender, lot) => {
    const money =
      must(amounts[lot]) + Math.floor(interest / loan.lots) + (lot < interest % loan.lots ? 1 : 0);
    if (lender.id === POOL) book.move(from, 'poolGap', money);
    else book.payLender(lender, from, money);
  });
  return { principal, interest };
}
