/** Listings are offered to the queue, one after another, until they are full or nobody is left to ask. */
import { REASON } from '../../ledger/reasons.ts';
import { addExposure } from '../../settle/exposure.ts';
import { LISTING, NO_GUARANTOR } from '../../state/codes.ts';
import { dropFromQueue } from '../../state/leave-queue.ts';
import type { World } from '../../state/world.ts';
import { acceptance } from './acceptance.ts';
import type { LotCaps } from './caps.ts';
import type { LineUp } from './line-up.ts';

const MINUTES = 1440;

/** The step that offers every open listing to the queue, in order of id. */
export function prepareBidding(world: World, lineUp: LineUp, caps: LotCaps): () => void {
  const { scenario, listings, lenders, bids, queue, exposure, streams, ledger, book, counts, today } = world;
  const { sectors, regions, guarantors } = exposure;
  const baseLotFen = scenario.splitting.lotFen;
  const accepts = acceptance(scenario);
  const stream = streams.stream('lenderDay');
  /** Lots that lenders already bid for the listing at hand, by lender. */
  let priorLots = new Int32Array(0);

  /** Lots the lender may add to the listing under its limits; may be negative. */
  const roomOf = (lender: number, listing: number, multiple: number, prior: number): number => {
    const ofBorrower = Math.max(1, Math.floor(caps.borrower[lender]! / multiple)) - prior;
    let room = caps.sector[lender]! - sectors.lots[lender * sectors.stride + listings.sector[listing]!]!;
    const inRegion =
      caps.region[lender]! - regions.lots[lender * regions.stride + listings.region[listing]!]!;
    if (inRegion < room) room = inRegion;
    const guarantor = listings.guarantor[listing]!;
    if (guarantor !== NO_GUARANTOR) {
      const ofGuarantor = caps.guarantor[lender]! - guarantors.lots[lender * guarantors.stride + guarantor]!;
      if (ofGuarantor < room) room = ofGuarantor;
    }
    return Math.min(ofBorrower, multiple === 1 ? room : Math.floor(room / multiple));
  };

  const placeBid = (listing: number, lender: number, lots: number): void => {
    const bid = newBid(world);
    bids.lender[bid] = lender;
    bids.lots[bid] = lots;
    bids.next[bid] = -1;
    const last = listings.lastBid[listing]!;
    if (last < 0) listings.firstBid[listing] = bid;
    else bids.next[last] = bid;
    listings.lastBid[listing] = bid;
  };

  const raiseBid = (listing: number, lender: number, lots: number): void => {
    let bid = listings.firstBid[listing]!;
    while (bids.lender[bid] !== lender) bid = bids.next[bid]!;
    bids.lots[bid]! += lots;
  };

  const markPrior = (listing: number, mark: (bid: number) => number): void => {
    for (let bid = listings.firstBid[listing]!; bid >= 0; bid = bids.next[bid]!) {
      priorLots[bids.lender[bid]!] = mark(bid);
    }
  };

  const offer = (listing: number): boolean => {
    const { cashFen, heldFen, queueDay } = lenders;
    const day = world.day;
    const lotFen = listings.lotFen[listing]!;
    const multiple = lotFen / baseLotFen;
    const own = listings.lender[listing]!;
    const listedToday = listings.day[listing] === day;
    const begin = (day - listings.day[listing]!) * MINUTES + (listedToday ? listings.minute[listing]! : 0);
    let remaining = listings.lots[listing]! - listings.filledLots[listing]!;
    let fillMinute = listings.fillMinute[listing]!;
    let heldLots = 0;
    const hadBids = listings.firstBid[listing]! >= 0;
    if (hadBids) markPrior(listing, (bid) => bids.lots[bid]!);
    const accepting = accepts(listings.facilityGrade[listing]!, listings.aprPpm[listing]!);
    if (multiple === 1 && !listedToday) lineUp.startFresh(accepting);
    else lineUp.start(accepting, listings.sector[listing]!);
    while (remaining > 0) {
      const lender = lineUp.next();
      if (lender < 0) break;
      if (lender === own || cashFen[lender]! < lotFen) continue;
      const prior = hadBids ? priorLots[lender]! : 0;
      const room = Math.min(remaining, roomOf(lender, listing, multiple, prior));
      if (room <= 0) continue;
      const lots = Math.min(Math.floor(cashFen[lender]! / lotFen), room);
      const amountFen = lots * lotFen;
      cashFen[lender]! -= amountFen;
      heldFen[lender]! += amountFen;
      addExposure(world, listings, listing, lender, lots * multiple);
      if (prior > 0) raiseBid(listing, lender, lots);
      else placeBid(listing, lender, lots);
      if (ledger.journal?.full) ledger.journal.entry(lender, lender, amountFen);
      let moment = begin;
      if (queueDay[lender] === day) {
        const joined =
          Math.floor(MINUTES * stream.uniform(lenders.key[lender]!, day, 1)) +
          (day - listings.day[listing]!) * MINUTES;
        if (joined > moment) moment = joined;
      }
      if (moment > fillMinute) fillMinute = moment;
      if (cashFen[lender]! < baseLotFen) dropFromQueue(world, lender);
      remaining -= lots;
      heldLots += lots;
      counts.bids += 1;
    }
    if (hadBids) markPrior(listing, () => 0);
    if (heldLots > 0) {
      ledger.post(REASON.bidHold, heldLots * lotFen);
      book.listingsOpenFen -= heldLots * lotFen;
      listings.filledLots[listing]! += heldLots;
      listings.fillMinute[listing] = fillMinute;
    }
    if (remaining > 0) return true;
    listings.status[listing] = LISTING.full;
    book.listingsOpen -= 1;
    queue.fullListings.add(listing);
    today.full.push(listing);
    return false;
  };

  return () => {
    const { counters, openListings } = queue;
    for (; counters.listingsSeen < listings.length; counters.listingsSeen++) {
      if (listings.status[counters.listingsSeen] === LISTING.open) openListings.add(counters.listingsSeen);
    }
    if (priorLots.length < lenders.capacity) priorLots = new Int32Array(lenders.capacity);
    openListings.filter(offer);
  };
}

function newBid(world: World): number {
  const { queue, bids } = world;
  const free = queue.counters.freeBid;
  if (free === 0) return bids.add();
  queue.counters.freeBid = bids.next[free - 1]! + 1;
  return free - 1;
}
