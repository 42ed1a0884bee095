/** MODEL.md 17: false listings for the owners, from the first to the day on which it comes out. */
import type { Applicant, Offer as Approved } from '../../engine/state/today.ts';
import type { Book, Customer } from './book.ts';
import { personKeyOf } from './chance.ts';
import { floorOf, must } from './exact.ts';

/** False loans beside a true one: as many as the share asks for on average. */
export function falseTwins(book: Book, approved: Approved): Approved[] {
  const plan = book.scenario.platform.selfFinancing;
  if (plan === null || book.day < plan.startDays || book.given.windDown || book.uncoveredDay >= 0) return [];
  const { applicant } = approved;
  if (Object.keys(book.scenario.loans)[applicant.product] !== plan.lookAlike) return [];
  const wanted = plan.share / (1 - plan.share);
  const whole = Math.floor(wanted);
  const drawn = book.stream('falseListing').uniform(applicant.key, book.day, 0);
  const count = drawn < wanted - whole ? whole + 1 : whole;
  if (count > 0) book.reach('a false listing');
  return Array.from({ length: count }, (_twin, i) => ({
    ...approved,
    applicant: {
      ...applicant,
      key: personKeyOf('owners', applicant.key, book.day, i),
      bornDay: book.day,
      appliedDay: book.day,
      customer: -1,
    },
    truth: { multiplier: 1, neverPays: false, owners: true },
  }));
}

/** The borrower of a false listing looks like the one it copies. */
export function dress(customer: Customer, { kind, region, sector, incomeFen, existingFen }: Applicant): void {
  Object.assign(customer, { kind, region, sector, incomeFen, existingFen });
}

/** What a false listing raised: a part is used, the rest kept. */
export function takeForOwners(book: Book, raised: number): void {
  const taken = Math.max(0, raised);
  book.move('outsideBorrowers', 'ownersCash', taken);
  book.move('ownersCash', 'ownersUse', floorOf(taken, must(book.scenario.platform.selfFinancing).useShare));
}

/** False if neither owners nor, under pooled custody, customers have the money. */
export function ownersPay(book: Book, due: number): boolean {
  const missing = due - book.balance('ownersCash');
  const free = book.bankCash() - book.balance('lenderHeld');
  if (missing > 0 && book.pooled && free >= missing) {
    book.move('poolGap', 'ownersCash', missing);
    book.reach("customers' cash pays for false listings");
  }
  if (book.balance('ownersCash') < due) {
    if (book.ownersShortDay < 0) book.ownersShortDay = book.day;
    book.reach('owners cannot pay');
    return false;
  }
  book.move('ownersCash', 'outsideBorrowers', due);
  return true;
}

export function seize(book: Book): void {
  book.move('ownersCash', 'outsideBorrowers', book.balance('ownersCash'));
  book.move('ownersUse', 'outsideBorrowers', book.balance('ownersUse'));
}

/** In the morning: whether it comes out; if not, at month end, what the money in use has earned. */
export function ownersMorning(book: Book): void {
  const plan = book.scenario.platform.selfFinancing;
  if (plan === null || book.uncoveredDay >= 0) return;
  const monthEnd = book.dates.isMonthEnd(book.day);
  const dated = book.scenario.shocks.some(({ kind, day }) => kind === 'uncovering' && day === book.day);
  const taken =
    book.balance('ownersCash') + book.balance('ownersUse') > 0 || book.loans.some(({ owners }) => owners);
  const ownBoard = book.scenario.platform.governance?.supervisoryDetection ?? 0;
  const chance = plan.detectionPerMonth + ownBoard * (1 - plan.detectionPerMonth);
  const found = monthEnd && taken && book.stream('uncovering').uniform(0, book.day, 0) < chance;
  const inspected = book.law.found.has('selfFinancing');
  if (dated || book.ownersShortDay >= 0 || book.given.windDown || found || inspected) {
    book.uncoveredDay = book.day;
    book.reach(dated ? 'uncovered on its day' : found ? 'found by supervision' : 'uncovered');
    return;
  }
  if (!monthEnd) return;
  const earned = floorOf(book.balance('ownersUse'), plan.returnOnUse, 12);
  book.move('outsideShareholders', 'ownersCash', earned);
}
