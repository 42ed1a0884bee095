/** Pooled custody: what is missing of customers' money is the platform's debt, and its own cash is there to pay it. */
import { ACCOUNT } from '../ledger/accounts.ts';
import { REASON } from '../ledger/reasons.ts';
import { poolGapFen } from './figures.ts';
import type { World } from './world.ts';

/** Gives back to the pool up to `wantedFen`, at most what is missing and what the platform has. */
export function refillPool(world: World, wantedFen: number): void {
  const { ledger } = world;
  if (!ledger.pooled) return;
  const fen = Math.min(wantedFen, poolGapFen(world), ledger.balance(ACCOUNT.platformCash));
  if (fen > 0) ledger.post(REASON.poolRefill, fen);
}
