/** Listings, loans, holdings, offers and requests, row by row. What ended on an earlier day was compared then and can't change. */
import { LISTING_LABELS, LOAN_LABELS } from '../../engine/state/codes.ts';
import type { World } from '../../engine/state/world.ts';
import { isAlive, lendersClaim, type Book, type Loan } from './book.ts';
import type { Same } from './differs.ts';
import { must, sum } from './exact.ts';
import { fillMinute } from './match.ts';
import { at } from './recorded.ts';

/** Listings looked at already that can't change any more, by book. */
const settled = new WeakMap<Book, number>();

export function compareListings({ listings }: World, book: Book, same: Same): void {
  same('listings', 'all', 'rows', listings.length, book.listings.length);
  const first = settled.get(book) ?? 0;
  for (const listing of book.listings.slice(first)) {
    const { id, status, lots, bids, fee, guaranteeFee, contribution, minute } = listing;
    same('listing', id, 'status', LISTING_LABELS[at(listings.status, id)] ?? '?', status);
    same('listing', id, 'customer', at(listings.customer, id), listing.customer);
    same('listing', id, 'lots', at(listings.lots, id), lots);
    same('listing', id, 'lot', at(listings.lotFen, id), listing.lot);
    if (status !== 'failed') {
      same('listing', id, 'filled lots', at(listings.filledLots, id), sum(bids.map((bid) => bid.lots)));
    }
    same('listing', id, 'minute', at(listings.minute, id), minute);
    if (status === 'full')
      same('listing', id, 'fill minute', at(listings.fillMinute, id), fillMinute(listing));
    same('listing', id, 'fee', at(listings.feeFen, id), fee);
    same('listing', id, 'guarantee fee', at(listings.guaranteeFeeFen, id), guaranteeFee);
    same('listing', id, 'contribution', at(listings.contributionFen, id), contribution);
  }
  let done = first;
  while (done < book.listings.length && isSettled(must(book.listings[done]).status)) done += 1;
  settled.set(book, done);
}

function isSettled(status: string): boolean {
  return status === 'failed' || status === 'contract';
}

/** All loans that are alive or ended today. */
export function compareLoans(world: World, book: Book, same: Same): void {
  compareThose(world, book, same, () => true);
}

/** Those contracted today. */
export function compareNewLoans(world: World, book: Book, same: Same): void {
  compareThose(world, book, same, ({ contractDay }) => contractDay === book.day);
}

/** Those due today, and the bad ones. */
export function compareDueLoans(world: World, book: Book, same: Same): void {
  const today = book.dates.dayOfMonth(book.day);
  const last = book.dates.isMonthEnd(book.day) ? 31 : today;
  compareThose(world, book, same, (loan) => {
    const due = loan.dueDayOfMonth >= today && loan.dueDayOfMonth <= last;
    return due || isBad(loan);
  });
}

function isBad({ missed, status }: Loan): boolean {
  return missed > 0 || status !== 'repaying';
}

/** Those that collectors, payers or courts have to do with. */
export function compareBadLoans(world: World, book: Book, same: Same): void {
  compareThose(world, book, same, isBad);
}

function compareThose({ loans }: World, book: Book, same: Same, chosen: (loan: Loan) => boolean): void {
  same('loans', 'all', 'rows', loans.length, book.loans.length);
  for (const loan of book.loans) {
    const { id } = loan;
    if ((loan.endedDay >= 0 && loan.endedDay < book.day) || !chosen(loan)) continue;
    const status = loan.status === 'writtenOff' ? 'written off' : loan.status;
    const claim = lendersClaim(loan);
    const outstanding = claim + loan.guarantorClaim + loan.reserveClaim + loan.platformClaim;
    same('loan', id, 'status', LOAN_LABELS[at(loans.status, id)] ?? '?', status);
    if (loan.status === 'repaying') same('loan', id, 'missed', at(loans.missed, id), loan.missed);
    same('loan', id, 'customer', at(loans.customer, id), loan.customer);
    same('loan', id, 'instalments paid', at(loans.paid, id), loan.paid);
    same('loan', id, "guarantor's claim", at(loans.guarantorClaimFen, id), loan.guarantorClaim);
    same('loan', id, "counter-guarantor's claim", at(loans.counterClaimFen, id), loan.counterClaim);
    same('loan', id, "platform's claim", at(loans.platformClaimFen, id), loan.platformClaim);
    same('loan', id, "reserve's claim", at(loans.reserveClaimFen, id), loan.reserveClaim);
    same('loan', id, 'outstanding', at(loans.outstandingFen, id), outstanding);
    const engineClaim =
      at(loans.outstandingFen, id) -
      at(loans.guarantorClaimFen, id) -
      at(loans.reserveClaimFen, id) -
      at(loans.platformClaimFen, id);
    same('loan', id, "lenders' claim", engineClaim, claim);
    same('loan', id, 'compensated', at(loans.compensated, id), loan.compensated ? 1 : 0);
    same('loan', id, 'default day', at(loans.defaultDay, id), loan.defaultDay);
    same('loan', id, 'flaw', at(loans.flawPpm, id), loan.flaw);
    same('loan', id, 'months put off', at(loans.deferredMonths, id), loan.deferred);
    same('loan', id, 'contract day', at(loans.contractDay, id), loan.contractDay);
  }
}

