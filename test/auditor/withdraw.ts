/** MODEL.md 12, 13: withdrawals, promises, plans, offers, and what a wind-down gives back. */
import { exp } from '../../engine/base/mathx.ts';
import { must, portion, sum } from './exact.ts';
import { REQUEST } from '../../engine/state/codes.ts';
import { POOL, inForce, transfer, type Book, type Lender, type Request } from './book.ts';
import { askOut, takeBack } from './exits.ts';
import { hasStopped, majeures, promisesRunOn } from './law.ts';
import { renewed } from './rivals.ts';
import { beginLockIn, endStay, inChurn } from './stays.ts';

/** Promised day of a request without one. */
export const NEVER = 2 ** 31 - 1;

/** Cash of a lender moves to the queue and a day is promised; it loses its place in the matching queue. */
export function request(book: Book, lender: Lender, amount: number, kind: number): void {
  if (amount <= 0) return;
  const { rule, promisedDays, workdays, noDay } = inForce(book.scenario.policies.payout, book.day);
  let promisedDay = book.day + promisedDays;
  if (workdays) promisedDay = book.dates.workdaysLater(book.day, promisedDays);
  if (rule === 'instant') promisedDay = book.day;
  promisedDay = Math.max(promisedDay, book.gate.until, book.given.suspendedUntil);
  if (noDay) promisedDay = NEVER;
  const excused = Math.max(0, promisesRunOn(book) - promisedDay);
  lender.joined = null;
  lender.newCash = true;
  lender.cash -= amount;
  lender.queued += amount;
  book.move('lenderCash', 'lenderQueued', amount);
  book.requests.push({
    id: book.requests.length,
    lender,
    kind,
    day: book.day,
    promisedDay: promisedDay + excused,
    excused,
    requested: amount,
    paid: 0,
    lost: 0,
    takenBack: 0,
    paidDay: -1,
    astray: 0,
    record: 'there',
  });
  book.count('withdrawalRequestedFen', amount);
}

/** What of it waits in the queue. */
export function unpaid({ requested, paid, takenBack, lost, astray }: Request): number {
  return requested - paid - takenBack - lost - astray;
}

/** On the first day of a shock that tolls promises, those made before are put off. */
export function tollPromises(book: Book): void {
  if (book.given.windDown) return;
  for (const { day, tolled, overDays } of majeures(book)) {
    if (!tolled || day !== book.day) continue;
    for (const one of book.requests) {
      if (unpaid(one) + one.astray === 0 || one.promisedDay === NEVER) continue;
      one.promisedDay += overDays;
      one.excused += overDays;
    }
    book.reach('promises are tolled');
  }
}

/** Part or all of a request goes out of the bank. */
export function pay(book: Book, one: Request, amount: number): void {
  if (amount === 0) return;
  one.paid += amount;
  if (one.paid === one.requested) one.paidDay = book.day;
  one.lender.queued -= amount;
  one.lender.withdrawn += amount;
  book.move('lenderQueued', 'outsideLenders', amount);
  book.count('withdrawalPaidFen', amount);
}

/** A pool that holds lending binds no money that its buffer needs. */
export function mayBeBound(book: Book): number {
  if (!book.pooled || book.buffer.held === 0) return Infinity;
  const spare = freeBankCash(book) - book.buffer.held;
  if (spare <= 0) book.reach('nothing is lent below the buffer');
  return Math.max(0, spare);
}

/** Customers' money in the bank that no open listing holds. */
export function freeBankCash(book: Book): number {
  return book.bankCash() - book.balance('lenderHeld');
}

/** Pooled custody: the platform gives its own cash to the pool, at most what is missing there. */
export function refill(book: Book, wanted: number): void {
  if (!book.pooled) return;
  const amount = Math.min(wanted, Math.max(0, -book.balance('poolGap')), book.balance('platformCash'));
  if (amount <= 0) return;
  book.move('platformCash', 'poolGap', amount);
  book.reach("own cash fills the pool's gap");
}

