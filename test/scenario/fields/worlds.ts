/** Small worlds that together reach every field: what one has switched off, another has on. Written as in YAML. */

/** Anything that can be written in a scenario. */
export type Written =
  string | number | boolean | null | readonly Written[] | { readonly [key: string]: Written };
export type WrittenMap = Readonly<Record<string, Written>>;

const SIZE: WrittenMap = {
  name: 'field',
  // Nothing is forbidden that a field could ask for.
  regime: 'cn-2013',
  opening: { lenders: 100, loansPerMonth: 30, platformCash: '400k CNY' },
  regions: [
    { name: 'North', weight: 3 },
    { name: 'South', weight: 1 },
  ],
  sectors: [
    { name: 'wage', weight: 2 },
    { name: 'trade', weight: 1 },
  ],
};

/** Everybody changes sides, misstates and falls behind: a few weeks see what else takes years. */
const PEOPLE: WrittenMap = {
  acquisition: {
    growth: { perMonth: '10%', until: '40d' },
    repeatShare: '60%',
    borrowerToLender: '30%',
    lenderToBorrower: '90%',
    borrowers: { guarantors: { visitsMaxPerMonth: 60 } },
    lenders: { friends: { visitsPerLenderMonth: 2 } },
  },
  customers: { misstatingShare: '40%', neverPaysShare: '5%' },
  loans: {
    credit: {
      share: 40,
      amountMedian: '20k CNY',
      amountMax: '800k CNY',
      recoveryShare: '30%',
      recoveryAfter: ['3d', '8d'],
    },
    vehicle: { share: 30, recoveryAfter: ['3d', '8d'], collateral: { saleAfter: '5d' } },
    guaranteed: { share: 30, recoveryAfter: ['3d', '8d'] },
  },
  products: {
    lots: { kind: 'lots', share: 60 },
    month: { kind: 'plan', share: 40, lockIn: '1mo', renewal: '50%' },
  },
  lenders: {
    stakeMedian: '60k CNY',
    stakeSigma: 1,
    visitGapMin: '1d',
    visitGapMax: '6d',
    idlePatience: '3d',
    churnPerMonth: '10%',
    pauseMean: '5d',
  },
  assessment: { reviewsPerReviewerDay: 1, reviewPatience: '2d', onlineLimit: '10k CNY', worstAccepted: 'HR' },
  credit: {
    hazardScale: 2,
    facilityBands: ['4%', '6.8%', '8.9%', '10.6%', '14.7%', '20%'],
    chain: {
      cure: ['60%', '25%', '15%'],
      stay: ['5%', '5%', '5%'],
      roll: ['35%', '70%', '80%'],
    },
  },
  macro: {
    unemployment: {
      path: [
        { date: '5d', level: '5%' },
        { date: '40d', level: '9%' },
      ],
    },
  },
  guarantors: { huaxin: { share: 97 } },
  pricing: { caps: { person: '15k CNY' } },
  guarantee: {
    after: '30d',
    advanceOrder: ['guarantor', 'reserve'],
    proceedsOrder: ['lenders', 'guarantor', 'reserve'],
  },
};

/** Shocks of every kind; `guarantor` is the one that loses. */
export const shocksOn = (guarantor: string): Written => [
  { date: '8d', kind: 'rumour', intensity: '30%', halfLife: '20d' },
  { date: '10d', kind: 'rivalFailures', share: '5%', over: '3d' },
  { date: '11d', kind: 'incident', intensity: '10%', halfLife: '6d' },
  { date: '12d', kind: 'regulator', intensity: '10%', halfLife: '9d' },
  { date: '2d', kind: 'creditStress', pdMultiplier: 3, recoveryMultiplier: '60%', over: '70d' },
  { date: '14d', kind: 'guarantorLoss', guarantor, shareOfLiquid: '100%' },
  { date: '16d', kind: 'leads', side: 'borrowers', multiplier: 2, over: '10d' },
  { date: '1d', kind: 'collateralPrice', multiplier: '50%', over: '80d' },
];
const SHOCKS = shocksOn('huaxin');

/** Force majeure in one region. */
export const PLAGUE: WrittenMap = {
  date: '15d',
  kind: 'forceMajeure',
  over: '25d',
  region: 'North',
  reviewers: '0%',
  collectors: '0%',
  payouts: '20%',
  pdMultiplier: 4,
};

