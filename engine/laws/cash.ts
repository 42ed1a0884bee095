/** Money that waits: held for bids, asked back. */
import { invariant } from '../base/assert.ts';
import { ACCOUNT } from '../ledger/accounts.ts';
import { LISTING } from '../state/codes.ts';
import type { World } from '../state/world.ts';

/** Held money is the bids of listings that have not ended, and each listing's bids are its filled lots. */
export function bidsLaw({ ledger, listings, bids, lenders, book }: World): void {
  const held = new Float64Array(lenders.length);
  let heldFen = 0;
  let open = 0;
  let wantedFen = 0;
  for (let row = 0; row < listings.length; row++) {
    const status = listings.status[row]!;
    if (status !== LISTING.open && status !== LISTING.full) continue;
    let lots = 0;
    for (let bid = listings.firstBid[row]!; bid >= 0; bid = bids.next[bid]!) {
      lots += bids.lots[bid]!;
      held[bids.lender[bid]!]! += bids.lots[bid]! * listings.lotFen[row]!;
    }
    invariant(lots === listings.filledLots[row], 'the bids of a listing are its filled lots', () => ({
      listing: row,
      lots,
      filledLots: listings.filledLots[row]!,
    }));
    heldFen += lots * listings.lotFen[row]!;
    if (status !== LISTING.open) continue;
    open += 1;
    wantedFen += (listings.lots[row]! - lots) * listings.lotFen[row]!;
  }
  const controlFen = ledger.balance(ACCOUNT.lenderHeld);
  invariant(heldFen === controlFen, 'held money is the bids of open listings', () => ({
    heldFen,
    controlFen,
  }));
  for (let lender = 0; lender < lenders.length; lender++) {
    invariant(held[lender] === lenders.heldFen[lender], "a lender's held money is its bids", () => ({
      lender,
      bidsFen: held[lender]!,
      heldFen: lenders.heldFen[lender]!,
    }));
  }
  invariant(
    open === book.listingsOpen && wantedFen === book.listingsOpenFen,
    'open listings are counted',
    () => ({
      open,
      listingsOpen: book.listingsOpen,
      wantedFen,
      listingsOpenFen: book.listingsOpenFen,
    }),
  );
}

/** The queue is the unpaid part of all requests, lender by lender. */
export function queueLaw({ ledger, requests, lenders, book }: World): void {
  const unpaid = new Float64Array(lenders.length);
  let sumFen = 0;
  for (let row = 0; row < requests.length; row++) {
    const goneFen =
      requests.paidFen[row]! +
      requests.lostFen[row]! +
      requests.cancelledFen[row]! +
      requests.astrayFen[row]!;
    const leftFen = requests.requestedFen[row]! - goneFen;
    invariant(leftFen >= 0, 'a request is never overpaid', () => ({ request: row, leftFen }));
    const isClosed = requests.paidDay[row]! >= 0;
    invariant(!isClosed || leftFen === 0, 'nothing waits of a request that is done with', () => ({
      request: row,
      leftFen,
    }));
    unpaid[requests.lender[row]!]! += leftFen;
    sumFen += leftFen;
  }
  const controlFen = ledger.balance(ACCOUNT.lenderQueued);
  invariant(sumFen === controlFen && sumFen === book.queueFen, 'the queue is its open requests', () => ({
    sumFen,
    controlFen,
    queueFen: book.queueFen,
  }));
  for (let lender = 0; lender < lenders.length; lender++) {
    invariant(
      unpaid[lender] === lenders.queuedFen[lender],
      "a lender's queued money is its open requests",
      () => ({
        lender,
        unpaidFen: unpaid[lender]!,
        queuedFen: lenders.queuedFen[lender]!,
      }),
    );
  }
}

/** Money under way is remittances not booked and payouts sent to wrong accounts. */
export function transitLaw({ ledger, requests, operations }: World): void {
  const { remittances } = operations;
  let sumFen = 0;
  for (let row = 0; row < remittances.length; row++)
    if (remittances.booked[row] === 0) sumFen += remittances.amountFen[row]!;
  for (let row = 0; row < requests.length; row++) sumFen += requests.astrayFen[row]!;
  const controlFen = ledger.balance(ACCOUNT.lenderTransit);
  invariant(sumFen === controlFen, 'money under way is known piece by piece', () => ({ sumFen, controlFen }));
}
