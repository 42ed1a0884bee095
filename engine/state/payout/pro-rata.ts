/** Everybody alike: each request gets its part of the money by what is due, the fen left over by largest remainder. */
import { largestRemainder } from '../../base/money.ts';
import type { PayoutRule } from './rule.ts';

/** Being early gains nothing: the shortfall is shared by whoever waits. */
export const proRata: PayoutRule = {
  share(moneyFen, { dueFen }, out) {
    let totalFen = 0;
    for (const fen of dueFen) totalFen += fen;
    if (moneyFen >= totalFen) dueFen.forEach((fen, row) => (out[row] = fen));
    else largestRemainder(moneyFen, dueFen, out);
  },
  promise: 'a share by a day',
  hastens: false,
  gain: () => 0,
};
