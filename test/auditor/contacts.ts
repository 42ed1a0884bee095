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
export function contactDegree(u: number): number {
  const lines = QUANTILES.map(([share, degree]) => [-ln(1 - share), ln(degree)] as const);
  return Math.floor(exp(straightLines(-ln(1 - u), lines)) + 1e-9);
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
  const wanted = Math.min(MOST_CONTACTS, Math.ceil(contactDegree(u(NUMBER_DRAW)) / 2));
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

function isInSight(book: Book, day: number): boolean {
  return day >= book.day - SEEN_DAYS && day <= book.day - 1;
}

/** Leavings of contacts in sight this morning over the number of contacts. */
export function leaverShare(book: Book, lender: Lender): number {
  if (lender.contacts.length === 0) return 0;
  let leavings = 0;
  for (const { lender: contact, day: since } of lender.contacts) {
    for (const day of contact.fearDays) if (isInSight(book, day) && day > since) leavings += 1;
  }
  if (leavings > 0) book.reach('a contact leaves in sight');
  return leavings / lender.contacts.length;
}

/** Where everybody knows everybody: leavings in sight over those welcomed before today. */
export function leaverShareOfAll(book: Book): number {
  const known = book.welcomed - 1;
  if (known <= 0) return 0;
  const leavings = book.lenders.flatMap(({ fearDays }) => fearDays).filter((day) => isInSight(book, day));
  return leavings.length / known;
}