export function compareHoldings({ holdings }: World, book: Book, same: Same): void {
  same('holdings', 'all', 'rows', holdings.length, book.holdings.length);
  for (const { id, lender, claims, loan } of book.holdings) {
    if (loan.endedDay >= 0 && loan.endedDay < book.day) continue;
    same('holding', id, 'lender', at(holdings.lender, id), lender.id);
    same('holding', id, 'lots', at(holdings.lots, id), claims.length);
  }
}

const RECORDS = ['there', 'lost', 'wrong'];

export function compareRequests({ requests }: World, book: Book, same: Same): void {
  same('requests', 'all', 'rows', requests.length, book.requests.length);
  for (const one of book.requests) {
    const { id, lender, kind, day, promisedDay, requested, paid, takenBack, paidDay } = one;
    if (paidDay >= 0 && paidDay < book.day) continue;
    same('request', id, 'lender', at(requests.lender, id), lender.id);
    same('request', id, 'kind', at(requests.kind, id), kind);
    same('request', id, 'day', at(requests.day, id), day);
    same('request', id, 'promised day', at(requests.promisedDay, id), promisedDay);
    same('request', id, 'asked', at(requests.requestedFen, id), requested);
    same('request', id, 'paid', at(requests.paidFen, id), paid);
    same('request', id, 'taken back', at(requests.cancelledFen, id), takenBack);
    same('request', id, 'astray', at(requests.astrayFen, id), one.astray);
    same('request', id, 'record', RECORDS[at(requests.record, id)] ?? '?', one.record);
    same('request', id, 'paid day', at(requests.paidDay, id), paidDay);
  }
}

export function compareExits({ exits, exiting, lenders }: World, book: Book, same: Same): void {
  same('exits', 'all', 'rows', exits.length, book.exits.length);
  for (const exit of book.exits) {
    const { id } = exit;
    same('exit', id, 'lender', at(exits.lender, id), exit.lender.id);
    same('exit', id, 'day', at(exits.day, id), exit.day);
    same('exit', id, 'rank', at(exits.rank, id), exit.rank);
    same('exit', id, 'asked', at(exits.askedFen, id), exit.asked);
    same('exit', id, 'sold', at(exits.soldFen, id), exit.sold);
    same('exit', id, 'price', at(exits.priceFen, id), exit.price);
    same('exit', id, 'fen days', at(exits.soldFenDays, id), exit.fenDays);
    same('exit', id, 'delisted', at(exits.delisted, id), exit.delisted);
    same('exit', id, 'first sale', at(exits.firstSoldDay, id), exit.firstSold);
    same('exit', id, 'ended', at(exits.endedDay, id), exit.endedDay);
    same('exit', id, 'end', ['open', 'done', 'takenBack'][at(exits.end, id)] ?? '?', exit.end);
  }
  same('exits', 'all', 'oldest', exiting.oldestDays, book.oldestExitDays);
  same('exits', 'all', 'new money', exiting.newMoneyFen, book.newMoney);
  for (const { id, discountGiven, discountGot } of book.lenders) {
    same('lender', id, 'discount given', at(lenders.discountGivenFen, id), discountGiven);
    same('lender', id, 'discount got', at(lenders.discountGotFen, id), discountGot);
  }
}

export function compareOffers({ offers, holdings }: World, book: Book, same: Same): void {
  same('offers', 'all', 'rows', offers.length, book.offers.length);
  const open = new Set<number>();
  for (const { holding, closed } of book.offers) if (!closed) open.add(holding.id);
  for (const { id, holding, day, rank } of book.offers) {
    same('offer', id, 'holding', at(offers.holding, id), holding.id);
    same('offer', id, 'day', at(offers.day, id), day);
    same('offer', id, 'rank', at(offers.rank, id), rank);
    if (isAlive(holding.loan)) {
      same('holding', holding.id, 'for sale', at(holdings.offered, holding.id), open.has(holding.id) ? 1 : 0);
    }
  }
}
