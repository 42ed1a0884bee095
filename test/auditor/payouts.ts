/** MODEL.md 12: gates, suspensions, requests taken back, and the way payouts are shared. */
import type { FigureName } from '../../engine/base/vocabulary.ts';
import { inForce, type Book, type Lender, type Request } from './book.ts';
import { must, portion, sum } from './exact.ts';
import { workLeft } from './law.ts';
import { goesAstray, gotTo } from './office.ts';
import { freeBankCash, largestRemainder, NEVER, pay, refill, unpaid } from './withdraw.ts';

function waiting(book: Book): Request[] {
  return book.requests.filter((one) => unpaid(one) > 0);
}

/** Who came back today gets what it still waited for into its cash. */
export function takeBack(book: Book, returned: readonly Lender[]): void {
  if (!inForce(book.scenario.policies.payout, book.day).cancel) return;
  for (const one of waiting(book).filter(({ lender }) => returned.includes(lender))) {
    const amount = unpaid(one);
    one.takenBack = amount;
    one.paidDay = book.day;
    one.lender.queued -= amount;
    one.lender.cash += amount;
    one.lender.newCash = true;
    book.move('lenderQueued', 'lenderCash', amount);
    book.count('withdrawalCancelledFen', amount);
    book.reach('a request is taken back');
  }
}

/** Claims for sale, each lot at the whole fen of what lenders are owed on it. */
function offeredFen(book: Book): number {
  const open = book.offers.filter(({ closed }) => !closed);
  return sum(
    open.map(({ holding: { claims, loan } }) => {
      const owed = sum(loan.holdings.map((one) => one.owed));
      return claims.length * Math.floor(owed / loan.lots);
    }),
  );
}

/** The gate's figure; the worlds use the queue alone. */
function figureOf(book: Book, name: FigureName): number {
  if (name !== 'withdrawalQueueFen') throw new Error(`the auditor does not work out ${name}`);
  return sum(waiting(book).map(unpaid));
}

function closeGate(book: Book, days: number): void {
  book.gate.armed = false;
  book.gate.until = book.day + days;
  for (const one of waiting(book)) {
    if (one.promisedDay !== NEVER) one.promisedDay += days;
  }
  book.reach('a gate closes');
}

function watchGate(book: Book): void {
  const rows = book.scenario.policies.payout;
  const row = must(rows.filter(({ fromDay }) => fromDay <= book.day).at(-1));
  const { gate } = row.value;
  if (gate === null) return;
  if (gate.when === null) {
    if (row.fromDay === book.day) closeGate(book, gate.forDays);
    return;
  }
  const { figure, side, value } = gate.when;
  const now = figureOf(book, figure);
  const passed = side === 'above' ? now > value : now < value;
  if (!passed) book.gate.armed = true;
  else if (book.gate.armed) closeGate(book, gate.forDays);
}

function endGate(book: Book): void {
  book.gate.until = -1;
  const asked = sum(waiting(book).map(unpaid)) + (book.pooled ? 0 : offeredFen(book));
  const missing = Math.max(0, -book.balance('poolGap'));
  const own = book.pooled && book.scenario.policies.coverPool ? book.balance('platformCash') : 0;
  const there = Math.max(0, freeBankCash(book)) + Math.min(own, missing);
  book.gate.endedShort = asked > there;
  book.reopened ||= asked <= there;
  book.reach(asked > there ? 'a gate ends in wind-down' : 'a gate opens');
}

/** Pays what is payable by the rule in force, unless payouts stand still. */
export function payouts(book: Book): void {
  if (book.given.windDown) {
    if (book.given.suspendedUntil >= 0) judge(book, true);
    book.given.suspendedUntil = -1;
    return;
  }
  if (book.gate.until < 0) watchGate(book);
  else if (book.gate.until <= book.day) endGate(book);
  const { given, gate } = book;
  if (given.suspendedUntil > book.day) book.reach('payouts are suspended');
  if (given.suspendedUntil === book.day) {
    given.suspendedUntil = -1;
    book.reopened = true;
    book.reach('payouts go on on the stated day');
  }
  if (given.suspendedUntil > book.day || gate.until > book.day || gate.endedShort) return;
  const enough = payByRule(book);
  if (book.reopened) judge(book, !enough);
}

/** A word on when payouts go on has been kept, or broken. */
function judge(book: Book, broken: boolean): void {
  book.reopened = false;
  book.reopenings.push({ day: book.day, broken });
  book.reach(broken ? 'a reopening is no reopening' : 'a reopening is kept');
}

/** The playbook stops payouts until a day, puts the day off, or lets them go on before it. */
export function takeSuspension(book: Book, until: number): void {
  const before = book.given.suspendedUntil;
  book.given.suspendedUntil = until;
  if (until > before) {
    if (before >= 0) judge(book, true);
    book.reopened = false;
  } else if (until < before) book.reopened = true;
}

