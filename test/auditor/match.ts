/** MODEL.md 5, 6: splitting into lots, the matching queue, bids, transfers, listings that fail. */
import { flawOf } from './law.ts';
import { isDown } from './office.ts';
import { GRADES, RISK_CLASSES } from '../../engine/base/vocabulary.ts';
import type { Offer as Approved } from '../../engine/state/today.ts';
import { floorOf, halfUp, halfUpOf, must, ppm, sum } from './exact.ts';
import {
  auction,
  closeSoldOut,
  forSale,
  inTurns,
  noteSale,
  priceAt,
  queueFee,
  tooOld,
  type Market,
} from './exits.ts';
import { mayBeBound } from './withdraw.ts';
import { institutions, payRebates } from './institutions.ts';
import { dress, falseTwins, takeForOwners } from './owners.ts';
import { fitOf } from './fairness.ts';
import { groupOf } from './related.ts';
import { holdsBack } from './lenders.ts';
import { addCustomer } from './people.ts';
import { payRedPackets } from './responses.ts';
import {
  POOL,
  addHolding,
  inForce,
  isAlive,
  lendersClaim,
  openLoan,
  transfer,
  type Book,
  type Holding,
  type Lender,
  type Listing,
  type Terms,
} from './book.ts';

/** An approved application becomes whole lots; too few lots: nothing. */
export function split(book: Book, approved: Approved): void {
  const { lotFen, lotMultipleByGrade, minLots } = book.scenario.splitting;
  const { applicant } = approved;
  const known = book.customers[applicant.customer];
  const lot = lotFen * lotMultipleByGrade[must(GRADES[approved.facilityGrade])];
  const lots = Math.floor(approved.amountFen / lot);
  if (lots < minLots) {
    if (known !== undefined) known.borrowing = false;
    book.count('rejected', 1);
    book.reach('refused: too few lots');
    return;
  }
  const customer = known ?? addCustomer(book, applicant, applicant.channel);
  if (known === undefined) {
    Object.values(book.scenario.assessment.sources).forEach(({ validForDays }, source) => {
      if (validForDays > 0) customer.looks.set(source, applicant.appliedDay);
    });
  }
  const isFalse = approved.truth.owners === true;
  if (isFalse) dress(customer, applicant);
  customer.borrowing = true;
  const principal = lots * lot;
  const listing: Listing = {
    id: book.listings.length,
    key: applicant.key,
    day: book.day,
    minute: approved.minute,
    lots,
    lot,
    aprPpm: approved.aprPpm,
    term: applicant.termMonths,
    method: applicant.method,
    product: applicant.product,
    obligorGrade: approved.obligorGrade,
    facilityGrade: approved.facilityGrade,
    region: applicant.region,
    sector: applicant.sector,
    guarantor: approved.guarantor === 255 ? -1 : approved.guarantor,
    group: groupOf(book, applicant.key, applicant.bornDay),
    customer: customer.id,
    ownLender: customer.lender,
    multiplier: approved.truth.multiplier,
    neverPays: approved.truth.neverPays,
    owners: approved.truth.owners === true,
    fee: halfUpOf(principal * approved.feePpm * applicant.termMonths, 1_000_000),
    guaranteeFee: halfUpOf(principal * approved.guaranteeFeePpm * applicant.termMonths, 12_000_000),
    contribution: halfUp(principal, approved.contributionPpm / 1e6),
    bids: [],
    status: 'open',
  };
  book.listings.push(listing);
  book.pending.push(listing);
  book.count('approved', 1);
  if (!isFalse) for (const twin of falseTwins(book, approved)) split(book, twin);
}

/** Lenders with new cash of at least a base lot join the queue, once a day. */
export function joinQueue(book: Book): void {
  const joiners = book.lenders.filter(
    (lender) =>
      lender.id !== POOL && lender.status === 'investing' && lender.newCash && !holdsBack(book, lender),
  );
  for (const lender of joiners) lender.newCash = false;
  const eligible = joiners.filter(
    ({ joined, cash }) => joined === null && cash >= book.scenario.splitting.lotFen,
  );
  if (book.scenario.matching.order === 'largestFirst')
    eligible.sort((a, b) => b.cash - a.cash || a.id - b.id);
  for (const lender of eligible) {
    lender.joined = { day: book.day, place: book.joins };
    book.served.of(lender).asked = true;
    book.joins += 1;
  }
}

/** Those in the queue, longest waiting first. */
function queue(book: Book): Lender[] {
  return book.lenders
    .filter(({ joined }) => joined !== null)
    .sort((a, b) => must(a.joined).place - must(b.joined).place);
}

