/** MODEL.md 13: what lenders claim after the failure, and how money is given back. */
import { REQUEST } from '../../engine/state/codes.ts';
import {
  POOL,
  dueCount,
  dueDate,
  lendersClaim,
  type Book,
  type Claim,
  type Lender,
  type Loan,
} from './book.ts';
import { floorOf, must, sum } from './exact.ts';
import { freeBankCash, largestRemainder, pay, refill, request, unpaid } from './withdraw.ts';

const BULLET = 3;

/** The evening's business of a failed platform. */
export function windDown(book: Book, failureDay: number): void {
  if (failureDay >= 0 && !book.scenario.reserve.remote && book.balance('reserveCash') > 0) {
    book.move('reserveCash', 'platformCash', book.balance('reserveCash'));
    book.reach('the reserve of a failed platform is taken for own cash');
  }
  if (failureDay === book.day) fixClaims(book);
  if (!book.given.windDown) return;
  const { clock, failure } = book.scenario;
  const { freezeDays, distributionEveryDays, claimBasis } = failure.windDown;
  const since = book.day - failureDay;
  const last = book.day === clock.horizonDays - 1;
  const isFrozen = since < freezeDays;
  if (!last && (isFrozen || since % distributionEveryDays !== 0)) return;
  const over = book.balance('lenderClaims') === 0;
  const { departments, technologyPerMonthFen } = book.scenario.platform;
  const { headcount, salaryPerMonthFen } = must(departments.collections);
  const kept = last || over ? 0 : headcount * salaryPerMonthFen + technologyPerMonthFen;
  if (claimBasis !== 'ownLots') {
    if (!isFrozen) shareEstate(book, failureDay, kept);
    return;
  }
  if (!isFrozen) giveBack(book, kept);
  if (over || last) writeOff(book);
}

function fixClaims(book: Book): void {
  const { claimBasis } = book.scenario.failure.windDown;
  book.claims = book.lenders.map((lender) => ({
    claim: lender.id === POOL ? 0 : claimOf(book, lender),
    recovered: 0,
    charged: 0,
    given: 0,
  }));
  if (claimBasis !== 'ownLots') book.reach(`claims: ${claimBasis}`);
}

function claimOf(book: Book, lender: Lender): number {
  const { claimBasis } = book.scenario.failure.windDown;
  if (claimBasis === 'netCashIn') return Math.max(0, lender.deposited - lender.withdrawn);
  const own = book.holdings.filter((one) => one.lender === lender);
  const balance = lender.cash + lender.held + lender.queued + sum(own.map(({ owed }) => owed));
  if (claimBasis !== 'outstandingWithInterest') return balance;
  return balance + sum(own.map(({ loan, claims }) => claims.length * accruedOfLot(book, loan)));
}

/** Interest by the calendar, of loans that nobody has given up or compensated. */
function accruedOfLot(book: Book, loan: Loan): number {
  if (loan.status !== 'repaying' || loan.compensated) return 0;
  const due = dueCount(book, loan);
  if (due < loan.paid) return 0;
  const interests = loan.schedule.map(({ interest }) => interest);
  if (loan.method === BULLET) return Math.floor((must(interests[loan.term - 1]) * due) / loan.term);
  const unpaidInterest = sum(interests.slice(loan.paid, due)) - Math.ceil(loan.part.interest / loan.lots);
  if (due === loan.term) return unpaidInterest;
  const days = Math.min(30, book.day - (due === 0 ? loan.contractDay : dueDate(book, loan, due)));
  return unpaidInterest + Math.floor((must(interests[due]) * days) / 30);
}

/** Unpaid pay within its share, then the administrator: what comes off a distribution. */
function charges(book: Book, money: number): number {
  const { costsFirst, administratorFee } = book.scenario.failure.windDown;
  const { headcount, salaryPerMonthFen } = must(book.scenario.platform.departments.collections);
  const earned = book.dates.isMonthEnd(book.day) ? headcount * salaryPerMonthFen : 0;
  const arrears = book.given.payrollArrears + earned - book.payrollToday;
  const wages = Math.min(arrears, floorOf(money, costsFirst));
  if (wages > 0) book.reach('unpaid pay comes first');
  const fee = floorOf(money - wages, administratorFee);
  if (fee > 0) book.reach('the administrator is paid');
  return wages + fee;
}

