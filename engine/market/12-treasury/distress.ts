/** What borrowers see of the platform's distress: where their view of it is heading. */
import { lateness, ratio } from '../../state/figures.ts';
import type { World } from '../../state/world.ts';

/**
 * 1 in wind-down; else the worst of what is late, and where borrowers look at them what lenders wait to take out and what is
 * said of the platform. The last two let a run reach borrowers before a fen is late: under segregated custody none ever may be.
 */
export function distressSeen(world: World, balanceFen: number): number {
  const { scenario, platform, book, lenderView } = world;
  const { leavingAt, fearAt } = scenario.borrowersRun;
  if (platform.windDown === 1) return 1;
  const leaving = leavingAt === null ? 0 : ratio(book.queueFen + book.offersFen, leavingAt * balanceFen);
  const talk = fearAt === null ? 0 : lenderView.signal / fearAt;
  return Math.min(1, Math.max(lateness(world), leaving, talk));
}
