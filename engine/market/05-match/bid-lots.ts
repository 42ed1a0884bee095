/** One lender's bid for one listing: how many lots it may have, the moment of the bid, and what it moves. */
import { takeHeadroom } from '../../settle/headroom.ts';
import type { Cells } from '../../state/headroom.ts';
import type { World } from '../../state/world.ts';
import { placeBid } from './bids.ts';

const MINUTES = 1440;

export interface BidLots {
  /** Minutes from the listing's midnight from which it may be bid for today. */
  readonly openFrom: (listing: number) => number;
  /** The moment of a bid, in minutes from the listing's midnight: who joined today can't have bid before. */
  readonly momentOf: (lender: number, listing: number, openFrom: number) => number;
  /** The same for a lender that bids on its own visit of today. */
  readonly visitMoment: (lender: number, listing: number, openFrom: number) => number;
  /** Lots that cash, limits and `baseLots` of headroom allow the lender to add to `prior` lots; may be negative. */
  readonly lotsFor: (lender: number, lotFen: number, prior: number, baseLots: number) => number;
  /** The lender adds `lots` to the `prior` lots it has bid for the listing. */
  readonly bid: (lender: number, listing: number, lots: number, prior: number) => void;
  /** Lots that the lender has bid for the listing so far. */
  readonly priorOf: (lender: number, listing: number) => number;
  /** Most base lots by sector, region and guarantor; positive if the lender may bid at all. */
  readonly room: (lender: number, cells: Cells) => number;
}

/** Bids in `world`. */
export function prepareBidLots(world: World): BidLots {
  const { scenario, listings, lenders, bids, headroom, streams, ledger, counts } = world;
  const baseLotFen = scenario.splitting.lotFen;
  const stream = streams.stream('lenderDay');

  const raiseBid = (listing: number, lender: number, lots: number): void => {
    let bid = listings.firstBid[listing]!;
    while (bids.lender[bid] !== lender) bid = bids.next[bid]!;
    bids.lots[bid]! += lots;
  };
  const visitMoment = (lender: number, listing: number, openFrom: number): number => {
    const { day } = world;
    const minute = Math.floor(MINUTES * stream.uniform(lenders.key[lender]!, day, 1));
    return Math.max(openFrom, minute + (day - listings.day[listing]!) * MINUTES);
  };

  return {
    openFrom(listing) {
      const age = world.day - listings.day[listing]!;
      return age * MINUTES + (age === 0 ? listings.minute[listing]! : 0);
    },
    momentOf: (lender, listing, openFrom) =>
      lenders.queueDay[lender] === world.day ? visitMoment(lender, listing, openFrom) : openFrom,
    visitMoment,
    lotsFor(lender, lotFen, prior, baseLots) {
      const multiple = lotFen / baseLotFen;
      const affordable = Math.floor(lenders.cashFen[lender]! / lotFen);
      const ofBorrower = Math.max(1, Math.floor(headroom.ofBorrower(lender) / multiple)) - prior;
      return Math.min(affordable, ofBorrower, Math.floor(baseLots / multiple));
    },
    bid(lender, listing, lots, prior) {
      const { cashFen, heldFen } = lenders;
      const lotFen = listings.lotFen[listing]!;
      const amountFen = lots * lotFen;
      cashFen[lender]! -= amountFen;
      heldFen[lender]! += amountFen;
      takeHeadroom(world, listings, listing, lender, (lots * lotFen) / baseLotFen);
      if (prior > 0) raiseBid(listing, lender, lots);
      else placeBid(world, listing, lender, lots);
      if (ledger.journal?.full) ledger.journal.entry(lender, lender, amountFen);
      counts.bids += 1;
    },
    priorOf(lender, listing) {
      for (let bid = listings.firstBid[listing]!; bid >= 0; bid = bids.next[bid]!)
        if (bids.lender[bid] === lender) return bids.lots[bid]!;
      return 0;
    },
    room: (lender, cells) => headroom.least(lender, cells),
  };
}
