/** MODEL.md 3: who somebody is and what he wants, from the draws of his key. */
import { ln, power } from '../../engine/base/mathx.ts';
import { RISK_CLASSES } from '../../engine/base/vocabulary.ts';
import type { LoanProduct } from '../../engine/scenario/scenario.ts';
import { METHODS } from '../../engine/state/codes.ts';
import { lognormal, normal, pick } from './chance.ts';
import type { Book, Customer } from './book.ts';
import { must } from './exact.ts';
import { statedClass } from './fairness.ts';
import { largestLoan } from './law.ts';

/** Anybody with a luck key and a day of birth. */
export interface Born {
  readonly key: number;
  readonly bornDay: number;
}

const ENTERPRISE = 2;
const EXISTING_SHARE_MAX = 0.6;
const WHOLE_YUAN_FEN = 100;

export function floorToYuan(fen: number): number {
  return Math.floor(fen / WHOLE_YUAN_FEN) * WHOLE_YUAN_FEN;
}

/** What anybody may know of a customer. */
export function attributesOf(book: Book, { key, bornDay }: Born) {
  const { customers, regions, sectors } = book.scenario;
  const u = (k: number) => book.stream('customer').uniform(key, bornDay, k);
  const { individual, soleTrader, enterprise } = customers.kinds;
  const income = Math.floor(lognormal(u(3), customers.incomeMedianFen, customers.incomeSigma));
  const burden = Math.min(EXISTING_SHARE_MAX, -ln(u(7)) * customers.existingBurdenMean);
  return {
    kind: pick(u(0), [individual, soleTrader, enterprise]),
    region: pick(
      u(1),
      regions.map(({ weight }) => weight),
    ),
    sector: pick(
      u(2),
      sectors.map(({ weight }) => weight),
    ),
    incomeFen: income,
    existingFen: Math.floor(income * burden),
  };
}

export interface Truth {
  readonly quality: number;
  readonly misstates: boolean;
  readonly neverPays: boolean;
}

const KNOT = 90;

/** Log-odds by which somebody's quality on a day differs from that of its birth: a path through a knot every 90 days. */
export function wandered(book: Book, { key, bornDay }: Born, day: number): number {
  const { qualityDrift } = book.scenario.customers;
  const first = day < bornDay ? 4096 : 0;
  const days = Math.abs(day - bornDay);
  let path = 0;
  for (let from = 0; qualityDrift > 0 && from < days; from += KNOT) {
    const step = normal(book.stream('drift'), key, bornDay, first + from / KNOT);
    path += (Math.min(KNOT, days - from) / KNOT) * step;
  }
  return qualityDrift * Math.sqrt(KNOT / 365) * path;
}

/** What nobody can see on a day; `channel` is the one of the person's birth. */
export function truthOf(book: Book, { key, bornDay }: Born, channel: number, day: number): Truth {
  const { customers, acquisition } = book.scenario;
  const draws = book.stream('customer');
  const shift = Object.values(acquisition.borrowers)[channel]?.qualityShift ?? 0;
  const neverPays = draws.uniform(key, bornDay, 6) < customers.neverPaysShare;
  return {
    quality:
      customers.qualityMean +
      shift +
      customers.qualitySigma * normal(draws, key, bornDay, 4) +
      wandered(book, { key, bornDay }, day),
    misstates: neverPays || draws.uniform(key, bornDay, 5) < customers.misstatingShare,
    neverPays,
  };
}

/** What a customer owes on other platforms: what this one sees of it, and what it doesn't. */
export function debtsElsewhere(book: Book, { key, bornDay }: Born): { seen: number; hidden: number } {
  const { elsewhere } = book.scenario.customers;
  const u = (k: number) => book.stream('customer').uniform(key, bornDay, k);
  if (elsewhere === null || u(9) >= elsewhere.share) return { seen: 0, hidden: 0 };
  const owed = floorToYuan(lognormal(u(10), elsewhere.medianFen, elsewhere.sigma));
  return u(11) < elsewhere.seen ? { seen: owed, hidden: 0 } : { seen: 0, hidden: owed };
}

