/** MODEL.md 8: what being late costs, and part payments. Debts stand in one list, in the order in which they are paid. */
import type { AccountName } from '../../engine/ledger/accounts.ts';
import { METHODS } from '../../engine/state/codes.ts';
import { halfUp, must, portion, ppm, sum } from './exact.ts';
import { dueCount, inForce, oldestDue, type Book, type Loan } from './book.ts';
import { commission } from './collection.ts';
import { schedule } from './schedules.ts';
import { giveUp, haircutPerLot, feesGoTo, payByOrder, takeFromLots, lotsOf } from './proceeds.ts';

interface Debt {
  readonly what: 'costs' | 'penalty' | 'interest' | 'principal';
  /** Instalment, counted from the oldest unpaid one; -1 for what is the whole loan's. */
  readonly instalment: number;
  readonly amount: number;
}

/** Whether the scenario knows of anything beside whole instalments. */
export function knowsLate(book: Book, loan: Loan): boolean {
  const { pricing, servicing } = book.scenario;
  const { partial, reage, extension, restructuring } = servicing;
  const offers = [partial, reage, extension, restructuring].some((one) => one !== null);
  return !loan.owners && (offers || pricing.penalty.some(({ value }) => value !== null));
}

/** What is left of each instalment due: parts pay the oldest first. */
function leftOf(book: Book, loan: Loan): { interest: number; principal: number }[] {
  let { interest: paidInterest, principal: paidPrincipal } = loan.part;
  return loan.schedule.slice(loan.paid, dueCount(book, loan)).map((instalment) => {
    const interest = Math.max(0, instalment.interest * loan.lots - paidInterest);
    const principal = Math.max(0, instalment.principal * loan.lots - paidPrincipal);
    paidInterest = Math.max(0, paidInterest - instalment.interest * loan.lots);
    paidPrincipal = Math.max(0, paidPrincipal - instalment.principal * loan.lots);
    return { interest, principal };
  });
}

/** All that is owed, first what is paid first. */
function debts(book: Book, loan: Loan): Debt[] {
  const order = book.scenario.servicing.paymentOrder;
  const ofLoan = { costs: loan.lateFees, penalty: loan.penalty };
  const late = order.findLastIndex((what) => what === 'interest' || what === 'principal');
  const list: Debt[] = [];
  leftOf(book, loan).forEach((left, instalment) => {
    for (const what of order.slice(0, late + 1)) {
      if (what === 'interest' || what === 'principal') list.push({ what, instalment, amount: left[what] });
      else if (instalment === 0) list.push({ what, instalment: -1, amount: ofLoan[what] });
    }
  });
  for (const what of order.slice(late + 1)) {
    if (what === 'costs' || what === 'penalty') list.push({ what, instalment: -1, amount: ofLoan[what] });
  }
  return list;
}

/** Penalty of the days since the last time it was worked out, day by day. */
export function runOn(book: Book, loan: Loan): void {
  if (!knowsLate(book, loan)) return;
  const since = loan.lateSince ?? book.dates.monthsLater(book.day, -1, loan.dueDayOfMonth);
  loan.lateSince = book.day;
  let ppmDays = 0;
  for (let day = Math.max(0, since); day < book.day; day++) {
    const policy = inForce(book.scenario.pricing.penalty, day);
    if (policy === null) continue;
    const room = Math.floor(Math.max(0, ppm(policy.capPerYear) - loan.aprPpm) / 365);
    if (room < ppm(policy.perDay)) book.reach('the law cuts a penalty');
    ppmDays += Math.min(ppm(policy.perDay), room);
  }
  // Before another instalment falls due today.
  const k = dueCount(book, loan);
  const due =
    book.dates.monthsLater(loan.contractDay, k + loan.deferred, loan.dueDayOfMonth) === book.day ? k - 1 : k;
  const fallen = loan.schedule.slice(loan.paid, due);
  const overdue =
    sum(fallen.map(({ interest, principal }) => interest + principal)) * loan.lots -
    loan.part.interest -
    loan.part.principal;
  loan.penalty += portion(overdue, ppmDays, 1_000_000);
}

/** The late fee of a due day that ends with something overdue. */
export function chargeLate(book: Book, loan: Loan): void {
  const policy = inForce(book.scenario.pricing.penalty, book.day);
  if (policy === null || !knowsLate(book, loan) || loan.missed === 0 || loan.status !== 'repaying') return;
  loan.lateFees += policy.lateFeeFen;
}

/** Whether anything beside whole instalments is owed. */
export function owesMore(loan: Loan): boolean {
  return loan.part.interest + loan.part.principal + loan.penalty + loan.lateFees > 0;
}

