/** A regime that comes into force, the inspector who looks, and the orders that follow. */
import { beforeAll, describe, expect, it } from 'vitest';
import { ACCOUNT } from '../../../engine/ledger/accounts.ts';
import { KPI_INDEX, type KpiName } from '../../../engine/metrics/catalog.ts';
import type { ReplicationOutcome } from '../../../engine/outcome.ts';
import type { Scenario } from '../../../engine/scenario/scenario.ts';
import { simulateScenario } from '../../../engine/simulate.ts';
import { FLOW } from '../../../engine/state/flow.ts';
import type { MarketEvent } from '../../../engine/state/events.ts';
import type { World } from '../../../engine/state/world.ts';
import { override, tinyScenario, type Overrides } from '../../helpers/arbitrary-scenario.ts';

const COMES = 20;
const INSPECTED = 30;
const GRACE = 25;

type Supervision = NonNullable<Scenario['supervision']>;
const REGULATOR: Supervision = {
  inspectionsPerYear: 0,
  detection: 1,
  rectificationDays: GRACE,
  measures: ['fine', 'balanceCap', 'filingRefused', 'closure'],
  fineFen: 3_000_000,
  shrinkPerMonth: 0.1,
  news: 0.2,
  newsHalfLifeDays: 30,
};

const CALM: Overrides = {
  confidence: { mechanism: 'none' },
  failure: { liquidity: null, capitalFloorFen: null, reserve: false },
};

/** Under the rules of 2013 until the notice of December 2017 comes into force. */
function tightened(
  compliance: 'atOnce' | 'whenFound' | 'never',
  regulator: Partial<Supervision> = {},
  more: Overrides = {},
  days = 150,
): Scenario {
  const base = override(
    tinyScenario(days, {
      ...CALM,
      regime: [
        { fromDay: 0, value: 'cn-2013' },
        { fromDay: COMES, value: 'cn-2017-12' },
      ],
      policies: { compliance: [{ fromDay: 0, value: compliance }] },
      shocks: [{ kind: 'inspection', day: INSPECTED }],
    }),
    more,
  );
  return { ...base, supervision: { ...REGULATOR, ...regulator } };
}

interface Seen {
  readonly outcome: ReplicationOutcome;
  readonly events: readonly MarketEvent[];
  readonly world: World;
}

/** Runs a world; `look` is called in the evening of each day, after treasury. */
function run(scenario: Scenario, look: (world: World) => void = () => undefined, seed = 3): Seen {
  let last: World | null = null;
  const outcome = simulateScenario(scenario, {
    seed,
    watch: (stage, world) => {
      last = world;
      if (stage === 'treasury') look(world);
    },
  });
  expect(outcome.error).toBeNull();
  return { outcome, events: last!.events.events, world: last! };
}

const kpi = ({ outcome }: Seen, name: KpiName) => outcome.kpis[KPI_INDEX[name]]!;
const ofKind = ({ events }: Seen, kind: string) =>
  events.filter((event) => event.kind === kind).map(({ day, subject }) => [day, subject]);
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

describe('a breach that nobody puts right', () => {
  let seen: Seen;
  const allowed: number[] = [];
  beforeAll(() => {
    seen = run(tightened('never', { shrinkPerMonth: 0.03 }), ({ law, book, ledger, flow, day }) => {
      // The balance alone may be above what is allowed: it shrinks as fast as borrowers repay.
      if (law.now.capDay < 0 || flow[FLOW.approved] === 0) return;
      const capFen = law.now.capFen * 0.97 ** ((day - law.now.capDay) / 30);
      const committedFen = book.outstandingFen + book.listingsOpenFen + ledger.balance(ACCOUNT.lenderHeld);
      allowed.push(committedFen / capFen);
    });
  });

  it('is found by the inspection after the rule, not before it', () => {
    expect(ofKind(seen, 'regime')).toEqual([[COMES, 'cn-2017-12']]);
    expect(ofKind(seen, 'inspection')).toEqual([
      [INSPECTED, 'riskReserve'],
      [INSPECTED, 'offlinePromotion'],
    ]);
    const open = kpi(seen, 'breachesOpen');
    expect([open[INSPECTED - 1], open[INSPECTED]]).toEqual([0, 2]);
  });

  it('brings one measure for each deadline, the last of which closes the platform', () => {
    expect(ofKind(seen, 'measure')).toEqual([
      [INSPECTED + GRACE, 'fine'],
      [INSPECTED + 2 * GRACE, 'balanceCap'],
      [INSPECTED + 3 * GRACE, 'filingRefused'],
      [INSPECTED + 4 * GRACE, 'closure'],
    ]);
    expect([seen.outcome.cause, seen.outcome.failureDay]).toEqual(['regulatory', INSPECTED + 4 * GRACE]);
  });

  it('pays its fine to the state, to the fen', () => {
    expect(sum(kpi(seen, 'finesFen'))).toBe(REGULATOR.fineFen);
    expect(kpi(seen, 'finesFen')[INSPECTED + GRACE]).toBe(REGULATOR.fineFen);
    expect(seen.world.ledger.balance(ACCOUNT.outsideState)).toBe(REGULATOR.fineFen);
  });

  it('lends under the order no more than the balance allows, and nothing without a filing', () => {
    expect(allowed.length).toBeGreaterThan(1);
    expect(Math.max(...allowed)).toBeLessThanOrEqual(1 + 1e-9);
    const approved = kpi(seen, 'approved');
    expect(sum(approved.slice(INSPECTED + 3 * GRACE))).toBe(0);
    expect(sum(approved.slice(0, INSPECTED))).toBeGreaterThan(0);
  });

  it('is news to lenders, if they listen to the regulator', () => {
    const heard: number[] = [];
    run(tightened('never', {}, {}, 60), ({ lenderView }) => heard.push(lenderView.regulatorNews));
    expect(heard[INSPECTED - 1]).toBe(0);
    expect(heard[INSPECTED]).toBe(REGULATOR.news);
    expect(heard[INSPECTED + 1]).toBeLessThan(REGULATOR.news);
    expect(heard[INSPECTED + GRACE]).toBeGreaterThan(REGULATOR.news);
  });
});

