/** MODEL.md 8: what happens on the due day, and default. */
import { normalCdf, probit } from '../../engine/base/mathx.ts';
import { contagionOf } from './related.ts';
import { regret } from './fairness.ts';
import { halfUp, must, sum } from './exact.ts';
import {
  dueCount,
  dueDate,
  inForce,
  note,
  oldestDue,
  outstanding,
  productOf,
  type Book,
  type Customer,
  type Loan,
} from './book.ts';
import { openHaircut, payByOrder, payLots, payUpTo } from './proceeds.ts';
import { GRADES } from '../../engine/base/vocabulary.ts';
import { premium } from './price.ts';
import { chargeLate, offerTerms, owesMore, payEverything, payOldest, payPart, runOn } from './late.ts';
import { scheduleRecovery } from './recover.ts';
import {
  collectionEffect,
  collectors,
  commission,
  effectOf,
  toCollectors,
  undistressed,
} from './collection.ts';
import { putOff, striking } from './law.ts';
import { ownersPay, seize } from './owners.ts';
import { refinancedElsewhere } from './rivals.ts';
import { unpaid } from './withdraw.ts';

const DEFAULT_DAYS = 91;
const BULLET = 3;

export function service(book: Book): void {
  collectors(book);
  const sigma = collectionEffect(book);
  openHaircut(book);
  for (const loan of book.loans) defaultIfTime(book, loan);
  if (book.uncoveredDay === book.day) {
    for (const loan of book.loans) if (loan.owners && loan.status === 'repaying') giveUp(book, loan);
    seize(book);
  }
  for (const loan of dueToday(book)) {
    const paidBefore = loan.paid;
    if (loan.missed === 0 && dueDate(book, loan, loan.paid + 1) > book.day) continue;
    if (loan.owners && book.uncoveredDay >= 0) giveUp(book, loan);
    else if (loan.missed <= 3 && putOff(book, loan)) continue;
    else if (loan.missed === 0) serveCurrent(book, loan);
    else if (loan.missed <= 3) {
      serveBehind(book, loan, sigma);
      chargeLate(book, loan);
    }
    offerTerms(book, loan, paidBefore);
  }
}

/** Repaying loans whose day of the month it is: by day of month, then in order of contract. */
function dueToday(book: Book): Loan[] {
  const today = book.dates.dayOfMonth(book.day);
  const last = book.dates.isMonthEnd(book.day) ? 31 : today;
  return book.loans
    .filter(
      (loan) =>
        loan.status === 'repaying' &&
        loan.contractDay < book.day &&
        loan.dueDayOfMonth >= today &&
        loan.dueDayOfMonth <= last,
    )
    .sort((a, b) => a.dueDayOfMonth - b.dueDayOfMonth || a.id - b.id);
}

/** Probability that the instalment due now is missed. */
function entryProbability(book: Book, loan: Loan, k: number): number {
  const { scenario, given, calibration } = book;
  const { borrowersRun, credit } = scenario;
  if (loan.neverPays) return 1;
  if (credit.crossExposure && ownMoneyIsLate(book, loan)) return 1;
  const wilful = borrowersRun.wilful ? borrowersRun.wilfulEffect * given.distress : 0;
  const p0 =
    calibration.entry(loan.obligorGrade, loan.term, k) *
    credit.hazardScale *
    loan.multiplier *
    given.pdMultiplier *
    striking(book, loan.region).reduce((all, { pdMultiplier }) => all * pdMultiplier, 1) *
    (1 + wilful) *
    (loan.modified === 'never' ? 1 : must(scenario.servicing[loan.modified]).hazard) *
    contagionOf(book, loan) *
    ofProductAndMonth(book, loan);
  const { rho } = calibration;
  let p = p0;
  if (p0 >= 1) p = 1;
  else if (p0 > 0) {
    const y = given.factor(loan.sector, loan.region);
    p = normalCdf((probit(p0) - Math.sqrt(rho) * y) / Math.sqrt(1 - rho));
  }
  const hangs = k === loan.term ? borrowersRun.refinancingShare : borrowersRun.earlierShare;
  if (!borrowersRun.refinancing || hangs === 0) return p;
  const found = given.windDown ? 0 : given.throttle * foundMoney(book);
  if (found < 1 && k < loan.term) book.reach('an earlier instalment hangs on a new loan');
  return Math.min(1, p + hangs * ((1 - found) * (1 - refinancedElsewhere(book))));
}