export function payEverything(book: Book, loan: Loan): void {
  take(book, loan, sum(debts(book, loan).map(({ amount }) => amount)));
}

/** Up to the last debt that belongs to the oldest instalment. */
export function payOldest(book: Book, loan: Loan): void {
  const list = debts(book, loan);
  const last = list.findLastIndex(({ instalment }) => instalment === 0);
  take(book, loan, sum(list.slice(0, last + 1).map(({ amount }) => amount)));
}

/** Who would pay nothing may pay a part; returns how many instalments are whole by it. */
export function payPart(book: Book, loan: Loan): number {
  const { partial } = book.scenario.servicing;
  if (partial === null || !knowsLate(book, loan)) return 0;
  const u = (k: number) => book.stream('service').uniform(loan.key, book.day, k);
  if (u(1) >= partial.share) return 0;
  const part = partial.least + (partial.most - partial.least) * u(2);
  const receipt = Math.floor(part * sum(debts(book, loan).map(({ amount }) => amount)));
  book.count('partPaidFen', receipt);
  book.reach('a part is paid');
  const before = loan.paid;
  take(book, loan, receipt);
  if (loan.paid > before) book.reach('parts make an instalment whole');
  return loan.paid - before;
}

/** What the servicer offers at the end of a due day: at most one thing, in this order. */
export function offerTerms(book: Book, loan: Loan, paidBefore: number): void {
  if (!knowsLate(book, loan) || loan.status !== 'repaying' || loan.missed === 0) return;
  loan.kept = loan.paid > paidBefore ? loan.kept + 1 : 0;
  if (book.given.windDown || loan.compensated || loan.missed > 3) return;
  if (loan.part.interest + loan.part.principal > 0) return;
  const { reage, extension, restructuring } = book.scenario.servicing;
  const agrees = (k: number, share: number) => book.stream('service').uniform(loan.key, book.day, k) < share;
  if (reage !== null && loan.kept >= reage.afterPayments && loan.times.reage < reage.mostTimes) {
    if (agrees(3, reage.share)) {
      putBack(book, loan, 'reage', 1);
      return;
    }
  }
  if (
    extension !== null &&
    loan.missed >= extension.fromBucket &&
    loan.times.extension < extension.mostTimes
  ) {
    if (agrees(4, extension.share)) {
      putBack(book, loan, 'extension', 1 + extension.months);
      return;
    }
  }
  if (restructuring === null || loan.missed < restructuring.fromBucket) return;
  if (loan.times.restructuring >= restructuring.mostTimes || !agrees(5, restructuring.share)) return;
  restructure(book, loan, restructuring.months, restructuring.rateCut);
}

/** The oldest unpaid instalment falls due so many months from now, the others after it. */
function putBack(book: Book, loan: Loan, how: 'reage' | 'extension', months: number): void {
  book.reach(how);
  book.count(how === 'reage' ? 'reaged' : 'extended', 1);
  loan.times[how] += 1;
  loan.modified = how;
  loan.missed = 0;
  loan.deferred += months - monthsUntil(book, loan);
}

/** Months from this one to the one in which the oldest unpaid instalment falls due: behind, 0 or less. */
function monthsUntil(book: Book, loan: Loan): number {
  const now = book.dates.date(book.day);
  const due = book.dates.date(oldestDue(book, loan));
  return (due.getUTCFullYear() - now.getUTCFullYear()) * 12 + due.getUTCMonth() - now.getUTCMonth();
}

/** All that is owed, overdue interest with it, on a new schedule whose first instalment is next month's. */
function restructure(book: Book, loan: Loan, months: number, rateCut: number): void {
  book.reach('restructuring');
  book.count('restructured', 1);
  const overdue = sum(loan.schedule.slice(loan.paid, dueCount(book, loan)).map(({ interest }) => interest));
  const lot = sum(loan.schedule.slice(loan.paid).map(({ principal }) => principal)) + overdue;
  for (const holding of loan.holdings) {
    holding.claims.forEach((claim, i) => {
      holding.claims[i] = claim + overdue;
    });
    holding.owed += overdue * holding.claims.length;
  }
  book.move('borrowerDebt', 'lenderClaims', overdue * loan.lots);
  book.count('capitalisedFen', overdue * loan.lots);
  const term = Math.min(60, loan.term - loan.paid + months);
  if (must(METHODS[loan.method]) === 'bullet') loan.method = METHODS.indexOf('levelInstalment');
  const method = must(METHODS[loan.method]);
  const old = schedule(lot, loan.aprPpm, term, method);
  loan.aprPpm = halfUp(loan.aprPpm, 1 - rateCut);
  loan.schedule = schedule(lot, loan.aprPpm, term, method);
  const brings = (one: typeof old) => sum(one.map(({ interest }) => interest)) * loan.lots;
  book.count('forgoneFen', brings(old) - brings(loan.schedule));
  loan.term = term;
  loan.paid = 0;
  loan.missed = 0;
  loan.deferred = 0;
  loan.deferred = 1 - monthsUntil(book, loan);
  loan.times.restructuring += 1;
  loan.modified = 'restructuring';
}

