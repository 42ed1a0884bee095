/**
 * MODEL.md 11: what a lender fears on top of what all are told: lateness of its own money and its contacts', guarantors of its
 * own claims that failed, its nature.
 */
import { ln } from '../../engine/base/mathx.ts';
import { POOL, type Book, type Lender, type Loan } from './book.ts';
import { must, sum } from './exact.ts';
import { premium } from './signal.ts';
import { unpaid } from './withdraw.ts';

const FULL_DELAY_DAYS = 10;
const BEEN_THERE_DRAW = 6;
const MONTH_DAYS = 30;
const MOST_DOUBLINGS = 6;

/** Days by which the lender's oldest unpaid request was past its promise last night. */
function ownDelay(book: Book, lender: Lender): number {
  if (lender.queued === 0) return 0;
  let days = 0;
  for (const one of book.requests) {
    if (one.lender !== lender || unpaid(one) === 0 || one.day >= book.day) continue;
    days = Math.max(days, book.day - 1 - one.promisedDay);
  }
  return days;
}

function minds({ scenario }: Book): boolean {
  const { channels, weights } = scenario.confidence;
  return channels.contactDelays && weights.contactDelays > 0;
}

/** Notes whose money is late this morning. */
export function noteLateness(book: Book): void {
  if (!minds(book)) return;
  book.lateOn.set(book.day, new Set(book.lenders.filter((lender) => ownDelay(book, lender) > 0)));
}

function lateAsHeard(book: Book): ReadonlySet<Lender> {
  return book.lateOn.get(book.day - book.scenario.confidence.lags.contactDelays) ?? new Set();
}

/** Share of contacts known since before today whose money is late, as heard. */
function lateShare(book: Book, lender: Lender): number {
  const { graph } = book.scenario.confidence;
  if (!minds(book) || graph === 'complete' || lender.contacts.length === 0) return 0;
  const late = lateAsHeard(book);
  const heard = lender.contacts.filter((one) => one.day < book.day && late.has(one.lender)).length;
  if (heard > 0) book.reach("a contact's money is late");
  return heard / lender.contacts.length;
}

/** The same of everybody, where everybody knows everybody. */
export function lateWorryOfAll(book: Book): number {
  const { graph, weights } = book.scenario.confidence;
  const known = book.welcomed - 1;
  if (!minds(book) || graph !== 'complete' || known <= 0) return 0;
  const late = lateAsHeard(book).size;
  if (late > 0) book.reach("somebody's money is late");
  return weights.contactDelays * (late / known);
}

function delayTerm(book: Book, lender: Lender): number {
  const { channels, weights } = book.scenario.confidence;
  if (!channels.delays) return 0;
  const own = ownDelay(book, lender);
  if (own > 0) book.reach('own money is late');
  return weights.delay * Math.min(1, own / FULL_DELAY_DAYS);
}

/** Whether lenders have heard by now that the loan's guarantor can't pay. */
export function isOrphaned({ guarantors, scenario, day }: Book, { guarantor }: Loan): boolean {
  if (guarantor < 0) return false;
  const { failedDay } = must(guarantors[guarantor]);
  return failedDay >= 0 && day > failedDay + scenario.confidence.lags.ownGuarantors;
}

/** What the lender is owed on loans whose guarantor failed, as it has heard. */
export function orphanedOf(book: Book, lender: Lender): number {
  return sum([...lender.holdings].filter(({ loan }) => isOrphaned(book, loan)).map(({ owed }) => owed));
}

/** Fear for the guarantors of the lender's own claims, by the share of all it is owed. */
function guarantorTerm(book: Book, lender: Lender): number {
  const { channels, weights } = book.scenario.confidence;
  if (!channels.ownGuarantors || weights.ownGuarantors === 0) return 0;
  const orphaned = orphanedOf(book, lender);
  if (orphaned === 0) return 0;
  book.reach('a guarantor of own claims failed');
  return weights.ownGuarantors * (orphaned / sum([...lender.holdings].map(({ owed }) => owed)));
}

/** How often the first month of a relationship has doubled. */
function doublings(book: Book, lender: Lender): number {
  const u = book.stream('lender').uniform(lender.key, lender.bornDay, BEEN_THERE_DRAW);
  const mean = book.scenario.lenders.relationshipMeanDays;
  const before = lender.channel === 0 ? Math.floor(mean * -ln(u)) : 0;
  const months = (book.day - lender.bornDay + before) / MONTH_DAYS;
  const steps = [1, 2, 3, 4, 5, 6].filter((k) => months >= 2 ** k).length;
  return Math.min(MOST_DOUBLINGS, steps);
}

function natureTerm(book: Book, lender: Lender): number {
  const { sizeEffect, relationshipEffect, rateEffect } = book.scenario.confidence;
  if (lender.id === POOL) return 0;
  const size = sizeEffect === 0 ? 0 : sizeEffect * ln(lender.stake / book.scenario.lenders.stakeMedianFen);
  const steps = relationshipEffect === 0 ? 0 : doublings(book, lender);
  if (steps > 0) book.reach('a relationship calms');
  if (rateEffect > 0 && lender.camePremium > 0) book.reach('came for the rate');
  return size - relationshipEffect * ln(2) * steps + rateEffect * lender.camePremium;
}

/** All that the lender alone fears, but for contacts that left. */
export function worry(book: Book, lender: Lender): number {
  return (
    delayTerm(book, lender) +
    book.scenario.confidence.weights.contactDelays * lateShare(book, lender) +
    guarantorTerm(book, lender) +
    natureTerm(book, lender)
  );
}

/** A stay begins at the rate offered today. */
export function noteRate(book: Book, lender: Lender): void {
  lender.camePremium = premium(book);
}
