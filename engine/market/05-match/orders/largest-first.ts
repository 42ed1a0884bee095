/** Who joins the queue on the same day stands in order of cash, the largest first; ties by lender id. */
import type { JoiningOrder } from './order.ts';

/** Cash decides, then the id. */
export const largestFirst: JoiningOrder = (joiners, cashFen) => {
  joiners.sort((a, b) => cashFen[b]! - cashFen[a]! || a - b);
};
