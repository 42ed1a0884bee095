/** MODEL.md 21: what the law of a day forbids, who looks, what is ordered; what a court strikes off; force majeure. */
import { exp, power } from '../../engine/base/mathx.ts';
import type { Shock } from '../../engine/scenario/scenario.ts';
import { inForce, isAlive, outstanding, type Book, type Loan } from './book.ts';
import { floorOf, must, sum } from './exact.ts';

/** In the order in which an inspector looks. */
export const THINGS = [
  'pooledCustody',
  'termSplitting',
  'personCap',
  'enterpriseCap',
  'rateCap',
  'feeUpFront',
  'reserveLent',
  'riskReserve',
  'selfFinancing',
  'offlinePromotion',
  'unlicensedGuarantor',
  'implicitGuarantee',
] as const;
export type Thing = (typeof THINGS)[number];

const ONE = 1_000_000;

/** First year of the regime, 0 for the British one. */
function yearOf(book: Book): number {
  const name = inForce(book.scenario.regime, book.day);
  return name === 'uk' ? 0 : Number(name.slice(3, 7));
}

function forbids(book: Book, thing: Thing): boolean {
  const year = yearOf(book);
  if (thing === 'rateCap') return year > 0;
  if (thing === 'pooledCustody' || thing === 'reserveLent' || thing === 'selfFinancing') return year !== 2013;
  if (thing === 'personCap' || thing === 'enterpriseCap' || thing === 'implicitGuarantee')
    return year >= 2016;
  return year >= 2017;
}

/** Highest all-in rate that courts enforce. */
function legalRate(book: Book): number {
  const year = yearOf(book);
  return year === 0 ? Infinity : year >= 2020 ? 0.154 : 0.36;
}

/** No new business of a thing, of the platform's own will or by order. */
export function hasStopped(book: Book, thing: Thing): boolean {
  if (!forbids(book, thing)) return false;
  const will = inForce(book.scenario.policies.compliance, book.day);
  const { found, closed } = book.law;
  return (
    closed.has(thing) ||
    will === 'atOnce' ||
    (will === 'whenFound' && (found.has(thing) || book.law.righted.has(thing)))
  );
}

export function largestLoan(book: Book, enterprise: boolean, seenElsewhere: number): number {
  if (!hasStopped(book, enterprise ? 'enterpriseCap' : 'personCap')) return Infinity;
  // Five times the cap of one platform hold for all of them together.
  const here = enterprise ? 100_000_000 : 20_000_000;
  const left = Math.max(0, 5 * here - seenElsewhere);
  if (left < here) book.reach('debts elsewhere leave less to be lent');
  return Math.min(here, left);
}

export function highestRate(book: Book): number {
  const own = inForce(book.scenario.pricing.allInCap, book.day);
  return hasStopped(book, 'rateCap') ? Math.min(own, legalRate(book)) : own;
}

/** What may still be approved this morning under an order on the balance. */
export function roomUnderOrder(book: Book): number {
  const { capDay, cap } = book.law;
  if (capDay < 0) return Infinity;
  const { shrinkPerMonth } = must(book.scenario.supervision);
  const running = book.loans.filter(({ status }) => status === 'repaying');
  const listed = book.pending.filter(({ status }) => status === 'open' || status === 'full');
  const committed = sum(running.map(outstanding)) + sum(listed.map(({ lots, lot }) => lots * lot));
  return Math.floor(cap * power(1 - shrinkPerMonth, (book.day - capDay) / 30)) - committed;
}

/** Whether the inspector would see it today. */
function isSeen(book: Book, thing: Thing): boolean {
  if (!forbids(book, thing)) return false;
  const { scenario, given } = book;
  const { pricing, reserve, guarantee } = scenario;
  if (thing === 'pooledCustody' && -book.balance('poolGap') > 0 && book.pooled) return true;
  if (thing === 'reserveLent') return given.reserveLent > 0;
  if (thing === 'selfFinancing') return book.uncoveredDay < 0 && book.loans.some(({ owners }) => owners);
  if (hasStopped(book, thing)) return false;
  const contribution = inForce(reserve.contribution, book.day);
  const fed =
    reserve.fundedBy === 'lenderSpread' ||
    (contribution.scale > 0 &&
      (contribution.by === 'expectedLoss' ||
        (contribution.by === 'fee'
          ? contribution.ofFee > 0
          : Object.values(contribution.byGrade).some((share) => share > 0))));
  switch (thing) {
    case 'pooledCustody':
      return book.pooled;
    case 'termSplitting':
      return Object.values(scenario.products).some(({ kind, share }) => share > 0 && kind !== 'lots');
    case 'personCap':
      return pricing.caps.personFen > 20_000_000;
    case 'enterpriseCap':
      return pricing.caps.enterpriseFen > 100_000_000;
    case 'rateCap':
      return inForce(pricing.allInCap, book.day) > legalRate(book);
    case 'feeUpFront':
      return inForce(pricing.feeUpFront, book.day);
    case 'riskReserve':
      return guarantee.scheme !== 'none' && fed;
    case 'offlinePromotion':
      return Object.values(scenario.acquisition.lenders).some(({ kind, open }) => open && kind === 'offline');
    case 'unlicensedGuarantor':
      return Object.values(scenario.guarantors).some(({ licensed, share }) => share > 0 && !licensed);
    case 'implicitGuarantee':
      return (
        guarantee.advanceOrder.includes('platform') &&
        !['none', 'reserveInOrder', 'reserveProRata'].includes(guarantee.scheme)
      );
  }
}

