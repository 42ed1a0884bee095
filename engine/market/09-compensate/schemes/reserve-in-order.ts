/** The reserve pays while it lasts, loan after loan; no guarantor is asked. */
import { forAll, type GuaranteeScheme } from '../scheme.ts';

export const reserveInOrder: GuaranteeScheme = {
  interestCovered: true,
  payers: () => ['reserve'],
  standsFor: forAll,
  reserveLimits: () => null,
};
