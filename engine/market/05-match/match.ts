/**
 * Institutions buy, idle cash meets open listings, then claims offered for sale.
 *
 * Reads listings, lenders, their classes and limits, offers. Writes the matching queue, bids and held cash,
 * listings (filled lots, fill minute, status full), headroom, today.full, holdings sold, transfer flows.
 */
import { isDown } from '../../state/operations.ts';
import type { World } from '../../state/world.ts';
import { admitListings } from './bids.ts';
import { prepareInstitutions } from './institutions.ts';
import { prepareJoining } from './joining.ts';
import { ORDERS } from './orders/index.ts';
import { POLICIES } from './policies/index.ts';
import { prepareTransfers } from './transfers.ts';

/** The step of one day: the queue is formed, listings are filled, then offered claims are sold. */
export function prepareMatch(world: World): () => void {
  const { scenario, platform } = world;
  const joinQueue = prepareJoining(world, ORDERS[scenario.matching.order]);
  const bidding = POLICIES[scenario.matching.policy](world);
  const buyForInstitutions = prepareInstitutions(world);
  const sellClaims = prepareTransfers(world);
  return () => {
    if (platform.windDown !== 0 || isDown(world)) return;
    joinQueue();
    admitListings(world);
    buyForInstitutions();
    bidding();
    if (scenario.matching.transfers) sellClaims();
  };
}
