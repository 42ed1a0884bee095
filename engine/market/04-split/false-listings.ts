/** Self-financing: owners list false loans that look like the true ones of a product, term for term. */
import { arrivalKey, nameNumber } from '../../random/names.ts';
import type { Offer } from '../../state/today.ts';
import type { World } from '../../state/world.ts';

/** Computes what stays the same; what it returns gives the false twins of a true offer, most often none. */
export function prepareFalseListings(world: World): (offer: Offer) => readonly Offer[] {
  const { scenario, names, owners, platform } = world;
  const { selfFinancing } = scenario.platform;
  if (selfFinancing === null) return () => [];
  const stream = world.streams.stream('falseListing');
  const product = names.loanProducts.indexOf(selfFinancing.lookAlike);
  const perTrue = selfFinancing.share / (1 - selfFinancing.share);
  const channel = nameNumber('owners');

  return (offer) => {
    const { day } = world;
    if (day < selfFinancing.startDays || owners.uncoveredDay >= 0 || platform.windDown === 1) return [];
    if (offer.applicant.product !== product) return [];
    const chance = perTrue - Math.floor(perTrue);
    const more = stream.uniform(offer.applicant.key, day, 0) < chance ? 1 : 0;
    return Array.from({ length: Math.floor(perTrue) + more }, (_, twin) => {
      // Luck of its own, which hangs on the borrower that it copies and on nobody else.
      const key = arrivalKey(channel, offer.applicant.key, day, twin);
      return {
        ...offer,
        applicant: { ...offer.applicant, key, bornDay: day, appliedDay: day, customer: -1 },
        truth: { multiplier: 1, neverPays: false, owners: true },
      };
    });
  };
}
