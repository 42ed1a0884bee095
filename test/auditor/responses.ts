/** MODEL.md 13: what responses to a crisis promise and pay, and the talk of section 2. */
import { power } from '../../engine/base/mathx.ts';
import { REQUEST } from '../../engine/state/codes.ts';
import {
  POOL,
  isAlive,
  lendersClaim,
  type Book,
  type Covered,
  type Lender,
  type Loan,
  type PlanDate,
  type Promotion,
} from './book.ts';
import { must, portion, sum } from './exact.ts';
import { workLeft } from './law.ts';
import { gotTo } from './office.ts';
import { hand, partToSend, payableToday, payoutMoney } from './payouts.ts';
import { freeBankCash, unpaid } from './withdraw.ts';

const MILLION = 1_000_000;

/** Whatever is late and in no plan yet is promised in parts. */
export function announce(
  book: Book,
  dates: readonly { readonly day: number; readonly cumulativePpm: number }[],
): void {
  const known = new Set(book.plans.flatMap(({ covered }) => covered.map(({ request }) => request)));
  const late = book.requests.filter(
    (one) => unpaid(one) + one.astray > 0 && one.promisedDay < book.day && !known.has(one),
  );
  book.plans.push({
    dates: dates.map((date) => ({ ...date, due: 0, missed: 0, tested: false })),
    covered: late.map((request) => ({
      request,
      base: unpaid(request) + request.astray,
      paidBefore: request.paid,
    })),
  });
  for (const request of late) {
    request.promisedDay = must(dates[0]).day;
    request.excused = 0;
  }
  book.reach('a plan is announced');
}

function paidSince({ request, paidBefore }: Covered): number {
  return request.paid - paidBefore;
}

function promisedBy({ base }: Covered, { cumulativePpm }: PlanDate): number {
  return portion(base, cumulativePpm, MILLION);
}

/** Parts due go through the clerks before anything else, in order of request as far as the pool's money goes. */
export function payParts(book: Book): void {
  if (book.given.windDown) return;
  book.partsSent = 0;
  book.office.undone = 0;
  book.office.moneyLeft = 0;
  const come = book.plans
    .flatMap((plan) => plan.covered.map((covered) => ({ plan, covered })))
    .filter(
      ({ covered: { request } }) => unpaid(request) + request.astray > 0 && request.promisedDay <= book.day,
    )
    .sort((a, b) => a.covered.request.id - b.covered.request.id)
    .map(({ plan, covered }) => {
      const reached = plan.dates.filter(({ day }) => day <= book.day);
      const owes = () => Math.max(0, promisedBy(covered, must(reached.at(-1))) - paidSince(covered));
      return { one: covered.request, owes, next: plan.dates[reached.length] };
    });
  const toSend = ({ one, owes }: (typeof come)[number]) => Math.max(0, owes() - one.astray);
  const due = come.filter((part) => toSend(part) > 0);
  const lies = payableToday(book).length;
  const taken = gotTo(
    book,
    due.map(({ one }) => one),
  );
  if (taken.length < due.length) book.reach('a part of a plan waits for a clerk');
  const work = due.filter(({ one }) => taken.includes(one)).map((part) => ({ ...part, fen: toSend(part) }));
  let limit = sum(work.map(({ fen }) => fen));
  if (workLeft(book, 'payouts') < 1) limit = Math.floor(limit * workLeft(book, 'payouts'));
  // Own cash that fills the pool before it is recorded with that of the plays.
  let left = Math.min(limit, Math.max(0, freeBankCash(book)));
  for (const { one, fen } of work) {
    const amount = Math.min(left, fen);
    left -= amount;
    book.partsSent += amount;
    if (amount === 0) continue;
    if (one.kind === REQUEST.plan) book.reach('a part of a lock-in plan is paid');
    hand(book, one, amount, lies);
    book.reach('a part of a plan is paid');
    if (one.astray > 0) book.reach('a part of a plan goes astray');
  }
  if (taken.length < due.length || workLeft(book, 'payouts') < 1) {
    book.office.undone = due.length - taken.length;
    book.office.moneyLeft = Math.min(payoutMoney(book), sum(due.map(toSend)));
  }
  for (const { one, owes, next } of come) {
    if (owes() === 0 && one.paidDay < 0 && next !== undefined) one.promisedDay = next.day;
  }
}

/** What is late tonight although the money for it was there, from the oldest request on. */
export function lateInHand(book: Book): number {
  let money = book.given.windDown ? 0 : book.office.moneyLeft;
  let late = 0;
  for (const one of book.requests) {
    const owed = unpaid(one) + one.astray;
    if (owed === 0 || one.promisedDay >= book.day) continue;
    const part = partToSend(book, one);
    const needs = part ?? unpaid(one);
    if (needs > money) continue;
    money -= needs;
    late += owed;
    if (needs > 0)
      book.reach(part === null ? 'late with the money there' : 'a part is late with the money there');
  }
  return late;
}

/** In the evening: which dates were kept. */
export function testDates(book: Book): void {
  for (const plan of book.plans) {
    plan.dates.forEach((date, k) => {
      if (date.day !== book.day) return;
      const before = plan.dates[k - 1];
      date.tested = true;
      for (const covered of plan.covered) {
        date.due += promisedBy(covered, date) - (before === undefined ? 0 : promisedBy(covered, before));
        date.missed += Math.max(0, promisedBy(covered, date) - paidSince(covered));
      }
      book.count('promisesDueFen', date.due);
      book.count('promisesMissedFen', date.missed);
      book.reach(date.missed > 0 ? 'a promise is broken' : 'a promise is kept');
    });
  }
}