/** Those of them, still in the queue, who take a claim of these terms. */
function takersOf(book: Book, terms: Terms, queued: readonly Lender[]): Lender[] {
  const { acceptedUpTo, minYield } = book.scenario.matching;
  const takes = RISK_CLASSES.map(
    (name) =>
      GRADES.indexOf(acceptedUpTo[name]) >= terms.facilityGrade && ppm(minYield[name]) <= terms.aprPpm,
  );
  return queued.filter((lender) => lender.joined !== null && takes[lender.riskClass] === true);
}

/** A lender whose cash is below a base lot leaves the queue. */
function leaveIfPoor(book: Book, lender: Lender): void {
  if (lender.cash < book.scenario.splitting.lotFen) lender.joined = null;
}

/** Most lots that a lender takes of one loan. */
function borrowerCap(book: Book, lender: Lender, terms: Terms): number {
  return Math.max(1, floorOf(lender.stake, book.scenario.matching.caps.borrower, terms.lot));
}

/** Most lots (of the claim's own size) the lender may still take. */
function room(book: Book, lender: Lender, terms: Terms, taken: { ofTheLoan: number; free: number }): number {
  const multiple = terms.lot / book.scenario.splitting.lotFen;
  const ofTheLoan = borrowerCap(book, lender, terms) - taken.ofTheLoan;
  return Math.max(0, Math.min(ofTheLoan, Math.floor(taken.free / multiple)));
}

/** Base lots that the limits for sector, region and guarantor leave, after what the lender holds and has bid for. */
function leastFree(book: Book, lender: Lender, terms: Terms): number {
  const { caps, freeLots } = book.scenario.matching;
  const base = book.scenario.splitting.lotFen;
  const most = (cap: number) => Math.max(freeLots, floorOf(lender.stake, cap, base));
  const { sector, region, guarantor, group } = takenBeside(book, lender, terms);
  if (terms.group > 0 && most(caps.group) <= group) book.reach('a group is at its limit');
  return Math.min(
    most(caps.sector) - sector,
    most(caps.region) - region,
    terms.guarantor < 0 ? Infinity : most(caps.guarantor) - guarantor,
    terms.group === 0 ? Infinity : most(caps.group) - group,
  );
}

/** Base lots that the lender holds or has bid for in the sector and region of a claim, with its guarantor and its group. */
function takenBeside(book: Book, lender: Lender, terms: Terms) {
  const base = book.scenario.splitting.lotFen;
  const taken = { sector: 0, region: 0, guarantor: 0, group: 0 };
  // Asked for every buyer of every claim: a loop over what is there, without lists in between.
  const takes = (other: Terms, lots: number) => {
    const baseLots = (lots * other.lot) / base;
    if (other.sector === terms.sector) taken.sector += baseLots;
    if (other.region === terms.region) taken.region += baseLots;
    if (other.guarantor === terms.guarantor) taken.guarantor += baseLots;
    if (other.group === terms.group) taken.group += baseLots;
  };
  for (const { loan, claims } of lender.holdings) if (isAlive(loan)) takes(loan, claims.length);
  for (const listing of book.pending) {
    for (const bid of listing.bids) if (bid.lender === lender) takes(listing, bid.lots);
  }
  return taken;
}

/** Open listings take bids in order; full ones wait for their contract. */
export function match(book: Book): void {
  if (book.given.windDown || isDown(book)) return;
  joinQueue(book);
  institutions(book);
  const open = book.pending.filter(({ status }) => status === 'open');
  if (book.scenario.matching.policy === 'recommendation') recommend(book, open);
  else for (const listing of open) fill(book, listing);
  if (book.scenario.matching.transfers) transfers(book);
}

function lotsBid(listing: Listing): number {
  return sum(listing.bids.map((bid) => bid.lots));
}

/** Whoever waits is asked, the longest waiting first or those whom the listing suits best. */
function fill(book: Book, listing: Listing): void {
  const takers = takersOf(book, listing, queue(book));
  if (book.scenario.matching.policy === 'bestFit') {
    const fits = new Map(
      takers.map((one) => [one, fitOf(book, one, listing, takenBeside(book, one, listing))]),
    );
    const inTurn = [...takers];
    takers.sort((a, b) => must(fits.get(b)) - must(fits.get(a)));
    if (takers.some((one, i) => one !== inTurn[i])) book.reach('fit goes before waiting');
  }
  for (const lender of takers) bidFor(book, lender, listing, false);
  closeIfFull(book, listing);
}

