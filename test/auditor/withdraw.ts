/** MODEL.md 12, 13: withdrawals, promises, and the way payouts are shared. */
import { exp } from '../../engine/base/mathx.ts';
import { must, portion, sum } from './exact.ts';
import { REQUEST } from '../../engine/state/codes.ts';
import { POOL, inForce, transfer, type Book, type Lender, type Request } from './book.ts';
import { goesAstray, gotTo } from './office.ts';
import { beginLockIn, endStay, inChurn } from './stays.ts';

/** Cash of a lender moves to the queue and a day is promised; it loses its place in the matching queue. */
export function request(book: Book, lender: Lender, amount: number, kind: number): void {
  if (amount <= 0) return;
  const { rule, promisedDays, workdays } = inForce(book.scenario.policies.payout, book.day);
  let promisedDay = book.day + promisedDays;
  if (workdays) promisedDay = book.dates.workdaysLater(book.day, promisedDays);
  if (rule === 'instant') promisedDay = book.day;
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
    promisedDay,
    requested: amount,
    paid: 0,
    paidDay: -1,
    astray: 0,
    record: 'there',
  });
  book.count('withdrawalRequestedFen', amount);
}

/** What of it waits in the queue. */
function unpaid({ requested, paid, astray }: Request): number {
  return requested - paid - astray;
}

function pay(book: Book, one: Request, amount: number): void {
  if (amount === 0) return;
  one.paid += amount;
  if (one.paid === one.requested) one.paidDay = book.day;
  one.lender.queued -= amount;
  one.lender.withdrawn += amount;
  book.move('lenderQueued', 'outsideLenders', amount);
  book.count('withdrawalPaidFen', amount);
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

/** Money there is for payouts today. */
function moneyForPayouts(book: Book): number {
  const { dailyCapFen } = inForce(book.scenario.policies.payout, book.day);
  const there = book.pooled ? Math.max(0, freeBankCash(book)) : book.balance('lenderQueued');
  return dailyCapFen === null ? there : Math.min(there, dailyCapFen);
}

/** Pays what is payable by the rule in force. */
export function payouts(book: Book): void {
  if (book.given.windDown) return;
  const { rule, dailyCapFen } = inForce(book.scenario.policies.payout, book.day);
  const due = book.requests.filter((one) => unpaid(one) > 0 && one.promisedDay <= book.day);
  const payable = gotTo(book, due);
  const wanted = Math.min(dailyCapFen ?? Infinity, sum(payable.map(unpaid)));
  if (book.scenario.policies.coverPool && due.length > 0) refill(book, wanted - freeBankCash(book));
  const money = moneyForPayouts(book);
  if (rule === 'proRata') {
    const total = sum(payable.map(unpaid));
    const amounts = largestRemainder(Math.min(money, total), payable.map(unpaid));
    payable.forEach((one, i) => {
      hand(book, one, must(amounts[i]), due.length);
    });
    return;
  }
  let left = money;
  for (const one of payable) {
    const amount = Math.min(left, unpaid(one));
    left -= amount;
    hand(book, one, amount, due.length);
  }
}

/** A payout through the hands of a clerk. */
function hand(book: Book, one: Request, amount: number, due: number): void {
  if (!goesAstray(book, one, amount, due)) pay(book, one, amount);
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
  if (!book.scenario.matching.transfers || book.given.windDown) return;
  for (const lender of leavers) if (lender.planExpiry <= book.day) offerAll(book, lender, 1);
  for (const offer of book.offers) if (returned.includes(offer.holding.lender)) offer.closed = true;
}

/** Whole holdings that are owed anything, in order of their rows, unless they are for sale already. */
export function offerAll(book: Book, lender: Lender, rank: number): void {
  for (const holding of book.holdings) {
    if (holding.lender !== lender || holding.owed === 0) continue;
    if (book.offers.some((offer) => offer.holding === holding && !offer.closed)) continue;
    book.offers.push({ id: book.offers.length, holding, day: book.day, rank, closed: false });
  }
}

/** Plans whose lock-in ends today: renewed, or ended by sale (segregated) or by the pool at par (pooled). */
export function expirePlans(book: Book): void {
  for (const lender of book.lenders.filter(({ planExpiry }) => planExpiry === book.day)) {
    const { renewal } = must(Object.values(book.scenario.products)[lender.product]);
    const wish = renewal * exp(-Math.max(0, book.signal));
    if (book.given.windDown) lender.planExpiry = -1;
    else if (
      lender.status === 'investing' &&
      book.stream('lenderDay').uniform(lender.key, book.day, 3) < wish
    ) {
      beginLockIn(book, lender);
    } else endPlan(book, lender);
  }
}

function endPlan(book: Book, lender: Lender): void {
  lender.planExpiry = -1;
  if (lender.status === 'investing') endStay(book, lender, inChurn(book));
  if (book.pooled) buyOut(book, lender);
  else if (book.scenario.matching.transfers) offerAll(book, lender, 0);
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

/** Wind-down: on its days all cash joins the queue and the bank's money is shared over it; on the last day the rest is lost. */
export function distribute(book: Book, failureDay: number): void {
  if (!book.given.windDown) return;
  const { clock, failure } = book.scenario;
  const last = book.day === clock.horizonDays - 1;
  if (!last && (book.day - failureDay) % failure.windDown.distributionEveryDays !== 0) return;
  for (const lender of book.lenders) request(book, lender, lender.cash, REQUEST.windDown);
  const owed = () => book.lenders.map(({ queued }) => queued);
  const { departments, technologyPerMonthFen } = book.scenario.platform;
  const { headcount, salaryPerMonthFen } = must(departments.collections);
  const kept = last ? 0 : headcount * salaryPerMonthFen + technologyPerMonthFen;
  refill(book, book.balance('platformCash') - kept);
  const money = Math.min(book.balance('lenderQueued'), Math.max(0, freeBankCash(book)));
  const shares = largestRemainder(money, owed());
  for (const one of book.requests) {
    const amount = Math.min(must(shares[one.lender.id]), unpaid(one));
    shares[one.lender.id] = must(shares[one.lender.id]) - amount;
    pay(book, one, amount);
  }
  if (!last) return;
  const lost = Math.min(book.balance('lenderQueued'), Math.max(0, -book.balance('poolGap')));
  largestRemainder(lost, owed()).forEach((amount, id) => {
    must(book.lenders[id]).queued -= amount;
  });
  book.move('lenderQueued', 'poolGap', lost);
}
