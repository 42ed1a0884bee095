/** Changes that a value alone can't make: what only moves with others, and the forms that plays and amounts take. */
import { PLAGUE, shocksOn, type Written, type WrittenMap } from './worlds.ts';

const FIVES = ['5%', '5%', '5%'];
const chain = (cure: Written, stay: Written, roll: Written): WrittenMap => ({
  credit: { chain: { cure, stay, roll } },
});
const weights = (country: string, sector: string, region: string): WrittenMap => ({
  macro: { weights: { country, sector, region } },
});

const exits = (key: string, value: Written): readonly [string, WrittenMap] => [
  'exits',
  { policies: { exits: { [key]: value } } },
];
const limitOf = (side: string, key: string, value: Written): readonly [string, WrittenMap] => [
  'exits',
  { matching: { reservation: { [side]: { [key]: value } } } },
];

const bank = (change: WrittenMap): readonly [string, WrittenMap] => [
  'funding',
  { institutions: { bank: change } },
];
const line = (change: WrittenMap): readonly [string, WrittenMap] => [
  'funding',
  { platform: { creditLine: change } },
];
const worth = (change: WrittenMap): readonly [string, WrittenMap] => line({ covenants: { worth: change } });
const holder = (name: string, change: WrittenMap): readonly [string, WrittenMap] => [
  'funding',
  { platform: { shareholders: { [name]: change } } },
];
const buffer = (world: string, change: WrittenMap): readonly [string, WrittenMap] => [
  world,
  { policies: { buffer: change } },
];
const measured = (change: WrittenMap): readonly [string, WrittenMap] => [
  'cover',
  { platform: { liquidity: change } },
];

const supervised = (change: WrittenMap): readonly [string, WrittenMap] => ['law', { supervision: change }];
const plague = (change: WrittenMap): readonly [string, WrittenMap] => [
  'plague',
  { shocks: [{ ...PLAGUE, ...change }] },
];

/** The law in force, who looks after it, courts, and acts of God. */
const LAW: Readonly<Record<string, readonly [world: string, change: WrittenMap]>> = {
  regime: ['law', { regime: 'cn-2013' }],
  'policies.compliance': ['law', { policies: { compliance: 'atOnce' } }],
  'supervision.inspectionsPerYear': supervised({ inspectionsPerYear: 0 }),
  'supervision.detection': supervised({ detection: '100%' }),
  'supervision.rectification': supervised({ rectification: '20d' }),
  'supervision.measures.#': supervised({ measures: ['filingRefused'] }),
  'supervision.fine': supervised({ fine: '1k CNY' }),
  'supervision.shrinkPerMonth': supervised({ shrinkPerMonth: '50%' }),
  'supervision.news': supervised({ news: '90%' }),
  'supervision.newsHalfLife': supervised({ newsHalfLife: '3d' }),
  'legal.litigated': ['court', { legal: { litigated: '0%' } }],
  'legal.overCap': ['court', { legal: { overCap: '10%' } }],
  'legal.unlicensed': ['court', { legal: { unlicensed: '0%' } }],
  'pricing.feeUpFront': ['court', { pricing: { feeUpFront: false } }],
  'guarantors.*.counterGuarantee.by': [
    'shared',
    { guarantors: { huaxin: { counterGuarantee: { by: 'zhongyuan' } } } },
  ],
  'guarantors.*.licensed': ['court', { guarantors: { anrui: { licensed: true } } }],
  'shocks.#.date (kind: inspection)': ['law', { shocks: [{ date: '30d', kind: 'inspection' }] }],
  'shocks.#.region (kind: forceMajeure)': plague({ region: null }),
  'shocks.#.reviewers (kind: forceMajeure)': plague({ reviewers: '100%' }),
  'shocks.#.collectors (kind: forceMajeure)': plague({ collectors: '100%' }),
  'shocks.#.payouts (kind: forceMajeure)': plague({ payouts: '100%' }),
  'shocks.#.pdMultiplier (kind: forceMajeure)': plague({ pdMultiplier: 9 }),
  'shocks.#.holiday (kind: forceMajeure)': plague({ holiday: true }),
  'shocks.#.tolled (kind: forceMajeure)': plague({ tolled: false }),
};

