/** The reserve at month end: what is above its target is released, what is missing is topped up, if the policy says so. */
import { ACCOUNT } from '../../ledger/accounts.ts';
import { REASON } from '../../ledger/reasons.ts';
import { amountFen } from '../../state/figures.ts';
import { FLOW } from '../../state/flow.ts';
import { isStopped } from '../../state/law.ts';
import type { World } from '../../state/world.ts';

/** Moves the reserve towards its target. */
export function steerReserve(world: World): void {
  const { scenario, ledger } = world;
  const { release, topUp, target } = scenario.reserve;
  const missingFen = amountFen(world, target) - ledger.balance(ACCOUNT.reserveCash);
  if (release && missingFen < 0) ledger.post(REASON.reserveRelease, -missingFen);
  if (topUp && missingFen > 0 && !isStopped(world, 'riskReserve')) topUpReserve(world, missingFen);
}

/** What isn't out of reach of a failed platform's creditors is own cash from the evening of the failure on. */
export function seizeReserve({ scenario, ledger }: World): void {
  const fen = ledger.balance(ACCOUNT.reserveCash);
  if (!scenario.reserve.remote && fen > 0) ledger.post(REASON.reserveSeized, fen);
}

/** Puts own cash into the reserve, as much as there is. */
export function topUpReserve(world: World, wantedFen: number): void {
  const { ledger, flow } = world;
  const fen = Math.min(wantedFen, ledger.balance(ACCOUNT.platformCash));
  if (fen === 0) return;
  ledger.post(REASON.reserveTopUp, fen);
  flow[FLOW.reserveInFen]! += fen;
}