/** Shares by weight; what rounding down leaves goes to the largest remainders, ties to the first. */
export function largestRemainder(amount: number, weights: readonly number[]): number[] {
  const total = sum(weights);
  if (total === 0) return weights.map(() => 0);
  const shares = weights.map((weight) => portion(amount, weight, total));
  const remainder = (i: number) =>
    BigInt(amount) * BigInt(must(weights[i])) - BigInt(must(shares[i])) * BigInt(total);
  const order = weights.map((_weight, i) => i);
  order.sort((a, b) => {
    const difference = remainder(b) - remainder(a);
    return difference > 0n ? 1 : difference < 0n ? -1 : a - b;
  });
  const left = amount - sum(shares);
  for (const i of order.slice(0, left)) shares[i] = must(shares[i]) + 1;
  return shares;
}

/** Who left in fear sells what isn't locked in; who came back keeps what hasn't been sold. */
export function offers(book: Book, leavers: readonly Lender[], returned: readonly Lender[]): void {
  if (book.given.windDown) return;
  const productOf = ({ product }: Lender) => must(Object.values(book.scenario.products)[product]);
  for (const lender of leavers) {
    const { kind, exit } = productOf(lender);
    if (kind === 'onDemand') onDemand(book, lender);
    else if (book.scenario.matching.transfers && exit !== 'none' && lender.planExpiry <= book.day)
      askOut(book, lender, 1);
    if (exit === 'none') book.reach('leaves in fear, held to maturity');
  }
  for (const lender of book.enough) if (productOf(lender).kind === 'onDemand') onDemand(book, lender);
  for (const lender of returned) takeBack(book, lender);
}

/** The pool pays all that the lender has, its claims at par. */
function onDemand(book: Book, lender: Lender): void {
  if (!hasStopped(book, 'pooledCustody')) buyOut(book, lender);
  else if (book.scenario.matching.transfers) {
    askOut(book, lender, 1);
    book.reach('an account on demand sells its claims');
  }
  request(book, lender, lender.cash, REQUEST.plan);
  book.reach('money on demand');
}

/** Plans whose lock-in ends today: renewed, or ended by sale (segregated) or by the pool at par (pooled). */
export function expirePlans(book: Book): void {
  for (const lender of book.lenders.filter(({ planExpiry }) => planExpiry === book.day)) {
    const { renewal } = must(Object.values(book.scenario.products)[lender.product]);
    const wish = renewed(book, lender, renewal) * exp(-Math.max(0, book.signal));
    if (book.given.windDown) lender.planExpiry = -1;
    else if (
      lender.status === 'investing' &&
      !hasStopped(book, 'termSplitting') &&
      book.stream('lenderDay').uniform(lender.key, book.day, 3) < wish
    ) {
      beginLockIn(book, lender);
    } else endPlan(book, lender);
  }
}

function endPlan(book: Book, lender: Lender): void {
  lender.planExpiry = -1;
  if (lender.status === 'investing') endStay(book, lender, inChurn(book));
  if (book.pooled && hasStopped(book, 'pooledCustody')) book.reach('the pool buys no more');
  if (book.pooled && !hasStopped(book, 'pooledCustody')) buyOut(book, lender);
  else if (book.scenario.matching.transfers) askOut(book, lender, 0);
  request(book, lender, lender.cash, REQUEST.plan);
}

/** The pool takes over every claim of a lender at par, and would like to sell it. */
function buyOut(book: Book, lender: Lender): void {
  const pool = must(book.lenders[POOL]);
  for (const holding of book.holdings.filter((one) => one.lender === lender && one.owed > 0)) {
    const price = holding.owed;
    lender.cash += price;
    book.move('poolGap', 'lenderCash', price);
    for (const offer of book.offers) if (offer.holding === holding) offer.closed = true;
    transfer(holding, pool);
  }
  if (book.scenario.matching.transfers) {
    const sellable = book.holdings.filter((one) => one.lender === pool && one.owed > 0);
    for (const holding of sellable) {
      if (book.offers.some((offer) => offer.holding === holding && !offer.closed)) continue;
      book.offers.push({ id: book.offers.length, holding, day: book.day, rank: 2, closed: false });
    }
  }
}
