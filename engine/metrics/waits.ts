/** How long requests wait when some still wait: nothing unpaid ever counts as a short wait. */

/** Amounts (fen or requests) by days waited. */
export interface Waits {
  /** Paid after so many days. */
  readonly paid: ArrayLike<number>;
  /** Seen to wait so many days and then no longer watched: unpaid at the horizon, or taken back. */
  readonly watched: ArrayLike<number>;
  /** Lost: will never be paid. */
  readonly never: number;
}

/** Sums rounded in the last bits must not push a quantile to the next day. */
const TOLERANCE = 1e-12;

/**
 * Least number of days within which a share of the amounts is paid, by the product-limit estimate: whoever is watched for some
 * days only counts among those at risk on those days. NaN where payments don't reach so far.
 */
export function daysWithin({ paid, watched, never }: Waits, share: number): number {
  let atRisk = never;
  for (let days = 0; days < paid.length; days++) atRisk += paid[days]! + watched[days]!;
  let waiting = 1;
  for (let days = 0; days < paid.length; days++) {
    if (paid[days]! > 0) waiting *= 1 - paid[days]! / atRisk;
    if (1 - waiting >= share - TOLERANCE && paid[days]! > 0) return days;
    atRisk -= paid[days]! + watched[days]!;
  }
  return NaN;
}
