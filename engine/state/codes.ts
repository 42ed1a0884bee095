/** Codes kept in typed columns, with their labels in order. */

/** `institution`: a bank or fund that buys by its own rules; it neither visits nor takes fright. */
export const LENDER = { investing: 0, paused: 1, left: 2, gone: 3, institution: 4 } as const;

export const LISTING = { open: 0, full: 1, contract: 2, failed: 3 } as const;
export const LISTING_LABELS = ['open', 'full', 'contract', 'failed'] as const;

/** `repaying`: has a due-day bucket, on time or behind. `recovery`: in default, tranches to come. */
export const LOAN = { repaying: 0, recovery: 1, repaid: 2, writtenOff: 3 } as const;
export const LOAN_LABELS = ['repaying', 'recovery', 'repaid', 'written off'] as const;

export const REQUEST = { idle: 0, paused: 1, exit: 2, plan: 3, windDown: 4 } as const;

/** An exit goes on, came to its end (nothing left that could be sold), or was taken back. */
export const EXIT_END = { none: 0, done: 1, takenBack: 2 } as const;

export const METHODS = ['levelInstalment', 'equalPrincipal', 'interestOnly', 'bullet'] as const;

/** Kinds of customers. */
export const KIND_NAMES = ['individual', 'soleTrader', 'enterprise'] as const;

/** What became of an application, in the order in which the reasons are looked at. */
export const DECISIONS = [
  'approved',
  'grade',
  'overridden',
  'burden',
  'rateCap',
  'order',
  'dispersion',
  'declined',
  'throttled',
  'guarantor',
  'windDown',
] as const;
export type Decision = (typeof DECISIONS)[number];

/** A reviewer's decision against the score. */
export const OVERRIDE = { none: 0, up: 1, down: 2 } as const;

/** Promised day of a request that no day was promised for: it is never late. */
export const NO_DAY = 2_147_483_647;

/** No guarantor, no customer, no lender: in unsigned columns the largest value, in signed ones -1. */
export const NO_GUARANTOR = 255;
/** Who may compensate lenders and take over their claims. */
export type Payer = 'guarantor' | 'reserve' | 'platform';

/** Lender row of the pool: claims that a pooled platform carries with its customers' money. */
export const POOL = 0;

export const FAILURE_CAUSES = [
  'liquidity',
  'reserve',
  'capital',
  'guarantor-cascade',
  'regulatory',
  'fraud',
  'operations',
  'gate',
  'credit',
] as const;
