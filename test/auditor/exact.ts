/** Money of the auditor: whole fen, with products worked out exactly before they are rounded. */
import { Decimal } from 'decimal.js';

const Exact = Decimal.clone({ precision: 60 });

/** A share or a yearly rate in parts per million, as money knows it. */
export function ppm(rate: number): number {
  return Math.floor(rate * 1e6 + 0.5);
}

/** amount · share, rounded half up. */
export function halfUp(amount: number, share: number): number {
  return halfUpOf(amount * ppm(share), 1_000_000);
}

/** amount / divisor, rounded half up. */
export function halfUpOf(amount: number, divisor: number): number {
  // Below 2^53 a quotient of integers can't be rounded up to a whole number that it isn't.
  if (Number.isSafeInteger(2 * amount + divisor)) return Math.floor((2 * amount + divisor) / (2 * divisor));
  return new Exact(amount).div(divisor).plus(0.5).floor().toNumber();
}

/** amount · share / unit, rounded down. */
export function floorOf(amount: number, share: number, unit = 1): number {
  const product = amount * ppm(share);
  if (Number.isSafeInteger(product)) return Math.floor(product / (1_000_000 * unit));
  return new Exact(amount).times(ppm(share)).div(1_000_000).div(unit).floor().toNumber();
}

/** floor(amount · part / whole) on integers. */
export function portion(amount: number, part: number, whole: number): number {
  return Number((BigInt(amount) * BigInt(part)) / BigInt(whole));
}

/** What is there at this place; an absent row is a defect of the test. */
export function must<T>(value: T | undefined | null, what = 'a row'): T {
  if (value === undefined || value === null) throw new Error(`the auditor misses ${what}`);
  return value;
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
