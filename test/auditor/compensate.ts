/** MODEL.md 10: who steps in for a borrower, and what that gives him. */
import { floorOf, must, portion, sum } from './exact.ts';
import { guaranteeUpheld, hasStopped } from './law.ts';
import { POOL, dueCount, isAlive, lendersClaim, oldestDue, type Book, type Loan } from './book.ts';
import { endInsolvent, slowness } from './guarantors.ts';
import { behind, takeFromLots } from './proceeds.ts';

type Payer = 'guarantor' | 'reserve' | 'platform';

interface Case {
  readonly loan: Loan;
  /** Asked for and not yet paid. */
  principal: number;
  interest: number;
}

export function compensate(book: Book): void {
  const { scheme, afterDays, advanceOrder, collectFirstDays } = book.scenario.guarantee;
  if (scheme === 'none') return;
  const reserveOnly = scheme === 'reserveInOrder' || scheme === 'reserveProRata';
  const order: readonly Payer[] = reserveOnly ? ['reserve'] : advanceOrder;
  const payersOf = (loan: Loan) => order.filter((payer) => payer !== 'guarantor' || loan.guarantor >= 0);
  const waits = (loan: Loan) => afterDays + (sendsToBorrower(book, payersOf(loan)) ? collectFirstDays : 0);
  const isSlow = (loan: Loan) => {
    if (!payersOf(loan).includes('guarantor')) return false;
    const days = slowness(book, loan.guarantor);
    if (book.day - oldestDue(book, loan) >= waits(loan) + days) return false;
    book.count('compensationWaitingFen', lendersClaim(loan));
    book.reach('a guarantor lets lenders wait');
    return true;
  };
  const cases = book.loans
    .filter((loan) => isAlive(loan) && !loan.compensated && loan.paid < loan.term)
    .filter((loan) => loan.missed > 0 && book.day - oldestDue(book, loan) >= waits(loan))
    .filter((loan) => payersOf(loan).length > 0 && !isSlow(loan))
    .map((loan) => claimFor(book, loan, scheme === 'principalOnly'));
  endInsolvent(book);
  const cash = book.balance('reserveCash');
  const total = sum(cases.map(asked));
  for (const one of cases) {
    one.loan.compensated = true;
    // In the proportions of what was asked in the morning, if the reserve can't pay it all.
    const fair = total > cash ? portion(cash, asked(one), total) : cash;
    for (const payer of payersOf(one.loan)) {
      if (payer === 'guarantor') payFromGuarantor(book, one);
      else if (payer === 'platform') payFromPlatform(book, one);
      else payFromReserve(book, one, scheme === 'reserveProRata' ? fair : book.balance('reserveCash'));
    }
    book.count('compensationUnpaidFen', asked(one));
  }
}

/** A general guarantor: lenders have to try the borrower first. */
function sendsToBorrower(book: Book, payers: readonly Payer[]): boolean {
  if (book.scenario.guarantee.jointLiability || !payers.includes('guarantor')) return false;
  book.reach('a general guarantor sends lenders to the borrower');
  return true;
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
  // What it does not stand for by the scheme, and what a court lets it off.
  const rest = notGuaranteed(book, one);
  const denied = { principal: rest.principal, interest: rest.interest };
  one.principal -= rest.principal;
  one.interest -= rest.interest;
  if (upheld !== null) {
    const off = {
      principal: one.principal - floorOf(one.principal, upheld),
      interest: one.interest - floorOf(one.interest, upheld),
    };
    denied.principal += off.principal;
    denied.interest += off.interest;
    one.principal -= off.principal;
    one.interest -= off.interest;
    book.count('guaranteesDeniedFen', off.principal + off.interest);
    book.reach('a guarantor is let off by a court');
  }
  const { principal, interest } = pay(book, one, guarantor.liquid, 'guarantorCash', 'guarantorClaims');
  one.loan.guarantorClaim += principal;
  guarantor.liquid = before - principal - interest;
  guarantor.paid += principal + interest;
  book.count('compensatedGuarantorFen', principal + interest);
  refund(book, one.loan, principal, interest);
  if (asked(one) > 0) guarantor.failedDay = book.day;
  // The next payer is asked for what the guarantor need not pay, too.
  one.principal += denied.principal;
  one.interest += denied.interest;
}

/** The part of a case that is beyond the guarantor's share, or its pool. */
function notGuaranteed(
  book: Book,
  { loan, principal, interest }: Case,
): { principal: number; interest: number } {
  const { scheme } = book.scenario.guarantee;
  const { covers, firstLoss } = must(Object.values(book.scenario.guarantors)[loan.guarantor]);
  if (scheme === 'partialShare') {
    book.reach('a guarantor pays its share');
    return {
      principal: principal - floorOf(principal, covers),
      interest: interest - floorOf(interest, covers),
    };
  }
  if (scheme !== 'firstLoss') return { principal: 0, interest: 0 };
  const { stoodFor, paid, gotBack } = must(book.guarantors[loan.guarantor]);
  const pool = Math.max(0, Math.floor(firstLoss * stoodFor) - (paid - gotBack));
  const left = Math.min(principal + interest, pool);
  book.reach(left < principal + interest ? 'a first-loss pool is used up' : 'a first-loss pool pays');
  const ofPrincipal = Math.min(principal, left);
  return { principal: principal - ofPrincipal, interest: interest - (left - ofPrincipal) };
}

/** Who stands behind the guarantor gives it a share of what it paid, and has that share of the claim. */
function refund(book: Book, loan: Loan, principal: number, interest: number): void {
  const row = behind(book, loan.guarantor);
  if (row < 0 || principal + interest === 0) return;
  const [front, back] = [must(book.guarantors[loan.guarantor]), must(book.guarantors[row])];
  if (back.failedDay >= 0) return;
  const { share, limitFen } = must(
    must(Object.values(book.scenario.guarantors)[loan.guarantor]).counterGuarantee,
  );
  const [ofPrincipal, ofInterest] = [floorOf(principal, share), floorOf(interest, share)];
  const owed = Math.min(ofPrincipal + ofInterest, limitFen - front.refunded);
  if (owed < ofPrincipal + ofInterest) book.reach('a counter-guarantee reaches its limit');
  const money = Math.min(owed, back.liquid);
  if (money < owed) {
    back.failedDay = book.day;
    book.reach('a counter-guarantor fails');
  }
  back.liquid -= money;
  front.liquid += money;
  front.refunded += money;
  loan.counterClaim += Math.min(ofPrincipal, money);
  book.count('counterGuaranteeFen', money);
  if (money > 0) book.reach('a counter-guarantor refunds');
}

/** What it need not pay: while it is in business, and where the law lets it. */
function payFromPlatform(book: Book, one: Case): void {
  if (book.given.windDown || hasStopped(book, 'implicitGuarantee')) return;
  const { principal, interest } = pay(
    book,
    one,
    book.balance('platformCash'),
    'platformCash',
    'platformClaims',
  );
  one.loan.platformClaim += principal;
  book.count('compensatedPlatformFen', principal + interest);
  if (principal > 0) book.reach('the platform pays what it need not');
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
  from: 'guarantorCash' | 'reserveCash' | 'platformCash',
  to: 'guarantorClaims' | 'reserveClaims' | 'platformClaims',
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
