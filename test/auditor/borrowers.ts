/** MODEL.md 3, borrowers: how many apply through which channel, and who comes again. */
import { standsFor, worthOf } from './guarantors.ts';
import { exp, power } from '../../engine/base/mathx.ts';
import type { BorrowerChannel, LenderChannel } from '../../engine/scenario/scenario.ts';
import { takeNotes, type Book, type Customer } from './book.ts';
import { binomial, channelNumber, personKey, poisson } from './chance.ts';
import { halfUpOf, must } from './exact.ts';
import { spendOf } from './targets.ts';
import { attributesOf, offersAnything, wishOf, type Born } from './people.ts';

const LEAST_REPUTATION = 0.2;
const RAMP_STEEPNESS = 6;

/** Budget of a day, paid whole or not at all. */
export function payBudget(book: Book, channel: BorrowerChannel | LenderChannel, name: string): boolean {
  const budget = halfUpOf(spendOf(book, channel), 30);
  if (budget > book.balance('platformCash')) {
    book.reach('a budget is not paid');
    return false;
  }
  book.move('platformCash', 'outsideVendors', budget);
  book.count('marketingFen', budget);
  if (budget > 0) book.reach(`budget of ${name}`);
  return true;
}

/** Visits of a day that the channel's own business would bring. */
export function dailyVisits(book: Book, channel: BorrowerChannel | LenderChannel): number {
  const { visitsMaxPerMonth, budgetHalfFen: half } = channel;
  const budget = spendOf(book, channel);
  return (visitsMaxPerMonth / 30) * (half === 0 ? 1 : budget / (budget + half));
}

/** What the calendar, growth and shocks to leads make of a side's visits. */
export function seasonGrowthLeads(book: Book, side: 'borrowers' | 'lenders'): number {
  const { growth, springFestivalBorrowers, springFestivalLenders } = book.scenario.acquisition;
  const { day } = book;
  const festival = book.dates.springFestival(day);
  if (festival) book.reach('the spring festival');
  const season = side === 'borrowers' ? springFestivalBorrowers : springFestivalLenders;
  const grown = power(1 + growth.perMonth, Math.min(day, growth.untilDay) / 30);
  if (grown !== 1) book.reach('growth');
  let leads = 1;
  for (const shock of book.scenario.shocks) {
    if (shock.kind !== 'leads' || shock.side !== side) continue;
    if (day < shock.day || day > shock.day + shock.overDays - 1) continue;
    leads *= shock.multiplier;
    book.reach(`leads of ${side}`);
  }
  return (festival ? season : 1) * grown * leads;
}

function ramp(book: Book, channel: BorrowerChannel): number {
  if (channel.kind !== 'branch' || channel.rampMonths <= 0 || book.scenario.opening.book !== 'empty')
    return 1;
  book.reach('the ramp of a branch');
  return 1 / (1 + exp(-RAMP_STEEPNESS * (book.day / (30 * channel.rampMonths) - 1 / 2)));
}

/** What a guarantor stands for, its business elsewhere included, over its net assets allowed by its cap. */
export function guarantorRoom(book: Book, guarantor: number): number {
  const terms = must(Object.values(book.scenario.guarantors)[guarantor]);
  return terms.leverageCap * worthOf(book, guarantor) - standsFor(book, guarantor);
}

function anyGuarantorHasRoom(book: Book): boolean {
  const has = book.guarantors.some(({ failedDay }, row) => failedDay < 0 && guarantorRoom(book, row) > 0);
  if (!has) book.reach('no guarantor has room');
  return has;
}

/** Applications of the day, channel by channel. */
export function newBorrowers(book: Book): void {
  const draws = book.stream('borrowerVisits');
  Object.entries(book.scenario.acquisition.borrowers).forEach(([name, channel], index) => {
    const guaranteed = channel.kind === 'guarantor';
    if (!channel.open || !offersAnything(book, guaranteed)) return;
    if (guaranteed ? !anyGuarantorHasRoom(book) : !payBudget(book, channel, name)) return;
    const reputation = Math.max(LEAST_REPUTATION, 1 - book.given.distress);
    if (reputation < 1) book.reach('a damaged reputation');
    const mean =
      dailyVisits(book, channel) * ramp(book, channel) * seasonGrowthLeads(book, 'borrowers') * reputation;
    const u = (k: number) => draws.uniform(channelNumber(name), book.day, k);
    const visits = poisson(u(0), mean);
    const registrations = binomial(u(1), visits, channel.register);
    const applications = binomial(u(2), registrations, channel.apply);
    book.count('visits', visits);
    for (let ordinal = 0; ordinal < applications; ordinal++) {
      book.reach(`applies through ${name}`);
      const born = { key: personKey(name, 0, book.day, ordinal), bornDay: book.day };
      apply(book, { ...born, ...attributesOf(book, born), customer: -1, channel: index }, guaranteed);
    }
  });
}

type Person = Born &
  Omit<Customer, 'id' | 'lender' | 'borrowing' | 'looks' | 'past'> & { readonly customer: number };

function apply(book: Book, person: Person, guaranteed: boolean): void {
  const { key, bornDay, customer, channel, kind, region, sector, incomeFen, existingFen } = person;
  if (!offersAnything(book, guaranteed, kind)) {
    const known = book.customers[customer];
    if (known !== undefined) known.borrowing = false;
    book.reach('nothing is offered to its kind');
    return;
  }
  book.applicants.push({
    key,
    bornDay,
    appliedDay: book.day,
    customer,
    channel,
    kind,
    region,
    sector,
    incomeFen,
    existingFen,
    ...wishOf(book, person, kind, guaranteed),
  });
  book.count('applications', 1);
}

/** A customer already known applies, unless it has an application or a loan, or nothing is on offer. */
export function applyAgain(book: Book, customer: Customer, channel: 'repeat' | 'lenders'): void {
  if (customer.borrowing || !offersAnything(book, false)) return;
  const own = Object.keys(book.scenario.acquisition.borrowers).length;
  customer.borrowing = true;
  book.reach(`applies through ${channel}`);
  apply(book, { ...customer, customer: customer.id, channel: channel === 'repeat' ? own : own + 1 }, false);
}

/** Borrowers who said they would come back today. */
export function returningBorrowers(book: Book): void {
  for (const customer of takeNotes(book.repeats, book.day)) {
    if (!book.given.windDown) applyAgain(book, must(book.customers[customer]), 'repeat');
  }
}