/** The regulator's morning: fines, what was put right, a deadline, an inspection. */
export function lawMorning(book: Book): void {
  const { supervision, shocks, regime } = book.scenario;
  const { law, day } = book;
  if (day > 0 && regime.some(({ fromDay }) => fromDay === day)) book.reach('another regime');
  if (supervision === null) return;
  law.news *= power(2, -1 / supervision.newsHalfLifeDays);
  if (book.given.windDown) return;
  payFines(book);
  for (const thing of THINGS.filter((one) => law.found.has(one))) {
    if (isSeen(book, thing)) continue;
    law.found.delete(thing);
    law.righted.add(thing);
    book.reach('a breach is put right');
  }
  if (law.found.size === 0) law.dueDay = -1;
  if (law.dueDay === day) deadline(book);
  const u = (k: number) => book.stream('inspection').uniform(0, day, k);
  const announced = shocks.some((shock) => shock.kind === 'inspection' && shock.day === day);
  if (!announced && u(0) >= 1 - exp(-supervision.inspectionsPerYear / 365)) return;
  const fresh = THINGS.filter(
    (thing, k) => !law.found.has(thing) && isSeen(book, thing) && u(1 + k) < supervision.detection,
  );
  for (const thing of fresh) {
    law.found.add(thing);
    law.righted.delete(thing);
    book.reach(`found: ${thing}`);
  }
  if (fresh.length === 0) {
    book.reach('an inspection finds nothing new');
    return;
  }
  law.news += supervision.news;
  if (law.dueDay < 0) law.dueDay = day + supervision.rectificationDays;
}

function payFines(book: Book): void {
  const paid = Math.max(0, Math.min(book.law.owed, book.balance('platformCash')));
  book.law.owed -= paid;
  book.move('platformCash', 'outsideState', paid);
}

/** The n-th deadline brings the n-th measure; after the last one only fines go on. */
function deadline(book: Book): void {
  const { law, day } = book;
  const { measures, news, fineFen, rectificationDays } = must(book.scenario.supervision);
  law.dueDay = day + rectificationDays;
  const measure = measures[law.step] ?? (measures.at(-1) === 'fine' ? 'fine' : undefined);
  if (measure === undefined) return;
  law.step += 1;
  law.news += news;
  book.reach(`measure: ${measure}`);
  if (measure === 'fine') {
    law.owed += fineFen;
    payFines(book);
  } else if (measure === 'closeProducts') for (const thing of law.found) law.closed.add(thing);
  else if (measure === 'balanceCap') {
    law.cap = sum(book.loans.filter(({ status }) => status === 'repaying').map(outstanding));
    law.capDay = day;
  } else if (measure === 'filingRefused') law.refusedDay = day;
}

/** What a court would strike off a contract made today, in ppm. */
export function flawOf(book: Book, terms: { aprPpm: number; term: number; feeShare: number }): number {
  const { aprPpm, term, feeShare } = terms;
  const { legal, pricing } = book.scenario;
  const allIn = aprPpm / ONE + (24 * feeShare) / (term + 1);
  let upheld = 1;
  if (allIn > legalRate(book)) upheld *= legal.overCap;
  if (inForce(pricing.feeUpFront, book.day) && !hasStopped(book, 'feeUpFront')) upheld *= 1 - feeShare;
  return ONE - Math.floor(Math.max(0, upheld) * ONE + 0.5);
}

function goesToCourt(book: Book, loan: Loan): boolean {
  const { litigated } = book.scenario.legal;
  return book.stream('dispute').uniform(loan.key, Math.max(0, loan.contractDay), 0) < litigated;
}

/** Null: all of the claim stands. Else what the court leaves of what was owed at default. */
export function upheldAtDefault(book: Book, loan: Loan): number | null {
  if (loan.flaw === 0 || !goesToCourt(book, loan)) return null;
  return floorOf(loan.defaulted, (ONE - loan.flaw) / ONE);
}

/** Share of what it is asked for that the guarantor of a loan has to pay; null for all of it. */
export function guaranteeUpheld(book: Book, loan: Loan): number | null {
  const { licensed } = must(Object.values(book.scenario.guarantors)[loan.guarantor]);
  if ((licensed && loan.flaw === 0) || !goesToCourt(book, loan)) return null;
  return ((ONE - loan.flaw) / ONE) * (licensed ? 1 : book.scenario.legal.unlicensed);
}

/** Shocks of force majeure that are in force today. */
export function majeures({ scenario, day }: Book): readonly Extract<Shock, { kind: 'forceMajeure' }>[] {
  return scenario.shocks.flatMap((shock) =>
    shock.kind === 'forceMajeure' && shock.day <= day && day < shock.day + shock.overDays ? [shock] : [],
  );
}

/** What is left of a kind of work today. */
export function workLeft(book: Book, whose: 'reviewers' | 'collectors' | 'payouts'): number {
  return majeures(book).reduce((left, shock) => left * shock[whose], 1);
}

/** Those of today's that strike a region. */
export function striking(book: Book, region: number) {
  const name = must(book.scenario.regions[region]).name;
  return majeures(book).filter((shock) => shock.region === null || shock.region === name);
}

/** First day on which promises run again. */
export function promisesRunOn(book: Book): number {
  return Math.max(-1, ...majeures(book).map(({ tolled, day, overDays }) => (tolled ? day + overDays : -1)));
}

/** A loan in a region on holiday: all that is unpaid falls due a month later. */
export function putOff(book: Book, loan: Loan): boolean {
  if (!isAlive(loan) || !striking(book, loan.region).some(({ holiday }) => holiday)) return false;
  loan.deferred += 1;
  if (loan.lateSince !== null) loan.lateSince = book.day;
  book.reach(loan.missed > 0 ? 'arrears are put off' : 'an instalment is put off');
  return true;
}
