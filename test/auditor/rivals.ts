/** MODEL.md 21: rivals as a pool, worked out lender by lender from the timeline. */
import { exp, power } from '../../engine/base/mathx.ts';
import { inForce, type Book, type Lender } from './book.ts';

/** Of the rivals of the first morning, what is in business in the evening of a day. */
function inBusiness({ scenario }: Book, day: number): number {
  let left = 1;
  for (const shock of scenario.shocks) {
    if (shock.kind !== 'rivalFailures') continue;
    const days = Math.max(1, shock.overDays);
    const passed = Math.min(days, Math.max(0, day - shock.day + 1));
    left *= 1 - shock.share * (passed / days);
  }
  return left;
}

/** Lender rate of the market, which rivals make where they are there. */
export function marketRate({ scenario, day }: Book): number {
  return scenario.rivals === null ? scenario.confidence.marketRate : inForce(scenario.rivals.rate, day);
}

function draw(book: Book, lender: Lender, k: number): number {
  return book.stream('rivals').uniform(lender.key, lender.bornDay, k);
}

function lendsElsewhere(book: Book, lender: Lender): boolean {
  const { rivals } = book.scenario;
  return rivals !== null && draw(book, lender, 0) < rivals.lendersShare;
}

/** Weight of a rival against this platform in the eyes of who lends on both. */
function weightOfRival(book: Book): number {
  const { rivals, pricing } = book.scenario;
  if (rivals === null) return 1;
  const own = inForce(pricing.lenderRate, book.day).C + book.given.raisedRate;
  const points = (inForce(rivals.rate, book.day) - own) * 100;
  if (points < 0) book.reach('rivals offer less');
  if (points > 0) book.reach('rivals offer more');
  return inBusiness(book, book.day) * exp(rivals.rateEffect * points);
}

/** Its new money over what it would be at equal rates with all rivals there. */
export function moneyFactor(book: Book, lender: Lender): number {
  return lendsElsewhere(book, lender) ? pooledFactor(book) : 1;
}

function pooledFactor(book: Book): number {
  const k = book.scenario.rivals?.platforms ?? 0;
  return (1 + k) / (1 + k * weightOfRival(book));
}

/** The same of newcomers, before anybody knows who they are. */
export function newcomersFactor(book: Book): number {
  const { rivals } = book.scenario;
  if (rivals === null) return 1;
  return 1 - rivals.lendersShare + rivals.lendersShare * pooledFactor(book);
}

/** Ordinary departures of those who lend elsewhere, over what they would be. */
export function departureFactor(book: Book): number {
  const { rivals } = book.scenario;
  if (rivals === null) return 1;
  return 1 - rivals.departures + rivals.departures * pooledFactor(book) * weightOfRival(book);
}

export function leavesForRivals(book: Book, lender: Lender): boolean {
  return lendsElsewhere(book, lender);
}

/** Share of plans renewed, fear apart. */
export function renewed(book: Book, lender: Lender, renewal: number): number {
  if (!lendsElsewhere(book, lender)) return renewal;
  book.reach('a plan is renewed beside rivals');
  return Math.max(0, 1 - (1 - renewal) * departureFactor(book));
}

/** The rate at which the applicant could borrow elsewhere, given what it would be without rivals. */
export function bestElsewhere(
  book: Book,
  asks: { key: number; appliedDay: number },
  outside: number,
): number {
  const { rivals } = book.scenario;
  if (rivals === null) return outside;
  const u = book.stream('rivals').uniform(asks.key, asks.appliedDay, 3);
  if (u >= rivals.borrowersShare * inBusiness(book, book.day)) return outside;
  const rival = inForce(rivals.rate, book.day) + rivals.borrowerMargin;
  if (rival < outside) book.reach('a rival lends for less');
  return Math.min(outside, rival);
}

/** Of those who get no new loan here, the share that gets one there. */
export function refinancedElsewhere(book: Book): number {
  const { rivals } = book.scenario;
  return rivals === null ? 0 : rivals.borrowersShare * inBusiness(book, book.day);
}

/** Investing lenders whose first rival fails today. */
export function hitToday(book: Book): Lender[] {
  const { rivals } = book.scenario;
  if (rivals === null) return [];
  const lossBy = (day: number) => 1 - power(inBusiness(book, day), rivals.platforms);
  const [before, now] = [lossBy(book.day - 1), lossBy(book.day)];
  return book.lenders.slice(0, book.welcomed).filter((lender) => {
    if (lender.status !== 'investing' || !lendsElsewhere(book, lender)) return false;
    const u = draw(book, lender, 1);
    if (u < before || u >= now) return false;
    book.reach('loses money on a rival');
    return true;
  });
}

export function needsMoney(book: Book, lender: Lender): boolean {
  return book.scenario.rivals !== null && draw(book, lender, 2) < book.scenario.rivals.needShare;
}