/** A product's own risk, which may change with the season. */
function ofProductAndMonth(book: Book, loan: Loan): number {
  const { hazard, season } = productOf(book, loan);
  const ofMonth = season[book.dates.date(book.day).getUTCMonth()];
  if (ofMonth !== undefined && ofMonth !== 1) book.reach('a season of hazards');
  return hazard * (ofMonth ?? 1);
}

/** Of a month's listings that have ended, the share that lenders filled. */
function foundMoney(book: Book): number {
  if (!book.scenario.borrowersRun.funding) return 1;
  const ended = book.listings.filter(({ day, status }) => day > book.day - 30 && status !== 'open');
  const failed = ended.filter(({ status }) => status === 'failed').length;
  if (failed > 0) book.reach('listings without money close refinancing');
  return ended.length === 0 ? 1 : (ended.length - failed) / ended.length;
}

function ownMoneyIsLate(book: Book, loan: Loan): boolean {
  return book.requests.some(
    (one) => one.lender.id === loan.ownLender && unpaid(one) > 0 && one.promisedDay < book.day,
  );
}

function serveCurrent(book: Book, loan: Loan): void {
  const k = loan.paid + 1;
  if (loan.owners) {
    serveOwners(book, loan, k);
    return;
  }
  const u = book.stream('service').uniform(loan.key, book.day, 0);
  let p = entryProbability(book, loan, k);
  if (loan.method === BULLET) {
    loan.accrued = 1 - (1 - loan.accrued) * (1 - p);
    if (k < loan.term) {
      loan.paid = k;
      return;
    }
    p = loan.accrued;
  }
  book.count('dueFen', instalmentFen(loan, k));
  if (u < p) {
    loan.missed = 1;
    if (loan.contractDay >= 0) must(book.customers[loan.customer]).past.late += 1;
    toCollectors(book, loan);
    loan.kept = 0;
    loan.lateSince = book.day;
    // Who pays all of what it owes in one part is behind no more.
    if (payPart(book, loan) > 0) loan.missed = 0;
    endIfPaid(book, loan);
    chargeLate(book, loan);
    return;
  }
  const smm = book.calibration.smm(loan.term, k) * book.scenario.credit.prepayScale * incentive(book, loan);
  const ahead = loan.method !== BULLET && k < loan.term && u >= 1 - smm;
  if (ahead) prepayFee(book, loan, k);
  payUpTo(book, loan, k, ahead);
  endIfPaid(book, loan);
}

/** Fee on the principal after instalment k. */
function prepayFee(book: Book, loan: Loan, k: number): void {
  const { share, to } = inForce(book.scenario.pricing.prepayFee, book.day);
  const fee = halfUp(sum(loan.schedule.slice(k).map(({ principal }) => principal)) * loan.lots, share);
  if (fee === 0) return;
  book.reach(`a prepayment fee to ${to}`);
  book.count('prepayFeeFen', fee);
  if (to === 'platform') book.move('outsideBorrowers', 'platformCash', fee);
  else if (loan.compensated) payByOrder(book, loan, 0, fee);
  else payLots(book, loan, 0, fee);
}

/** Who pays more than it would today has a reason to pay ahead. */
function incentive(book: Book, loan: Loan): number {
  const { refinanceBeta } = book.scenario.credit;
  if (refinanceBeta === 0) return 1;
  const { lenderRate } = book.scenario.pricing;
  const grade = must(GRADES[loan.facilityGrade]);
  const today = inForce(lenderRate, book.day)[grade] + premium(book, loan.term) + book.given.raisedRate;
  return 1 + refinanceBeta * 100 * Math.max(0, loan.aprPpm / 1_000_000 - today);
}

/** Owners never prepay and never fall behind while they have money. */
function serveOwners(book: Book, loan: Loan, k: number): void {
  if (loan.method === BULLET && k < loan.term) {
    loan.paid = k;
    return;
  }
  const due = instalmentFen(loan, k);
  book.count('dueFen', due);
  if (!ownersPay(book, due)) {
    loan.missed = 1;
    return;
  }
  payUpTo(book, loan, k);
  endIfPaid(book, loan);
}

