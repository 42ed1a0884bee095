/** MODEL.md 13: capital that was called, the credit line with its covenants, the buffer of cash. */
import type { Condition } from '../../engine/scenario/scenario.ts';
import { POOL, inForce, lendersClaim, oldestDue, outstanding, type Book, type Loan } from './book.ts';
import { must, sum } from './exact.ts';
import { freeBankCash, refill, unpaid } from './withdraw.ts';

/** In the order of the evening; what it costs to borrow is added to what is owed if it isn't paid. */
export function evening(book: Book): void {
  payCapital(book);
  chargeCredit(book);
  if (book.given.windDown) return;
  testCovenants(book);
  keepBuffer(book);
  repayWhenLiquid(book);
}

function payCapital(book: Book): void {
  const due = book.calls.get(book.day) ?? [];
  book.calls.delete(book.day);
  if (book.given.windDown) return;
  const { shareholders } = book.scenario.platform;
  const queue = [...due];
  while (queue.length > 0) {
    const { name, amount } = must(queue.shift());
    if (name !== null) payOne(book, name, amount);
    else if (Object.keys(shareholders).length === 0) book.move('outsideShareholders', 'platformCash', amount);
    else {
      for (const [who, { share, lateDays }] of Object.entries(shareholders)) {
        const part = Math.floor(amount * share + 0.5);
        if (lateDays === 0) payOne(book, who, part);
        else {
          const day = book.day + lateDays;
          book.calls.set(day, [...(book.calls.get(day) ?? []), { name: who, amount: part }]);
          book.reach('a shareholder pays late');
        }
      }
    }
  }
}

function payOne(book: Book, name: string, part: number): void {
  const { liquidFen, guarantor, refusesBelowFen } = must(book.scenario.platform.shareholders[name]);
  if (refusesBelowFen !== null && equity(book) < refusesBelowFen) {
    book.reach('a shareholder refuses');
    return;
  }
  if (guarantor !== null) {
    const one = must(book.guarantors[Object.keys(book.scenario.guarantors).indexOf(guarantor)]);
    const paid = one.failedDay >= 0 ? 0 : Math.min(part, one.liquid);
    if (paid < part) book.reach('a guarantor who is a shareholder cannot pay');
    one.liquid -= paid;
    one.stake += paid;
    book.move('guarantorCash', 'platformCash', paid);
    return;
  }
  const means = book.means.get(name) ?? liquidFen;
  const paid = Math.min(part, means);
  if (paid < part) book.reach('a shareholder pays in part');
  book.means.set(name, means - paid);
  book.move('outsideShareholders', 'platformCash', paid);
}

function undrawn(book: Book): number {
  const { limitFen } = book.scenario.platform.creditLine;
  return book.credit.calledDay >= 0 ? 0 : Math.max(0, limitFen - book.credit.drawn);
}

/** At month end; the postings say what of it was paid. */
function chargeCredit(book: Book): void {
  if (!book.dates.isMonthEnd(book.day)) return;
  const { limitFen, ratePerYear, undrawnFeePerYear } = book.scenario.platform.creditLine;
  const free = book.credit.calledDay >= 0 ? 0 : Math.max(0, limitFen - book.credit.drawn);
  const interest = Math.floor((book.credit.drawn * ratePerYear) / 12 + 0.5);
  const fee = Math.floor((free * undrawnFeePerYear) / 12 + 0.5);
  book.credit.drawn += interest + fee - book.given.creditCost;
}

/** Own cash and what the pool is over or short of what it owes, its claims at their worth; debts off. */
function equity(book: Book): number {
  const { loans } = book.scenario;
  const all = Object.values(loans);
  const brings = sum(all.map((one) => one.share * one.recoveryShare * (1 - one.recoveryCost)));
  const share = brings / sum(all.map((one) => one.share));
  const defaulted = poolClaims(book, (loan) => loan.status === 'recovery');
  if (defaulted > 0) book.reach('a claim of the pool in default');
  const worth = poolClaims(book) - defaulted + Math.floor(defaulted * share + 0.5);
  if (book.balance('poolGap') + worth > 0) book.reach('the pool is worth more than it owes');
  // Claims it took over, at what they are expected to bring.
  const own = book.balance('platformCash') + Math.floor(book.balance('platformClaims') * share + 0.5);
  return own + book.balance('poolGap') + worth - book.credit.drawn - book.law.owed;
}