describe('a fine beyond its means', () => {
  it('is paid as far as own cash goes, and the rest as more comes in', () => {
    const fineFen = 200_000_00;
    const seen = run(tightened('never', { measures: ['fine'], fineFen, rectificationDays: 15 }), undefined);
    const fines = kpi(seen, 'finesFen');
    const due = INSPECTED + 15;
    expect(fines[due]).toBeGreaterThan(0);
    expect(fines[due]).toBeLessThan(fineFen);
    expect(sum(fines.slice(due + 1))).toBeGreaterThan(0);
    expect(sum(fines) + seen.world.law.now.fineOwedFen).toBe(seen.world.law.now.step * fineFen);
  });
});

describe('a platform that keeps the rules', () => {
  const PLANS: Overrides = {
    products: {
      lots: { share: 50 },
      month: { kind: 'plan', share: 50, lockInMonths: 2, renewal: 0.9, exit: 'transfer' },
    },
  };

  it('in time, or once it is found out, has nothing to fear', () => {
    const inTime = run(tightened('atOnce'));
    expect(inTime.events.filter(({ kind }) => kind === 'measure')).toEqual([]);
    expect(sum(kpi(inTime, 'breachesOpen'))).toBe(0);
    const found = run(tightened('whenFound'));
    expect(kpi(found, 'breachesOpen')[INSPECTED]).toBe(2);
    expect(kpi(found, 'breachesOpen')[INSPECTED + 1]).toBe(0);
    expect(ofKind(found, 'measure')).toEqual([]);
    // What was forbidden went on until the day on which it was found.
    expect(sum(kpi(found, 'reserveInFen').slice(COMES, INSPECTED))).toBeGreaterThan(0);
    expect(sum(kpi(found, 'reserveInFen').slice(INSPECTED + 1))).toBe(0);
    expect(sum(kpi(inTime, 'reserveInFen').slice(COMES))).toBe(0);
  });

  it('lets old plans run to their end and begins no new one', () => {
    const ends: number[] = [];
    const latest: number[] = [];
    const seen = run(tightened('atOnce', {}, PLANS), ({ lenders, day }) => {
      const expiry = Array.from({ length: lenders.length }, (_, row) => lenders.planExpiryDay[row]!);
      if (day === COMES - 1) ends.push(...expiry.filter((end) => end > day));
      latest.push(Math.max(...expiry));
    });
    expect(ends.length).toBeGreaterThan(5);
    expect(latest[COMES - 1]).toBeGreaterThan(COMES + 30);
    expect(Math.max(...latest.slice(COMES))).toBe(Math.max(...ends));
    expect(latest.at(-1)).toBe(-1);
    expect(seen.world.counts.planExpiries).toBeGreaterThan(0);
  });

  it('leaves no trace where nothing of it is forbidden', () => {
    const plain = run(
      override(tightened('never'), { regime: [{ fromDay: 0, value: 'cn-2013' }], shocks: [] }),
    );
    const none = run({
      ...override(tightened('atOnce'), { regime: [{ fromDay: 0, value: 'cn-2013' }], shocks: [] }),
      supervision: null,
    });
    expect(plain.outcome.kpis).toEqual(none.outcome.kpis);
  });
});

describe('a pool', () => {
  const POOL: Overrides = {
    custody: 'pooled',
    products: {
      lots: { share: 40 },
      month: { kind: 'plan', share: 60, lockInMonths: 1, renewal: 0.2, exit: 'transfer' },
    },
    regime: [
      { fromDay: 0, value: 'cn-2013' },
      { fromDay: 50, value: 'cn-2016-08' },
    ],
    shocks: [{ kind: 'inspection', day: 60 }],
  };

  it('buys no more once it is forbidden, and is a breach as long as money is missing', () => {
    const gaps: number[] = [];
    const breach: number[] = [];
    run(
      tightened('atOnce', { measures: ['fine'], rectificationDays: 300 }, POOL, 260),
      ({ ledger, law, day }) => {
        gaps[day] = -ledger.balance(ACCOUNT.poolGap);
        breach[day] = law.found[0]!;
      },
    );
    expect(gaps[49]).toBeGreaterThan(0);
    // From the rule on the gap can only narrow: what the pool has is run off.
    for (let day = 51; day < 260; day++) expect(gaps[day]).toBeLessThanOrEqual(gaps[day - 1]!);
    expect(breach[60]).toBe(1);
    const closed = gaps.findIndex((gap, day) => day > 60 && gap <= 0);
    expect(closed).toBeGreaterThan(60);
    expect(breach[closed + 1]).toBe(2);
  });
});
