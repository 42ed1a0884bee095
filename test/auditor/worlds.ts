/** Small worlds that between them reach every rule of the middle of the day. */

export interface SmallWorld {
  readonly name: string;
  readonly seed: number;
  /** Set on top of the small scenario, as on the command line. */
  readonly set: readonly string[];
  /** Branches that this world is for: each must be taken in it. */
  readonly reaches?: readonly string[];
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
  {
    name: 'growth, leads, and people who change sides',
    seed: 18,
    set: [
      ...SIZE,
      ...STEADY,
      'clock.start=2017-11-01',
      'clock.horizon=4mo',
      'acquisition.growth={ perMonth: 10%, until: 80d }',
      'acquisition.repeatShare=80%',
      'acquisition.borrowerToLender=40%',
      'acquisition.lenderToBorrower=85%',
      'loans.credit.terms={ 1: 60%, 2: 40% }',
      'shocks=[{ date: 20d, kind: leads, side: borrowers, multiplier: 180%, over: 30d }, { date: 40d, kind: leads, side: lenders, multiplier: 300%, over: 20d }]',
    ],
    reaches: [
      'growth',
      'leads of borrowers',
      'leads of lenders',
      'the spring festival',
      'a borrower becomes a lender',
      'applies through repeat',
      'applies through lenders',
      'comes by word of mouth',
      'asks for cash, paused',
    ],
  },
  {
    name: 'reviewers who cannot keep up, until the platform fails',
    seed: 19,
    set: [
      ...SIZE,
      ...STEADY,
      'clock.horizon=4mo',
      'assessment.onlineLimit=20k CNY',
      'assessment.greyBand=15',
      'assessment.reviewsPerReviewerDay=1.3',
      'assessment.reviewPatience=4d',
      'assessment.worstAccepted=B',
      'assessment.burdenMax=60%',
      'customers.misstatingShare=50%',
      'customers.neverPaysShare=10%',
      'pricing.allInCap=17%',
      'splitting.minLots=100',
      'opening.platformCash=180k CNY',
      'failure.capitalFloor=50k CNY',
      'policies.playbook=[{ name: slower, when: { idleCash: { above: 1k CNY } }, do: [{ throttleLending: 30% }, { raiseRate: 40bp }] }]',
    ],
    reaches: [
      'reviewed for its amount',
      'reviewed for its score',
      'a fraction of a review is carried over',
      'reviewers are tired',
      'a misstatement is found',
      'a review finds nothing',
      'decided unreviewed',
      'refused: grade',
      'refused: burden',
      'refused: all-in rate',
      'refused: throttle',
      'refused: too few lots',
      'refused: wind-down',
      'a raised rate',
    ],
  },
  {
    name: 'guarantors at the end of their means',
    seed: 20,
    set: [
      ...SIZE,
      ...BAD,
      'clock.horizon=7mo',
      'loans.guaranteed.share=60%',
      'acquisition.borrowers.guarantors.visitsMaxPerMonth=60',
      'guarantors.huaxin.leverageCap=2.45',
      'guarantors.jinding.leverageCap=2.6',
      'guarantors.jinding.minScore=545',
      'credit.hazardScale=12',
      'guarantors.anrui={ netAssets: 1M CNY, share: 20%, liquidShare: 1%, leverageCap: 2.1 }',
      'guarantors.zhongyuan={ netAssets: 1M CNY, share: 20%, liquidShare: 1%, leverageCap: 2.2 }',
      'guarantors.huaxin.liquidShare=1%',
      'guarantors.jinding.liquidShare=1%',
      'guarantee.after=30d',
      'guarantee.scheme=full',
      'confidence.newsHalfLife=30d',
    ],
    reaches: [
      'no guarantor has room',
      "refused: guarantor's look",
      "refused: guarantor's leverage",
      'approved with a guarantor',
      'signal: guarantors',
    ],
  },
  {
    name: 'a rumour, rivals who fail, explanations; everybody sees who leaves',
    seed: 21,
    set: [
      ...SIZE,
      'clock.horizon=4mo',
      'confidence={ graph: complete, baseHazardDaily: 0.002, returnMean: 15d, neverReturnShare: 30% }',
      'shocks=[{ date: 15d, kind: rumour, intensity: 30%, halfLife: 10d }, { date: 30d, kind: rivalFailures, share: 10%, over: 12d }]',
      'policies.payout={ rule: fifo, promised: 1d, dailyCap: 30k CNY }',
      'policies.playbook=[{ name: explain, when: { netOutflow7d: { above: 5% } }, do: [{ disclose: { calm: 90%, halfLife: 15d } }] }]',
    ],
    reaches: [
      'signal: news',
      'signal: good news',
      'signal: delay',
      'signal: anticipation',
      'an explanation calms',
      'everybody sees who leaves',
      'own money is late',
      'a multiplier changes',
      'leaves in fear',
      'comes back',
      'has enough',
    ],
  },
  {
    name: 'a rumour that goes round in communities',
    seed: 23,
    set: [
      ...SIZE,
      'clock.horizon=4mo',
      'lenders.communities=12',
      'confidence={ graph: community, baseHazardDaily: 0.003, returnMean: 10d, weights: { contacts: 6 } }',
      'shocks=[{ date: 20d, kind: rumour, intensity: 40%, halfLife: 12d }]',
    ],
    reaches: ['a contact leaves in sight', 'a multiplier changes', 'leaves in fear', 'comes back'],
  },
  {
    name: 'fear that spreads among contacts of plan holders',
    seed: 22,
    set: [
      ...SIZE,
      'clock.horizon=4mo',
      'confidence={ baseHazardDaily: 0.004, returnMean: 20d, neverReturnShare: 30%, channels: { coverage: false, overdue: false, anticipation: false } }',
      'lenders.pauseMean=20d',
      'products={ lots: { kind: lots, share: 50% }, month: { kind: plan, share: 50%, lockIn: 1mo, renewal: 70% } }',
    ],
    reaches: [
      'a contact leaves in sight',
      'a contact named twice',
      'a multiplier changes',
      'leaves in fear',
      'leaves in fear, locked in',
      'leaves for good',
      'leaves for a time',
      'comes back',
    ],
  },
];
