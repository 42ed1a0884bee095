/** How many lots a lender may hold of one borrower, sector, region and guarantor: shares of its stake. */
import { mulDivFloor } from '../../base/money.ts';
import { PPM, ppm } from '../../finance/terms.ts';
import type { World } from '../../state/world.ts';

export interface LotCaps {
  /** Takes in lenders born since the last call. */
  grow(): void;
  /** By lender, in base lots. For sector, region and guarantor the free lots are in. */
  borrower: Int32Array;
  sector: Int32Array;
  region: Int32Array;
  guarantor: Int32Array;
}

/** Limits of every lender as whole lots, computed once per lender: stakes never change. */
export function lotCaps(world: World): LotCaps {
  const { scenario, lenders } = world;
  const { caps, freeLots } = scenario.matching;
  const { lotFen } = scenario.splitting;
  const shares = {
    borrower: ppm(caps.borrower),
    sector: ppm(caps.sector),
    region: ppm(caps.region),
    guarantor: ppm(caps.guarantor),
  };
  let known = 0;
  const names = ['borrower', 'sector', 'region', 'guarantor'] as const;
  const own: LotCaps = {
    borrower: new Int32Array(0),
    sector: new Int32Array(0),
    region: new Int32Array(0),
    guarantor: new Int32Array(0),
    grow() {
      if (own.borrower.length < lenders.capacity) {
        for (const name of names) {
          const larger = new Int32Array(lenders.capacity);
          larger.set(own[name]);
          own[name] = larger;
        }
      }
      for (; known < lenders.length; known++) {
        for (const name of names) {
          const lots = mulDivFloor(lenders.stakeFen[known]!, shares[name], PPM * lotFen);
          own[name][known] = name === 'borrower' ? lots : Math.max(freeLots, lots);
        }
      }
    },
  };
  return own;
}