const LIQUID: Written = { products: ['cash'], unpaidBeyond: '4d' };

/** Worlds by name, the one that reaches most first. */
export const WORLDS: Readonly<Record<string, WrittenMap>> = {
  market: {
    ...SIZE,
    ...PEOPLE,
    clock: { horizon: '75d' },
    // Lenders worry little, so that there is a market all the while.
    confidence: { weights: { news: 1, coverage: 0.2, overdue: 0.1, ownGuarantors: 3 } },
    earlyWarning: { lights: { busy: { when: { contracts: { above: 1.5 } } } } },
    shocks: SHOCKS,
  },
  run: {
    ...SIZE,
    ...PEOPLE,
    custody: 'pooled',
    clock: { horizon: '75d' },
    opening: { lenders: 60, loansPerMonth: 40, platformCash: '20k CNY', reserveCover: '5%' },
    confidence: { graph: 'community', baseHazardDaily: '50bp', returnMean: '5d', neverReturnShare: '20%' },
    policies: {
      payout: { rule: 'fifo', promised: '1 workdays', dailyCap: '20k CNY' },
      poolPaysCosts: true,
      playbook: [
        { name: 'line', when: { withdrawalQueue: { above: '1k CNY' } }, do: ['drawCreditLine'], delay: '2d' },
      ],
    },
    platform: { creditLine: { limit: '50k CNY' } },
    failure: { liquidity: LIQUID, capitalFloor: '-10M CNY', windDown: { distributionEvery: '7d' } },
    shocks: SHOCKS,
  },
  late: {
    ...SIZE,
    ...PEOPLE,
    clock: { horizon: '75d' },
    confidence: {
      graph: 'contact',
      baseHazardDaily: '50bp',
      returnMean: '5d',
      neverReturnShare: '20%',
      marketRate: '8%',
      weights: { contactDelays: 2, premium: 0.3 },
      sizeEffect: 0.1,
      relationshipEffect: 0.2,
      rateEffect: 0.2,
    },
    policies: { payout: { rule: 'proRata', promised: '1d', dailyCap: '2k CNY' } },
    failure: { liquidity: null, capitalFloor: null },
    platform: { creditLine: { limit: '100k CNY' } },
    shocks: SHOCKS,
  },
  /** A register that votes: capital called beyond what is subscribed, promotions beyond what the management may decide. */
  aiming: {
    ...SIZE,
    ...PEOPLE,
    clock: { horizon: '52d' },
    assessment: { worstAccepted: 'A' },
    policies: {
      targets: {
        volumePerMonth: '5M CNY',
        growthPerMonth: '10%',
        push: '12d',
        budgets: '100%',
        loosen: 5,
        packets: '1%',
        pull: '50%',
      },
    },
  },
  governed: {
    ...SIZE,
    ...PEOPLE,
    custody: 'pooled',
    clock: { horizon: '70d' },
    platform: {
      selfFinancing: { share: '20%', lookAlike: 'credit', detectionPerMonth: '0%' },
      shareholders: {
        a: { share: '30%', liquid: '9M CNY' },
        b: { share: '30%', liquid: '9M CNY' },
        c: { share: '30%', liquid: '9M CNY', refusesBelow: '900M CNY' },
        others: { share: '10%', founder: false },
      },
      governance: {
        management: { limit: '2k CNY', notice: '1d' },
        board: { limit: '10k CNY', notice: '3d' },
        meeting: { notice: '6d', majority: '60%' },
      },
    },
    policies: {
      playbook: [
        {
          name: 'call',
          when: { idleCash: { above: '1 CNY' } },
          do: [{ callCapital: { amount: '5k CNY', delay: '1d' } }],
        },
        { name: 'top', when: { idleCash: { above: '1 CNY' } }, do: [{ topUpReserve: '8k CNY' }] },
        { name: 'small', when: { idleCash: { above: '1 CNY' } }, do: [{ topUpReserve: '1k CNY' }] },
      ],
    },
  },
  /** Borrowers who hang on new loans, and see lenders leave before anything is late. */
  evasion: {
    ...SIZE,
    ...PEOPLE,
    clock: { horizon: '60d' },
    confidence: { baseHazardDaily: '80bp', returnMean: '60d', weights: { coverage: 0, overdue: 0 } },
    borrowersRun: {
      earlierShare: '30%',
      refinancingShare: '50%',
      funding: true,
      leavingAt: '60%',
      fearAt: 40,
    },
    shocks: [{ date: '8d', kind: 'rumour', intensity: '60%', halfLife: '20d' }],
  },
  /** Other platforms that fail while the own rate is low. */
  rivals: {
    ...SIZE,
    ...PEOPLE,
    clock: { horizon: '45d' },
    confidence: { channels: { rivals: false }, elsewhere: { platforms: 2 } },
    rivals: { rate: '13%', borrowersShare: '60%', borrowerMargin: '4%' },
    shocks: [{ date: '8d', kind: 'rivalFailures', share: '30%', over: '9d' }],
  },
  turns: {
    ...SIZE,
    ...PEOPLE,
    clock: { horizon: '75d' },
    confidence: { graph: 'contact', baseHazardDaily: '50bp', returnMean: '5d', neverReturnShare: '20%' },
    policies: {
      payout: {
        rule: 'roundRobin',
        promised: '1d',
        dailyCap: '5k CNY',
        perLenderDailyCap: '3k CNY',
        cancel: true,
        gate: { when: { withdrawalQueue: { above: '100k CNY' } }, for: '6d' },
      },
      haircut: { share: '50%', below: '150%' },
    },
    failure: { liquidity: null, capitalFloor: null },
    shocks: SHOCKS,
  },
  empty: {
    ...SIZE,
    ...PEOPLE,
    clock: { horizon: '60d' },
    opening: { book: 'empty', lenders: 60, loansPerMonth: 40 },
    confidence: { graph: 'complete', baseHazardDaily: '50bp' },
    reserve: { fundedBy: 'borrowerSurcharge', target: { max: [{ fixed: '1k CNY' }] } },
    assessment: {
      reviewsPerReviewerDay: 1,
      reviewPatience: '2d',
      onlineLimit: '10k CNY',
      worstAccepted: 'D',
    },
  },
  pool: {
    ...SIZE,
    ...PEOPLE,
    custody: 'pooled',
    clock: { horizon: '75d' },
    opening: { lenders: 60, loansPerMonth: 40, platformCash: '40k CNY' },
    products: { month: { kind: 'plan', share: 100, lockIn: '1mo', renewal: '10%' } },
    confidence: { mechanism: 'none' },
    policies: { poolPaysCosts: true },
    failure: { liquidity: null, capitalFloor: null },
  },
  closed: {
    ...SIZE,
    ...PEOPLE,
    custody: 'pooled',
    clock: { horizon: '75d' },
    opening: { lenders: 60, loansPerMonth: 40, platformCash: '1k CNY' },
    confidence: { mechanism: 'none' },
    failure: {
      liquidity: null,
      capitalFloor: null,
      windDown: {
        claimBasis: 'outstanding',
        freeze: '6d',
        distributionEvery: '5d',
        clawBack: { window: '20d', share: '20%' },
        costsFirst: '5%',
        administratorFee: '2%',
      },
    },
    shocks: [{ date: '34d', kind: 'closureOrder' }],
  },
  owners: {
    ...SIZE,
    clock: { horizon: '180d' },
    opening: { lenders: 60, loansPerMonth: 40 },
    confidence: { mechanism: 'none' },
    platform: {
      selfFinancing: {
        start: '2d',
        share: '60%',
        lookAlike: 'credit',
        useShare: '50%',
        recoveredOver: '91d',
      },
    },
    shocks: [{ date: '80d', kind: 'uncovering' }],
  },
  exits: {
    ...SIZE,
    ...PEOPLE,
    clock: { horizon: '60d' },
    confidence: { baseHazardDaily: '80bp', returnMean: '60d', weights: { coverage: 0, overdue: 0 } },
    matching: { reservation: { buyer: { most: '80%' } } },
    policies: {
      exits: { rule: 'roundRobin', part: '2k CNY', discount: true, expiry: '9d', queueFee: '5%' },
    },
    shocks: [{ date: '8d', kind: 'rumour', intensity: '30%', halfLife: '20d' }],
  },
  elsewhere: {
    ...SIZE,
    ...PEOPLE,
    clock: { horizon: '60d' },
    confidence: {
      returnMean: '60d',
      weights: { news: 0, coverage: 0, overdue: 0 },
      elsewhere: { platforms: 3, leaveShare: '60%' },
    },
    shocks: [{ date: '8d', kind: 'rivalFailures', share: '30%', over: '20d' }],
  },
  promises: {
    ...SIZE,
    ...PEOPLE,
    custody: 'pooled',
    clock: { horizon: '75d' },
    opening: { lenders: 60, loansPerMonth: 40, platformCash: '20k CNY' },
    confidence: {
      weights: { news: 1, coverage: 0.2, overdue: 0.1 },
      silence: { growthDaily: '3%', grace: '10d' },
      leak: { hazardDaily: '100%' },
    },
    policies: {
      payout: { rule: 'fifo', promised: '1 workdays' },
      poolPaysCosts: true,
      playbook: [
        {
          when: { withdrawalLate: { above: '1 CNY' } },
          do: [
            {
              disclose: {
                plan: [
                  { after: '4d', share: '1%' },
                  { after: '12d', share: '99%' },
                ],
              },
            },
          ],
        },
      ],
    },
    // More than there is: somebody isn't paid.
    platform: { departments: { review: { headcount: 20, salaryPerMonth: '400k CNY' } } },
    failure: { liquidity: null, capitalFloor: null },
    shocks: [
      { date: '8d', kind: 'rumour', intensity: '30%', halfLife: '20d' },
      { date: '40d', kind: 'insiderLeak' },
    ],
  },
  /** A card of points, and reviewers with time to go against it. */
  card: {
    ...SIZE,
    ...PEOPLE,
    clock: { horizon: '30d' },
    confidence: { mechanism: 'none' },
    assessment: {
      onlineLimit: '1k CNY',
      worstAccepted: 'B',
      scorecard: { form: 'points', development: { records: 400, bins: 4 } },
      overrides: { up: '40%', down: '30%', skill: 0.5 },
    },
  },
  /** Customers who come again as others than they were, seen through papers that are old or used again. */
  sources: {
    ...SIZE,
    ...PEOPLE,
    clock: { horizon: '75d' },
    confidence: { mechanism: 'none' },
    customers: { misstatingShare: '60%', misstatement: 2, qualityDrift: 1 },
    acquisition: { repeatShare: '100%', borrowers: { guarantors: { visitsMaxPerMonth: 60 } } },
    loans: { credit: { share: 90, amountMedian: '20k CNY', terms: { 1: 100 } }, guaranteed: { share: 10 } },
    assessment: { onlineLimit: '1k CNY', worstAccepted: 'B', sources: { bank: { stale: '90d' } } },
  },
  /** A registry that is read and sold, of customers who come again at once. */
  registry: {
    ...SIZE,
    ...PEOPLE,
    clock: { horizon: '75d' },
    confidence: { mechanism: 'none' },
    credit: { ...(PEOPLE['credit'] as WrittenMap), hazardScale: 8 },
    acquisition: { repeatShare: '30%', repeatOffers: { reach: '70%', uptake: '80%' } },
    loans: { credit: { share: 100, amountMedian: '20k CNY', terms: { 1: 100 } } },
    registry: {
      use: true,
      records: 3000,
      filedPerMonth: 2000,
      borrowers: 20_000,
      credibility: 0.2,
      demandMax: 500,
      demandHalf: 5000,
    },
  },
  thresholds: {
    ...SIZE,
    clock: { horizon: '40d' },
    confidence: { mechanism: 'threshold', threshold: { mean: '30%', sigma: 0.2 } },
    shocks: [{ date: '5d', kind: 'rumour', intensity: '40%', halfLife: '10d' }],
  },
  contagion: {
    ...SIZE,
    clock: { horizon: '40d' },
    confidence: {
      mechanism: 'epidemic',
      graph: 'complete',
      baseHazardDaily: '50bp',
      epidemic: { transmission: '1%', infectiousPeriod: '3d' },
    },
  } /** The bank, shareholders, a buffer and institutions, each where another value tells. */,
  funding: {
    ...SIZE,
    clock: { horizon: '60d' },
    opening: { lenders: 100, loansPerMonth: 30, platformCash: '60k CNY' },
    confidence: { mechanism: 'none' },
    failure: { liquidity: null, capitalFloor: null },
    platform: {
      creditLine: {
        limit: '200k CNY',
        repayAbove: '10k CNY',
        covenants: {
          worth: { breachedWhen: { equity: { below: '30k CNY' } }, effect: 'call', callIn: '5d' },
        },
      },
      shareholders: {
        anrui: { share: '10%', guarantor: 'anrui' },
        owner: { share: '20%', liquid: '20k CNY', late: '3d', refusesBelow: '-1M CNY' },
      },
    },
    policies: {
      buffer: { basis: 'claims', share: '30%', throttleTo: '40%' },
      playbook: [
        {
          name: 'owners',
          when: { idleCash: { above: '1 CNY' } },
          do: [{ callCapital: { amount: '100k CNY', delay: '2d' } }],
        },
      ],
    },
    institutions: {
      bank: {
        share: '20%',
        limit: '400k CNY',
        bookShareMax: '2%',
        overdueMax: '9%',
        onLeaving: 'sell',
        rebate: '1%',
        minYield: '1%',
      },
    },
    credit: { hazardScale: 6 },
  },
  /** Pooled: what is promised, what may be lent of the pool, how coverage is measured. */
  cover: {
    ...SIZE,
    custody: 'pooled',
    clock: { horizon: '50d' },
    opening: { lenders: 60, loansPerMonth: 30, platformCash: '300k CNY' },
    products: { month: { kind: 'plan', share: 100, lockIn: '1mo', renewal: '10%' } },
    failure: { liquidity: null, capitalFloor: null },
    platform: {
      creditLine: { limit: '3.4M CNY' },
      liquidity: { coverage: { stableUpTo: '50k CNY' } },
    },
    policies: { buffer: { basis: 'claims', share: '60%', counts: 'pool' } },
  },
  /** Lenders who are asked for their class and shown what suits them. */
  asked: {
    ...SIZE,
    ...PEOPLE,
    clock: { horizon: '60d' },
    guarantee: { scheme: 'none' },
    credit: { hazardScale: 9 },
    confidence: { marketRate: '8%', weights: { news: 1, coverage: 0.2, overdue: 0.1 } },
    lenders: {
      ...(PEOPLE['lenders'] as WrittenMap),
      questionnaire: { misstating: '40%', bolder: '60%', overconfidence: '5%', regret: 20 },
    },
    matching: { policy: 'recommendation', shown: 3 },
  },
  /** Loans to businesses, and on what is kept for them. */
  kinds: {
    ...SIZE,
    ...PEOPLE,
    // Until a firm's default has brought something.
    clock: { horizon: '120d' },
    confidence: { mechanism: 'none' },
    customers: {
      ...(PEOPLE['customers'] as WrittenMap),
      kinds: { individual: 1, soleTrader: 1, enterprise: 1 },
      elsewhere: { share: '60%' },
    },
    loans: {
      ...(PEOPLE['loans'] as WrittenMap),
      vehicle: { share: 30, enhancement: 'pledge', collateral: { saleAfter: '5d', keptPerMonth: '0.5%' } },
      firm: {
        share: 60,
        offeredTo: 'everybody',
        amountMedian: '20k CNY',
        terms: { 3: 1 },
        season: [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2],
        ownersLiability: '20%',
        recoveryShare: '5%',
        recoveryAfter: ['3d'],
      },
    },
    credit: { hazardScale: 9 },
  },
  /** Borrowers who belong together, and limits on how much of the book is theirs. */
  related: {
    ...SIZE,
    ...PEOPLE,
    clock: { horizon: '75d' },
    confidence: { mechanism: 'none' },
    customers: {
      ...(PEOPLE['customers'] as WrittenMap),
      groups: { count: 6, share: '80%', contagion: 8 },
    },
    credit: { hazardScale: 9 },
    matching: { caps: { group: '10%' }, freeLots: 2 },
    policies: { dispersion: { borrower: '1.2%', group: '16%', guarantor: '8%', bookFloor: '1M CNY' } },
  },
  /** Institutions and lenders who have the money, a drawn line, a buffer in a pool that lends. */
  bought: {
    ...SIZE,
    custody: 'pooled',
    clock: { horizon: '45d' },
    confidence: { mechanism: 'none' },
    failure: { liquidity: null, capitalFloor: null },
    platform: { creditLine: { limit: '100k CNY' } },
    policies: {
      buffer: { basis: 'claims', share: '11%', counts: 'pool', drawLine: false },
      playbook: [{ name: 'line', when: { idleCash: { above: '1 CNY' } }, do: ['drawCreditLine'] }],
    },
    institutions: {
      bank: {
        share: '60%',
        worstGrade: 'HR',
        limit: '2M CNY',
        overdueMax: '7%',
        onLeaving: 'sell',
        rebate: '1%',
      },
    },
    credit: { hazardScale: 6 },
  },
  /** A line that is called when costs have eaten what was drawn. */
  called: {
    ...SIZE,
    clock: { horizon: '40d' },
    opening: { lenders: 100, loansPerMonth: 30, platformCash: '20k CNY' },
    confidence: { mechanism: 'none' },
    failure: { liquidity: null, capitalFloor: null },
    platform: {
      creditLine: {
        limit: '200k CNY',
        covenants: { worth: { breachedWhen: { equity: { below: '0 CNY' } }, effect: 'call', callIn: '1d' } },
      },
    },
    policies: { buffer: { basis: 'claims', share: '30%' } },
  },
  hands: {
    ...SIZE,
    ...PEOPLE,
    custody: 'pooled',
    clock: { horizon: '60d' },
    confidence: { baseHazardDaily: '50bp', returnMean: '5d', neverReturnShare: '20%' },
    policies: { payout: { rule: 'fifo', promised: '1d' } },
    platform: {
      departments: {
        finance: { headcount: 1, competence: '60%', trainingPerDay: 0.5 },
        service: { headcount: 1, competence: '60%', trainingPerDay: 0.5 },
        technology: { headcount: 2, competence: '90%', trainingPerDay: 0.5 },
        review: { headcount: 1, competence: '90%', trainingPerDay: 0.5 },
        collections: { headcount: 1, competence: '90%', trainingPerDay: 0.5 },
      },
      technologyPerMonth: '100k CNY',
    },
    servicing: { loansPerCollector: 3 },
    operations: {
      finance: { payoutMinutes: 60, entryMinutes: 60, errorShare: '5%', untrainedErrorShare: '20%' },
      moneyInTransit: { offlineShare: '50%', transit: '1d', unidentifiedShare: '30%', searchMinutes: 60 },
      service: { contactMinutes: 30, contactsPerLenderMonth: 3, patience: '1d', errorShare: '10%' },
      incidents: {
        outagesPerYear: 8,
        attacksPerYear: 4,
        engineersNeeded: 4,
        visitsPerDay: 10,
        outageMean: '2d',
        dataLossShare: '50%',
      },
      backup: { localEvery: '4d', remoteEvery: '6d' },
      news: { outage: '5%', attack: '40%' },
    },
    failure: { operations: { stoppedBeyond: '9d' }, liquidity: null, capitalFloor: null },
    shocks: [
      { date: '9d', kind: 'outage', over: '1d', dataLoss: true },
      { date: '3d', kind: 'hack', over: '1d', stolen: '50k CNY' },
    ],
  },
  law: {
    ...SIZE,
    ...PEOPLE,
    clock: { horizon: '75d' },
    regime: [{ value: 'cn-2013' }, { from: '10d', value: 'cn-2017-12' }],
    policies: { compliance: 'never' },
    supervision: {
      inspectionsPerYear: 20,
      detection: '70%',
      rectification: '10d',
      measures: ['fine', 'balanceCap'],
      shrinkPerMonth: '0%',
    },
    failure: { liquidity: null, capitalFloor: null },
    shocks: [{ date: '14d', kind: 'inspection' }],
  },
  court: {
    ...SIZE,
    ...PEOPLE,
    clock: { horizon: '120d' },
    credit: { hazardScale: 12, prepayScale: 1 },
    regime: [{ value: 'cn-2013' }, { from: '1d', value: 'cn-2020-08' }],
    policies: { compliance: 'never' },
    supervision: { inspectionsPerYear: 0 },
    legal: { litigated: '80%' },
    pricing: { feeUpFront: true },
    guarantors: { anrui: { licensed: false }, huaxin: { licensed: false } },
    guarantee: { scheme: 'full', after: '10d' },
    failure: { liquidity: null, capitalFloor: null },
  },
  shared: {
    ...SIZE,
    ...PEOPLE,
    clock: { horizon: '120d' },
    credit: { hazardScale: 12, prepayScale: 1 },
    guarantors: {
      huaxin: { share: 1, counterGuarantee: { by: 'anrui', share: '60%', limit: '30k CNY' } },
      zhongyuan: { liquidShare: '0%' },
    },
    reserve: { contribution: { by: 'fee' } },
    guarantee: {
      scheme: 'partialShare',
      after: '10d',
      collectFirst: '5d',
      jointLiability: false,
      advanceOrder: ['guarantor', 'platform'],
    },
    failure: { liquidity: null, capitalFloor: null },
  },
  books: {
    ...SIZE,
    ...PEOPLE,
    clock: { horizon: '120d' },
    credit: { hazardScale: 12, prepayScale: 1 },
    guarantors: {
      huaxin: {
        share: 97,
        region: 'South',
        elsewhereRho: '60%',
        insolvencyFloor: '1k CNY',
        slowDays: '30d',
        slowBelow: '80%',
        loosens: { growth: 100, desperation: 100 },
      },
    },
    guarantee: { books: 'full', after: '10d' },
    failure: { liquidity: null, capitalFloor: null },
  },
  eager: {
    ...SIZE,
    ...PEOPLE,
    clock: { horizon: '75d' },
    opening: { book: 'empty', lenders: 100, loansPerMonth: 30, platformCash: '400k CNY' },
    guarantors: { huaxin: { share: 97, netAssets: '20M CNY', loosens: { growth: 200 } } },
    failure: { liquidity: null, capitalFloor: null },
  },
  tranche: {
    ...SIZE,
    ...PEOPLE,
    clock: { horizon: '120d' },
    credit: { hazardScale: 12, prepayScale: 1 },
    guarantors: { huaxin: { share: 1, firstLoss: '1%' } },
    guarantee: { scheme: 'firstLoss', after: '10d' },
    failure: { liquidity: null, capitalFloor: null },
  },
  plague: {
    ...SIZE,
    ...PEOPLE,
    clock: { horizon: '75d' },
    servicing: { loansPerCollector: 20 },
    assessment: { reviewsPerReviewerDay: 10, reviewPatience: '20d' },
    failure: { liquidity: { products: ['cash'], unpaidBeyond: '6d' } },
    shocks: [PLAGUE],
  },
  overdue: {
    ...SIZE,
    ...PEOPLE,
    clock: { horizon: '150d' },
    credit: {
      hazardScale: 10,
      prepayScale: 5,
      refinanceBeta: 1,
      chain: { cure: ['20%', '15%', '15%'], stay: ['40%', '35%', '35%'], roll: ['40%', '50%', '50%'] },
    },
    confidence: { fear: false },
    guarantee: { scheme: 'none' },
    pricing: {
      penalty: { perDay: '0.05%', capPerYear: '22%', lateFee: '30 CNY' },
      prepayFee: { share: '2%' },
      // New loans cost less than those that are there.
      termPremium: { 1: '-3%' },
      lenderRate: [
        { value: { AA: '12%', A: '12%', B: '12%', C: '13%', D: '14%', E: '14%', HR: '15%' } },
        { from: '20d', value: { AA: '8%', A: '8%', B: '8%', C: '9%', D: '9%', E: '9%', HR: '9%' } },
      ],
    },
    macro: {
      collateral: {
        path: [
          { date: '5d', level: 1 },
          { date: '140d', level: 0.7 },
        ],
        sigmaMonthly: '5%',
        elasticity: 0.2,
        depth: 3,
      },
    },
    platform: { departments: { collections: { headcount: 1 } } },
    loans: {
      vehicle: {
        share: 30,
        recoveryAfter: ['3d', '8d'],
        collateral: { saleAfter: '5d', pledgedTwice: '20%', saleCost: '5%' },
      },
      credit: { share: 40, recoveryShare: '29%', recoveryAfter: ['10d', '30d'] },
    },
    servicing: {
      partial: { share: '30%' },
      reage: { afterPayments: 1, share: '60%', mostTimes: 2 },
      extension: { fromBucket: 2, share: '30%', months: '1mo', mostTimes: 2 },
      restructuring: { fromBucket: 1, share: '20%', rateCut: '10%' },
      stages: [
        { kind: 'reminder', from: '2d', every: '10d', minutesPerCase: 100, cost: '5 CNY' },
        { kind: 'phone', from: '20d', minutesPerCase: 200, outsourced: '30%', cure: 1.2 },
        { kind: 'visit', from: '70d', minutesPerCase: 400, outsourced: '30%', recovery: 1.2 },
      ],
      badDebtSale: { every: '15d', after: '9d', price: '8%' },
      writeOff: '25d',
    },
    failure: { liquidity: null, capitalFloor: null },
  },
};
