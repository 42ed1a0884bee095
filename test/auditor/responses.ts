/** MODEL.md 13: what responses to a crisis promise and pay, and the talk of section 2. */
import { power } from '../../engine/base/mathx.ts';
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
  type Request,
} from './book.ts';
import { must, portion, sum } from './exact.ts';
import { unpaid } from './withdraw.ts';

const MILLION = 1_000_000;

/** Whatever is late and in no plan yet is promised in parts. */
export function announce(
  book: Book,
  dates: readonly { readonly day: number; readonly cumulativePpm: number }[],
): void {
  const known = new Set(book.plans.flatMap(({ covered }) => covered.map(({ request }) => request)));
  const late = book.requests.filter(
    (one) => unpaid(one) > 0 && one.promisedDay < book.day && !known.has(one),
  );
  book.plans.push({
    dates: dates.map((date) => ({ ...date, due: 0, missed: 0, tested: false })),
    covered: late.map((request) => ({
      request,
      base: unpaid(request),
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

/** Parts due are paid in order of request as far as the pool's money goes. */
export function payParts(book: Book, pay: (request: Request, amount: number) => void): void {
  if (book.given.windDown) return;
  const due = book.plans
    .flatMap((plan) => plan.covered.map((covered) => ({ plan, covered })))
    .filter(({ covered: { request } }) => unpaid(request) > 0 && request.promisedDay <= book.day)
    .sort((a, b) => a.covered.request.id - b.covered.request.id);
  let left = Math.max(0, book.bankCash() - book.balance('lenderHeld'));
  for (const { plan, covered } of due) {
    const reached = plan.dates.filter(({ day }) => day <= book.day);
    const wanted = Math.max(0, promisedBy(covered, must(reached.at(-1))) - paidSince(covered));
    const amount = Math.min(left, wanted);
    left -= amount;
    pay(covered.request, amount);
    if (amount > 0) book.reach('a part of a plan is paid');
    const next = plan.dates[reached.length];
    if (amount === wanted && unpaid(covered.request) > 0 && next !== undefined)
      covered.request.promisedDay = next.day;
  }
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
