/** Every order of joining by its name in scenarios. */
import type { Scenario } from '../../../scenario/scenario.ts';
import { largestFirst } from './largest-first.ts';
import { longestWaiting } from './longest-waiting.ts';

/** Compares two lenders that join on the same day; never 0 for different lenders. */
export type JoiningOrder = (a: number, b: number, cashFen: Float64Array) => number;

export const ORDERS: Readonly<Record<Scenario['matching']['order'], JoiningOrder>> = {
  longestWaiting,
  largestFirst,
};
