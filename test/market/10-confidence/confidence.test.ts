import { expect, it } from 'vitest';
import { prepareDay } from '../../../engine/day.ts';
import { openBook } from '../../../engine/opening/opening.ts';
import { createWorld, type World } from '../../../engine/state/world.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

/** A column by its name; only columns registered before the room's can be rebuilt and are left out of a copy. */
function column({ registry }: World, name: string): ArrayLike<number> {
  const names = registry.names();
  const { columns } = registry.save();
  return columns[names.indexOf(name) - names.length + columns.length]!;
}

it('counts the contacts a lender has this morning, not those it had when the last of them left', () => {
  const scenario = loadSmall([
    'opening.lenders=100',
    'opening.loansPerMonth=5',
    'clock.horizon=6mo',
    'confidence.baseHazardDaily=0.004',
    'acquisition.lenders.friends.visitsPerLenderMonth=0.5',
    'confidence.thetaSigma=0',
    'confidence.channels.delays=false',
  ]);
  const world = createWorld(scenario, 1, 0);
  openBook(world);
  const runDay = prepareDay(world);
  let felt = 0;
  for (world.day = 0; world.day < scenario.clock.horizonDays; world.day++) {
    const before = world.lenders.length;
    runDay();
    world.ledger.closeDay();
    // A newcomer of today changes the numbers of contacts in the evening, after everybody's share was taken.
    if (world.lenders.length > before) continue;
    const multiplier = column(world, 'panic.own.multiplier');
    const running = column(world, 'panic.member.bucket');
    const degree = column(world, 'contact.node.degree');
    const leavers = column(world, 'contact.node.leavers');
    for (let row = 1; row < world.lenders.length; row++) {
      if (running[row]! < 0 || degree[row] === 0) continue;
      const share = leavers[row]! / degree[row]!;
      expect(multiplier[row]).toBeCloseTo(Math.exp(scenario.confidence.weights.contacts * share), 9);
      if (leavers[row]! > 0) felt += 1;
    }
  }
  expect(felt).toBeGreaterThan(20);
});
