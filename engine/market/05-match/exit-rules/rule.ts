/** A rule for exits: in which order claims for sale are put to buyers, and whose money may pay for them. */

/** A claim for sale today, as far as an order needs to know it. */
export interface Standing {
  /** Expired plans before exits before the pool's own. */
  readonly rank: number;
  readonly seller: number;
  /** What its buyer would pay. */
  readonly priceFen: number;
  /** What the seller has got so far since it asked. */
  readonly gotFen: number;
}

export interface ExitRule {
  /**
   * Places in `standing` in the order of service; `standing` is in order of rank, day of the offer and holding. `partFen`
   * is the size of one turn.
   */
  readonly order: (standing: readonly Standing[], partFen: number) => readonly number[];
  /** Each yuan paid for claims needs a yuan of deposits since the rule came into force. */
  readonly newMoneyOnly: boolean;
}