function figureOf(book: Book, name: Condition['figure']): number {
  switch (name) {
    case 'equityFen':
      return equity(book);
    case 'platformCashFen':
      return book.balance('platformCash');
    case 'withdrawalQueueFen':
      return book.balance('lenderQueued');
    case 'overdueRatio': {
      const repaying = book.loans.filter(({ status }) => status === 'repaying');
      // Past due from the day after the due date on.
      const late = repaying.filter((loan) => loan.missed > 0 && oldestDue(book, loan) < book.day);
      const all = sum(repaying.map(outstanding));
      return all > 0 ? sum(late.map(outstanding)) / all : 0;
    }
    default:
      throw new Error(`the auditor knows no covenant on ${name}`);
  }
}

function isBreached(book: Book, { figure, side, value }: Condition): boolean {
  const now = figureOf(book, figure);
  return side === 'above' ? now > value : now < value;
}

function bankRefuses(book: Book): boolean {
  return Object.values(book.scenario.platform.creditLine.covenants).some(({ condition }) =>
    isBreached(book, condition),
  );
}

function payBack(book: Book, wanted: number): number {
  const paid = Math.max(0, Math.min(wanted, book.credit.drawn, book.balance('platformCash')));
  book.move('platformCash', 'outsideBank', paid);
  book.credit.drawn -= paid;
  return paid;
}

function testCovenants(book: Book): void {
  const { credit } = book;
  for (const { condition, effect, callDays } of Object.values(book.scenario.platform.creditLine.covenants)) {
    if (effect !== 'call' || credit.calledDay >= 0 || credit.drawn === 0 || !isBreached(book, condition))
      continue;
    credit.calledDay = book.day;
    credit.dueDay = book.day + callDays;
    book.reach('the credit line is called');
  }
  if (credit.dueDay < 0 || book.day < credit.dueDay) return;
  payBack(book, credit.drawn);
  if (credit.drawn === 0 || credit.defaultDay >= 0) return;
  credit.defaultDay = book.day;
  book.reach('called credit is not paid back');
}

function keepBuffer(book: Book): void {
  const { basis, share, counts, drawLine, throttleTo, holdLending } = inForce(
    book.scenario.policies.buffer,
    book.day,
  );
  const { buffer } = book;
  const wasShort = buffer.missing > 0;
  if (basis === 'coverage' || basis === 'outflow') throw new Error(`the auditor keeps no buffer on ${basis}`);
  const lenders =
    book.balance('lenderCash') +
    book.balance('lenderHeld') +
    book.balance('lenderQueued') +
    book.balance('lenderTransit') +
    book.balance('lenderClaims') -
    poolClaims(book);
  buffer.required = basis === 'none' ? 0 : Math.floor(share * lenders + 0.5);
  const there = () =>
    book.balance('platformCash') + (counts === 'pool' ? Math.max(0, freeBankCash(book)) : 0);
  const missing = () => Math.max(0, buffer.required - there());
  const wanted = Math.min(missing(), undrawn(book));
  if (drawLine && wanted > 0) {
    if (bankRefuses(book)) book.reach('the bank refuses');
    else {
      book.credit.drawn += wanted;
      book.move('outsideBank', 'platformCash', wanted);
      refill(book, wanted);
      book.reach('the buffer draws the line');
    }
  }
  buffer.missing = missing();
  buffer.throttle = buffer.missing > 0 ? throttleTo : 1;
  buffer.held = book.pooled && holdLending ? buffer.required : 0;
  if (wasShort && buffer.missing === 0) book.reach('the buffer is full again');
}

/** The pool's claims, each lot at whole fen. */
function poolClaims(book: Book, of: (loan: Loan) => boolean = () => true): number {
  const pool = book.holdings.filter(({ lender, owed, loan }) => lender.id === POOL && owed > 0 && of(loan));
  return sum(
    pool.map(({ loan, claims }) => {
      const all = sum(loan.holdings.map((holding) => holding.claims.length));
      return claims.length * Math.floor(lendersClaim(loan) / all);
    }),
  );
}

function repayWhenLiquid(book: Book): void {
  if (!book.dates.isMonthEnd(book.day)) return;
  const { repayAboveFen } = book.scenario.platform.creditLine;
  const late = book.requests.some((one) => unpaid(one) + one.astray > 0 && one.promisedDay < book.day);
  if (repayAboveFen === null || late || book.buffer.missing > 0) return;
  const { counts } = inForce(book.scenario.policies.buffer, book.day);
  const kept = Math.max(repayAboveFen, counts === 'own' ? book.buffer.required : 0);
  if (payBack(book, book.balance('platformCash') - kept) > 0) book.reach('credit is paid back');
}
