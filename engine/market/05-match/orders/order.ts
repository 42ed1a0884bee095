/** What an order of joining is. */

/** Compares two lenders that join on the same day; never 0 for different lenders. */
export type JoiningOrder = (a: number, b: number, cashFen: Float64Array) => number;
