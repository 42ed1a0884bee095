/** A payout rule: how much of each payable request is paid today. */

/** Shares `moneyFen` out over requests in order of request; `out` has a cell per request. Never pays more than is unpaid. */
export type PayoutRule = (moneyFen: number, unpaidFen: readonly number[], out: Float64Array) => void;
