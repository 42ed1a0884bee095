/** Small worlds of every kind, for properties that must hold in all of them. */
import fc from 'fast-check';
import { PAYOUT_RULE_NAMES } from '../../engine/base/vocabulary.ts';
import type { Gate, Payout, Scenario, Shock } from '../../engine/scenario/scenario.ts';
import { loadSmall } from './scenarios.ts';

type Deep<T> = T extends readonly unknown[] | number | string | boolean | null
  ? T
  : { readonly [K in keyof T]?: Deep<T[K]> };

export type Overrides = Deep<Scenario>;

/** A scenario with values replaced at any depth; lists are replaced whole. */
export function override<T>(base: T, overrides: Deep<NoInfer<T>> | undefined): T {
  if (overrides === undefined) return base;
  if (overrides === null) return null as T;
  if (typeof base !== 'object' || base === null || Array.isArray(base) || typeof overrides !== 'object') {
    return overrides as T;
  }
  const result: Record<string, unknown> = { ...(base as Record<string, unknown>) };
  for (const [key, value] of Object.entries(overrides as Record<string, unknown>)) {
    result[key] = key in result ? override(result[key], value as never) : value;
  }
  return result as T;
}

/** A world of 60 lenders and 12 loans a month, for so many days. */
export function tinyScenario(days = 120, overrides: Overrides = {}): Scenario {
  const small = loadSmall();
  const quarter = (fen: number) => Math.round(fen / 5);
  const tiny = override(small, {
    // Nothing is forbidden that a test could ask for.
    regime: [{ fromDay: 0, value: 'cn-2013' }],
    clock: { horizonDays: days },
    opening: { lenders: 60, loansPerMonth: 12, platformCashFen: quarter(small.opening.platformCashFen) },
  });
  return override(tiny, overrides);
}

const shock: fc.Arbitrary<Shock> = fc.oneof(
  fc.record({
    kind: fc.constant('rumour' as const),
    day: fc.integer({ min: 0, max: 60 }),
    intensity: fc.double({ min: 0.1, max: 2, noNaN: true }),
    halfLifeDays: fc.integer({ min: 2, max: 40 }),
  }),
  fc.record({
    kind: fc.constant('creditStress' as const),
    day: fc.integer({ min: 0, max: 60 }),
    pdMultiplier: fc.double({ min: 1, max: 12, noNaN: true }),
    recoveryMultiplier: fc.double({ min: 0, max: 1, noNaN: true }),
    overDays: fc.integer({ min: 1, max: 90 }),
  }),
  fc.record({
    kind: fc.constant('guarantorLoss' as const),
    day: fc.integer({ min: 0, max: 60 }),
    guarantor: fc.constantFrom('huaxin', 'jinding'),
    shareOfLiquid: fc.double({ min: 0.5, max: 1, noNaN: true }),
  }),
);

const payout: fc.Arbitrary<Payout> = fc.record({
  rule: fc.constantFrom(...PAYOUT_RULE_NAMES),
  promisedDays: fc.integer({ min: 0, max: 5 }),
  workdays: fc.boolean(),
  noDay: fc.constantFrom(false, false, true),
  dailyCapFen: fc.constantFrom(null, 1_000_000, 50_000_000),
  perLenderDailyCapFen: fc.constantFrom(null, 300_000, 5_000_000),
  partFen: fc.constantFrom(1, 100_000, 3_000_000),
  cancel: fc.boolean(),
  gate: fc.constantFrom<Gate | null>(
    null,
    null,
    { when: { figure: 'withdrawalQueueFen', side: 'above', value: 3_000_000 }, forDays: 12 },
    { when: null, forDays: 20 },
  ),
});

/** A rule, and another one from a day on. */
const payoutRows = fc.tuple(payout, payout, fc.constantFrom(0, 30, 55)).map(([first, then, fromDay]) =>
  fromDay === 0
    ? [{ fromDay: 0, value: first }]
    : [
        { fromDay: 0, value: first },
        { fromDay, value: then },
      ],
);