/** Each visitor, and the platform for money that it places itself, takes what suits best of what it is shown. */
function recommend(book: Book, open: readonly Listing[]): void {
  for (const lender of queue(book)) {
    const { kind } = must(Object.values(book.scenario.products)[lender.product]);
    const visits = kind === 'lots';
    if (visits && !book.visitors.includes(lender.id)) {
      book.reach('nobody looks for who is away');
      continue;
    }
    const suitable = open.filter(
      (listing) =>
        listing.status === 'open' &&
        lotsBid(listing) < listing.lots &&
        listing.ownLender !== lender.id &&
        takersOf(book, listing, [lender]).length > 0,
    );
    const fits = new Map(
      suitable.map((one) => [one, fitOf(book, lender, one, takenBeside(book, lender, one))]),
    );
    suitable.sort((a, b) => must(fits.get(b)) - must(fits.get(a)));
    for (const listing of suitable.slice(0, book.scenario.matching.shown)) {
      if (lender.joined === null) break;
      book.reach(visits ? 'a visitor is shown a listing' : 'the platform chooses a listing');
      bidFor(book, lender, listing, visits);
      closeIfFull(book, listing);
    }
  }
}

/** The lender bids as far as cash, limits and the listing go. */
function bidFor(book: Book, lender: Lender, listing: Listing, visits: boolean): void {
  const lenderDay = book.stream('lenderDay');
  const left = listing.lots - lotsBid(listing);
  if (left === 0) return;
  if (lender.id === listing.ownLender) return;
  const own = sum(listing.bids.filter((bid) => bid.lender === lender).map((bid) => bid.lots));
  const lots = Math.min(
    Math.floor(lender.cash / listing.lot),
    left,
    Math.floor(mayBeBound(book) / listing.lot),
    room(book, lender, listing, { ofTheLoan: own, free: leastFree(book, lender, listing) }),
  );
  if (lots <= 0) return;
  lender.cash -= lots * listing.lot;
  lender.held += lots * listing.lot;
  book.move('lenderCash', 'lenderHeld', lots * listing.lot);
  const joinedToday = visits || must(lender.joined).day === book.day;
  const own1 = joinedToday ? Math.floor(1440 * lenderDay.uniform(lender.key, book.day, 1)) : 0;
  const opened = listing.day === book.day ? listing.minute : 0;
  const minute = (book.day - listing.day) * 1440 + Math.max(opened, own1);
  listing.bids.push({ lender, lots, minute });
  leaveIfPoor(book, lender);
}

function closeIfFull(book: Book, listing: Listing): void {
  if (listing.status === 'open' && lotsBid(listing) === listing.lots) {
    listing.status = 'full';
    book.waiting.push(listing);
  }
}

/** A listing fills at the latest moment of its bids. */
export function fillMinute(listing: Listing): number {
  return Math.max(...listing.bids.map((bid) => bid.minute));
}

function transfers(book: Book): void {
  const { rule, partFen, discount, expiryDays } = inForce(book.scenario.policies.exits, book.day);
  const matched = rule === 'matched';
  book.newMoney = matched ? book.newMoney + (book.flows.get('depositsFen') ?? 0) : 0;
  if (expiryDays !== null) tooOld(book, expiryDays);
  const queued = queue(book);
  const turnedAway = new Map<Lender, number>();
  let market: Market = { rate: 0, offers: forSale(book), buys: () => true };
  if (discount) {
    const money = new Set(market.offers.flatMap(({ holding }) => takersOf(book, holding.loan, queued)));
    // With nobody there no market is held.
    if (queued.length > 0) market = auction(book, market.offers, [...money]);
  }
  const order = rule === 'roundRobin' ? inTurns(market.offers, market.rate, partFen) : market.offers;
  if (rule === 'roundRobin' && order.some((offer, i) => offer !== market.offers[i]))
    book.reach('turns change the order');
  const sellers = new Set<Lender>();
  for (const offer of order) {
    const seller = offer.holding.lender;
    const price = priceAt(offer.holding, market.rate);
    if (matched && price > book.newMoney) {
      book.reach('new money is used up');
      continue;
    }
    const buyers = queued.filter(
      (buyer) => buyer.cash >= price && (turnedAway.get(buyer) ?? 0) < LOOKS_A_DAY && market.buys(buyer),
    );
    sell(book, offer.holding, { price, buyers }, turnedAway, () => {
      offer.closed = true;
      if (matched) book.newMoney -= price;
      sellers.add(seller);
      book.count('offerSoldFenDays', offer.holding.owed * (book.day - offer.day));
    });
  }
  closeSoldOut(book, sellers);
}

/** A lender who had no room for so many offers is asked no more that day. */
const LOOKS_A_DAY = 3;

