/**
 * Personal recommendation: who looks in is shown the listings that suit it best and bids for them in that order; all others
 * wait for their next visit. Money in plans and in accounts on demand is placed by the platform, as if its owner came every day.
 */
import { lendableFen } from '../../../state/figures.ts';
import { dropFromQueue } from '../../../state/leave-queue.ts';
import { LISTING } from '../../../state/codes.ts';
import type { World } from '../../../state/world.ts';
import { acceptance } from '../acceptance.ts';
import { prepareBidLots } from '../bid-lots.ts';
import { holdBids } from '../bids.ts';
import { prepareFit } from '../fit.ts';

/** The step in which today's visitors bid, in the order in which they joined the queue. */
export function prepareRecommendation(world: World): () => void {
  const { scenario, listings, lenders, queue, headroom, today, names } = world;
  const { line, openListings } = queue;
  const baseLotFen = scenario.splitting.lotFen;
  const { shown } = scenario.matching;
  const accepts = acceptance(scenario);
  const fitOf = prepareFit(world);
  const bids = prepareBidLots(world);
  const placedByPlatform = names.lenderProducts.map((name) => scenario.products[name]!.kind !== 'lots');

  /** The listings shown to the lender, best first; among equals the older one. */
  const recommended = (lender: number): readonly number[] => {
    const suits: { readonly listing: number; readonly fit: number }[] = [];
    for (let at = 0; at < openListings.count; at++) {
      const listing = openListings.at(at);
      if (listings.status[listing] !== LISTING.open || listings.lender[listing] === lender) continue;
      const accepting = accepts(listings.facilityGrade[listing]!, listings.aprPpm[listing]!);
      if (accepting[lenders.riskClass[lender]!] === 0) continue;
      suits.push({ listing, fit: fitOf(lender, listing) });
    }
    suits.sort((a, b) => b.fit - a.fit || a.listing - b.listing);
    return suits.slice(0, shown).map(({ listing }) => listing);
  };

  const take = (lender: number, listing: number, visits: boolean): void => {
    const lotFen = listings.lotFen[listing]!;
    const baseLots = bids.room(lender, headroom.cellsOf(listings, listing));
    const prior = bids.priorOf(lender, listing);
    const left = listings.lots[listing]! - listings.filledLots[listing]!;
    const lots = Math.min(
      left,
      Math.floor(lendableFen(world) / lotFen),
      bids.lotsFor(lender, lotFen, prior, baseLots),
    );
    if (lots <= 0) return;
    bids.bid(lender, listing, lots, prior);
    const openFrom = bids.openFrom(listing);
    const moment = visits
      ? bids.visitMoment(lender, listing, openFrom)
      : bids.momentOf(lender, listing, openFrom);
    holdBids(world, listing, lots, Math.max(moment, listings.fillMinute[listing]!));
  };

  return () => {
    const visitors = new Set(today.visitors);
    const { lenders: places, length } = line;
    for (let place = 0; place < length; place++) {
      const lender = places[place]!;
      if (lender < 0) continue;
      const byItself = !placedByPlatform[lenders.product[lender]!]!;
      if (byItself && !visitors.has(lender)) continue;
      for (const listing of recommended(lender)) {
        if (lenders.cashFen[lender]! < baseLotFen) break;
        take(lender, listing, byItself);
      }
      if (lenders.cashFen[lender]! < baseLotFen) dropFromQueue(world, lender);
    }
    openListings.filter((listing) => listings.status[listing] === LISTING.open);
  };
}
