/** A guarantor stands for losses up to its pool, principal first; what is beyond it is asked of the next payer. */
import type { GuaranteeScheme } from '../scheme.ts';

export const firstLoss: GuaranteeScheme = {
  interestCovered: true,
  payers: (advanceOrder) => advanceOrder,
  standsFor: (asked, { poolFen }) => {
    const principalFen = Math.min(asked.principalFen, poolFen);
    return { principalFen, interestFen: Math.min(asked.interestFen, poolFen - principalFen) };
  },
  reserveLimits: () => null,
};
