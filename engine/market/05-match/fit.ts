/**
 * How well a listing suits a lender, in points of rate: what it pays beyond the least that the lender's class wants, less
 * the grades by which it is safer than what the class would take, less how much of its limits the lender has used up where the listing stands.
 */
import { PPM, ppm } from '../../finance/terms.ts';
import { GRADES, RISK_CLASSES } from '../../base/vocabulary.ts';
import { NO_GUARANTOR } from '../../state/codes.ts';
import type { World } from '../../state/world.ts';

const POINT_PPM = PPM / 100;

/** The fit of a lender's stated class and of its claims; larger is better. */
export function prepareFit(world: World): (lender: number, listing: number) => number {
  const { scenario, lenders, listings, headroom } = world;
  const { acceptedUpTo, minYield, fit } = scenario.matching;
  const worst = RISK_CLASSES.map((name) => GRADES.indexOf(acceptedUpTo[name]));
  const leastPpm = RISK_CLASSES.map((name) => ppm(minYield[name]));

  const used = (lender: number, listing: number): number => {
    const caps = headroom.capsOf(lenders.stakeFen[lender]!);
    const own = lender * headroom.stride;
    const { lots } = headroom;
    const usedOf = (cap: number, cell: number) => (cap > 0 ? (cap - lots[own + cell]!) / cap : 1);
    const guarantor = listings.guarantor[listing]!;
    return Math.max(
      usedOf(caps.sector, listings.sector[listing]!),
      usedOf(caps.region, headroom.firstRegion + listings.region[listing]!),
      guarantor === NO_GUARANTOR ? 0 : usedOf(caps.guarantor, headroom.firstGuarantor + guarantor),
    );
  };

  return (lender, listing) => {
    const riskClass = lenders.riskClass[lender]!;
    const gain = (listings.aprPpm[listing]! - leastPpm[riskClass]!) / POINT_PPM;
    const safer = worst[riskClass]! - listings.facilityGrade[listing]!;
    return fit.yield * gain - fit.grade * safer - fit.spread * used(lender, listing);
  };
}
