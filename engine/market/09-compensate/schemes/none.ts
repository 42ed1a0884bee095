/** Nobody is asked: what isn't recovered is the lenders' loss. */
import { forAll, type GuaranteeScheme } from '../scheme.ts';

export const none: GuaranteeScheme = {
  interestCovered: false,
  payers: () => [],
  standsFor: forAll,
  reserveLimits: () => null,
};
