/**
 * Money: whole fen, exact integer arithmetic, rounding named at the call. Fen (1/100 yuan) are safe integers, held in
 * Float64 columns because Int32 ends at 21.4 M yuan.
 */

import { invariant } from './assert.ts';

export const FEN_PER_YUAN = 100;

/**
 * a x b / den rounded half away from zero, exactly (decimal.js ROUND_HALF_UP is the reference).
 * `den` is a positive integer. Throws InvariantError unless a x b is a safe integer.
 */
export function mulDivHalfUp(a: number, b: number, den: number): number {
  const num = a * b;
  // Number.isSafeInteger also catches fractions and NaN in either factor.
  if (!Number.isSafeInteger(num)) unsafeProduct(a, b, den);
  const rem = num % den;
  const quotient = (num - rem) / den;
  if (rem >= 0) return rem * 2 >= den ? quotient + 1 : quotient;
  return rem * -2 >= den ? quotient - 1 : quotient;
}

/** a x b / den rounded towards minus infinity, exactly. Same conditions as `mulDivHalfUp`. */
export function mulDivFloor(a: number, b: number, den: number): number {
  const num = a * b;
  if (!Number.isSafeInteger(num)) unsafeProduct(a, b, den);
  const rem = num % den;
  const quotient = (num - rem) / den;
  return rem < 0 ? quotient - 1 : quotient;
}

function unsafeProduct(a: number, b: number, den: number): never {
  invariant(false, 'money product is a safe integer', () => ({ a, b, den }));
}

/**
 * Splits `totalFen` over `out` in proportion to the weights (nonnegative safe integers): each gets the
 * floor of its part, the fen left over go to the largest remainders, ties to the lower index.
 * The shares add up to the total exactly. All weights zero is only allowed for a total of zero.
 */
export function largestRemainder(
  totalFen: number,
  weights: Float64Array | readonly number[],
  out: Float64Array,
): void {
  const count = weights.length;
  let weightSum = 0;
  let weightMax = 0;
  for (let i = 0; i < count; i++) {
    const weight = weights[i]!;
    if (!(weight >= 0)) invariant(false, 'weight is not negative', () => ({ index: i, weight }));
    weightSum += weight;
    if (weight > weightMax) weightMax = weight;
  }
  invariant(
    Number.isSafeInteger(totalFen) && totalFen >= 0 && Number.isSafeInteger(weightSum) && out.length >= count,
    'largest remainder splits a safe total by safe weights',
    () => ({ totalFen, weightSum, shares: out.length, count }),
  );
  if (totalFen === 0) {
    out.fill(0, 0, count);
    return;
  }
  invariant(weightSum > 0, 'a total is split over at least one weight', () => ({ totalFen, count }));
  const remainders = new Float64Array(count);
  let left = totalFen;
  const exact = totalFen * weightMax <= Number.MAX_SAFE_INTEGER;
  const bigTotal = exact ? 0n : BigInt(totalFen);
  const bigSum = exact ? 0n : BigInt(weightSum);
  for (let i = 0; i < count; i++) {
    let share: number;
    let remainder: number;
    if (exact) {
      const num = totalFen * weights[i]!;
      remainder = num % weightSum;
      share = (num - remainder) / weightSum;
    } else {
      const num = bigTotal * BigInt(weights[i]!);
      remainder = Number(num % bigSum);
      share = Number(num / bigSum);
    }
    out[i] = share;
    remainders[i] = remainder;
    left -= share;
  }
  if (left === 0) return;
  const order = Array.from({ length: count }, (_, i) => i);
  order.sort((i, j) => remainders[j]! - remainders[i]! || i - j);
  for (let rank = 0; rank < left; rank++) out[order[rank]!]! += 1;
}

/** Fen as yuan with separators and two decimals: -123456 is '-1,234.56'. */
export function formatYuan(fen: number): string {
  const magnitude = Math.abs(fen);
  const cents = magnitude % FEN_PER_YUAN;
  const yuan = String((magnitude - cents) / FEN_PER_YUAN).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}${yuan}.${String(cents).padStart(2, '0')}`;
}
