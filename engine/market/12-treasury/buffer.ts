/** The buffer of cash: measured every evening, topped up from the credit line, and what holds tomorrow while it is short. */
import { unreachable } from '../../base/assert.ts';
import { ACCOUNT } from '../../ledger/accounts.ts';
import type { Buffer } from '../../scenario/scenario.ts';
import { commitments } from '../../state/commitments.ts';
import { availableCreditFen, drawCredit } from '../../state/credit-line.ts';
import { inForce } from '../../state/dated.ts';
import { lenderBalanceFen } from '../../state/figures.ts';
import { netOutflow30dFen, payableCashFen } from '../../state/liquidity.ts';
import type { World } from '../../state/world.ts';

const MONTH_DAYS = 30;

/** Measures the buffer in force, draws what is missing and sets what holds from tomorrow morning on. */
export function keepBuffer(world: World): void {
  const { scenario, platform, events, day, ledger } = world;
  const buffer = inForce(scenario.policies.buffer, day);
  const wasShort = platform.bufferMissingFen > 0;
  platform.bufferRequiredFen = requiredFen(world, buffer);
  // A refusal is told once, not every evening.
  const asks = buffer.drawLine && (!wasShort || availableCreditFen(world) > 0);
  if (asks) drawCredit(world, missingFen(world, buffer), 'buffer');
  platform.bufferMissingFen = missingFen(world, buffer);
  const isShort = platform.bufferMissingFen > 0;
  platform.bufferThrottle = isShort ? buffer.throttleTo : 1;
  platform.bufferHeldFen = ledger.pooled && buffer.holdLending ? platform.bufferRequiredFen : 0;
  if (isShort === wasShort) return;
  events.add({
    day,
    kind: 'restriction',
    subject: 'buffer',
    valueFen: platform.bufferMissingFen,
    figure: platform.bufferRequiredFen,
    text: isShort ? 'buffer of cash is short' : 'buffer of cash is full again',
  });
}

/** Cash that should be there, in whole fen, half up. */
function requiredFen(world: World, { basis, share, counts }: Buffer): number {
  switch (basis) {
    case 'none':
      return 0;
    case 'claims':
      return Math.floor(share * lenderBalanceFen(world) + 0.5);
    case 'outflow':
      return Math.floor(share * promisedFen(world, counts) + 0.5);
    case 'coverage':
      return Math.max(0, Math.floor(share * netOutflow30dFen(world, commitments(world, MONTH_DAYS)) + 0.5));
    default:
      return unreachable(basis);
  }
}

/** What is promised within 30 days out of the cash that counts. */
function promisedFen(world: World, counts: Buffer['counts']): number {
  const ladder = commitments(world, MONTH_DAYS);
  let sum = 0;
  for (let ahead = 0; ahead < MONTH_DAYS; ahead++) {
    sum +=
      counts === 'own'
        ? ladder.costsFen[ahead]! + ladder.creditFen[ahead]!
        : ladder.requestsFen[ahead]! + ladder.plansFen[ahead]!;
  }
  return sum;
}

function missingFen(world: World, { basis, counts }: Buffer): number {
  return Math.max(0, world.platform.bufferRequiredFen - countedFen(world, basis, counts));
}

function countedFen(world: World, basis: Buffer['basis'], counts: Buffer['counts']): number {
  const isOwnOnly = basis !== 'coverage' && counts === 'own';
  return isOwnOnly ? world.ledger.balance(ACCOUNT.platformCash) : payableCashFen(world);
}
