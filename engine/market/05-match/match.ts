/**
 * Idle cash meets open listings, then claims offered for sale.
 *
 * Reads listings, lenders, their classes and limits, offers. Writes the matching queue, bids and held cash,
 * listings (filled lots, fill minute, status full), exposure, today.full, holdings sold, transfer flows.
 */
import type { World } from '../../state/world.ts';
import { prepareBidding } from './bidding.ts';
import { lotCaps } from './caps.ts';
import { prepareLineUp } from './line-up.ts';
import { ORDERS } from './orders/index.ts';
import { prepareTransfers } from './transfers.ts';

/** The step of one day: the queue is formed, listings are filled, then offered claims are sold. */
export function prepareMatch(world: World): () => void {
  const { scenario, platform } = world;
  const caps = lotCaps(world);
  const lineUp = prepareLineUp(world, ORDERS[scenario.matching.order], caps);
  const bidding = prepareBidding(world, lineUp, caps);
  const sellClaims = prepareTransfers(world, lineUp, caps);
  return () => {
    if (platform.windDown !== 0) return;
    caps.grow();
    lineUp.beginDay();
    bidding();
    if (scenario.matching.transfers) sellClaims();
  };
}
