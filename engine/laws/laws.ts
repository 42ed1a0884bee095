/**
 * What must hold whatever the rooms do. Each law reads the state on its own terms: sums over rows against control
 * accounts and running totals. A breach is an InvariantError; the caller adds seed, day and stage.
 */
import type { World } from '../state/world.ts';
import { booksLaw, subLedgersLaw } from './books.ts';
import { bidsLaw, queueLaw } from './cash.ts';
import { claimsLaw, holdingsLaw, offersLaw, overdueLaw } from './claims.ts';
import { countsLaw, limitsLaw } from './counts.ts';

export interface Law {
  readonly name: string;
  readonly check: (world: World) => void;
}

/** Laws over accounts, lenders and open business: checked at every month end. */
export const MONEY_LAWS: readonly Law[] = [
  { name: 'books', check: booksLaw },
  { name: 'sub-ledgers', check: subLedgersLaw },
  { name: 'bids', check: bidsLaw },
  { name: 'queue', check: queueLaw },
];

/** Laws that walk every loan and holding ever made: checked at the end, and daily on request. */
export const BOOK_LAWS: readonly Law[] = [
  { name: 'claims', check: claimsLaw },
  { name: 'overdue', check: overdueLaw },
  { name: 'counts', check: countsLaw },
  { name: 'offers', check: offersLaw },
  { name: 'limits', check: limitsLaw },
  { name: 'holdings', check: holdingsLaw },
];

/** Throws the first breach; `whole` adds the laws over every loan and holding. */
export function checkLaws(world: World, whole = true): void {
  for (const law of MONEY_LAWS) law.check(world);
  if (whole) for (const law of BOOK_LAWS) law.check(world);
}
