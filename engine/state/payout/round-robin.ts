/**
 * In turn: each request is paid in parts of a stated size, and nobody gets another part before all have got as many. What a
 * request was paid under another rule counts as parts, so no turn has to be remembered.
 */
import type { Payable, PayoutRule } from './rule.ts';

/** What brings a request up to so many parts, as far as it may be paid today. */
function upTo({ dueFen, paidFen, partFen }: Payable, row: number, parts: number): number {
  return Math.min(dueFen[row]!, Math.max(0, parts * partFen - paidFen[row]!));
}

function costFen(payable: Payable, parts: number): number {
  let sum = 0;
  for (let row = 0; row < payable.dueFen.length; row++) sum += upTo(payable, row, parts);
  return sum;
}

/** Most parts that the money brings everybody up to. Searched by halving: a large request has thousands of parts. */
function wholeParts(moneyFen: number, payable: Payable): number {
  let enough = 0;
  let most = 0;
  payable.dueFen.forEach((fen, row) => {
    most = Math.max(most, Math.ceil((fen + payable.paidFen[row]!) / payable.partFen));
  });
  while (enough < most) {
    const middle = Math.ceil((enough + most) / 2);
    if (costFen(payable, middle) <= moneyFen) enough = middle;
    else most = middle - 1;
  }
  return enough;
}

/** A part is safe for whoever comes in time for its cycle; only beyond the first one is being early worth nothing. */
export const roundRobin: PayoutRule = {
  share(moneyFen, payable, out) {
    const parts = wholeParts(moneyFen, payable);
    let leftFen = moneyFen;
    payable.dueFen.forEach((_, row) => {
      out[row] = upTo(payable, row, parts);
      leftFen -= out[row];
    });
    payable.dueFen.forEach((_, row) => {
      const moreFen = Math.min(leftFen, upTo(payable, row, parts + 1) - out[row]!);
      out[row]! += moreFen;
      leftFen -= moreFen;
    });
  },
  promise: 'parts from a day on',
  hastens: false,
  gain: ({ shortShare, firstPartShare }) => shortShare * firstPartShare(),
};
