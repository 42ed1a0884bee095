/** Amounts of recovery: the quantiles of the recovered share, equal tranches, what collateral brings. */

/**
 * Knots of the recovered share as a multiple of its mean: three in five bring nothing, the mean is 1,
 * straight lines between. Assumption in shape.
 */
export const RECOVERY_U = [0, 0.6, 0.7, 1] as const;
export const RECOVERY_X = [0, 0, 2.5, 10 / 3] as const;

/** Equal whole parts, the rest in the last. */
export function tranches(totalFen: number, count: number): number[] {
  const equalFen = Math.floor(totalFen / count);
  return Array.from({ length: count }, (_, i) =>
    i === count - 1 ? totalFen - equalFen * (count - 1) : equalFen,
  );
}

export interface Collateral {
  readonly collateralLtv: number;
  readonly auctionShare: number;
}

/** What the collateral of a loan brings once `left` of its value is left. */
export function collateralFen(principalFen: number, collateral: Collateral, left: number): number {
  return Math.floor((principalFen / collateral.collateralLtv) * left * collateral.auctionShare);
}
