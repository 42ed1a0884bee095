/** In order of request, the day it is made; what sets it apart from `fifo` is the promise, not the order. */
import { inOrder } from './fifo.ts';
import type { PayoutRule } from './rule.ts';

/** While cash lasts; whatever waits is owed at once. */
export const instant: PayoutRule = {
  share: inOrder,
  promise: 'today',
  hastens: true,
  gain: ({ shortShare }) => shortShare,
};