function serveBehind(book: Book, loan: Loan, sigma: number): void {
  const { chain } = book.scenario.credit;
  const u = book.stream('service').uniform(loan.key, book.day, 0);
  const stay = must(chain.stay[loan.missed - 1]);
  const hazard = loan.modified === 'never' ? 1 : must(book.scenario.servicing[loan.modified]).hazard;
  const again = hazard > 1 ? 1 / hazard : 1;
  const staged = book.scenario.servicing.stages.length > 0;
  const cure = staged
    ? Math.min(1 - stay, must(chain.cure[loan.missed - 1]) * again * effectOf(book, loan, 'cure'))
    : must(chain.cure[loan.missed - 1]) * again * sigma * undistressed(book);
  const k = dueCount(book, loan);
  runOn(book, loan);
  if (dueDate(book, loan, k) === book.day) book.count('dueFen', instalmentFen(loan, k));
  if (u < cure) {
    if (owesMore(loan)) payEverything(book, loan);
    else payArrears(book, loan, k);
    loan.missed = 0;
  } else if (u < cure + stay) {
    if (owesMore(loan)) payOldest(book, loan);
    else payArrears(book, loan, loan.paid + 1);
  } else {
    loan.missed = Math.max(1, loan.missed + 1 - payPart(book, loan));
    if (loan.paid === k) loan.missed = 0;
    defaultIfTime(book, loan);
  }
  endIfPaid(book, loan);
}

function payArrears(book: Book, loan: Loan, k: number): void {
  let received = 0;
  for (let i = loan.paid + 1; i <= k; i++) received += instalmentFen(loan, i);
  payUpTo(book, loan, k);
  commission(book, loan, received);
}

function instalmentFen(loan: Loan, k: number): number {
  const { principal, interest } = must(loan.schedule[k - 1]);
  return (principal + interest) * loan.lots;
}

/** Due dates that a loan had, as far as its grade let them be missed. */
function expectedLate(book: Book, loan: Loan, dates: number): number {
  let expected = 0;
  for (let k = 1; k <= dates; k++) expected += book.calibration.entry(loan.obligorGrade, loan.term, k);
  return expected;
}

function endIfPaid(book: Book, loan: Loan): void {
  if (loan.paid < loan.term) return;
  loan.status = 'repaid';
  loan.endedDay = book.day;
  loan.missed = 0;
  const customer = must(book.customers[loan.customer]);
  customer.borrowing = false;
  if (loan.owners) return;
  if (loan.contractDay >= 0) customer.past.expected += expectedLate(book, loan, dueCount(book, loan));
  comeAgain(book, loan, customer);
}

const REPEAT_WITHIN_DAYS = 60;

/** Offers cost their money, and go to the clean only if so said. */
function madeAnOffer(book: Book, customer: Customer, u: number): boolean {
  const { reach, costFen, cleanOnly } = book.scenario.acquisition.repeatOffers;
  if (book.given.windDown || u >= reach) return false;
  if (cleanOnly && customer.past.late > 0) {
    book.reach('no offer to who was late');
    return false;
  }
  if (book.balance('platformCash') < costFen) return false;
  book.move('platformCash', 'outsideVendors', costFen);
  book.count('marketingFen', costFen);
  book.count('repeatOffers', 1);
  book.reach('an offer of another loan');
  return true;
}

/** Who has repaid may apply again, and may become a lender. */
function comeAgain(book: Book, loan: Loan, customer: Customer): void {
  const { repeatShare, borrowerToLender } = book.scenario.acquisition;
  const u = (k: number) => book.stream('repeat').uniform(loan.key, book.day, k);
  const offered = madeAnOffer(book, customer, u(3));
  const more = offered ? (1 - repeatShare) * book.scenario.acquisition.repeatOffers.uptake : 0;
  if (u(0) < repeatShare + more) {
    note(book.repeats, book.day + 1 + Math.floor(REPEAT_WITHIN_DAYS * u(1)), customer.id);
  }
  if (u(2) < borrowerToLender && customer.lender < 0) note(book.conversions, book.day + 1, customer.id);
}

/** A loan that rolled from 3 defaults 91 days after its oldest unpaid due date. */
function defaultIfTime(book: Book, loan: Loan): void {
  if (loan.status !== 'repaying' || loan.missed < 4) return;
  if (book.day < oldestDue(book, loan) + DEFAULT_DAYS) return;
  giveUp(book, loan);
}

function giveUp(book: Book, loan: Loan): void {
  if (loan.owners) loan.compensated = true;
  loan.status = 'recovery';
  loan.defaultDay = book.day;
  book.count('defaults', 1);
  loan.defaulted = outstanding(loan);
  book.count('defaultedFen', outstanding(loan));
  regret(book, loan);
  scheduleRecovery(book, loan, productOf(book, loan));
}
