/** First come, first served; the head may be paid in part. */
import type { PayoutRule, Share } from './rule.ts';

/** In order of request until the money is gone. */
export const inOrder: Share = (moneyFen, { dueFen }, out) => {
  let leftFen = moneyFen;
  dueFen.forEach((fen, row) => {
    out[row] = Math.min(fen, leftFen);
    leftFen -= out[row];
  });
};

/** Who is ahead gets all of it, so that the last ones bear the whole shortfall. */
export const fifo: PayoutRule = {
  share: inOrder,
  promise: 'all by a day',
  hastens: false,
  gain: ({ shortShare }) => shortShare,
};
