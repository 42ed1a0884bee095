/** The automatic queue: listings are offered to who waits longest, one after another, until they are full or nobody is left to ask. */
import { noteExhausted } from '../../../settle/headroom.ts';
import { lendableFen } from '../../../state/figures.ts';
import { dropFromQueue } from '../../../state/leave-queue.ts';
import type { World } from '../../../state/world.ts';
import { acceptance } from '../acceptance.ts';
import { prepareBidLots } from '../bid-lots.ts';
import { holdBids } from '../bids.ts';

/** The step that offers every open listing to the queue, in order of id. */
export function prepareQueue(world: World): () => void {
  const { scenario, listings, lenders, bids, queue, headroom } = world;
  const { line } = queue;
  const baseLotFen = scenario.splitting.lotFen;
  const accepts = acceptance(scenario);
  const { openFrom: opens, momentOf, lotsFor, bid } = prepareBidLots(world);
  /** Lots that lenders already bid for the listing at hand, by lender. */
  let priorLots = new Int32Array(0);

  const markPrior = (listing: number, mark: (bid: number) => number): void => {
    for (let row = listings.firstBid[listing]!; row >= 0; row = bids.next[row]!) {
      priorLots[bids.lender[row]!] = mark(row);
    }
  };

  /** Looks at 32 places at a time: who waits in an accepting class and isn't known to have no room. */
  const offer = (listing: number): boolean => {
    const lotFen = listings.lotFen[listing]!;
    const own = listings.lender[listing]!;
    const openFrom = opens(listing);
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
