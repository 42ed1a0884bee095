/** Withdrawals under way: what is late, plans that wait for buyers, disclosures that calm and promise. Written by withdraw and the triggers. */
import { defineTable, type Registry } from '../base/columns.ts';

/** Expired plans whose claims are for sale. */
const PLAN_WAIT = {
  lender: 'i32',
  promisedDay: 'i32',
} as const;

/** Explanations given to the public; each calms with its own half-life. Those with a plan have their promises in a row. */
const DISCLOSURE = {
  day: 'i32',
  calm: 'f64',
  halfLifeDays: 'f64',
  firstPromise: 'i32',
  promiseCount: 'i32',
} as const;

/** Dates of repayment plans. */
const PROMISE = {
  disclosure: 'i32',
  day: 'i32',
  /** Share paid by then of what was late at the announcement, parts per million. */
  cumulativePpm: 'i32',
  /** Due on this date, and by it in all what was not paid: known in the evening of the date. */
  dueFen: 'f64',
  missedFen: 'f64',
  /** 1 once it has been looked at. */
  tested: 'u8',
} as const;

/** Nothing late, nobody waiting. */
export function createPayouts(registry: Registry, lenderProducts: number) {
  return {
    planWaits: defineTable(registry, 'planWait', PLAN_WAIT, 256),
    disclosures: defineTable(registry, 'disclosure', DISCLOSURE, 16),
    promises: defineTable(registry, 'promise', PROMISE, 16),
    /** Days past the promise of the oldest one unpaid for want of money: expired plans by lenders' product, then all other cash in the last cell. */
    lateDays: registry.column('payouts.lateDays', 'i32', lenderProducts + 1),
    stop: createStops(registry),
    now: registry.scalars('payouts', [
      /** No request before this row is unpaid. */
      'firstUnpaid',
      /** No plan before this row waits. */
      'firstWaiting',
      'lateFen',
      'oldestDays',
      /** Days since the oldest unpaid request was made, promised or not. */
      'oldestAskedDays',
      /** Unpaid of what was promised for today. */
      'dueTodayUnpaidFen',
      /** Withdrawals that are late, and what of them is late though the money is there. */
      'lateCount',
      'lateProcessingFen',
      'oldestProcessingDays',
      /** 1 once what the bank didn't hold has been written off. */
      'settled',
    ]),
  };
}

/** Nothing stands still. Days are the day on which payouts are to go on, -1 none. */
function createStops(registry: Registry) {
  const stop = registry.scalars('payouts.stop', [
    'gateUntil',
    /** 1 if the gate's figure has been within its bound since the gate last closed. */
    'gateArmed',
    /** What was asked for beyond the money there was at the end of the gate: above 0 it ends in wind-down. */
    'gateShortFen',
    'suspendedUntil',
    /** 1 from the reopening until payouts show whether it was one. */
    'reopened',
  ]);
  stop.gateUntil = -1;
  stop.gateArmed = 1;
  stop.suspendedUntil = -1;
  return stop;
}
