/**
 * Every source of chance, with the room that draws from it. What each draw `k` of a stream decides is listed in
 * engine/MODEL.md, section 1. Renaming a stream changes its luck, so names stay.
 */
export const STREAM_NAMES = [
  'opening',
  'macro',
  'borrowerVisits',
  'lenderVisits',
  'customer',
  'application',
  'evidence',
  'review',
  'lender',
  'lenderDay',
  'service',
  'recovery',
  'repeat',
  'panic',
  'churn',
  'return',
  'falseListing',
  'uncovering',
  'exit',
  'population',
  'leak',
  'remittance',
  'clerk',
  'desk',
  'incident',
  'inspection',
  'dispute',
  'rivals',
  'elsewhere',
  'questionnaire',
  'collateral',
  'drift',
  'registry',
] as const;

export type StreamName = (typeof STREAM_NAMES)[number];