function giveBack(book: Book, kept: number): void {
  for (const lender of book.lenders) request(book, lender, lender.cash, REQUEST.windDown);
  refill(book, book.balance('platformCash') - kept);
  const money = Math.min(book.balance('lenderQueued'), Math.max(0, freeBankCash(book)));
  const shares = largestRemainder(money, owedInQueue(book));
  if (money > 0) {
    const charge = charges(book, money);
    const parts = largestRemainder(charge, shares);
    parts.forEach((part, id) => {
      shares[id] = must(shares[id]) - part;
      if (part > 0) must(book.claims[id]).charged += part;
    });
    takeOff(book, parts);
    book.move('lenderQueued', 'outsideVendors', charge);
  }
  for (const one of book.requests) {
    const { id } = one.lender;
    const amount = Math.min(must(shares[id]), unpaid(one));
    if (amount === 0) continue;
    shares[id] = must(shares[id]) - amount;
    must(book.claims[id]).recovered += amount;
    pay(book, one, amount);
  }
}

function owedInQueue(book: Book): number[] {
  return book.lenders.map(({ queued }) => queued);
}

/** The pool's claims may still bring something; what is missing beyond them is lost. */
function writeOff(book: Book): void {
  for (const lender of book.lenders) request(book, lender, lender.cash, REQUEST.windDown);
  const ofLot = (loan: Loan) => Math.floor(lendersClaim(loan) / loan.lots);
  const pool = book.holdings.filter(({ lender }) => lender.id === POOL);
  const backed = sum(pool.map(({ loan, claims }) => claims.length * ofLot(loan)));
  const lost = Math.min(
    book.balance('lenderQueued'),
    Math.max(0, Math.max(0, -book.balance('poolGap')) - backed),
  );
  if (lost > 0) book.reach('cash is lost in the wind-down');
  takeOff(book, largestRemainder(lost, owedInQueue(book)));
  book.move('lenderQueued', 'poolGap', lost);
}

/** Off each lender's queue and its requests, oldest first. */
function takeOff(book: Book, parts: readonly number[]): void {
  const left = [...parts];
  left.forEach((part, id) => {
    must(book.lenders[id]).queued -= part;
  });
  for (const one of book.requests) {
    const amount = Math.min(must(left[one.lender.id]), unpaid(one));
    one.lost += amount;
    left[one.lender.id] = must(left[one.lender.id]) - amount;
  }
}

/** All customers' money is one fund: wages and administrator, then claims alike, then the owners. */
function shareEstate(book: Book, failureDay: number, kept: number): void {
  clawBack(book, failureDay);
  for (const { id, cash, queued } of book.lenders) {
    if (id !== POOL && cash + queued > 0) must(book.claims[id]).given += cash + queued;
  }
  for (const lender of book.lenders.filter(({ cash, queued }) => cash + queued > 0)) {
    book.move('lenderCash', 'estateCash', lender.cash);
    book.move('lenderQueued', 'estateCash', lender.queued);
    lender.cash = 0;
    lender.queued = 0;
    lender.joined = null;
    lender.newCash = true;
  }
  for (const one of book.requests) one.lost += unpaid(one);
  const gap = book.balance('poolGap');
  if (gap > 0) book.move('poolGap', 'estateCash', gap);
  else book.move('estateCash', 'poolGap', Math.min(-gap, book.balance('estateCash')));
  const owedTo = ({ claim, recovered }: Claim) => claim - recovered;
  const owed = sum(book.claims.map(owedTo));
  const own = Math.min(owed - book.balance('estateCash'), book.balance('platformCash') - kept);
  if (own > 0) book.move('platformCash', 'estateCash', own);
  book.move('estateCash', 'outsideVendors', charges(book, book.balance('estateCash')));
  const paid = Math.min(owed, book.balance('estateCash'));
  largestRemainder(paid, book.claims.map(owedTo)).forEach((amount, id) => {
    must(book.claims[id]).recovered += amount;
    must(book.lenders[id]).withdrawn += amount;
  });
  book.move('estateCash', 'outsideLenders', paid);
  book.count('withdrawalPaidFen', paid);
  if (paid < owed || book.balance('estateCash') === 0) return;
  book.reach('the estate pays everybody and more');
  book.move('estateCash', 'platformCash', book.balance('estateCash'));
}

const clawed = new WeakSet<Book>();

/** Once: a part of what was paid within the window comes back and is owed again. */
function clawBack(book: Book, failureDay: number): void {
  if (clawed.has(book)) return;
  clawed.add(book);
  const { windowDays, share } = book.scenario.failure.windDown.clawBack;
  for (const { paidDay, day, paid, lender } of book.requests) {
    const on = paidDay >= 0 ? paidDay : day;
    if (on > failureDay || on <= failureDay - windowDays) continue;
    const back = floorOf(paid, share);
    if (back === 0) continue;
    book.reach('a withdrawal is claimed back');
    lender.withdrawn -= back;
    must(book.claims[lender.id]).claim += back;
    book.move('outsideLenders', 'estateCash', back);
  }
}
