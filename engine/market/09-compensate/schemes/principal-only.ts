/** Principal alone; interest due stays the lenders' loss. */
import type { GuaranteeScheme } from '../scheme.ts';

export const principalOnly: GuaranteeScheme = {
  interestCovered: false,
  payers: (advanceOrder) => advanceOrder,
  reserveLimits: () => null,
};
