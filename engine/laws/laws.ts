/**
 * What must hold whatever the rooms do. Each law reads the state on its own terms: sums over rows against control
 * accounts and running totals. A breach is an InvariantError; the caller adds seed, day and stage.
 */
import type { World } from '../state/world.ts';
import { arrearsLaw } from './arrears.ts';
import { booksLaw, creditLaw, subLedgersLaw } from './books.ts';
import { bidsLaw, queueLaw, transitLaw } from './cash.ts';
import { claimsLaw, holdingsLaw, offersLaw, orphanedLaw, overdueLaw } from './claims.ts';
import { countsLaw, limitsLaw, queueMarksLaw } from './counts.ts';
import { guarantorsLaw } from './guarantors.ts';
import { reserveLaw } from './reserve.ts';
import { statementsLaw } from './statements.ts';
import { windDownLaw } from './wind-down.ts';

export interface Law {
  readonly name: string;
  /** Walks every holding: checked at the end and with verification, not at each month end. */
  readonly thorough: boolean;
  readonly check: (world: World) => void;
}

/** Every law, cheapest first. */
export const LAWS: readonly Law[] = [
  { name: 'books', thorough: false, check: booksLaw },
  { name: 'sub-ledgers', thorough: false, check: subLedgersLaw },
  { name: 'guarantors', thorough: false, check: guarantorsLaw },
  { name: 'credit line', thorough: false, check: creditLaw },
  { name: 'statements', thorough: false, check: statementsLaw },
  { name: 'bids', thorough: false, check: bidsLaw },
  { name: 'queue', thorough: false, check: queueLaw },
  { name: 'under way', thorough: false, check: transitLaw },
  { name: 'claims', thorough: true, check: claimsLaw },
  { name: 'reserve', thorough: true, check: reserveLaw },
  { name: 'overdue', thorough: true, check: overdueLaw },
  { name: 'arrears', thorough: true, check: arrearsLaw },
  { name: 'counts', thorough: true, check: countsLaw },
  { name: 'offers', thorough: true, check: offersLaw },
  { name: 'limits', thorough: true, check: limitsLaw },
  { name: 'queue marks', thorough: true, check: queueMarksLaw },
  { name: 'holdings', thorough: true, check: holdingsLaw },
  { name: 'orphaned claims', thorough: true, check: orphanedLaw },
  { name: 'wind-down', thorough: true, check: windDownLaw },
];

/** Throws the first breach; without `thorough` only the laws of every month end are checked. */
export function checkLaws(world: World, thorough = true): void {
  for (const law of LAWS) if (thorough || !law.thorough) law.check(world);
}
