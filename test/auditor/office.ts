/** MODEL.md 17: departments, what lies on desks, and a system that fails: worked out again from the scenario and the draws. */
import { expm1, ln, power } from '../../engine/base/mathx.ts';
import type { DepartmentName } from '../../engine/base/vocabulary.ts';
import { DEPARTMENT_NAMES, type Book, type Lender, type Request } from './book.ts';
import { binomial, poisson } from './chance.ts';
import { must } from './exact.ts';

export function isDown(book: Book): boolean {
  return book.day < book.office.downUntil;
}

/** Trained persons of eight hours that a department is worth, paid or not. */
export function persons(book: Book, name: DepartmentName): number {
  const { headcount, skill } = must(book.office.desks.get(name));
  const { hoursPerDay, trainingHoursPerDay } = book.scenario.platform.departments[name];
  const hours = hoursPerDay + book.given.overtime(name) - trainingHoursPerDay;
  return headcount * (Math.max(0, hours) / 8) * skill;
}

function minutes(book: Book, name: DepartmentName): number {
  return persons(book, name) * book.given.payrollPaidShare * 8 * 60;
}

/** Share of tasks that go wrong under so many minutes of waiting work. */
function errors(
  book: Book,
  name: DepartmentName,
  terms: { readonly errorShare: number; readonly untrainedErrorShare: number },
  waiting: number,
): number {
  const days = waiting / minutes(book, name);
  const tired = days > 9 ? 3 : days > 3 ? days / 3 : 1;
  if (tired > 1) book.reach(`${name} is tired`);
  const { skill } = must(book.office.desks.get(name));
  return Math.min(
    1,
    (terms.errorShare + (1 - skill) * terms.untrainedErrorShare) * (minutes(book, name) > 0 ? tired : 3),
  );
}

/** The morning: hands, money that comes back, incidents, lost records. */
export function morning(book: Book): void {
  const { office, day } = book;
  office.errorsFound = 0;
  for (const name of DEPARTMENT_NAMES) {
    const desk = must(office.desks.get(name));
    const now = book.given.headcount(name);
    if (now === desk.headcount) continue;
    book.reach('people are hired');
    const { competence } = book.scenario.platform.departments[name];
    desk.skill = (desk.headcount * desk.skill + (now - desk.headcount) * competence) / now;
    desk.headcount = now;
  }
  for (const { one, amount, back } of office.astray) {
    if (back !== day) continue;
    book.reach('a wrong payout comes back');
    one.astray -= amount;
    one.lender.transit -= amount;
    one.lender.queued += amount;
    book.move('lenderTransit', 'lenderQueued', amount);
    office.errorsFound += 1;
  }
  office.astray = office.astray.filter(({ back }) => back > day);
  for (const { one, found } of office.wrongEntries) {
    if (found !== day) continue;
    one.record = 'there';
    office.errorsFound += 1;
  }
  incidents(book);
  for (const name of ['finance', 'service'] as const) {
    const desk = must(office.desks.get(name));
    desk.left = minutes(book, name) + desk.left;
  }
  if (!isDown(book)) enterAgain(book);
}

function incidents(book: Book): void {
  const { office, scenario, day } = book;
  const terms = scenario.operations.incidents;
  const luck = book.stream('incident');
  office.incidentNews *= power(2, -1 / scenario.confidence.newsHalfLifeDays);
  if (book.given.windDown) return;
  const { backup } = scenario.operations;
  const maker = terms?.system === 'bought' ? 1 : 0;
  const down = (days: number) => {
    office.downUntil = Math.max(office.downUntil, day + days + maker);
    book.count('incidents', 1);
  };
  const outage = (days: number, lost: boolean) => {
    const local = backup.localEveryDays !== null;
    down(days + (lost ? (local ? backup.restoreLocalDays : backup.restoreRemoteDays) : 0));
    if (lost) loseRecords(book, local ? backup.localEveryDays : backup.remoteEveryDays);
    office.incidentNews += scenario.operations.news.outage;
    book.reach(lost ? 'an outage with loss of data' : 'an outage');
  };
  const hack = (days: number, wanted: number) => {
    const pool = book.pooled ? Math.min(wanted, reach(book)) : 0;
    const own = Math.min(wanted - pool, book.balance('platformCash'));
    book.move('poolGap', 'outsideThieves', pool);
    book.move('platformCash', 'outsideThieves', own);
    book.count('stolenFen', pool + own);
    down(days + backup.restoreRemoteDays);
    loseRecords(book, backup.remoteEveryDays);
    office.incidentNews += scenario.operations.news.attack;
    book.reach('an attack');
  };
  for (const shock of scenario.shocks) {
    if (shock.day !== day) continue;
    if (shock.kind === 'outage') outage(shock.overDays, shock.dataLoss);
    if (shock.kind === 'hack') hack(shock.overDays, shock.stolenFen);
  }
  if (terms === null || isDown(book)) return;
  const needed = terms.engineersNeeded * (maker === 1 ? 0.5 : 1);
  const strain =
    short(needed, persons(book, 'technology') * book.given.payrollPaidShare) *
    short(terms.spendNeededFen, scenario.platform.technologyPerMonthFen);
  const u = (k: number) => luck.uniform(0, day, k);
  const chance = (perYear: number) => -expm1((-perYear * strain) / 365);
  const days = () => Math.max(1, Math.ceil(terms.outageMeanDays * -ln(u(2))));
  const load = Math.max(1, office.visitsYesterday / terms.visitsPerDay);
  if (u(1) < chance(terms.attacksPerYear)) {
    hack(
      days(),
      Math.floor((book.balance('platformCash') + (book.pooled ? reach(book) : 0)) * terms.theftShare),
    );
  } else if (u(0) < chance(terms.outagesPerYear * load)) outage(days(), u(3) < terms.dataLossShare);
}

