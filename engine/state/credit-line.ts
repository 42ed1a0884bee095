/** The credit line: what may be drawn of it, the covenants the bank tests first, what is paid back. */
import { ACCOUNT } from '../ledger/accounts.ts';
import { REASON } from '../ledger/reasons.ts';
import { figure, holds } from './figures.ts';
import { refillPool } from './refill.ts';
import type { World } from './world.ts';

/** What is left of the limit, whatever the covenants say; nothing once the line has been called. */
export function undrawnCreditFen({ scenario, platform }: World): number {
  if (platform.creditCalledDay >= 0) return 0;
  return Math.max(0, scenario.platform.creditLine.limitFen - platform.creditDrawnFen);
}

/** The first covenant that is breached now, as a name; null if the bank has nothing to say. */
export function breachedCovenant(world: World): string | null {
  for (const [name, { condition }] of Object.entries(world.scenario.platform.creditLine.covenants)) {
    if (holds(world, condition)) return name;
  }
  return null;
}

/** What the bank would lend now. */
export function availableCreditFen(world: World): number {
  const undrawnFen = undrawnCreditFen(world);
  return undrawnFen > 0 && breachedCovenant(world) === null ? undrawnFen : 0;
}

/**
 * Draws up to `wantedFen`; under pooled custody it first fills the gap. Returns what the bank lent: nothing while a
 * covenant is breached, which the events tell with the figure tested.
 */
export function drawCredit(world: World, wantedFen: number, subject: string): number {
  const { ledger, platform, events, day } = world;
  const drawnFen = Math.min(wantedFen, undrawnCreditFen(world));
  if (drawnFen <= 0) return 0;
  const breached = breachedCovenant(world);
  if (breached !== null) {
    noteCovenant(world, breached, drawnFen, 'drawing refused');
    return 0;
  }
  platform.creditDrawnFen += drawnFen;
  ledger.post(REASON.creditDraw, drawnFen);
  refillPool(world, drawnFen);
  events.add({
    day,
    kind: 'creditLine',
    subject,
    valueFen: drawnFen,
    figure: NaN,
    text: 'credit line drawn',
  });
  return drawnFen;
}

/** Pays back up to `wantedFen` out of own cash; returns what was paid. */
export function repayCredit(world: World, wantedFen: number, subject: string): number {
  const { ledger, platform, events, day } = world;
  const paidFen = Math.min(wantedFen, platform.creditDrawnFen, ledger.balance(ACCOUNT.platformCash));
  if (paidFen <= 0) return 0;
  platform.creditDrawnFen -= paidFen;
  ledger.post(REASON.creditRepaid, paidFen);
  events.add({ day, kind: 'creditLine', subject, valueFen: paidFen, figure: NaN, text: 'credit paid back' });
  return paidFen;
}

/** An event of a covenant, with the value of its figure now. */
export function noteCovenant(world: World, name: string, valueFen: number, what: string): void {
  const { condition } = world.scenario.platform.creditLine.covenants[name]!;
  const value = figure(world, condition.figure);
  const text = `${what}: ${condition.figure} ${value} ${condition.side} ${condition.value}`;
  world.events.add({ day: world.day, kind: 'covenant', subject: name, valueFen, figure: value, text });
}
