/** First come, first served; the head may be paid in part. */

/** See `PayoutRule`. */
export function fifo(moneyFen: number, unpaidFen: readonly number[], out: Float64Array): void {
  let leftFen = moneyFen;
  unpaidFen.forEach((fen, row) => {
    out[row] = Math.min(fen, leftFen);
    leftFen -= out[row];
  });
}
