/** Every order of joining by its name in scenarios. */
import type { Scenario } from '../../../scenario/scenario.ts';
import { largestFirst } from './largest-first.ts';
import { longestWaiting } from './longest-waiting.ts';
import type { JoiningOrder } from './order.ts';

export const ORDERS: Readonly<Record<Scenario['matching']['order'], JoiningOrder>> = {
  longestWaiting,
  largestFirst,
};
