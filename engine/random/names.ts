/** Luck that hangs on a name: a channel added to a scenario must not shift the luck of those that were there. */

import { threefry2x32 } from './threefry.ts';

/** FNV-1a over the UTF-16 code units of a name, as int32. */
export function nameNumber(name: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash;
}

/** Sides of the market: a customer and a lender of the same channel name have luck of their own. */
export const SIDE = { customer: 0, lender: 1 } as const;

/**
 * Luck key of the `ordinal`-th person whom a channel brings on a day: 31 bits of Threefry-2x32-20, never negative, so
 * never a founder's. Two keys may be equal with probability 2^-31; their holders then share luck on days they share.
 */
export function arrivalKey(channelNumber: number, side: number, day: number, ordinal: number): number {
  return threefry2x32(channelNumber, side, day, ordinal, 20)[0] & 0x7fffffff;
}
