/** What responses to a crisis left under way: promotions, loans to the platform, and whether it keeps silent. */
import { defineTable, type Registry } from '../base/columns.ts';

/** Promotions; each ends on its day or when its budget is spent. */
const PROMOTION = {
  /** Paid on money invested, parts per million. */
  sharePpm: 'i32',
  /** By how much more visitors bring. */
  pull: 'f64',
  endDay: 'i32',
  leftFen: 'f64',
} as const;

/** Loans of guarantors to the platform, in order of lending. */
const GUARANTOR_LOAN = {
  guarantor: 'i32',
  dueDay: 'i32',
  principalFen: 'f64',
  interestFen: 'f64',
} as const;

/** Nothing under way. */
export function createResponses(registry: Registry) {
  const now = registry.scalars('responses', [
    /** Lent by the reserve and not yet repaid. */
    'reserveLentFen',
    /** Lent by guarantors and not yet repaid, interest apart. */
    'guarantorsLentFen',
    /** 1 while a play in force holds disclosures back; while one that lends from the reserve is. */
    'silent',
    'reserveLends',
    /** Day of the last disclosure, long ago if there was none. */
    'spokeDay',
  ]);
  now.spokeDay = -100_000;
  return {
    promotions: defineTable(registry, 'promotion', PROMOTION, 8),
    guarantorLoans: defineTable(registry, 'guarantorLoan', GUARANTOR_LOAN, 8),
    now,
  };
}
