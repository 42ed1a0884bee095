/** MODEL.md 6, 12: who sells and since when, at what price, in which order, and what of it comes to an end. */
import { must, ppm, portion, sum } from './exact.ts';
import {
  POOL,
  inForce,
  isAlive,
  type Book,
  type Exit,
  type Holding,
  type Lender,
  type Loan,
  type Offer,
} from './book.ts';

/** Claims that can change hands today. */
export function canBeSold(loan: Loan): boolean {
  return loan.status === 'repaying' && loan.missed === 0 && !loan.compensated;
}

/** The exit of a lender, if it goes on. */
export function ongoing(lender: Lender): Exit | null {
  return lender.exit !== null && lender.exit.endedDay < 0 ? lender.exit : null;
}

/** Whole holdings that are owed anything, in order of their rows, unless they are for sale already; returns those put up. */
function putUp(book: Book, lender: Lender, rank: number): Holding[] {
  const up = book.holdings.filter(
    (holding) =>
      holding.lender === lender &&
      holding.owed > 0 &&
      !book.offers.some((offer) => offer.holding === holding && !offer.closed),
  );
  for (const holding of up)
    book.offers.push({ id: book.offers.length, holding, day: book.day, rank, closed: false });
  return up;
}

/** A lender asks to be out of its claims. */
export function askOut(book: Book, lender: Lender, rank: number): void {
  const asked = sum(putUp(book, lender, rank).map(({ owed }) => owed));
  if (asked === 0) return;
  if (ongoing(lender) === null) {
    const exit: Exit = {
      id: book.exits.length,
      lender,
      day: book.day,
      rank,
      asked: 0,
      sold: 0,
      price: 0,
      fenDays: 0,
      delisted: 0,
      firstSold: -1,
      endedDay: -1,
      end: 'open',
    };
    book.exits.push(exit);
    lender.exit = exit;
  }
  must(lender.exit).asked += asked;
  book.count('exitAskedFen', asked);
}

/** Visitors put up again what grew too old on the market. */
export function askAgain(book: Book): void {
  if (!book.scenario.matching.transfers || book.given.windDown) return;
  for (const lender of book.sellingAgain) {
    const { exit } = lender;
    if (exit === null || exit.delisted === 0) continue;
    exit.delisted = 0;
    putUp(book, lender, exit.rank);
    book.reach('an expired offer is made again');
  }
}

/** Back among the investing: nothing is for sale any more. */
export function takeBack(book: Book, lender: Lender): void {
  for (const offer of book.offers) if (offer.holding.lender === lender) offer.closed = true;
  const exit = ongoing(lender);
  if (exit !== null) finish(book, exit, 'takenBack');
  if (lender.exit !== null) lender.exit.delisted = 0;
}

function finish(book: Book, exit: Exit, end: 'done' | 'takenBack'): void {
  exit.endedDay = book.day;
  exit.end = end;
  if (end === 'takenBack') return;
  book.count('exitsDone', 1);
  book.count('exitDoneDays', book.day - exit.day);
}

/** What a lender still means to sell and could. */
function stillSells(book: Book, exit: Exit): boolean {
  if (exit.delisted > 0) return true;
  return book.offers.some(
    ({ closed, holding }) => !closed && holding.lender === exit.lender && canBeSold(holding.loan),
  );
}

/** After the market: sellers of today who have sold all. */
export function closeSoldOut(book: Book, sellers: Iterable<Lender>): void {
  for (const seller of sellers) {
    const exit = ongoing(seller);
    if (exit !== null && !stillSells(book, exit)) finish(book, exit, 'done');
  }
}

/** In the evening: exits in front that have nothing left to sell; the first that has is the oldest. */
export function oldestExit(book: Book): number {
  for (const exit of book.exits) {
    if (exit.endedDay >= 0) continue;
    if (stillSells(book, exit)) return book.day - exit.day;
    finish(book, exit, 'done');
  }
  return 0;
}

/** Offers of a certain age leave the market. */
export function tooOld(book: Book, days: number): void {
  for (const offer of book.offers) {
    const { loan, lender, owed } = offer.holding;
    if (offer.closed || lender.id === POOL || book.day - offer.day < days || !canBeSold(loan)) continue;
    offer.closed = true;
    must(lender.exit).delisted += 1;
    book.count('exitExpiredFen', owed);
    book.reach('an offer expires');
  }
}

/** Most that a seller gives up a year, in ppm; the pool nothing. */
function giveUp(book: Book, seller: Lender): number {
  if (seller.exit === null) return 0;
  const { least, most, fear, perMonthWaited } = book.scenario.matching.reservation.seller;
  const { day } = seller.exit;
  const own = least + (most - least) * book.stream('exit').uniform(seller.key, day, 0);
  const waited = perMonthWaited * ((book.day - day) / 30);
  return Math.floor((own + waited + fear * Math.max(0, book.signal)) * 1e6);
}