/** What funds the platform beside its lenders: one change each, in a world where it tells. */
const FUNDING: Readonly<Record<string, readonly [world: string, change: WrittenMap]>> = {
  'institutions.*.from': bank({ from: '5d' }),
  'institutions.*.worstGrade': bank({ worstGrade: 'AA' }),
  'institutions.*.minYield': bank({ minYield: '12%' }),
  'institutions.*.share': bank({ share: '50%' }),
  'institutions.*.limit': bank({ limit: '20k CNY' }),
  'institutions.*.bookShareMax': ['bought', { institutions: { bank: { bookShareMax: '0.5%' } } }],
  'institutions.*.overdueMax': ['bought', { institutions: { bank: { overdueMax: '3%' } } }],
  'institutions.*.onLeaving': ['bought', { institutions: { bank: { onLeaving: 'runOff' } } }],
  'institutions.*.rebate': ['bought', { institutions: { bank: { rebate: '3%' } } }],
  'platform.creditLine.covenants.*.breachedWhen': worth({ breachedWhen: { equity: { below: '-5M CNY' } } }),
  'platform.creditLine.covenants.*.effect': [
    'called',
    { platform: { creditLine: { covenants: { worth: { effect: 'refuse' } } } } },
  ],
  'platform.creditLine.covenants.*.callIn': [
    'called',
    { platform: { creditLine: { covenants: { worth: { callIn: '5d' } } } } },
  ],
  'platform.creditLine.repayAbove': ['bought', { platform: { creditLine: { repayAbove: '1k CNY' } } }],
  'platform.shareholders.*.share': holder('owner', { share: '5%' }),
  'platform.shareholders.*.liquid': holder('owner', { liquid: '1k CNY' }),
  'platform.shareholders.*.late': holder('owner', { late: '9d' }),
  'platform.shareholders.*.guarantor': holder('anrui', { guarantor: null }),
  'platform.shareholders.*.refusesBelow': holder('owner', { refusesBelow: '5M CNY' }),
  'platform.liquidity.coverage.stableRunOff': measured({ coverage: { stableRunOff: '3%' } }),
  'platform.liquidity.coverage.lessStableRunOff': measured({ coverage: { lessStableRunOff: '25%' } }),
  'platform.liquidity.coverage.stableUpTo': measured({ coverage: { stableUpTo: '1k CNY' } }),
  'platform.liquidity.coverage.inflowShare': measured({ coverage: { inflowShare: '10%' } }),
  'platform.liquidity.coverage.inflowCap': measured({ coverage: { inflowCap: '30%' } }),
  'platform.liquidity.survival.runOffPerDay': measured({ survival: { runOffPerDay: '9%' } }),
  'platform.liquidity.survival.paidShare': measured({ survival: { paidShare: '10%' } }),
  'platform.liquidity.survival.longest': measured({ survival: { longest: '2d' } }),
  'policies.buffer.basis': buffer('cover', { basis: 'coverage' }),
  'policies.buffer.share': buffer('funding', { share: '1%' }),
  'policies.buffer.counts': buffer('cover', { counts: 'own' }),
  'policies.buffer.drawLine': buffer('funding', { drawLine: false }),
  'policies.buffer.throttleTo': buffer('funding', { throttleTo: '10%' }),
  'policies.buffer.holdLending': buffer('bought', { holdLending: true }),
  'failure.creditDefault': ['called', { failure: { creditDefault: false } }],
};

const governed = (change: WrittenMap): readonly [string, WrittenMap] => [
  'governed',
  { platform: { governance: change } },
];