/** Broken dates less kept ones, as they are read today. */
export function promiseNews(book: Book): number {
  const { kept, lagDays, halfLifeDays } = book.scenario.confidence.promises;
  let news = 0;
  for (const { day, broken } of book.reopenings) {
    const age = book.day - day - lagDays;
    if (age >= 0) news += (broken ? 1 : -kept) * power(2, -age / halfLifeDays);
  }
  for (const { day, due, missed, tested } of book.plans.flatMap(({ dates }) => dates)) {
    const age = book.day - day - lagDays;
    if (!tested || age < 0) continue;
    news += (missed > 0 ? Math.min(1, missed / Math.max(1, due)) : -kept) * power(2, -age / halfLifeDays);
  }
  return Math.max(-1, news);
}

function running(book: Book): Promotion[] {
  return book.promotions.filter(({ endDay, left }) => endDay > book.day && left > 0);
}

/** By how much more visitors bring. */
export function pullToday(book: Book): number {
  return sum(running(book).map(({ pull }) => pull));
}

/** Every holder of a new loan gets its packets while there is money for them. */
export function payRedPackets(book: Book, loan: Loan): void {
  for (const promotion of running(book)) {
    for (const { lender, claims } of loan.holdings) {
      const wanted = portion(claims.length * loan.lot, promotion.sharePpm, MILLION);
      const amount = Math.min(wanted, promotion.left, book.balance('platformCash'));
      if (amount === 0) continue;
      promotion.left -= amount;
      book.payLender(lender, 'platformCash', amount);
      book.count('redPacketsFen', amount);
      book.reach('a red packet');
    }
  }
}

/** What a visitor with promotional money asks for when the promotion is over, or when there is anything to worry about. */
export function hotMoney(book: Book, lender: Lender, lockedIn: boolean): number | null {
  if (lender.hot === 0 || (pullToday(book) > 0 && book.signal <= 0)) return null;
  const amount = lockedIn ? 0 : Math.min(lender.hot, lender.cash);
  lender.hot -= amount;
  if (amount > 0) book.reach('promotional money leaves');
  return amount;
}

/** Loans of guarantors that are due. */
export function repayGuarantors(book: Book): void {
  if (book.given.windDown) return;
  for (const loan of book.guarantorLoans.filter(({ dueDay, owed }) => dueDay <= book.day && owed > 0)) {
    const amount = Math.min(loan.owed, book.balance('platformCash'));
    loan.owed -= amount;
    must(book.guarantors[loan.guarantor]).liquid += amount;
    book.move('platformCash', 'guarantorCash', amount);
    if (amount > 0) book.reach('a loan of a guarantor is repaid');
  }
}

function claimsOfPool(book: Book): number {
  return sum(
    book.holdings
      .filter(({ lender, loan }) => lender.id === POOL && isAlive(loan))
      .map(({ claims, loan }) => claims.length * Math.floor(lendersClaim(loan) / loan.lots)),
  );
}

/** Customers' money that nothing backs, over what is owed to lenders. */
function missing(book: Book): number {
  const poolClaims = claimsOfPool(book);
  const gap = Math.max(0, -book.balance('poolGap') - poolClaims);
  const owed = owedToLenders(book, poolClaims);
  return owed > 0 ? Math.min(1, gap / owed) : 0;
}

function owedToLenders(book: Book, poolClaims: number): number {
  const accounts = ['lenderCash', 'lenderHeld', 'lenderQueued', 'lenderClaims'] as const;
  return sum(accounts.map((account) => book.balance(account))) - poolClaims;
}

/** Morning: what insiders tell, and what silence makes of `news` of the other kinds. */
export function talk(book: Book, news: number): void {
  const { leak, silence, newsHalfLifeDays } = book.scenario.confidence;
  book.leakNews *= power(2, -1 / leak.halfLifeDays);
  const isTold = book.scenario.shocks.some(({ kind, day }) => kind === 'insiderLeak' && day === book.day);
  const chance =
    leak.hazardDaily === 0
      ? 0
      : Math.min(1, leak.hazardDaily * missing(book) * (1 - book.given.payrollPaidShare));
  if (isTold || (chance > 0 && book.stream('leak').uniform(0, book.day, 0) < chance)) {
    book.leakNews += leak.loudness * missing(book);
    book.reach('insiders tell');
  }
  book.silenceNews *= power(2, -1 / newsHalfLifeDays);
  const spoke = Math.max(-100_000, ...book.given.disclosures.map(({ day }) => day));
  if (silence.growthDaily === 0 || book.day - spoke <= silence.graceDays) return;
  const late = sum(book.requests.filter((one) => one.promisedDay < book.day - 1).map(unpaid));
  const full = 0.01 * owedToLenders(book, claimsOfPool(book));
  const share = full > 0 ? Math.min(1, late / full) : 0;
  book.silenceNews += silence.growthDaily * Math.max(0, news + book.leakNews + share);
  book.reach('silence makes news');
}
