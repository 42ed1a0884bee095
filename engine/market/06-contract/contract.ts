/**
 * Full listings become contracts; open listings past their deadline fail.
 *
 * Reads listings, bids, the bank's cash under pooled custody. Writes loans and holdings (truth is carried,
 * not read), due days, listings' status, held and released cash, fees, the reserve's contribution, contract
 * flows.
 */
import { LISTING } from '../../state/codes.ts';
import { bankCashFen } from '../../settle/outstanding.ts';
import { isDown } from '../../state/operations.ts';
import type { World } from '../../state/world.ts';
import { failListing } from './fail-listing.ts';
import { makeContract } from './make-contract.ts';

/** The step of one day: contracts first, then failed listings. */
export function prepareContract(world: World): () => void {
  const { scenario, listings, queue, platform, ledger } = world;
  const { listingDays } = scenario.matching;

  /** In order of filling; the first that the bank can't pay stops those after it. */
  const contractFull = (): void => {
    let blocked = false;
    queue.fullListings.filter((listing) => {
      const leftFen = bankCashFen(world) - listings.lots[listing]! * listings.lotFen[listing]!;
      blocked ||= ledger.pooled && leftFen < 0;
      if (blocked) return true;
      makeContract(world, listing);
      return false;
    });
  };

  const failOpen = (past: (listing: number) => boolean): void => {
    queue.openListings.filter((listing) => {
      if (!past(listing)) return true;
      failListing(world, listing);
      return false;
    });
  };

  return () => {
    if (platform.windDown !== 0) {
      admitNew(world);
      failOpen(() => true);
      queue.fullListings.filter((listing) => {
        failListing(world, listing);
        return false;
      });
      return;
    }
    if (isDown(world)) admitNew(world);
    contractFull();
    failOpen((listing) => world.day - listings.day[listing]! >= listingDays);
  };
}

/** In wind-down, and while the system is down, nothing is matched: listings that matching hasn't seen are open all the same. */
function admitNew(world: World): void {
  const { queue, listings } = world;
  for (; queue.counters.listingsSeen < listings.length; queue.counters.listingsSeen++) {
    const listing = queue.counters.listingsSeen;
    if (listings.status[listing] === LISTING.open) queue.openListings.add(listing);
  }
}