/** What an applicant asks for today; a channel of guarantors offers guaranteed products only, any other all others. */
export function wishOf(book: Book, born: Born, kind: number, guaranteed: boolean) {
  const { key } = born;
  const { loans, pricing } = book.scenario;
  const products = Object.values(loans);
  const u = (k: number) => book.stream('application').uniform(key, book.day, k);
  const product = pick(
    u(0),
    products.map((one) =>
      (one.enhancement === 'guarantee') === guaranteed && isFor(one, kind) ? one.share : 0,
    ),
  );
  const terms = must(products[product]);
  const legalMaxFen = kind === ENTERPRISE ? pricing.caps.enterpriseFen : pricing.caps.personFen;
  const wanted = lognormal(u(1), terms.amountMedianFen, terms.amountSigma);
  const lawful = largestLoan(book, kind === ENTERPRISE, debtsElsewhere(book, born).seen);
  if (lawful < Math.min(wanted, terms.amountMaxFen, legalMaxFen)) book.reach('the law caps an amount');
  const amount = Math.min(Math.max(wanted, terms.amountMinFen), terms.amountMaxFen, legalMaxFen, lawful);
  const months = Object.keys(terms.terms)
    .map(Number)
    .sort((a, b) => a - b);
  const weights = months.map((month) => must(terms.terms[String(month)]));
  return {
    product,
    amountFen: floorToYuan(amount),
    termMonths: must(months[pick(u(2), weights)]),
    method: pick(
      u(3),
      METHODS.map((method) => terms.methods[method] ?? 0),
    ),
  };
}

/** Whether a kind of channel has any product to offer, to a kind of customer if one is named. */
export function offersAnything(book: Book, guaranteed: boolean, kind = -1): boolean {
  return Object.values(book.scenario.loans).some(
    (one) =>
      (one.enhancement === 'guarantee') === guaranteed && one.share > 0 && (kind < 0 || isFor(one, kind)),
  );
}

function isFor({ offeredTo }: LoanProduct, kind: number): boolean {
  if (offeredTo === 'persons') return kind === 0;
  return offeredTo === 'everybody' || kind > 0;
}

/** Who a new lender is. */
export function lenderNatureOf(book: Book, { key, bornDay }: Born) {
  const { lenders, products, splitting } = book.scenario;
  const u = (k: number) => book.stream('lender').uniform(key, bornDay, k);
  const ownClass = pick(
    u(1),
    RISK_CLASSES.map((name) => lenders.riskClasses[name]),
  );
  const drawn = Math.min(lenders.stakeCapFen, lognormal(u(0), lenders.stakeMedianFen, lenders.stakeSigma));
  return {
    stake: floorToYuan(Math.max(splitting.lotFen, drawn)),
    riskClass: statedClass(book, key, ownClass),
    ownClass,
    community: communityOf(book, u(2)),
    product: pick(
      u(4),
      Object.values(products).map(({ share }) => share),
    ),
  };
}

/** Communities are alike, or the k-th has weight k^-spread. */
function communityOf(book: Book, u: number): number {
  const { communities, communitySpread } = book.scenario.lenders;
  if (communitySpread === 0) return Math.floor(u * communities);
  book.reach('communities of different size');
  const weights = Array.from({ length: communities }, (_, k) => power(k + 1, -communitySpread));
  return pick(u, weights);
}

/** A customer's row; it has nothing yet. */
export function addCustomer(book: Book, born: Born, channel: number): Customer {
  const customer: Customer = {
    id: book.customers.length,
    key: born.key,
    bornDay: born.bornDay,
    channel,
    ...attributesOf(book, born),
    lender: -1,
    borrowing: false,
    looks: new Map(),
    past: { late: 0, expected: 0 },
  };
  book.customers.push(customer);
  return customer;
}