/** Customers' money that an attacker of a pool can get at. */
function reach(book: Book): number {
  return Math.max(0, book.bankCash() - book.balance('lenderHeld'));
}

function short(needed: number, there: number): number {
  return needed <= there ? 1 : Math.min(10, needed / there);
}

/** What no copy has: copies are made in the evening of day 0 and of every so many days after it. */
function loseRecords(book: Book, every: number | null): void {
  const { office, day } = book;
  let from = every === null ? Math.max(0, day - 30) : day;
  if (every !== null) while (from > 0 && (from - 1) % every !== 0) from -= 1;
  for (const one of book.requests) {
    if (one.day >= from && one.paidDay < 0 && one.record === 'there') one.record = 'lost';
  }
  const lost = office.bookings.filter((booking) => booking.day >= from);
  for (const { lender, amount } of lost) {
    const fen = Math.min(amount, lender.cash);
    if (fen === 0) continue;
    book.reach('a deposit is lost from the records');
    lender.joined = null;
    lender.newCash = true;
    lender.cash -= fen;
    lender.transit += fen;
    book.move('lenderCash', 'lenderTransit', fen);
    office.remittances.push({
      lender,
      amount: fen,
      arrives: office.downUntil,
      minutes: entryMinutes(book),
      again: true,
    });
  }
}

function entryMinutes(book: Book): number {
  return book.scenario.operations.finance?.entryMinutes ?? 0;
}

/** Time for one more task: without a limit of finance, and for the liquidator, there always is. */
function hasTime(book: Book, spent: number): boolean {
  if (book.scenario.operations.finance === null || book.given.windDown) return true;
  const desk = must(book.office.desks.get('finance'));
  if (desk.left <= 0) return false;
  desk.left -= spent;
  return true;
}

function enterAgain(book: Book): void {
  const { finance } = book.scenario.operations;
  const lost = book.requests.filter(({ record, paidDay }) => record === 'lost' && paidDay < 0);
  if (lost.length === 0) return;
  const share =
    finance === null || book.given.windDown
      ? 0
      : errors(book, 'finance', finance, lost.length * finance.entryMinutes);
  for (const one of lost) {
    if (!hasTime(book, entryMinutes(book))) return;
    const u = book.stream('clerk').uniform(one.lender.key, book.day, 8 + one.kind);
    one.record = u < share ? 'wrong' : 'there';
    book.reach(u < share ? 'a record is entered wrongly' : 'a record is entered again');
    if (u >= share) continue;
    book.count('payoutErrors', 1);
    book.office.wrongEntries.push({ one, found: book.day + must(finance).correctionDays });
  }
}

/** Money that is there at once. */
export function payIn(book: Book, lender: Lender, amount: number): void {
  lender.deposited += amount;
  book.payLender(lender, 'outsideLenders', amount);
  book.count('depositsFen', amount);
  book.office.bookings.push({ lender, day: book.day, amount });
}

/** A deposit: there at once, or under way. */
export function receive(book: Book, lender: Lender, amount: number): void {
  const { day, office } = book;
  const terms = book.scenario.operations.moneyInTransit;
  const u = (k: number) => book.stream('remittance').uniform(lender.key, day, k);
  if (terms === null || u(0) >= terms.offlineShare) return payIn(book, lender, amount);
  lender.deposited += amount;
  book.reach('money is remitted');
  lender.transit += amount;
  book.move('outsideLenders', 'lenderTransit', amount);
  const search = u(1) < terms.unidentifiedShare ? terms.searchMinutes : 0;
  if (search > 0) book.reach('a remittance says not whose it is');
  const arrives = day + terms.transitDays;
  office.remittances.push({ lender, amount, arrives, minutes: entryMinutes(book) + search, again: false });
}

