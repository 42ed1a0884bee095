/** Withdrawals under way: what is late, plans that wait for buyers, disclosures that calm. Written by withdraw and the triggers. */
import { defineTable, type Registry } from '../base/columns.ts';

/** Expired plans whose claims are for sale. */
const PLAN_WAIT = {
  lender: 'i32',
  promisedDay: 'i32',
} as const;

/** Explanations given to the public; each calms with its own half-life. */
const DISCLOSURE = {
  day: 'i32',
  calm: 'f64',
  halfLifeDays: 'f64',
} as const;

/** Nothing late, nobody waiting. */
export function createPayouts(registry: Registry, lenderProducts: number) {
  return {
    planWaits: defineTable(registry, 'planWait', PLAN_WAIT, 256),
    disclosures: defineTable(registry, 'disclosure', DISCLOSURE, 16),
    /** Days past the promise of the oldest one unpaid for want of money: expired plans by lenders' product, then all other cash in the last cell. */
    lateDays: registry.column('payouts.lateDays', 'i32', lenderProducts + 1),
    now: registry.scalars('payouts', [
      /** No request before this row is unpaid. */
      'firstUnpaid',
      /** No plan before this row waits. */
      'firstWaiting',
      'lateFen',
      'oldestDays',
      /** Withdrawals that are late, and what of them is late though the money is there. */
      'lateCount',
      'lateProcessingFen',
      'oldestProcessingDays',
      /** 1 once what the bank didn't hold has been written off. */
      'settled',
    ]),
  };
}
