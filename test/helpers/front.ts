/** A market of the first four rooms alone: what comes in, before anybody bids or pays. */
import { openBook } from '../../engine/opening/opening.ts';
import { prepareEnvironment } from '../../engine/market/01-environment/environment.ts';
import { prepareAcquire } from '../../engine/market/02-acquire/acquire.ts';
import { prepareAssess } from '../../engine/market/03-assess/assess.ts';
import { prepareSplit } from '../../engine/market/04-split/split.ts';
import { FLOW, FLOW_NAMES, type FlowName } from '../../engine/state/flow.ts';
import { createWorld, type World } from '../../engine/state/world.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';

export interface FrontRun {
  readonly world: World;
  readonly totals: Record<FlowName, number>;
}

/** Opens a world and runs the rooms up to split for some days; `eachDay` sees the world after split. */
export function runFront(
  scenario: Scenario,
  days: number,
  eachDay: (world: World) => void = () => undefined,
  seed = 1,
): FrontRun {
  const world = createWorld(scenario, seed, 0);
  openBook(world);
  const rooms = [prepareEnvironment(world), prepareAcquire(world), prepareAssess(world), prepareSplit(world)];
  const totals = Object.fromEntries(FLOW_NAMES.map((name) => [name, 0])) as Record<FlowName, number>;
  for (let day = 0; day < days; day++) {
    world.day = day;
    world.ledger.day = day;
    world.flow.fill(0);
    for (const room of rooms) room();
    for (const name of FLOW_NAMES) totals[name] += world.flow[FLOW[name]]!;
    eachDay(world);
    world.ledger.closeDay();
  }
  return { world, totals };
}

/** Shares of listings by a column's codes. */
export function listingShares(
  world: World,
  column: 'obligorGrade' | 'facilityGrade',
  codes: number,
): number[] {
  const shares = new Array<number>(codes).fill(0);
  for (let row = 0; row < world.listings.length; row++) shares[world.listings[column][row]!]! += 1;
  return shares.map((count) => count / Math.max(1, world.listings.length));
}
