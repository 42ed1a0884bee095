/** How an amount becomes lots. */

export interface Lots {
  readonly lotFen: number;
  readonly count: number;
  readonly principalFen: number;
}

/** Whole lots of an amount; null if they are fewer than `minLots`. */
export function lotsOf(amountFen: number, lotFen: number, minLots: number): Lots | null {
  const count = Math.floor(amountFen / lotFen);
  return count < Math.max(1, minLots) ? null : { lotFen, count, principalFen: count * lotFen };
}
