/** In order of request, the day it is made; what sets it apart from `fifo` is the promise, not the order. */
export { fifo as instant } from './fifo.ts';
