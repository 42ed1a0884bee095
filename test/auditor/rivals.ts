/** MODEL.md 21: rivals as a pool, worked out lender by lender from the timeline. */
import { exp } from '../../engine/base/mathx.ts';
import { inForce, type Book, type Lender } from './book.ts';
import { poisson } from './chance.ts';

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

/** Where there are rivals: whether it lends on one more platform at least. */
export function lendsElsewhere(book: Book, lender: Lender): boolean {
  const { rivals, confidence } = book.scenario;
  const { platforms } = confidence.elsewhere;
  if (rivals === null || platforms === 0) return false;
  return poisson(book.stream('elsewhere').uniform(lender.key, lender.bornDay, 2), platforms) > 0;
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
  return 2 / (1 + weightOfRival(book));
}

/** The same of newcomers, before anybody knows who they are. */
export function newcomersFactor(book: Book): number {
  const { rivals } = book.scenario;
  if (rivals === null) return 1;
  const alone = exp(-book.scenario.confidence.elsewhere.platforms);
  return alone + (1 - alone) * pooledFactor(book);
}

/** Ordinary departures of those who lend elsewhere, over what they would be. */
export function departureFactor(book: Book): number {
  const { rivals } = book.scenario;
  if (rivals === null) return 1;
  return 1 - rivals.departures + rivals.departures * pooledFactor(book) * weightOfRival(book);
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
  const u = book.stream('rivals').uniform(asks.key, asks.appliedDay, 0);
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