/** Fields that only move together with others: the world, and all that changes in it. */
export const TOGETHER: Readonly<Record<string, readonly [world: string, change: WrittenMap]>> = {
  ...LAW,
  'macro.weights.country': ['market', weights('50%', '30%', '20%')],
  'macro.weights.sector': ['market', weights('20%', '60%', '20%')],
  'macro.weights.region': ['market', weights('50%', '20%', '30%')],
  'credit.chain.cure.#': ['market', chain(['50%', '25%', '15%'], FIVES, ['45%', '70%', '80%'])],
  'credit.chain.stay.#': ['market', chain(['60%', '25%', '15%'], ['15%', '5%', '5%'], ['25%', '70%', '80%'])],
  'credit.chain.roll.#': ['market', chain(['60%', '25%', '35%'], FIVES, ['35%', '70%', '60%'])],
  'products.*.kind': ['market', { products: { lots: { kind: 'plan', lockIn: '1mo' } } }],
  // Most worlds have no exits that wait, and none a discount: the one that has is gone to at once.
  'policies.exits.rule': exits('rule', 'matched'),
  'policies.exits.part': exits('part', '20k CNY'),
  'policies.exits.discount': exits('discount', false),
  'policies.exits.expiry': exits('expiry', '3d'),
  'policies.exits.queueFee': exits('queueFee', '90%'),
  'matching.reservation.seller.least': limitOf('seller', 'least', '25%'),
  'matching.reservation.seller.most': limitOf('seller', 'most', '5%'),
  'matching.reservation.seller.fear': limitOf('seller', 'fear', '90%'),
  'matching.reservation.seller.perMonthWaited': limitOf('seller', 'perMonthWaited', '90%'),
  'matching.reservation.buyer.least': limitOf('buyer', 'least', '70%'),
  'matching.reservation.buyer.most': limitOf('buyer', 'most', '30%'),
  'matching.reservation.buyer.fear': limitOf('buyer', 'fear', '90%'),
  'servicing.paymentOrder.#': [
    'overdue',
    { servicing: { paymentOrder: ['penalty', 'costs', 'principal', 'interest'] } },
  ],
  'guarantee.advanceOrder.#': ['market', { guarantee: { advanceOrder: ['reserve', 'guarantor'] } }],
  'guarantee.proceedsOrder.#': [
    'market',
    { guarantee: { proceedsOrder: ['reserve', 'guarantor', 'lenders'] } },
  ],
  'shocks.#.guarantor (kind: guarantorLoss)': ['market', { shocks: shocksOn('jinding') }],
  'failure.liquidity.byProduct.*': [
    'run',
    { failure: { liquidity: { products: ['cash'], unpaidBeyond: '4d', byProduct: { cash: '30d' } } } },
  ],
  'platform.selfFinancing.useShare': ['owners', { platform: { selfFinancing: { useShare: '100%' } } }],
  'platform.selfFinancing.lookAlike': ['owners', { platform: { selfFinancing: { lookAlike: 'vehicle' } } }],
  'policies.payout.gate.when': [
    'turns',
    { policies: { payout: { gate: { when: { withdrawalQueue: { above: '30k CNY' } } } } } },
  ],
  ...Object.fromEntries(
    [
      ['channels', 'promises', false],
      ['weights', 'promises', 1],
      ['promises', 'kept', '90%'],
      ['promises', 'lag', '6d'],
      ['promises', 'halfLife', '3d'],
      ['silence', 'growthDaily', '9%'],
      ['silence', 'grace', '2d'],
      ['leak', 'hazardDaily', '0%'],
      ['leak', 'loudness', 9],
      ['leak', 'halfLife', '2d'],
    ].map(([block, field, value]) => [
      `confidence.${String(block)}.${String(field)}`,
      ['promises', { confidence: { [String(block)]: { [String(field)]: value! } } }] as const,
    ]),
  ),
  'confidence.channels.complaints': ['hands', { confidence: { channels: { complaints: false } } }],
  'confidence.lags.complaints': ['hands', { confidence: { lags: { complaints: '1d' } } }],
  'confidence.weights.complaints': ['hands', { confidence: { weights: { complaints: 24 } } }],
  'assessment.greyBand': ['empty', { assessment: { greyBand: 18 } }],
  'confidence.channels.elsewhere': ['elsewhere', { confidence: { channels: { elsewhere: false } } }],
  'confidence.lags.elsewhere': ['elsewhere', { confidence: { lags: { elsewhere: '4d' } } }],
  'confidence.elsewhere.platforms': ['elsewhere', { confidence: { elsewhere: { platforms: 1 } } }],
  'confidence.holdBack': ['promises', { confidence: { holdBack: 2 } }],
  'confidence.elsewhere.leaveShare': ['elsewhere', { confidence: { elsewhere: { leaveShare: '10%' } } }],
  'shocks.#.date (kind: insiderLeak)': ['promises', { shocks: [{ date: '44d', kind: 'insiderLeak' }] }],
  ...FUNDING,
  'borrowersRun.earlierShare': ['evasion', { borrowersRun: { earlierShare: '60%' } }],
  'borrowersRun.funding': ['evasion', { borrowersRun: { funding: false } }],
  'borrowersRun.leavingAt': ['evasion', { borrowersRun: { leavingAt: '10%' } }],
  'borrowersRun.fearAt': ['evasion', { borrowersRun: { fearAt: 2 } }],
  'policies.targets.growthPerMonth': ['aiming', { policies: { targets: { growthPerMonth: '90%' } } }],
  'policies.targets.loosen': ['aiming', { policies: { targets: { loosen: 90 } } }],
  'platform.governance.management.limit': governed({ management: { limit: '9k CNY' } }),
  'platform.governance.management.notice': governed({ management: { notice: '2d' } }),
  'platform.governance.board.limit': governed({ board: { limit: '7k CNY' } }),
  'platform.governance.board.notice': governed({ board: { notice: '5d' } }),
  'platform.governance.meeting.notice': governed({ meeting: { notice: '9d' } }),
  'platform.governance.meeting.majority': governed({ meeting: { majority: '80%' } }),
  'platform.governance.subscribed': governed({ subscribed: '5k CNY' }),
  'platform.governance.supervisoryBoard': governed({ supervisoryBoard: '100%' }),
  'earlyWarning.lights.*.when': [
    'market',
    { earlyWarning: { lights: { busy: { when: { contracts: { above: 0 } } } } } },
  ],
  'earlyWarning.lights.*.clearWhen': [
    'market',
    { earlyWarning: { lights: { busy: { clearWhen: { idleCash: { below: '1 CNY' } } } } } },
  ],
  'earlyWarning.lights.*.after': ['market', { earlyWarning: { lights: { busy: { after: '9d' } } } }],
  'failure.liquidity.products.#': [
    'run',
    { failure: { liquidity: { products: ['month'], unpaidBeyond: '4d' } } },
  ],
};

