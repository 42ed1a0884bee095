/** Who hears of whose leaving, where not everybody hears of everybody's. */

/** Lenders by row; row 0, the pool, knows nobody. `leavers` counts the leavings in sight of each. */
export interface Circle {
  readonly nodes: { readonly leavers: Int32Array };
  /** Adds the next lender, which comes in the evening of `day`. */
  join(lender: Newcomer, day: number): void;
  /** Calls for each lender that knows `row` since before `day`. */
  visit(row: number, day: number, visitor: (lender: number) => void): void;
  /** Calls for each lender that got to know others, or others it, on `day`; none may have come later. Some may come twice. */
  visitMetOn(day: number, visitor: (lender: number) => void): void;
  /** How many a lender knows. */
  known(row: number): number;
}

export interface Newcomer {
  readonly key: number;
  readonly bornDay: number;
  readonly community: number;
}
