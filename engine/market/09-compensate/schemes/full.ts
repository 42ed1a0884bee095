/** Principal and interest due, paid by whoever the scenario asks first. */
import { forAll, type GuaranteeScheme } from '../scheme.ts';

export const full: GuaranteeScheme = {
  interestCovered: true,
  payers: (advanceOrder) => advanceOrder,
  standsFor: forAll,
  reserveLimits: () => null,
};
