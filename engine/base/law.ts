/** The law by regime: what it forbids and its caps. Scenarios name regimes; rooms ask what is forbidden on a day. */

/** Regimes by the day of the rules they stand for. */
export const REGIMES = ['cn-2013', 'cn-2016-08', 'cn-2017-12', 'cn-2020-08', 'uk'] as const;
export type Regime = (typeof REGIMES)[number];

/** What a regime may forbid, in the order in which an inspection looks. */
export const FEATURES = [
  'pooledCustody',
  'termSplitting',
  'personCap',
  'enterpriseCap',
  'rateCap',
  'feeUpFront',
  'reserveLent',
  'riskReserve',
  'selfFinancing',
  'offlinePromotion',
  'unlicensedGuarantor',
  'implicitGuarantee',
] as const;
export type Feature = (typeof FEATURES)[number];

/** How a platform takes a rule that comes into force: it stops in time, once it is found out, or when it is made to. */
export const COMPLIANCE = ['atOnce', 'whenFound', 'never'] as const;
export type Compliance = (typeof COMPLIANCE)[number];

/** What the regulator orders, one for each deadline that passes without the breach being put right. */
export const MEASURES = ['fine', 'closeProducts', 'balanceCap', 'filingRefused', 'closure'] as const;
export type Measure = (typeof MEASURES)[number];

const CN_2016: readonly Feature[] = [
  'pooledCustody',
  'reserveLent',
  'personCap',
  'enterpriseCap',
  'rateCap',
  'selfFinancing',
  'implicitGuarantee',
];
const CN_2017: readonly Feature[] = [
  ...CN_2016,
  'termSplitting',
  'feeUpFront',
  'riskReserve',
  'offlinePromotion',
  'unlicensedGuarantor',
];

/** Features that a regime forbids to whoever wants to do business under it. */
export const FORBIDDEN: Readonly<Record<Regime, readonly Feature[]>> = {
  'cn-2013': ['rateCap'],
  'cn-2016-08': CN_2016,
  'cn-2017-12': CN_2017,
  'cn-2020-08': CN_2017,
  uk: ['pooledCustody', 'reserveLent', 'selfFinancing'],
};

/** Most that one borrower may owe a platform, and the all-in rate that courts enforce. */
export interface LegalCaps {
  readonly personFen: number;
  readonly enterpriseFen: number;
  /** The same with what is owed on all platforms together. */
  readonly personTotalFen: number;
  readonly enterpriseTotalFen: number;
  readonly allInRate: number;
}

const NO_CAP: LegalCaps = {
  personFen: Infinity,
  enterpriseFen: Infinity,
  personTotalFen: Infinity,
  enterpriseTotalFen: Infinity,
  allInRate: Infinity,
};
const CAPS_2016: LegalCaps = {
  personFen: 20_000_000,
  enterpriseFen: 100_000_000,
  personTotalFen: 100_000_000,
  enterpriseTotalFen: 500_000_000,
  allInRate: 0.36,
};

/** Caps by regime; they bind where the feature is forbidden. */
export const LEGAL_CAPS: Readonly<Record<Regime, LegalCaps>> = {
  'cn-2013': { ...NO_CAP, allInRate: 0.36 },
  'cn-2016-08': CAPS_2016,
  'cn-2017-12': CAPS_2016,
  'cn-2020-08': { ...CAPS_2016, allInRate: 0.154 },
  uk: NO_CAP,
};