/** Those of the payable requests that finance gets to. */
export function gotTo(book: Book, payable: readonly Request[]): readonly Request[] {
  const { finance } = book.scenario.operations;
  if (isDown(book)) return [];
  const known = payable.filter(({ record }) => record === 'there');
  if (finance === null) return known;
  const { left } = must(book.office.desks.get('finance'));
  let count = 0;
  while (count < known.length && left - count * finance.payoutMinutes > 0) count += 1;
  if (count < known.length) book.reach('clerks leave payouts undone');
  return known.slice(0, count);
}

/** Whether a payout goes to a wrong account; it takes a clerk's time either way. */
export function goesAstray(book: Book, one: Request, amount: number, waiting: number): boolean {
  const { finance } = book.scenario.operations;
  if (finance === null || amount === 0) return false;
  must(book.office.desks.get('finance')).left -= finance.payoutMinutes;
  const share = errors(book, 'finance', finance, waiting * finance.payoutMinutes);
  if (book.stream('clerk').uniform(one.lender.key, book.day, one.kind) >= share) return false;
  book.reach('a payout goes astray');
  one.astray += amount;
  one.lender.queued -= amount;
  one.lender.transit += amount;
  book.move('lenderQueued', 'lenderTransit', amount);
  book.count('payoutErrors', 1);
  book.office.astray.push({ one, amount, back: book.day + finance.correctionDays });
  return true;
}

/** The evening: remittances, the service desk, training. */
export function evening(book: Book): void {
  const { office } = book;
  if (!isDown(book)) bookRemittances(book);
  serviceDesk(book);
  office.visitsYesterday = book.flows.get('visits') ?? 0;
  for (const name of DEPARTMENT_NAMES) {
    const desk = must(office.desks.get(name));
    const { trainingHoursPerDay, hoursPerDay } = book.scenario.platform.departments[name];
    const hours = Math.min(trainingHoursPerDay, hoursPerDay);
    if (hours > 0) {
      book.reach('people learn');
      desk.skill = 1 - (1 - desk.skill) * power(2, -hours / book.scenario.operations.learningHours);
    }
    desk.left = Math.min(0, desk.left);
  }
}

function bookRemittances(book: Book): void {
  const { office, day } = book;
  office.unbooked = 0;
  office.remittances = office.remittances.filter((one) => {
    if (one.arrives > day) return true;
    if (!hasTime(book, one.minutes)) {
      office.unbooked += 1;
      book.reach('a remittance is not booked');
      return true;
    }
    one.lender.transit -= one.amount;
    one.lender.cash += one.amount;
    one.lender.newCash = true;
    book.move('lenderTransit', 'lenderCash', one.amount);
    if (!one.again) book.count('depositsFen', one.amount);
    office.bookings.push({ lender: one.lender, day, amount: one.amount });
    return false;
  });
}

function serviceDesk(book: Book): void {
  const { office, day } = book;
  const terms = book.scenario.operations.service;
  if (terms === null) return;
  const investing = book.lenders.filter(({ status }) => status === 'investing').length;
  const late = book.requests.filter(
    (one) => one.paidDay < 0 && one.promisedDay < day && one.requested > one.paid,
  );
  const mean =
    (investing * terms.contactsPerLenderMonth) / 30 +
    (late.length + office.unbooked) * terms.contactsPerLateDay +
    (isDown(book) ? investing * terms.contactsPerDownDay : 0) +
    office.errorsFound;
  const u = (k: number) => book.stream('desk').uniform(0, day, k);
  const came = poisson(u(0), mean);
  office.contacts.set(day, (office.contacts.get(day) ?? 0) + came);
  book.count('contacts', came);
  const days = [...office.contacts.keys()].filter((at) => at <= day).sort((a, b) => a - b);
  const waiting = days.reduce((total, at) => total + must(office.contacts.get(at)), 0);
  const share = errors(book, 'service', terms, waiting * terms.contactMinutes);
  const desk = must(office.desks.get('service'));
  let answered = 0;
  for (const at of days) {
    while (must(office.contacts.get(at)) > 0 && desk.left > 0) {
      desk.left -= terms.contactMinutes;
      answered += 1;
      office.contacts.set(at, must(office.contacts.get(at)) - 1);
    }
  }
  let complaints = 0;
  for (const at of days.filter((one) => one <= day - terms.patienceDays)) {
    complaints += must(office.contacts.get(at));
    office.contacts.delete(at);
  }
  if (complaints > 0) book.reach('a contact becomes a complaint');
  const wrong = binomial(u(1), answered, share);
  if (wrong > 0) book.reach('a wrong answer');
  office.contacts.set(day + 1, wrong);
  office.complaintsHeard = office.complaintsHeard * power(2, -1 / terms.memoryDays) + complaints;
  book.count('complaints', complaints);
  book.complaints = Math.min(1, office.complaintsHeard / Math.max(1, investing));
}
