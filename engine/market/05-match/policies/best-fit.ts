/** Lenders for each listing: those whom it suits best are asked first, however long the others have waited. */
import { lendableFen } from '../../../state/figures.ts';
import { dropFromQueue } from '../../../state/leave-queue.ts';
import type { World } from '../../../state/world.ts';
import { acceptance } from '../acceptance.ts';
import { prepareBidLots } from '../bid-lots.ts';
import { holdBids } from '../bids.ts';
import { prepareFit } from '../fit.ts';

/** The step that offers every open listing, in order of id, to all who wait: the best fit first, among equals the longest waiting. */
export function prepareBestFit(world: World): () => void {
  const { scenario, listings, lenders, queue, headroom } = world;
  const { line } = queue;
  const baseLotFen = scenario.splitting.lotFen;
  const accepts = acceptance(scenario);
  const fitOf = prepareFit(world);
  const bids = prepareBidLots(world);

  const suited = (listing: number): readonly number[] => {
    const accepting = accepts(listings.facilityGrade[listing]!, listings.aprPpm[listing]!);
    const cells = headroom.cellsOf(listings, listing);
    const { lenders: places, length } = line;
    const found: { readonly lender: number; readonly fit: number; readonly place: number }[] = [];
    for (let place = 0; place < length; place++) {
      const lender = places[place]!;
      if (lender < 0 || accepting[lenders.riskClass[lender]!] === 0) continue;
      if (lender === listings.lender[listing] || bids.room(lender, cells) <= 0) continue;
      found.push({ lender, fit: fitOf(lender, listing), place });
    }
    found.sort((a, b) => b.fit - a.fit || a.place - b.place);
    return found.map(({ lender }) => lender);
  };

  const offer = (listing: number): boolean => {
    const lotFen = listings.lotFen[listing]!;
    const wanted = listings.lots[listing]! - listings.filledLots[listing]!;
    const allowed = Math.min(wanted, Math.floor(lendableFen(world) / lotFen));
    if (allowed <= 0) return true;
    const cells = headroom.cellsOf(listings, listing);
    const openFrom = bids.openFrom(listing);
    let remaining = allowed;
    let fillMinute = listings.fillMinute[listing]!;
    for (const lender of suited(listing)) {
      if (remaining === 0) break;
      const prior = bids.priorOf(lender, listing);
      const lots = Math.min(remaining, bids.lotsFor(lender, lotFen, prior, bids.room(lender, cells)));
      if (lots <= 0) continue;
      bids.bid(lender, listing, lots, prior);
      fillMinute = Math.max(fillMinute, bids.momentOf(lender, listing, openFrom));
      if (lenders.cashFen[lender]! < baseLotFen) dropFromQueue(world, lender);
      remaining -= lots;
    }
    holdBids(world, listing, allowed - remaining, fillMinute);
    return allowed - remaining < wanted;
  };

  return () => queue.openListings.filter(offer);
}
