/** Bids as rows: the chain of a listing's bids, the money they hold, and what a full listing sets in motion. */
import { REASON } from '../../ledger/reasons.ts';
import { LISTING } from '../../state/codes.ts';
import type { World } from '../../state/world.ts';

/** Puts a lender's first bid at the end of a listing's chain; its cash and headroom are the caller's business. */
export function placeBid(world: World, listing: number, lender: number, lots: number): void {
  const { bids, listings } = world;
  const bid = newBid(world);
  bids.lender[bid] = lender;
  bids.lots[bid] = lots;
  bids.next[bid] = -1;
  const last = listings.lastBid[listing]!;
  if (last < 0) listings.firstBid[listing] = bid;
  else bids.next[last] = bid;
  listings.lastBid[listing] = bid;
}

function newBid(world: World): number {
  const { queue, bids } = world;
  const free = queue.counters.freeBid;
  if (free === 0) return bids.add();
  queue.counters.freeBid = bids.next[free - 1]! + 1;
  return free - 1;
}

/** Holds the money of bids for so many more lots, the last of them at `fillMinute`; a listing without lots left is full. */
export function holdBids(world: World, listing: number, heldLots: number, fillMinute: number): void {
  const { listings, ledger, book, queue, today } = world;
  if (heldLots > 0) {
    const heldFen = heldLots * listings.lotFen[listing]!;
    ledger.post(REASON.bidHold, heldFen);
    book.listingsOpenFen -= heldFen;
    listings.filledLots[listing]! += heldLots;
    listings.fillMinute[listing] = fillMinute;
  }
  if (listings.filledLots[listing]! < listings.lots[listing]!) return;
  listings.status[listing] = LISTING.full;
  book.listingsOpen -= 1;
  queue.fullListings.add(listing);
  today.full.push(listing);
}

/** Puts listings that matching hasn't seen on the list of open ones. */
export function admitListings({ queue, listings }: World): void {
  const { counters, openListings } = queue;
  for (; counters.listingsSeen < listings.length; counters.listingsSeen++) {
    if (listings.status[counters.listingsSeen] === LISTING.open) openListings.add(counters.listingsSeen);
  }
}
