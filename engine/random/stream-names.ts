/**
 * Every source of chance, by room. A new draw that isn't the next number `k` of an entity already in a stream
 * gets a name of its own here; renaming one changes its luck, so names stay.
 */
export const STREAM_NAMES = [
  // opening book
  'opening/lender',
  'opening/loan',
  'opening/guarantor',
  'opening/graph',
  // 01-environment
  'environment/factor',
  'environment/region',
  'environment/sector',
  'environment/regime',
  'environment/shock',
  // 02-acquire
  'acquire/borrower-visits',
  'acquire/borrower-funnel',
  'acquire/borrower-profile',
  'acquire/borrower-quality',
  'acquire/lender-visits',
  'acquire/lender-funnel',
  'acquire/lender-profile',
  'acquire/lender-wealth',
  'acquire/graph',
  'acquire/graph-target',
  'acquire/hour',
  // 03-assess
  'assess/evidence',
  'assess/misstatement',
  'assess/review',
  'assess/acceptance',
  'assess/guarantor',
  'assess/collateral',
  // 05-match
  'match/order',
  'match/preference',
  'match/deposit',
  'match/reinvest',
  'match/hour',
  // 06-contract
  'contract/due-day',
  // 07-service
  'service/entry',
  'service/cure',
  'service/stay',
  'service/prepayment',
  'service/first-payment',
  'service/wilful',
  // 08-recover
  'recover/collection',
  'recover/collateral',
  'recover/recourse',
  // 09-compensate
  'compensate/guarantor',
  // 10-confidence
  'confidence/tolerance',
  'confidence/panic',
  'confidence/churn',
  'confidence/expiry',
  'confidence/threshold',
  'confidence/epidemic',
  'confidence/news',
  'confidence/return',
  // 11-withdraw
  'withdraw/cash',
  'withdraw/transfer-buyer',
  'withdraw/transfer-seller',
  // 12-treasury
  'treasury/outage',
  'treasury/hiring',
  'treasury/institution',
  'treasury/guarantor-elsewhere',
  // experiments
  'experiment/sample',
  'experiment/bootstrap',
  'experiment/design',
] as const;

export type StreamName = (typeof STREAM_NAMES)[number];
