/** Listings are offered to the queue, one after another, until they are full or nobody is left to ask. */
import { noteExhausted, takeHeadroom } from '../../settle/headroom.ts';
import { lendableFen } from '../../state/figures.ts';
import { dropFromQueue } from '../../state/leave-queue.ts';
import type { World } from '../../state/world.ts';
import { acceptance } from './acceptance.ts';
import { holdBids, placeBid } from './bids.ts';

const MINUTES = 1440;

/** The step that offers every open listing to the queue, in order of id. */
export function prepareBidding(world: World): () => void {
  const { scenario, listings, lenders, bids, queue, headroom, streams, ledger, counts } = world;
  const { line } = queue;
  const baseLotFen = scenario.splitting.lotFen;
  const accepts = acceptance(scenario);
  const stream = streams.stream('lenderDay');
  /** Lots that lenders already bid for the listing at hand, by lender. */
  let priorLots = new Int32Array(0);

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

  /** The moment of a bid, in minutes from the listing's midnight: who joined today can't have bid before. */
  const momentOf = (lender: number, listing: number, openFrom: number): number => {
    const { day } = world;
    if (lenders.queueDay[lender] !== day) return openFrom;
    const minute = Math.floor(MINUTES * stream.uniform(lenders.key[lender]!, day, 1));
    return Math.max(openFrom, minute + (day - listings.day[listing]!) * MINUTES);
  };

  /** Lots that cash, limits and `baseLots` of headroom allow the lender to add to `prior` lots; may be negative. */
  const lotsFor = (lender: number, lotFen: number, prior: number, baseLots: number): number => {
    const multiple = lotFen / baseLotFen;
    const affordable = Math.floor(lenders.cashFen[lender]! / lotFen);
    const ofBorrower = Math.max(1, Math.floor(headroom.ofBorrower(lender) / multiple)) - prior;
    return Math.min(affordable, ofBorrower, Math.floor(baseLots / multiple));
  };

  const bid = (lender: number, listing: number, lots: number, prior: number): void => {
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
  };

  /** Looks at 32 places at a time: who waits in an accepting class and isn't known to have no room. */
  const offer = (listing: number): boolean => {
    const { day } = world;
    const lotFen = listings.lotFen[listing]!;
    const own = listings.lender[listing]!;
    const listedToday = listings.day[listing] === day;
    const openFrom = (day - listings.day[listing]!) * MINUTES + (listedToday ? listings.minute[listing]! : 0);
    const wanted = listings.lots[listing]! - listings.filledLots[listing]!;
    const allowed = Math.min(wanted, Math.floor(lendableFen(world) / lotFen));
    if (allowed <= 0) return true;
    let remaining = allowed;
    let fillMinute = listings.fillMinute[listing]!;
    const hadBids = listings.firstBid[listing]! >= 0;
    if (hadBids) markPrior(listing, (row) => bids.lots[row]!);
    const accepting = accepts(listings.facilityGrade[listing]!, listings.aprPpm[listing]!);
    const cells = headroom.cellsOf(listings, listing);
    const { lenders: places, length } = line;
    for (let first = firstPlace; first < length && remaining > 0; first += 32) {
      let candidates = line.candidates(first >>> 5, accepting, cells);
      while (candidates !== 0 && remaining > 0) {
        const lender = places[first + 31 - Math.clz32(candidates & -candidates)]!;
        candidates &= candidates - 1;
        if (lender === own) continue;
        const baseLots = headroom.least(lender, cells);
        if (baseLots <= 0) {
          noteExhausted(world, lender, cells);
          continue;
        }
        const prior = hadBids ? priorLots[lender]! : 0;
        const lots = Math.min(remaining, lotsFor(lender, lotFen, prior, baseLots));
        if (lots <= 0) continue;
        bid(lender, listing, lots, prior);
        const moment = momentOf(lender, listing, openFrom);
        if (moment > fillMinute) fillMinute = moment;
        if (lenders.cashFen[lender]! < baseLotFen) dropFromQueue(world, lender);
        remaining -= lots;
      }
    }
    if (hadBids) markPrior(listing, () => 0);
    holdBids(world, listing, allowed - remaining, fillMinute);
    return allowed - remaining < wanted;
  };

  /** First place of the first 32 among which somebody waits. */
  let firstPlace = 0;
  const skipVoid = (): void => {
    const { lenders: places, length } = line;
    let place = 0;
    while (place < length && places[place]! < 0) place += 1;
    firstPlace = place & ~31;
  };

  return () => {
    const { openListings } = queue;
    if (priorLots.length < lenders.capacity) priorLots = new Int32Array(lenders.capacity);
    skipVoid();
    openListings.filter(offer);
  };
}
