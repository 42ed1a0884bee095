/** A guarantor stands for its share of principal and interest due; the rest is asked of the next payer. */
import { PPM } from '../../../finance/terms.ts';
import { floorShare } from '../../../settle/proceeds.ts';
import type { GuaranteeScheme } from '../scheme.ts';

export const partialShare: GuaranteeScheme = {
  interestCovered: true,
  payers: (advanceOrder) => advanceOrder,
  standsFor: ({ principalFen, interestFen }, { coversPpm }) => ({
    principalFen: floorShare(principalFen, coversPpm, PPM),
    interestFen: floorShare(interestFen, coversPpm, PPM),
  }),
  reserveLimits: () => null,
};