function take(book: Book, loan: Loan, receipt: number): void {
  const got = { costs: 0, penalty: 0, interest: 0, principal: 0 };
  let left = receipt;
  const rest = new Map<number, number>();
  for (const { what, instalment, amount } of debts(book, loan)) {
    const paid = Math.min(left, amount);
    left -= paid;
    got[what] += paid;
    if (instalment >= 0) rest.set(instalment, (rest.get(instalment) ?? 0) + amount - paid);
  }
  if (left > 0) throw new Error(`loan ${loan.id}: ${left} fen more than is owed`);
  let whole = 0;
  while (rest.get(whole) === 0) whole += 1;
  commission(book, loan, receipt);
  payLate(book, loan, got.costs, got.penalty);
  if (loan.compensated) payByOrder(book, loan, got.principal, got.interest);
  else {
    payInterest(book, loan, got.interest);
    takeFromLots(book, loan, got.principal, 'borrowerDebt').forEach((amount, i) => {
      book.payLender(must(lotsOf(loan)[i]).holding.lender, 'outsideBorrowers', amount);
    });
  }
  loan.lateFees -= got.costs;
  loan.penalty -= got.penalty;
  const done = loan.schedule.slice(loan.paid, loan.paid + whole);
  loan.part.interest += got.interest - sum(done.map(({ interest }) => interest)) * loan.lots;
  loan.part.principal += got.principal - sum(done.map(({ principal }) => principal)) * loan.lots;
  loan.paid += whole;
}

/** Late fees are the platform's; the penalty is whose the last policy said. */
function payLate(book: Book, loan: Loan, costs: number, penalty: number): void {
  book.move('outsideBorrowers', 'platformCash', costs);
  book.count('lateFeesFen', costs);
  if (penalty === 0) return;
  book.count('penaltyFen', penalty);
  const policies = book.scenario.pricing.penalty.filter(
    ({ fromDay, value }) => fromDay <= book.day && value !== null,
  );
  const to = must(policies.at(-1)?.value).to;
  const guarantor = book.guarantors[loan.guarantor];
  if (to === 'platform') book.move('outsideBorrowers', 'platformCash', penalty);
  else if (to === 'guarantor' && guarantor !== undefined && guarantor.failedDay < 0) {
    book.reach('a penalty goes to a guarantor');
    guarantor.liquid += penalty;
    book.move('outsideBorrowers', 'guarantorCash', penalty);
  } else if (loan.compensated) payByOrder(book, loan, 0, penalty);
  else {
    book.reach('a penalty goes to lenders');
    lotsOf(loan).forEach(({ holding }, i) => {
      const even = Math.floor(penalty / loan.lots);
      book.payLender(holding.lender, 'outsideBorrowers', even + (i < penalty % loan.lots ? 1 : 0));
    });
  }
}

/** Each lot has the same of all interest paid on the oldest instalments, the odd fen with the first; fees instalment by instalment. */
function payInterest(book: Book, loan: Loan, amount: number): void {
  if (amount === 0) return;
  const { lots } = loan;
  const share = inForce(book.scenario.pricing.lenderFeeOfInterest, book.day);
  const lotHas = (paid: number, lot: number) => Math.floor(paid / lots) + (lot < paid % lots ? 1 : 0);
  const fee = (has: number): number => {
    let left = has;
    return sum(
      loan.schedule.slice(loan.paid).map(({ interest }) => {
        const part = Math.min(left, interest);
        left -= part;
        return portion(part, ppm(share), 1_000_000);
      }),
    );
  };
  const before = loan.part.interest;
  const pays = lotsOf(loan).map(({ holding }, lot) => {
    const [had, has] = [lotHas(before, lot), lotHas(before + amount, lot)];
    return { lender: holding.lender, gross: has - had, fee: fee(has) - fee(had) };
  });
  const cut = haircutPerLot(book, loan, Math.max(0, Math.min(...pays.map((one) => one.gross - one.fee))));
  const to: AccountName = feesGoTo(book);
  for (const { lender, gross, fee: owed } of pays) {
    giveUp(book, lender, cut);
    book.payLender(lender, 'outsideBorrowers', gross);
    if (lender.id !== 0) lender.cash -= owed;
    book.move(lender.id === 0 ? 'poolGap' : 'lenderCash', to, owed);
  }
}