const when = (bound: string): WrittenMap => ({ idleCash: { above: bound } });
const play = (action: Written, more: WrittenMap = {}): WrittenMap => ({
  platform: { creditLine: { limit: '100k CNY' } },
  policies: { playbook: [{ when: when('1 CNY'), do: [action], ...more }] },
});
const act = (action: Written, other: Written): readonly [WrittenMap, WrittenMap] => [
  play(action),
  play(other),
];
const STOP = { suspend: { for: '30d' } };
const REOPENS = { when: when('1 CNY'), do: ['reopen'], delay: '5d' };
const LATE: WrittenMap = { withdrawalLate: { above: '1 CNY' } };
/** Withdrawals late under a cap, which parts of a plan don't count in. */
const late = (plan: string): WrittenMap => {
  const payout = { rule: 'fifo', promised: '1 workdays', dailyCap: '500 CNY' };
  const plays = [{ when: LATE, do: [{ disclose: { plan } }] }];
  return { policies: { payout, playbook: plays } };
};
const PACKETS = { share: '1%', budget: '9k CNY', over: '9d' };
const packets = (more: WrittenMap): WrittenMap => ({ redPackets: { ...PACKETS, ...more } });
const LOAN = { amount: '5k CNY', over: '3d' };
const ask = (more: WrittenMap): WrittenMap => ({ askGuarantors: { ...LOAN, ...more } });
/** The board may call what is subscribed. */
const governedPlay = (more: WrittenMap): WrittenMap => ({
  ...play(CALL, more),
  platform: {
    governance: { subscribed: '9k CNY' },
    shareholders: {
      a: { share: '30%', liquid: '9M CNY' },
      b: { share: '30%', liquid: '9M CNY' },
      c: { share: '30%', liquid: '9M CNY' },
      others: { share: '10%', founder: false },
    },
  },
});
const SPEAK: Written = { disclose: { calm: '30%' } };
const CALL = { callCapital: { amount: '5k CNY', delay: '3d' } };

