/** MODEL.md 11, contacts: who knows whom, and whose leaving is in sight. */
import { exp, ln } from '../../engine/base/mathx.ts';
import { POOL, type Book, type Lender } from './book.ts';
import { straightLines } from './chance.ts';
import { must } from './exact.ts';

/** Share of lenders with fewer contacts, and the number: quantiles of a crawled graph, as MODEL.md lists them. */
const QUANTILES = [
  [0, 1],
  [0.42, 2],
  [0.6, 2.99],
  [0.75, 5],
  [0.9, 10.5],
  [0.99, 52.5],
  [1 - 1 / 11_255, 1805],
] as const;
const MOST_CONTACTS = 500;
const NUMBER_DRAW = 5;
const FIRST_CONTACT_DRAW = 8;
const SEEN_DAYS = 7;

/** Straight lines of the logarithm in -ln(1 - u). */
export function contactDegree(u: number, { scale, tail } = { scale: 1, tail: 1 }): number {
  const lines = QUANTILES.map(([share, degree]) => [-ln(1 - share), ln(degree)] as const);
  return Math.floor(scale * exp(tail * straightLines(-ln(1 - u), lines)) + 1e-9);
}

/** A lender that came today finds its contacts among those before it. */
export function findContacts(book: Book, lender: Lender): void {
  const before = book.lenders.slice(0, lender.id).filter(({ id }) => id !== POOL);
  if (before.length === 0) return;
  if (book.scenario.confidence.graph === 'community') {
    for (const other of before) if (other.community === lender.community) meet(book, lender, other);
    return;
  }
  const u = (k: number) => book.stream('lender').uniform(lender.key, lender.bornDay, k);
  const wanted = Math.min(
    MOST_CONTACTS,
    Math.ceil(contactDegree(u(NUMBER_DRAW), book.scenario.lenders.contacts) / 2),
  );
  const list = [...before, ...book.farEnds];
  for (let j = 0; j < wanted; j++) {
    const contact = must(list[Math.floor(u(FIRST_CONTACT_DRAW + j) * list.length)]);
    if (lender.contacts.some((known) => known.lender === contact)) {
      book.reach('a contact named twice');
      continue;
    }
    meet(book, lender, contact);
    book.farEnds.push(contact, lender);
  }
}

function meet(book: Book, lender: Lender, other: Lender): void {
  lender.contacts.push({ lender: other, day: book.day });
  other.contacts.push({ lender, day: book.day });
}

/** Seen from the morning after and a lag, for a week; for as long as it frightens; or, with thresholds, until it is back. */
function isInSight(book: Book, { day, back, frightens }: Lender['leavings'][number]): boolean {
  const { mechanism, lags } = book.scenario.confidence;
  const heardUpTo = book.day - 1 - lags.contacts;
  if (day > heardUpTo) return false;
  if (mechanism === 'threshold') return back < 0 || back > heardUpTo;
  return day > heardUpTo - (mechanism === 'epidemic' ? frightens : SEEN_DAYS);
}

/** Leavings of contacts in sight this morning. */
export function leavingsInSight(book: Book, lender: Lender): number {
  let leavings = 0;
  for (const { lender: contact, day: since } of lender.contacts) {
    for (const one of contact.leavings) if (isInSight(book, one) && one.day > since) leavings += 1;
  }
  if (leavings > 0) book.reach('a contact leaves in sight');
  return leavings;
}

/** The same over the number of contacts. */
export function leaverShare(book: Book, lender: Lender): number {
  return lender.contacts.length === 0 ? 0 : leavingsInSight(book, lender) / lender.contacts.length;
}

/** Leavings in sight, of whomever. */
export function leavingsOfAll(book: Book): number {
  return book.lenders.flatMap(({ leavings }) => leavings).filter((one) => isInSight(book, one)).length;
}

/** Where everybody knows everybody: leavings in sight over those welcomed before today. */
export function leaverShareOfAll(book: Book): number {
  const known = book.welcomed - 1;
  if (known <= 0) return 0;
  return leavingsOfAll(book) / known;
}
