/** The bank tests its covenants every evening: what is drawn may be called, and is paid back when due or when cash is ample. */
import { ACCOUNT } from '../../ledger/accounts.ts';
import { noteCovenant, repayCredit } from '../../state/credit-line.ts';
import { inForce } from '../../state/dated.ts';
import { holds } from '../../state/figures.ts';
import type { World } from '../../state/world.ts';

const NOT_PAID_BACK = 'called credit not paid back';

/** What is done of an evening, not in wind-down: first the bank's tests and calls, after the buffer what is paid back freely. */
export interface Credit {
  readonly settle: () => void;
  readonly repayWhenLiquid: () => void;
}

/** Computes what stays the same. */
export function prepareCredit(world: World): Credit {
  const { scenario, platform, registry, events, calendar } = world;
  const { covenants } = scenario.platform.creditLine;
  const names = Object.keys(covenants);
  /** Per covenant: 1 while it is breached. */
  const breached = registry.column('credit.breached', 'u8', Math.max(1, names.length));

  return {
    settle: () => {
      names.forEach(testCovenant);
      if (platform.creditDueDay >= 0 && world.day >= platform.creditDueDay) payCalled();
    },
    repayWhenLiquid,
  };

  function testCovenant(name: string, index: number): void {
    const { condition, effect, callDays } = covenants[name]!;
    const isBreached = holds(world, condition);
    if (isBreached !== (breached[index] === 1)) {
      noteCovenant(world, name, 0, isBreached ? 'breached' : 'kept again');
      breached[index] = isBreached ? 1 : 0;
    }
    if (!isBreached || effect !== 'call' || platform.creditCalledDay >= 0 || platform.creditDrawnFen === 0)
      return;
    platform.creditCalledDay = world.day;
    platform.creditDueDay = world.day + callDays;
    noteCovenant(world, name, platform.creditDrawnFen, `credit called, due in ${callDays} days`);
  }

  /** All of it is due; what own cash can't pay is a default, and goes on being paid as cash comes in. */
  function payCalled(): void {
    repayCredit(world, platform.creditDrawnFen, 'called');
    if (platform.creditDrawnFen === 0 || platform.creditDefaultDay >= 0) return;
    const { day } = world;
    platform.creditDefaultDay = day;
    const valueFen = platform.creditDrawnFen;
    events.add({ day, kind: 'creditLine', subject: 'called', valueFen, figure: NaN, text: NOT_PAID_BACK });
  }

  /** At month end own cash above the stated sum, and above a buffer of own cash, goes back to the bank if nobody waits. */
  function repayWhenLiquid(): void {
    if (!calendar.isMonthEnd(world.day)) return;
    const { repayAboveFen } = scenario.platform.creditLine;
    const { bufferMissingFen, bufferRequiredFen } = platform;
    if (repayAboveFen === null || world.payouts.now.lateFen > 0 || bufferMissingFen > 0) return;
    const { counts } = inForce(scenario.policies.buffer, world.day);
    const keptFen = Math.max(repayAboveFen, counts === 'own' ? bufferRequiredFen : 0);
    repayCredit(world, world.ledger.balance(ACCOUNT.platformCash) - keptFen, 'liquid again');
  }
}
