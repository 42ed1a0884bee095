/** Whatever leaves for the account of a lender or an institution passes the hands that process payouts. */
import { describe, expect, it } from 'vitest';
import { prepareDay } from '../../../engine/day.ts';
import { creditCurves } from '../../../engine/finance/credit-curves.ts';
import { ACCOUNT } from '../../../engine/ledger/accounts.ts';
import { REASON, REASONS } from '../../../engine/ledger/reasons.ts';
import { checkLaws } from '../../../engine/laws/laws.ts';
import { prepareOperations } from '../../../engine/market/operations/operations.ts';
import { prepareDebts } from '../../../engine/market/triggers/debts.ts';
import { prepareWithdraw } from '../../../engine/market/11-withdraw/withdraw.ts';
import { openBook } from '../../../engine/opening/opening.ts';
import { promiseParts, testPromises } from '../../../engine/settle/promises.ts';
import { REQUEST } from '../../../engine/state/codes.ts';
import { requestWithdrawal } from '../../../engine/state/lenders.ts';
import { isDown } from '../../../engine/state/operations.ts';
import { createWorld, type World } from '../../../engine/state/world.ts';
import { emptyWorld, lender, runDays } from '../../helpers/market.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

const PAYOUT_MINUTES = 150;
const SIZE = [
  'opening={ lenders: 60, loansPerMonth: 8 }',
  'clock.horizon=75d',
  'macro.noise=false',
  'platform.liquidity.survival.longest=30d',
  'lenders={ churnPerMonth: 20%, pauseMean: 10d, visitGapMin: 1d, visitGapMax: 6d, idlePatience: 2d, neverReturnShare: 5% }',
  'institutions={ bank: { share: 35%, worstGrade: HR, limit: 2M CNY } }',
  `operations.finance={ payoutMinutes: ${PAYOUT_MINUTES}, errorShare: 4%, correction: 4d }`,
  'policies.playbook=[{ name: word, when: { withdrawalLate: { above: 10k CNY } }, clearWhen: { withdrawalLate: { below: 5k CNY } }, do: [{ disclose: { calm: 10%, plan: [{ after: 2d, share: 40% }, { after: 3d, share: 60% }] } }] }]',
];
const POOL = ['custody=pooled', 'regime=cn-2013', 'failure={ liquidity: null, capitalFloor: null }'];

const WORLDS: readonly (readonly [string, readonly string[]])[] = [
  [
    'lots and lock-in plans that are sold',
    [
      'products={ lots: { kind: lots, share: 40% }, month: { kind: plan, share: 60%, lockIn: 1mo, renewal: 50% } }',
    ],
  ],
  [
    'a pool with plans, money on demand, an outage and a bank holiday',
    [
      ...POOL,
      'products={ month: { kind: plan, share: 60%, lockIn: 1mo, renewal: 50% }, account: { kind: onDemand, share: 40% } }',
      'shocks=[{ date: 30d, kind: outage, over: 3d }, { date: 50d, kind: forceMajeure, over: 4d, payouts: 50% }]',
    ],
  ],
  [
    'payouts suspended while parts of plans are due',
    [
      ...POOL,
      'products={ lots: { kind: lots, share: 50% }, month: { kind: plan, share: 50%, lockIn: 1mo, renewal: 50% } }',
      'policies.playbook=[{ name: word, when: { withdrawalLate: { above: 10k CNY } }, clearWhen: { withdrawalLate: { below: 5k CNY } }, do: [{ disclose: { calm: 10%, plan: [{ after: 2d, share: 40% }, { after: 3d, share: 60% }] } }, { suspend: { for: 6d } }] }]',
    ],
  ],
];

const curves = creditCurves(loadSmall(SIZE).credit);

interface Payout {
  readonly stage: string;
  readonly lender: number;
}

/** Runs a world to its end; `each` is told of a day's payouts and of the minutes that finance had for them. */
function watched(
  set: readonly string[],
  each: (world: World, payouts: Payout[], minutes: number) => void,
): World {
  const world = createWorld(loadSmall([...SIZE, ...set]), 51, 0);
  openBook(world, curves);
  const runDay = prepareDay(world);
  const { ledger, platform, staff, scenario } = world;
  let payouts: Payout[] = [];
  const post = ledger.post.bind(ledger);
  ledger.post = (reason, amountFen, loan, party) => {
    if (reason === REASON.withdrawalPaid || reason === REASON.payoutAstray)
      payouts.push({ stage: world.stage, lender: party! });
    post(reason, amountFen, loan, party);
  };
  let overrun = 0;
  for (world.day = 0; world.day < scenario.clock.horizonDays; world.day++) {
    payouts = [];
    const { headcount, competence } = scenario.platform.departments.finance;
    const minutes = headcount * competence * platform.payrollPaidShare * 480 + overrun;
    runDay();
    each(world, payouts, minutes);
    overrun = Math.min(0, staff.leftMinutes[2]!);
    ledger.closeDay();
  }
  return world;
}

