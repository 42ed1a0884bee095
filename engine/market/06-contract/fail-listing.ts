/** A listing that didn't become a contract: every held fen goes back. */
import { REASON } from '../../ledger/reasons.ts';
import { takeHeadroom } from '../../settle/headroom.ts';
import { LISTING } from '../../state/codes.ts';
import { FLOW } from '../../state/flow.ts';
import type { World } from '../../state/world.ts';
import { takeBids } from './bids.ts';

/** Releases the bids of a listing, open or full, and frees its customer. */
export function failListing(world: World, listing: number): void {
  const { listings, lenders, ledger, book, flow, customers, scenario } = world;
  const lotFen = listings.lotFen[listing]!;
  const multiple = lotFen / scenario.splitting.lotFen;
  let releasedFen = 0;
  takeBids(world, listing, (lender, lots) => {
    const amountFen = lots * lotFen;
    lenders.heldFen[lender]! -= amountFen;
    lenders.cashFen[lender]! += amountFen;
    lenders.newCash[lender] = 1;
    takeHeadroom(world, listings, listing, lender, -lots * multiple);
    if (ledger.journal?.full) ledger.journal.entry(lender, lender, amountFen);
    releasedFen += amountFen;
  });
  if (releasedFen > 0) ledger.post(REASON.bidRelease, releasedFen);
  if (listings.status[listing] === LISTING.open) {
    book.listingsOpen -= 1;
    book.listingsOpenFen -= (listings.lots[listing]! - listings.filledLots[listing]!) * lotFen;
  }
  listings.status[listing] = LISTING.failed;
  customers.borrowing[listings.customer[listing]!] = 0;
  flow[FLOW.listingsFailed]! += 1;
}
