/**
 * Who joins the queue on the same day stands in order of lender id: in the order in which they came to the
 * platform.
 */
import type { JoiningOrder } from './order.ts';

/** The id decides. */
export const longestWaiting: JoiningOrder = (a, b) => a - b;
