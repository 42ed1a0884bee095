/** Shares of money as integers in parts per million. */

/** Parts in one. */
export const PPM = 1_000_000;

/** A share in whole parts per million. */
export function ppm(share: number): number {
  return Math.floor(share * PPM + 0.5);
}