/** Requests that have a right to money today. */
export function payableToday(book: Book): Request[] {
  const { rule } = inForce(book.scenario.policies.payout, book.day);
  return waiting(book)
    .filter(
      ({ promisedDay, excused }) =>
        promisedDay - excused <= book.day || promisedDay === NEVER || rule === 'instant',
    )
    .filter((one) => toPay(book, one) > 0);
}

/** What of a request has a right to money today: of one in a plan its part, unless everything is paid at once. */
function toPay(book: Book, one: Request): number {
  const { rule } = inForce(book.scenario.policies.payout, book.day);
  return rule === 'instant' ? unpaid(one) : (partToSend(book, one) ?? unpaid(one));
}

/** What a plan has promised of a request by now and nobody has sent; null without a plan. */
export function partToSend(book: Book, one: Request): number | null {
  for (const { dates, covered } of book.plans) {
    const mine = covered.find(({ request }) => request === one);
    if (mine === undefined) continue;
    const come = must(dates.filter(({ day }) => day <= book.day).at(-1));
    const paid = one.paid - mine.paidBefore;
    return Math.max(0, portion(mine.base, come.cumulativePpm, 1_000_000) - paid - one.astray);
  }
  return null;
}

/** Returns whether there was money for all that could be asked for today. */
function payByRule(book: Book): boolean {
  const policy = inForce(book.scenario.policies.payout, book.day);
  const { rule, dailyCapFen, perLenderDailyCapFen } = policy;
  const payable = payableToday(book);
  if (payable.length === 0) return true;
  const inHand = gotTo(book, payable);
  const due = dueToday(book, inHand, perLenderDailyCapFen);
  const carried = workLeft(book, 'payouts');
  if (carried < 1) book.reach('the bank carries out a part');
  const bank =
    carried < 1 ? Math.max(0, Math.floor((sum(due) + book.partsSent) * carried) - book.partsSent) : sum(due);
  const wanted = Math.min(dailyCapFen ?? Infinity, bank);
  if (book.scenario.policies.coverPool) refill(book, wanted - freeBankCash(book));
  const there = book.pooled ? Math.max(0, freeBankCash(book)) : book.balance('lenderQueued');
  const money = Math.min(there, wanted);
  const amounts =
    rule === 'proRata'
      ? largestRemainder(money, due)
      : rule === 'roundRobin'
        ? inTurn(money, inHand, due, policy.partFen)
        : oneByOne(money, due);
  inHand.forEach((one, i) => {
    hand(book, one, must(amounts[i]), payable.length);
  });
  if (inHand.length < payable.length || carried < 1) {
    book.office.undone = payable.length - inHand.length;
    const underTheCap = (dailyCapFen ?? Infinity) - sum(amounts);
    book.office.moneyLeft = Math.min(payoutMoney(book), underTheCap + book.office.moneyLeft);
  }
  if (perLenderDailyCapFen !== null && sum(due) < sum(inHand.map((one) => toPay(book, one))))
    book.reach('a lender is at its limit for the day');
  return there >= wanted;
}

/** What is still there for payouts: the bank's money, and what the platform would add to it. */
export function payoutMoney(book: Book): number {
  const missing = Math.max(0, -book.balance('poolGap'));
  const own = book.scenario.policies.coverPool ? Math.min(missing, book.balance('platformCash')) : 0;
  return Math.max(0, freeBankCash(book) + own);
}

/** A payout through the hands of a clerk. */
export function hand(book: Book, one: Request, amount: number, waiting: number): void {
  if (!goesAstray(book, one, amount, waiting)) pay(book, one, amount);
}

/** A lender's requests share its limit for the day in the order in which they were made. */
function dueToday(book: Book, payable: readonly Request[], limit: number | null): number[] {
  const due: number[] = [];
  payable.forEach((one, i) => {
    const before = payable
      .slice(0, i)
      .flatMap((other, k) => (other.lender === one.lender ? [must(due[k])] : []));
    const right = toPay(book, one);
    due.push(limit === null ? right : Math.min(right, limit - sum(before)));
  });
  return due;
}

function oneByOne(money: number, due: readonly number[]): number[] {
  let left = money;
  return due.map((amount) => {
    const paid = Math.min(left, amount);
    left -= paid;
    return paid;
  });
}

/** Part by part: whoever has the fewest whole parts is next, the oldest of them first. */
function inTurn(money: number, payable: readonly Request[], due: readonly number[], part: number): number[] {
  const got = payable.map(() => 0);
  const parts = (i: number) => Math.floor((must(payable[i]).paid + must(got[i])) / part);
  for (let left = money; left > 0;) {
    const open = payable.map((_, i) => i).filter((i) => must(got[i]) < must(due[i]));
    if (open.length === 0) break;
    const next = must(open.sort((a, b) => parts(a) - parts(b) || a - b)[0]);
    const had = must(payable[next]).paid + must(got[next]);
    const amount = Math.min(left, (parts(next) + 1) * part - had, must(due[next]) - must(got[next]));
    got[next] = must(got[next]) + amount;
    left -= amount;
  }
  return got;
}
