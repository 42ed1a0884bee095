/** What is kept of each lender's month, and the fairness figures of the last whole one. */
import { defineTable, type Registry } from '../base/columns.ts';

const BY_LENDER = {
  /** 1 if it waited in the matching queue this month, if only for some hours. */
  asked: 'u8',
  /** Days of the month that it waited. */
  waitedDays: 'i32',
  /** Lent this month in new contracts, and each fen times its rate in ppm. */
  placedFen: 'f64',
  placedPpmFen: 'f64',
} as const;

/** Nothing measured; figures are -1 until the first month has ended, and where there is nothing to measure. */
export function createFairness(registry: Registry, lenderGuess: number) {
  const now = registry.scalars('fairness', [
    /** First day of the month that is measured. */
    'sinceDay',
    'waitGini',
    'yieldGini',
    'idleShare',
    'misstatedShare',
  ]);
  now.waitGini = -1;
  now.yieldGini = -1;
  now.idleShare = -1;
  now.misstatedShare = -1;
  return { lenders: defineTable(registry, 'fairness.lender', BY_LENDER, lenderGuess), now };
}
