/** Small worlds that between them reach every rule of the middle of the day. */

export interface SmallWorld {
  readonly name: string;
  readonly seed: number;
  /** Set on top of the small scenario, as on the command line. */
  readonly set: readonly string[];
}

/** A hundred lenders, twenty loans a month. */
const SIZE = ['opening.lenders=100', 'opening.loansPerMonth=20'];
/** A downturn at once: work for collectors, payers and courts. */
const BAD = ['credit.hazardScale=6', 'reserve.target={ fixed: 0 CNY }', 'opening.reserveCover=20%'];
/** Lenders and borrowers stay whatever happens. */
const STEADY = ['confidence.mechanism=none'];
/** Everybody leaves within weeks. */
const RUN = ['confidence.baseHazardDaily=0.02', 'confidence.hazardCapDaily=0.2'];

export const SMALL_WORLDS: readonly SmallWorld[] = [
  { name: 'an ordinary half year', seed: 1, set: SIZE },
  {
    name: 'a leap February and an empty opening',
    seed: 2,
    set: [...SIZE, 'clock.start=2020-01-15', 'opening.book=empty'],
  },
  {
    name: 'a downturn, the reserve pays in order',
    seed: 3,
    set: [...SIZE, ...BAD, 'clock.horizon=13mo', 'guarantee.scheme=reserveInOrder'],
  },
  {
    name: 'a downturn, the reserve pays pro rata',
    seed: 4,
    set: [...SIZE, ...STEADY, ...BAD, 'clock.start=2017-01-31', 'guarantee.scheme=reserveProRata'],
  },
  {
    name: 'guarantors pay everything, then the reserve',
    seed: 5,
    set: [
      ...SIZE,
      ...STEADY,
      ...BAD,
      'guarantee.scheme=full',
      'guarantee.advanceOrder=[guarantor, reserve]',
      'guarantee.proceedsOrder=[reserve, guarantor, lenders]',
      'loans.guaranteed.share=60%',
      'clock.horizon=10mo',
    ],
  },
  {
    name: 'guarantors pay principal only and late',
    seed: 6,
    set: [
      ...SIZE,
      ...BAD,
      'guarantee.scheme=principalOnly',
      'guarantee.after=120d',
      'guarantee.advanceOrder=[reserve, guarantor]',
      'loans.guaranteed.share=50%',
      'loans.credit.recoveryAfter=[10d, 20d, 30d]',
    ],
  },
  {
    name: 'no guarantee; vehicles; quick recovery',
    seed: 7,
    set: [
      ...SIZE,
      ...STEADY,
      ...BAD,
      'guarantee.scheme=none',
      'loans.vehicle.share=70%',
      'loans.vehicle.collateral.saleAfter=30d',
      'loans.vehicle.recoveryAfter=[30d, 60d]',
      'loans.credit.recoveryAfter=[7d, 14d, 15d]',
      'clock.horizon=12mo',
    ],
  },
  {
    name: 'bullets and interest-only loans, odd lots',
    seed: 8,
    set: [
      ...SIZE,
      ...STEADY,
      ...BAD,
      'loans.credit.methods={ bullet: 50%, interestOnly: 30%, equalPrincipal: 20% }',
      'loans.credit.terms={ 1: 30%, 3: 40%, 6: 30% }',
      'splitting.lot=333 CNY',
      'splitting.lotMultipleByGrade={ AA: 1, A: 2, B: 1, C: 3, D: 1, E: 1, HR: 1 }',
    ],
  },
  {
    name: 'tight caps, largest first, fees on transfers',
    seed: 9,
    set: [
      ...SIZE,
      'confidence.baseHazardDaily=0.003',
      'clock.horizon=4mo',
      'matching.order=largestFirst',
      'matching.caps={ borrower: 2%, sector: 20%, region: 8%, guarantor: 5% }',
      'matching.transferFee=0.37%',
      'pricing.lenderFeeOfInterest=7.7%',
    ],
  },
  {
    name: 'withdrawals in order under a daily cap, workdays',
    seed: 10,
    set: [
      ...SIZE,
      ...RUN,
      'clock.start=2017-12-20',
      'policies.payout={ rule: fifo, promised: 3 workdays, dailyCap: 20k CNY }',
    ],
  },
  {
    name: 'withdrawals pro rata under a daily cap',
    seed: 11,
    set: [
      ...SIZE,
      ...RUN,
      'policies.payout={ rule: proRata, promised: 2d, dailyCap: 15k CNY }',
      'matching.transfers=false',
    ],
  },
  {
    name: 'instant withdrawals',
    seed: 12,
    set: [...SIZE, ...RUN, 'policies.payout={ rule: instant, promised: 0d }'],
  },
  {
    name: 'plans under segregated custody',
    seed: 13,
    set: [
      ...SIZE,
      'products={ lots: { kind: lots, share: 40% }, quarter: { kind: plan, share: 60%, lockIn: 3mo, renewal: 40% } }',
    ],
  },
  {
    name: 'plans under pooled custody',
    seed: 14,
    set: [
      ...SIZE,
      'custody=pooled',
      'regime=cn-2013',
      'products={ lots: { kind: lots, share: 30% }, month: { kind: plan, share: 70%, lockIn: 1mo, renewal: 60% } }',
    ],
  },
  {
    name: 'a pool that is run on and wound down',
    seed: 15,
    set: [
      ...SIZE,
      ...RUN,
      'custody=pooled',
      'regime=cn-2013',
      'clock.horizon=12mo',
      'products={ lots: { kind: lots, share: 30% }, month: { kind: plan, share: 70%, lockIn: 1mo, renewal: 20% } }',
      'failure.liquidity={ products: [cash, month], unpaidBeyond: 3d }',
    ],
  },
  {
    name: 'a platform that runs out of capital, segregated',
    seed: 16,
    set: [
      ...SIZE,
      ...STEADY,
      ...BAD,
      'opening.platformCash=150k CNY',
      'failure.capitalFloor=50k CNY',
      'clock.horizon=12mo',
      'reserve.fundedBy=borrowerSurcharge',
    ],
  },
  {
    name: 'the reserve lives on a spread',
    seed: 17,
    set: [...SIZE, ...STEADY, ...BAD, 'reserve.fundedBy=lenderSpread', 'clock.start=2016-01-30'],
  },
];