/** Least that a buyer wants a year, in ppm. */
function want(book: Book, buyer: Lender): number {
  const { least, most, fear } = book.scenario.matching.reservation.buyer;
  const u = book.stream('exit').uniform(buyer.key, buyer.bornDay, 1);
  return Math.floor((least + (most - least) * u + fear * Math.max(0, book.signal)) * 1e6);
}

/** Months until the mean fen of principal to come, rounded half up. */
function lifeOf(loan: Loan): number {
  let owed = 0;
  let months = 0;
  for (let k = loan.paid; k < loan.schedule.length; k++) {
    const { principal } = must(loan.schedule[k]);
    owed += principal;
    months += principal * (k - loan.paid + 1);
  }
  return Math.max(1, Math.floor((2 * months + owed) / (2 * owed)));
}

/** What a claim costs at a rate. */
export function priceAt(holding: Holding, rate: number): number {
  return portion(holding.owed, 12_000_000, 12_000_000 + rate * lifeOf(holding.loan));
}

/** How a day's market is held: at which rate, and who stands on it. */
export interface Market {
  readonly rate: number;
  readonly offers: readonly Offer[];
  readonly buys: (lender: Lender) => boolean;
}

/** One rate for all, whole ppm: the least at which those content with it can pay for those whose limit is beyond it. */
export function auction(book: Book, offers: readonly Offer[], money: readonly Lender[]): Market {
  const asks = offers.map(({ holding }) => ({ holding, limit: giveUp(book, holding.lender) }));
  const bids = money.map((lender) => ({ cash: lender.cash, limit: want(book, lender) }));
  const enough = (at: number) =>
    sum(bids.filter((bid) => bid.limit <= at).map((bid) => bid.cash)) >=
    sum(asks.filter((ask) => ask.limit > at).map((ask) => priceAt(ask.holding, at)));
  // From the highest limit down, by steps that get smaller.
  let rate = Math.max(0, ...asks.map((ask) => ask.limit));
  for (let step = 2 ** 22; step >= 1; step /= 2) if (rate >= step && enough(rate - step)) rate -= step;
  book.reach(rate === 0 ? 'claims sell at par' : 'claims sell at a discount');
  return {
    rate,
    offers: offers.filter((_offer, i) => must(asks[i]).limit >= rate),
    buys: (lender) => want(book, lender) <= rate,
  };
}

/** Round robin: who has got fewer full parts comes first; ranks stay above all. */
export function inTurns(offers: readonly Offer[], rate: number, part: number): Offer[] {
  const got = new Map<Lender, number>();
  const turns = offers.map((offer) => {
    const seller = offer.holding.lender;
    const before = got.get(seller) ?? seller.exit?.price ?? 0;
    got.set(seller, before + priceAt(offer.holding, rate));
    return { offer, turn: Math.floor(before / part) };
  });
  return turns.sort((a, b) => a.offer.rank - b.offer.rank || a.turn - b.turn).map(({ offer }) => offer);
}

/** Part of the price that the time in the queue costs: by day at the rate of that day. */
export function queueFee(book: Book, seller: Lender, price: number): number {
  const exit = ongoing(seller);
  if (exit === null) return 0;
  let ppmDays = 0;
  for (let day = exit.day; day < book.day; day++) {
    ppmDays += ppm(inForce(book.scenario.policies.exits, day).queueFee);
  }
  return portion(price, ppmDays, 365_000_000);
}

/** Offers that stand on the market, in order. */
export function forSale(book: Book): Offer[] {
  for (const offer of book.offers) if (!isAlive(offer.holding.loan)) offer.closed = true;
  return book.offers
    .filter(({ closed, holding }) => !closed && canBeSold(holding.loan))
    .sort((a, b) => a.rank - b.rank || a.day - b.day || a.holding.id - b.holding.id);
}

/** A sale leaves its marks. */
export function noteSale(book: Book, seller: Lender, buyer: Lender, owed: number, price: number): void {
  seller.discountGiven += owed - price;
  buyer.discountGot += owed - price;
  book.count('lossDiscountFen', owed - price);
  const exit = ongoing(seller);
  if (exit === null) return;
  const fenDays = owed * (book.day - exit.day);
  if (exit.firstSold < 0) exit.firstSold = book.day;
  exit.sold += owed;
  exit.price += price;
  exit.fenDays += fenDays;
  book.count('exitSoldFen', owed);
  book.count('exitSoldFenDays', fenDays);
}
