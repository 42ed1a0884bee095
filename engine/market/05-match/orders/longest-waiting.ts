/**
 * Who joins the queue on the same day stands in order of lender id: in the order in which they came to the
 * platform.
 */
import type { JoiningOrder } from './order.ts';

/** The order in which they are found. */
export const longestWaiting: JoiningOrder = () => undefined;
