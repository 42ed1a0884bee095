/** A gate closes on its figure or its day, stands for its days, and ends as stated: payouts go on, or the platform is wound down. */
import { ACCOUNT } from '../../ledger/accounts.ts';
import { inForce } from '../../state/dated.ts';
import { holds, poolCashFen, poolGapFen } from '../../state/figures.ts';
import { putOffPromises } from '../../state/payout/stops.ts';
import type { World } from '../../state/world.ts';

/** Computes what stays the same; the step it returns is one day, before payouts. */
export function prepareGate(world: World): () => void {
  const { scenario, payouts, events } = world;
  const { stop } = payouts;
  const rows = scenario.policies.payout;

  return () => {
    if (stop.gateUntil < 0) closeIfTime();
    else if (stop.gateUntil <= world.day) end();
  };

  function closeIfTime(): void {
    const { gate } = inForce(rows, world.day);
    if (gate === null) return;
    if (gate.when === null) {
      if (rows.some(({ fromDay, value }) => value.gate === gate && fromDay === world.day))
        close(gate.forDays);
    } else if (!holds(world, gate.when)) stop.gateArmed = 1;
    else if (stop.gateArmed === 1) close(gate.forDays);
  }

  /** Promises stand still: each is put off by the days of the gate. */
  function close(forDays: number): void {
    const { day } = world;
    stop.gateArmed = 0;
    stop.gateUntil = day + forDays;
    putOffPromises(world, forDays, 'gate');
    note(`the gate is closed for ${forDays} days`, stop.gateUntil);
  }

  function end(): void {
    stop.gateUntil = -1;
    const shortFen = askedFen() - moneyFen();
    if (shortFen > 0) {
      stop.gateShortFen = shortFen;
      note('the gate ends: more is asked for than there is', shortFen);
      return;
    }
    stop.reopened = 1;
    note('the gate is open', world.day);
  }

  /** Withdrawals, and under segregated custody the claims for sale: there they wait for money, under pooled custody the pool has paid. */
  function askedFen(): number {
    return world.book.queueFen + (world.ledger.pooled ? 0 : world.book.offersFen);
  }

  function moneyFen(): number {
    const own = scenario.policies.coverPool ? world.ledger.balance(ACCOUNT.platformCash) : 0;
    return Math.max(0, poolCashFen(world)) + (world.ledger.pooled ? Math.min(own, poolGapFen(world)) : 0);
  }

  function note(text: string, figure: number): void {
    events.add({ day: world.day, kind: 'gate', subject: '', valueFen: 0, figure, text });
  }
}