describe('every way out', () => {
  it('is a payout, a payout to a wrong account, or the work of a liquidator', () => {
    const names = (which: (reason: (typeof REASONS)[number]) => boolean) =>
      REASONS.filter(which).map(({ name }) => name);
    expect(names(({ to }) => to === ACCOUNT.outsideLenders)).toEqual([
      'withdrawalPaid',
      'distribution',
      'estateDistribution',
    ]);
    expect(names(({ from, to }) => from === ACCOUNT.lenderQueued && to === ACCOUNT.lenderTransit)).toEqual([
      'payoutAstray',
    ]);
  });

  it.each(WORLDS)('passes hands: %s', (_name, set) => {
    const seen = { parts: 0, plan: 0, busy: 0 };
    let institution = 0;
    watched(set, (world, payouts, minutes) => {
      const can = minutes <= 0 ? 0 : Math.ceil(minutes / PAYOUT_MINUTES);
      expect(payouts.length, `day ${world.day}`).toBeLessThanOrEqual(isDown(world) ? 0 : can);
      const { institutions, lenders, names, scenario } = world;
      const isPlan = (row: number) =>
        scenario.products[names.lenderProducts[lenders.product[row]!]!]!.kind !== 'lots';
      seen.parts += payouts.filter(({ stage }) => stage === 'triggers before payouts').length;
      institution += payouts.filter((one) => one.lender === institutions.lender[0]).length;
      seen.plan += payouts.filter((one) => isPlan(one.lender)).length;
      if (payouts.length === can) seen.busy += 1;
    });
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(0);
    if (set.every((value) => !POOL.includes(value))) expect(institution).toBeGreaterThan(0);
  });
});

describe('parts of a repayment plan', () => {
  const PARTS = [
    { afterDays: 2, cumulativePpm: 400_000 },
    { afterDays: 9, cumulativePpm: 1_000_000 },
  ];
  const OWED = 100_000;

  /** Three requests that were late on day 3 are promised in parts; a day's hands reach for two payouts. */
  function planned(set: readonly string[] = []) {
    const world = emptyWorld(
      loadSmall([
        'policies.payout={ rule: fifo, promised: 0d }',
        'operations.finance={ payoutMinutes: 240, errorShare: 0%, untrainedErrorShare: 0%, correction: 2d }',
        ...set,
      ]),
    );
    for (let i = 0; i < 3; i++)
      requestWithdrawal(world, lender(world, { cashFen: OWED }), OWED, REQUEST.exit);
    world.day = 3;
    expect(promiseParts(world, world.payouts.disclosures.add(), PARTS)).toBe(3 * OWED);
    const { morning, evening } = prepareOperations(world);
    const steps = [morning, prepareDebts(world), prepareWithdraw(world), evening, () => testPromises(world)];
    return { world, until: (day: number) => runDays(world, day, steps, () => checkLaws(world)) };
  }

  it('wait for hands: the word is broken with the money there, and nobody is paid by another way', () => {
    const { world, until } = planned();
    until(5);
    const { requests, payouts, operations } = world;
    expect([...requests.paidFen.subarray(0, 3)]).toEqual([40_000, 40_000, 0]);
    expect([...requests.promisedDay.subarray(0, 3)]).toEqual([12, 12, 5]);
    expect(operations.now.payoutsWaiting).toBe(1);
    expect(payouts.promises.missedFen[0]).toBe(40_000);
    until(6);
    expect(requests.paidFen[2]).toBe(40_000);
  });

  it('that are late for want of hands are so while payouts are suspended too', () => {
    const { world, until } = planned(['operations.finance.payoutMinutes=2000']);
    world.payouts.stop.suspendedUntil = 40;
    until(6);
    const { now, lateDays } = world.payouts;
    expect([...world.requests.paidFen.subarray(0, 3)]).toEqual([40_000, 0, 0]);
    expect([now.lateFen, now.lateProcessingFen, Math.max(...lateDays)]).toEqual([2 * OWED, 2 * OWED, 0]);
  });

  it('that went to a wrong account are still owed, come back and are sent once more', () => {
    const { world, until } = planned([
      'operations.finance.errorShare=100%',
      'operations.finance.payoutMinutes=1',
    ]);
    until(6);
    const { requests, ledger } = world;
    expect([requests.paidFen[0], requests.astrayFen[0]]).toEqual([0, 40_000]);
    expect(requests.promisedDay[0]).toBe(5);
    expect(world.payouts.promises.missedFen[0]).toBe(3 * 40_000);
    until(7);
    expect(ledger.totalFen[REASON.payoutReturned]).toBe(3 * 40_000);
    expect(requests.astrayFen[0]).toBe(40_000);
  });

  it('are not paid while the system is down, and by half where the bank carries out half', () => {
    const down = planned(['shocks=[{ date: 4d, kind: outage, over: 2d }]']);
    down.until(5);
    expect([...down.world.requests.paidFen.subarray(0, 3)]).toEqual([0, 0, 0]);
    const half = planned([
      'operations.finance.payoutMinutes=1',
      'shocks=[{ date: 5d, kind: forceMajeure, over: 1d, payouts: 50% }]',
    ]);
    half.world.majeure.now.payouts = 0.5;
    half.until(5);
    const sent = half.world.requests.paidFen.subarray(0, 3).reduce((sum, fen) => sum + fen, 0);
    expect(sent).toBe(60_000);
  });
});
