/** Budgets of channels are paid day by day from the platform's own cash, whole or not at all. */
import { ACCOUNT } from '../ledger/accounts.ts';
import { REASON } from '../ledger/reasons.ts';
import { FLOW } from './flow.ts';
import type { World } from './world.ts';

/** True if the budget was paid; one of 0 always is. */
export function payMarketing(world: World, amountFen: number): boolean {
  const { ledger, flow } = world;
  if (amountFen === 0) return true;
  if (ledger.balance(ACCOUNT.platformCash) < amountFen) return false;
  ledger.post(REASON.marketing, amountFen);
  flow[FLOW.marketingFen]! += amountFen;
  flow[FLOW.costsFen]! += amountFen;
  return true;
}
