/** Bids of a listing: walked once, when it ends, and their slots freed. */
import type { World } from '../../state/world.ts';

/** Hands out each bid in order and frees its slot. */
export function takeBids(world: World, listing: number, visit: (lender: number, lots: number) => void): void {
  const { listings, bids, queue } = world;
  let bid = listings.firstBid[listing]!;
  while (bid >= 0) {
    const next = bids.next[bid]!;
    visit(bids.lender[bid]!, bids.lots[bid]!);
    bids.next[bid] = queue.counters.freeBid - 1;
    queue.counters.freeBid = bid + 1;
    bid = next;
  }
  listings.firstBid[listing] = -1;
  listings.lastBid[listing] = -1;
}
