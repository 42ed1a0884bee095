/** Prices and burdens of a loan, and the grade of its facility. */
import { power } from '../base/mathx.ts';

export const PPM = 1_000_000;
const MONTHS = 12;

/** A rate or share on the grid of parts per million, rounded half up. */
export function ppm(rate: number): number {
  return Math.floor(rate * PPM + 0.5);
}

/** Premium by term: straight lines between the points, flat outside; points in order of term. */
export function premiumAt(
  points: readonly { readonly term: number; readonly premium: number }[],
  term: number,
): number {
  const first = points[0];
  if (first === undefined) return 0;
  if (term <= first.term) return first.premium;
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1]!, points[i]!];
    if (term > to.term) continue;
    return from.premium + ((to.premium - from.premium) * (term - from.term)) / (to.term - from.term);
  }
  return points[points.length - 1]!.premium;
}

/** Level instalment of a principal of 1 at a rate a year. */
export function instalmentShare(ratePerYear: number, termMonths: number): number {
  const monthly = ratePerYear / MONTHS;
  return monthly === 0 ? 1 / termMonths : monthly / (1 - power(1 + monthly, -termMonths));
}

/** What the borrower pays a year: the rate, and fees (a share of principal) over the mean life of an amortising loan. */
export function allInRate(ratePerYear: number, feeShare: number, termMonths: number): number {
  return ratePerYear + (24 * feeShare) / (termMonths + 1);
}

/** Part of the loss that is left to lenders' facility if a guarantor stands behind it. */
const GUARANTEED_LOSS = 0.1;

/** Grade of the facility by lifetime expected loss: 0 best; `bands` separate the grades. */
export function facilityGrade(
  borrower: { readonly pd: number; readonly exposureAtDefault: number },
  product: { readonly lgd: number; readonly enhancement: string },
  bands: readonly number[],
): number {
  const lgd = product.enhancement === 'guarantee' ? product.lgd * GUARANTEED_LOSS : product.lgd;
  const loss = borrower.pd * borrower.exposureAtDefault * lgd;
  let grade = 0;
  while (grade < bands.length && loss > bands[grade]!) grade += 1;
  return grade;
}
