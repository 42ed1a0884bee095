/** The auditor's book beside the engine's world: every row, every balance. The first difference is the one that counts. */
import { ACCOUNTS } from '../../engine/ledger/accounts.ts';
import { LISTING_LABELS, LOAN_LABELS } from '../../engine/state/codes.ts';
import type { World } from '../../engine/state/world.ts';
import { sum } from './exact.ts';
import { fillMinute } from './match.ts';
import { POOL, isAlive, lendersClaim, outstanding, type Book } from './book.ts';
import { at } from './recorded.ts';

export interface Difference {
  readonly day: number;
  readonly stage: string;
  /** What differs, with its row: `lender 12 cash`. */
  readonly entity: string;
  readonly engine: number | string;
  readonly auditor: number | string;
}

export class Differs extends Error {
  readonly difference: Difference;

  constructor(difference: Difference) {
    const { day, stage, entity, engine, auditor } = difference;
    super(`day ${day}, ${stage}: ${entity}: engine ${engine}, auditor ${auditor}`);
    this.name = 'Differs';
    this.difference = difference;
  }
}

/** Throws the first difference; returns how many values were compared. */
export function compare(world: World, book: Book, stage: string): number {
  let compared = 0;
  // Names are put together for a difference only: most of a comparison's time would go into them.
  const same: Same = (kind, row, field, engine, auditor) => {
    compared += 1;
    if (engine === auditor) return;
    throw new Differs({ day: world.day, stage, entity: `${kind} ${row} ${field}`, engine, auditor });
  };
  compareListings(world, book, same);
  compareLoans(world, book, same);
  compareHoldings(world, book, same);
  compareOffers(world, book, same);
  compareRequests(world, book, same);
  compareLenders(world, book, same);
  book.guarantors.forEach((guarantor, row) => {
    same('guarantor', row, 'liquid', at(world.guarantors.liquidFen, row), guarantor.liquid);
    same('guarantor', row, 'failed on day', at(world.guarantors.failedDay, row), guarantor.failedDay);
  });
  const poolCash = at(world.lenders.cashFen, POOL);
  ACCOUNTS.forEach((account, id) => {
    const name = account.name as Parameters<Book['balance']>[0];
    // What the pool's claims bring lies in the pool's cash until withdraw sweeps it; here it counts at once.
    const unswept = name === 'lenderCash' ? -poolCash : name === 'poolGap' ? poolCash : 0;
    same('account', name, 'balance', world.ledger.balance(id) + unswept, book.balance(name));
  });
  return compared;
}

type Same = (
  kind: string,
  row: number | string,
  field: string,
  engine: number | string,
  auditor: number | string,
) => void;

function compareLenders({ lenders }: World, book: Book, same: Same): void {
  same('lenders', 'all', 'rows', lenders.length, book.lenders.length);
  for (const { id, cash, held, queued, joined, planExpiry } of book.lenders) {
    if (id === POOL) continue;
    same('lender', id, 'cash', at(lenders.cashFen, id), cash);
    same('lender', id, 'held', at(lenders.heldFen, id), held);
    same('lender', id, 'queued', at(lenders.queuedFen, id), queued);
    same('lender', id, 'in the queue since', at(lenders.queueDay, id), joined?.day ?? -1);
    same('lender', id, 'locked in until', at(lenders.planExpiryDay, id), planExpiry);
  }
}

function compareListings({ listings }: World, book: Book, same: Same): void {
  same('listings', 'all', 'rows', listings.length, book.listings.length);
  for (const listing of book.listings) {
    const { id, status, lots, bids, fee, guaranteeFee, contribution, minute } = listing;
    same('listing', id, 'status', LISTING_LABELS[at(listings.status, id)] ?? '?', status);
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
}

function compareLoans({ loans }: World, book: Book, same: Same): void {
  same('loans', 'all', 'rows', loans.length, book.loans.length);
  for (const loan of book.loans) {
    const { id } = loan;
    // What ended on an earlier day was compared then and can't change.
    if (!isAlive(loan) && loan.endedDay < book.day) continue;
    const status = loan.status === 'writtenOff' ? 'written off' : loan.status;
    same('loan', id, 'status', LOAN_LABELS[at(loans.status, id)] ?? '?', status);
    if (loan.status === 'repaying') same('loan', id, 'missed', at(loans.missed, id), loan.missed);
    same('loan', id, 'instalments paid', at(loans.paid, id), loan.paid);
    same('loan', id, "guarantor's claim", at(loans.guarantorClaimFen, id), loan.guarantorClaim);
    same('loan', id, "reserve's claim", at(loans.reserveClaimFen, id), loan.reserveClaim);
    same('loan', id, 'outstanding', at(loans.outstandingFen, id), outstanding(loan));
    same(
      'loan',
      id,
      "lenders' claim",
      at(loans.outstandingFen, id) - at(loans.guarantorClaimFen, id) - at(loans.reserveClaimFen, id),
      lendersClaim(loan),
    );
    same('loan', id, 'compensated', at(loans.compensated, id), loan.compensated ? 1 : 0);
    same('loan', id, 'default day', at(loans.defaultDay, id), loan.defaultDay);
    same('loan', id, 'contract day', at(loans.contractDay, id), loan.contractDay);
  }
}

function compareHoldings({ holdings }: World, book: Book, same: Same): void {
  same('holdings', 'all', 'rows', holdings.length, book.holdings.length);
  for (const { id, lender, claims } of book.holdings) {
    same('holding', id, 'lender', at(holdings.lender, id), lender.id);
    same('holding', id, 'lots', at(holdings.lots, id), claims.length);
  }
}

function compareRequests({ requests }: World, book: Book, same: Same): void {
  same('requests', 'all', 'rows', requests.length, book.requests.length);
  for (const { id, lender, kind, day, promisedDay, requested, paid, paidDay } of book.requests) {
    same('request', id, 'lender', at(requests.lender, id), lender.id);
    same('request', id, 'kind', at(requests.kind, id), kind);
    same('request', id, 'day', at(requests.day, id), day);
    same('request', id, 'promised day', at(requests.promisedDay, id), promisedDay);
    same('request', id, 'asked', at(requests.requestedFen, id), requested);
    same('request', id, 'paid', at(requests.paidFen, id), paid);
    same('request', id, 'paid day', at(requests.paidDay, id), paidDay);
  }
}

function compareOffers({ offers, holdings }: World, book: Book, same: Same): void {
  same('offers', 'all', 'rows', offers.length, book.offers.length);
  const open = new Set(book.offers.filter(({ closed }) => !closed).map(({ holding }) => holding.id));
  for (const { id, holding, day, rank } of book.offers) {
    same('offer', id, 'holding', at(offers.holding, id), holding.id);
    same('offer', id, 'day', at(offers.day, id), day);
    same('offer', id, 'rank', at(offers.rank, id), rank);
    if (isAlive(holding.loan)) {
      same('holding', holding.id, 'for sale', at(holdings.offered, holding.id), open.has(holding.id) ? 1 : 0);
    }
  }
}
