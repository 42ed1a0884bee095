/** What a matching policy is: it decides who bids for what, in which order. What a bid may be is the same under all of them. */
import type { World } from '../../../state/world.ts';

/** Prepares the step of one day, in which waiting lenders bid for open listings. */
export type MatchingPolicy = (world: World) => () => void;