/** The first of those with the money who has the room takes the whole holding. */
function sell(
  book: Book,
  holding: Holding,
  { price, buyers }: { readonly price: number; readonly buyers: readonly Lender[] },
  turnedAway: Map<Lender, number>,
  done: () => void,
): void {
  const { loan, lender: seller } = holding;
  const { owed } = holding;
  const lots = holding.claims.length;
  for (const buyer of takersOf(book, loan, buyers)) {
    if (buyer === seller || buyer.id === loan.ownLender || borrowerCap(book, buyer, loan) < lots) continue;
    const free = leastFree(book, buyer, loan);
    if (free <= 0) continue;
    const held = sum(
      loan.holdings.filter((other) => other.lender === buyer).map((other) => other.claims.length),
    );
    if (room(book, buyer, loan, { ofTheLoan: held, free }) < lots) {
      turnedAway.set(buyer, (turnedAway.get(buyer) ?? 0) + 1);
      continue;
    }
    buyer.cash -= price;
    const fee = seller.id === POOL ? 0 : floorOf(price, book.scenario.matching.transferFee);
    if (seller.id === POOL) {
      book.move('lenderCash', 'poolGap', price);
    } else {
      const waited = Math.min(price - fee, queueFee(book, seller, price));
      if (waited > 0) book.reach('queueing costs a fee');
      seller.cash += price - fee - waited;
      seller.newCash = true;
      book.move('lenderCash', 'platformCash', fee + waited);
    }
    noteSale(book, seller, buyer, owed, price);
    transfer(holding, buyer);
    leaveIfPoor(book, buyer);
    book.count('transferredFen', price);
    done();
    return;
  }
}

/** MODEL.md 7: full listings become contracts, old open ones fail. */
export function contract(book: Book): void {
  for (;;) {
    const listing = book.waiting[0];
    if (listing === undefined || book.given.windDown) break;
    if (book.pooled && book.bankCash() < listing.lots * listing.lot) break;
    book.waiting.shift();
    conclude(book, listing);
  }
  if (book.given.windDown) for (const listing of book.waiting.splice(0)) release(book, listing);
  const { listingDays } = book.scenario.matching;
  for (const listing of book.pending) {
    if (listing.status === 'open' && (book.given.windDown || book.day - listing.day >= listingDays)) {
      release(book, listing);
    }
  }
  book.pending = book.pending.filter(({ status }) => status === 'open' || status === 'full');
}

export function release(book: Book, listing: Listing): void {
  listing.status = 'failed';
  must(book.customers[listing.customer]).borrowing = false;
  for (const { lender, lots } of listing.bids) {
    const amount = lots * listing.lot;
    lender.held -= amount;
    lender.cash += amount;
    lender.newCash = true;
    book.move('lenderHeld', 'lenderCash', amount);
  }
  book.count('listingsFailed', 1);
}

function conclude(book: Book, listing: Listing): void {
  const principal = listing.lots * listing.lot;
  listing.status = 'contract';
  const { id: _id, day: _day, minute: _minute, fee, guaranteeFee, contribution, bids, ...terms } = listing;
  const loan = openLoan(book, terms, book.day, book.dates.dayOfMonth(book.day));
  const charged =
    fee + guaranteeFee + (book.scenario.reserve.fundedBy === 'borrowerSurcharge' ? contribution : 0);
  loan.flaw = flawOf(book, { aprPpm: loan.aprPpm, term: loan.term, feeShare: charged / principal });
  if (loan.flaw > 0) book.reach('a contract with a flaw');
  // All that a lender bid is one holding, in the order of first bids.
  for (const lender of new Set(bids.map((bid) => bid.lender))) {
    const lots = sum(bids.filter((bid) => bid.lender === lender).map((bid) => bid.lots));
    lender.held -= lots * listing.lot;
    addHolding(book, loan, lender, lots);
    const served = book.served.of(lender);
    served.placed += lots * listing.lot;
    served.placedAtRate += lots * listing.lot * listing.aprPpm;
  }
  book.move('lenderHeld', 'outsideBorrowers', principal);
  book.move('borrowerDebt', 'lenderClaims', lendersClaim(loan));
  book.move('outsideBorrowers', 'platformCash', fee);
  if (listing.guarantor >= 0) {
    must(book.guarantors[listing.guarantor]).liquid += guaranteeFee;
    must(book.guarantors[listing.guarantor]).stoodFor += principal;
    must(book.guarantors[listing.guarantor]).feesOfYear += guaranteeFee;
    book.move('outsideBorrowers', 'guarantorCash', guaranteeFee);
  }
  const { fundedBy } = book.scenario.reserve;
  if (fundedBy === 'platformFee') {
    book.move('platformCash', 'reserveCash', Math.min(contribution, book.balance('platformCash')));
  }
  const surcharge = fundedBy === 'borrowerSurcharge' ? contribution : 0;
  book.move('outsideBorrowers', 'reserveCash', surcharge);
  if (loan.owners) takeForOwners(book, principal - fee - surcharge);
  payRedPackets(book, loan);
  payRebates(book, loan);
  book.count('contracts', 1);
  book.count('fillMinutes', fillMinute(listing) - listing.minute);
  book.count('contractsFen', principal);
  book.volumes.set(book.day, (book.volumes.get(book.day) ?? 0) + principal);
}
