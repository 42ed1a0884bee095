/** Everybody alike: each request gets its part of the money by what is unpaid, the fen left over by largest remainder. */
import { largestRemainder } from '../../../base/money.ts';

/** See `PayoutRule`. */
export function proRata(moneyFen: number, unpaidFen: readonly number[], out: Float64Array): void {
  let totalFen = 0;
  for (const fen of unpaidFen) totalFen += fen;
  if (moneyFen >= totalFen) unpaidFen.forEach((fen, row) => (out[row] = fen));
  else largestRemainder(moneyFen, unpaidFen, out);
}
