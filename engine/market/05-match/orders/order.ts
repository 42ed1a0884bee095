/** What an order of joining is. */

/** Puts the lenders that join on the same day in order; they come in order of lender id. */
export type JoiningOrder = (joiners: number[], cashFen: Float64Array) => void;