const playbook: Scenario['policies']['playbook'] = [
  {
    name: 'outflow',
    when: { figure: 'netOutflow7d', side: 'above', value: 0.02 },
    clearWhen: { figure: 'netOutflow7d', side: 'below', value: 0 },
    actions: [
      { kind: 'drawCreditLine' },
      { kind: 'raiseRate', by: 0.01 },
      {
        kind: 'disclose',
        calm: 0.3,
        halfLifeDays: 10,
        plan: [
          { afterDays: 5, cumulativePpm: 300_000 },
          { afterDays: 15, cumulativePpm: 1_000_000 },
        ],
      },
      { kind: 'redPackets', share: 0.01, budgetFen: 50_000, overDays: 10, pull: 2 },
      { kind: 'releaseReserve', fen: 200_000 },
      { kind: 'askGuarantors', fen: 2_000_000, overDays: 12, ratePerYear: 0.12, keeps: 0.05 },
      { kind: 'topUpReserve', fen: 100_000 },
      { kind: 'callCapital', fen: 5_000_000, delayDays: 4 },
      { kind: 'throttleLending', to: 0.5 },
    ],
    delayDays: 1,
  },
  ...([0, 6] as const).map((delayDays) => ({
    name: `stop-${delayDays}`,
    when: { figure: 'withdrawalQueueFen', side: 'above', value: 8_000_000 } as const,
    clearWhen: { figure: 'withdrawalQueueFen', side: 'below', value: 2_000_000 } as const,
    actions: [{ kind: 'suspend', forDays: 9 } as const],
    delayDays,
  })),
  {
    name: 'go-on',
    when: { figure: 'withdrawalQueueFen', side: 'above', value: 20_000_000 },
    clearWhen: { figure: 'withdrawalQueueFen', side: 'below', value: 20_000_000 },
    actions: [{ kind: 'reopen' }],
    delayDays: 3,
  },
];

const overridesOf = fc.record({
  custody: fc.constantFrom('segregated' as const, 'pooled' as const),
  plans: fc.boolean(),
  payout: payoutRows,
  haircut: fc.constantFrom(0, 0.5, 1),
  plays: fc.boolean(),
  shocks: fc.array(shock, { maxLength: 3 }),
  scheme: fc.constantFrom('none' as const, 'full' as const, 'principalOnly' as const, 'reserveInOrder' as const, 'reserveProRata' as const),
  fundedBy: fc.constantFrom('platformFee' as const, 'borrowerSurcharge' as const, 'lenderSpread' as const),
  release: fc.boolean(),
  topUp: fc.boolean(),
  transfers: fc.boolean(),
  order: fc.constantFrom('longestWaiting' as const, 'largestFirst' as const),
  mechanism: fc.constantFrom('hazard' as const, 'threshold' as const, 'epidemic' as const, 'none' as const),
  graph: fc.constantFrom('contact' as const, 'community' as const, 'complete' as const),
  baseHazardDaily: fc.constantFrom(0.0001, 0.01),
  empty: fc.boolean(),
  lotMultiple: fc.constantFrom(1, 3),
  hazardScale: fc.constantFrom(1, 6),
  capitalFloorFen: fc.constantFrom(null, 0),
  startDate: fc.constantFrom('2016-01-01', '2017-01-15', '2018-02-28'),
}); // prettier-ignore

/** Scenarios that reach every branch: custody, schemes, payout rules, plans, failures, wind-downs. */
export function arbitraryScenario(days = 100): fc.Arbitrary<Scenario> {
  return overridesOf.map((o) => {
    const base = tinyScenario(days);
    const { lotMultipleByGrade } = base.splitting;
    return override(base, {
      custody: o.custody,
      shocks: o.shocks,
      clock: { startDate: o.startDate },
      opening: { book: o.empty ? 'empty' : 'seasoned' },
      products: o.plans ? { plan: { kind: 'plan', share: 1, lockInMonths: 1, renewal: 0.6 } } : {},
      guarantee: { scheme: o.scheme },
      reserve: { fundedBy: o.fundedBy, release: o.release, topUp: o.topUp },
      matching: { transfers: o.transfers, order: o.order },
      splitting: {
        lotMultipleByGrade: { ...lotMultipleByGrade, C: o.lotMultiple, D: o.lotMultiple, E: o.lotMultiple },
      },
      confidence: { mechanism: o.mechanism, graph: o.graph, baseHazardDaily: o.baseHazardDaily },
      credit: { hazardScale: o.hazardScale },
      policies: {
        payout: o.payout,
        haircut: [{ fromDay: 0, value: { share: o.haircut, below: 1.5 } }],
        playbook: o.plays ? playbook : [],
        poolPaysCosts: o.custody === 'pooled',
      },
      platform: { creditLine: { limitFen: 20_000_000 } },
      failure: {
        liquidity: { products: o.plans ? ['cash', 'plan'] : ['cash'], unpaidBeyondDays: 7 },
        capitalFloorFen: o.capitalFloorFen,
        reserve: true,
        guarantorCascade: 0.5,
        windDown: { distributionEveryDays: 10 },
      },
    });
  });
}
