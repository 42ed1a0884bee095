/** How a lender gives up its place in the matching queue. */
import { noteWaited } from './fairness.ts';
import type { World } from './world.ts';

/**
 * Gives up the lender's place in the matching queue: on leaving, pausing and asking for its cash. What cash
 * it still has, or brings back when it returns, joins anew at the next matching.
 */
export function leaveQueue(world: World, lender: number): void {
  world.lenders.newCash[lender] = 1;
  dropFromQueue(world, lender);
}

/** The same for a lender that has spent its cash. */
export function dropFromQueue(world: World, lender: number): void {
  const { queue, lenders } = world;
  if (!queue.line.isWaiting(lender)) return;
  noteWaited(world, lender);
  queue.line.leave(lender);
  lenders.queueDay[lender] = -1;
}
