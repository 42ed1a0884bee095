/**
 * What must hold whatever the rooms do. Each law reads the state on its own terms: sums over rows against control
 * accounts and running totals. A breach is an InvariantError; the caller adds seed, day and stage.
 */
import type { World } from '../state/world.ts';
import { booksLaw, subLedgersLaw } from './books.ts';
import { bidsLaw, queueLaw } from './cash.ts';
import { claimsLaw, holdingsLaw, offersLaw, overdueLaw } from './claims.ts';
import { countsLaw } from './counts.ts';

export interface Law {
  readonly name: string;
  readonly check: (world: World) => void;
}

/** Every law, cheapest first. */
export const LAWS: readonly Law[] = [
  { name: 'books', check: booksLaw },
  { name: 'sub-ledgers', check: subLedgersLaw },
  { name: 'bids', check: bidsLaw },
  { name: 'queue', check: queueLaw },
  { name: 'claims', check: claimsLaw },
  { name: 'overdue', check: overdueLaw },
  { name: 'counts', check: countsLaw },
  { name: 'offers', check: offersLaw },
  { name: 'holdings', check: holdingsLaw },
];

/** Throws the first breach. */
export function checkLaws(world: World): void {
  for (const law of LAWS) law.check(world);
}
