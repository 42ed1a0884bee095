/** The reserve shares what it has among the day's claims in proportion; no guarantor is asked. */
import { forAll, proRataLimits, type GuaranteeScheme } from '../scheme.ts';

export const reserveProRata: GuaranteeScheme = {
  interestCovered: true,
  payers: () => ['reserve'],
  standsFor: forAll,
  reserveLimits: proRataLimits,
};
