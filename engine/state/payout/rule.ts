/** A payout rule: who is paid today, what a lender is told when it asks, and what it gains by asking before the others. */

/** Requests that may be paid today, in order of request. */
export interface Payable {
  /** What each may still get today: what is unpaid, within its lender's limit for the day. */
  readonly dueFen: readonly number[];
  /** What each has got so far. */
  readonly paidFen: readonly number[];
  /** Size of a part, for rules that pay in parts. */
  readonly partFen: number;
}

/** Shares `moneyFen` out; `out` has a cell per request. Pays all there is, nobody more than is due. */
export type Share = (moneyFen: number, payable: Payable, out: Float64Array) => void;

/** What is waiting, for the gain of leaving now. */
export interface Waiting {
  /** Part of what is asked for within the week that the week's money doesn't cover, 0 to 1. */
  readonly shortShare: number;
  /** Part of the queue that a first part for everybody would pay, 0 to 1; 1 with an empty queue. */
  readonly firstPartShare: () => number;
}

export interface PayoutRule {
  readonly share: Share;
  /**
   * What a lender is told: the money today; all of it by the stated day; by the stated day its share of what there is; or
   * from the stated day on a first part before anybody gets a second. Late is who isn't paid in full after the day, alike.
   */
  readonly promise: 'today' | 'all by a day' | 'a share by a day' | 'parts from a day on';
  /** A request made under another rule and promised for later is paid at once under this one; its promise stays. */
  readonly hastens: boolean;
  /** What somebody gains by leaving before the others, 0 to 1. */
  readonly gain: (waiting: Waiting) => number;
}
