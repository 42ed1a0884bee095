/** The reserve pays while it lasts, loan after loan; no guarantor is asked. */
import type { GuaranteeScheme } from '../scheme.ts';

export const reserveInOrder: GuaranteeScheme = {
  interestCovered: true,
  payers: () => ['reserve'],
  reserveLimits: () => null,
};