/** Two plays that differ in the named part of an action, or of a play. */
export const PLAYS: Readonly<Record<string, readonly [WrittenMap, WrittenMap]>> = {
  drawCreditLine: [{ platform: { creditLine: { limit: '100k CNY' } } }, play('drawCreditLine')],
  raiseRate: act({ raiseRate: '1%' }, { raiseRate: '3%' }),
  'disclose.calm': act({ disclose: { calm: '10%' } }, { disclose: { calm: '30%' } }),
  'disclose.halfLife': act({ disclose: { calm: '10%' } }, { disclose: { calm: '10%', halfLife: '5d' } }),
  'disclose.plan': [late('9d'), late('5d')],
  staySilent: [play(SPEAK), { policies: { playbook: [{ when: when('1 CNY'), do: ['staySilent', SPEAK] }] } }],
  'redPackets.share': act(packets({}), packets({ share: '2%' })),
  'redPackets.budget': act(packets({}), packets({ budget: '50 CNY' })),
  'redPackets.over': act(packets({}), packets({ over: '20d' })),
  'redPackets.pull': act(packets({}), packets({ pull: 4 })),
  releaseReserve: act({ releaseReserve: '1k CNY' }, { releaseReserve: '9k CNY' }),
  'askGuarantors.amount': act(ask({}), ask({ amount: '9k CNY' })),
  'askGuarantors.over': act(ask({}), ask({ over: '9d' })),
  'askGuarantors.rate': act(ask({}), ask({ rate: '50%' })),
  'askGuarantors.keeps': act(ask({ amount: '900M CNY' }), ask({ amount: '900M CNY', keeps: '90%' })),
  topUpReserve: act({ topUpReserve: '1k CNY' }, { topUpReserve: '9k CNY' }),
  'callCapital.amount': act(CALL, { callCapital: { amount: '9k CNY', delay: '3d' } }),
  'callCapital.delay': act(CALL, { callCapital: { amount: '5k CNY', delay: '9d' } }),
  throttleLending: act({ throttleLending: '60%' }, { throttleLending: '20%' }),
  'suspend.for': act({ suspend: { for: '10d' } }, { suspend: { for: '20d' } }),
  reopen: [play(STOP), { policies: { playbook: [{ when: when('1 CNY'), do: [STOP] }, REOPENS] } }],
  'overtime.department': act(
    { overtime: { department: 'finance', hoursPerDay: 8 } },
    { overtime: { department: 'service', hoursPerDay: 8 } },
  ),
  'overtime.hoursPerDay': act(
    { overtime: { department: 'review', hoursPerDay: 1 } },
    { overtime: { department: 'review', hoursPerDay: 8 } },
  ),
  'hire.department': act(
    { hire: { department: 'finance', persons: 9, delay: '2d' } },
    { hire: { department: 'review', persons: 9, delay: '2d' } },
  ),
  'hire.persons': act(
    { hire: { department: 'review', persons: 1, delay: '2d' } },
    { hire: { department: 'review', persons: 9, delay: '2d' } },
  ),
  'hire.delay': act(
    { hire: { department: 'review', persons: 9, delay: '2d' } },
    { hire: { department: 'review', persons: 9, delay: '9d' } },
  ),
  when: [play(CALL), play(CALL, { when: when('90M CNY') })],
  clearWhen: [
    play({ raiseRate: '1%' }),
    play({ raiseRate: '1%' }, { clearWhen: { guarantorsFailed: { below: 1 } } }),
  ],
  do: [play(CALL), play({ topUpReserve: '1k CNY' })],
  after: [play(CALL), play(CALL, { after: '5d' })],
  times: [
    play(CALL, { when: { contracts: { above: 0.5 } }, times: 1 }),
    play(CALL, { when: { contracts: { above: 0.5 } }, times: 2 }),
  ],
  cost: [play(CALL, { cost: '1k CNY' }), play(CALL, { cost: '2k CNY' })],
  // Who decides, and when, where the board may call what is subscribed.
  needs: [governedPlay({}), governedPlay({ needs: 'meeting' })],
  from: [play(CALL), play(CALL, { from: '9d' })],
  until: [play({ raiseRate: '1%' }), play({ raiseRate: '1%' }, { until: '9d' })],
  delay: [play(CALL), play(CALL, { delay: '5d' })],
};

const K1 = { fixed: '1k CNY' };
const K2 = { fixed: '2k CNY' };
const choice = (bound: string, then: Written, other: Written): WrittenMap => ({
  if: when(bound),
  then,
  else: other,
});

/** Two targets of the reserve that differ in the named part of an amount. */
export const AMOUNTS: Readonly<Record<string, readonly [WrittenMap, WrittenMap]>> = {
  fixed: [K1, K2],
  pctOf: [
    { pctOf: 'outstanding', rate: '2%' },
    { pctOf: 'expectedLoss12m', rate: '2%' },
  ],
  rate: [
    { pctOf: 'outstanding', rate: '2%' },
    { pctOf: 'outstanding', rate: '3%' },
  ],
  max: [{ min: [K1, K2] }, { max: [K1, K2] }],
  min: [{ sum: [K1, K2] }, { min: [K1, K2] }],
  sum: [{ max: [K1, K2] }, { sum: [K1, K2] }],
  if: [choice('1 CNY', K1, K2), choice('90M CNY', K1, K2)],
  then: [choice('1 CNY', K1, K2), choice('1 CNY', { fixed: '3k CNY' }, K2)],
  else: [choice('90M CNY', K1, K2), choice('90M CNY', K1, { fixed: '3k CNY' })],
};
