/** Principal alone; interest due stays the lenders' loss. */
import { forAll, type GuaranteeScheme } from '../scheme.ts';

export const principalOnly: GuaranteeScheme = {
  interestCovered: false,
  payers: (advanceOrder) => advanceOrder,
  standsFor: forAll,
  reserveLimits: () => null,
};
