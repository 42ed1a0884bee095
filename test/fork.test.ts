/** A change of course: the same bits before the day, another policy from it on, and nothing else. */
import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KPI_INDEX } from '../engine/metrics/catalog.ts';
import type { ReplicationOutcome } from '../engine/outcome.ts';
import { forkScenario, scenarioInForce } from '../engine/scenario/fork.ts';
import type { Fork, Scenario } from '../engine/scenario/scenario.ts';
import { simulateScenario } from '../engine/simulate.ts';
import { arbitraryScenario, tinyScenario, type Overrides, override } from './helpers/arbitrary-scenario.ts';
import { load, loadSmall, ROOT } from './helpers/scenarios.ts';

const SHIPPED = readdirSync(`${ROOT}scenarios`)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.slice(0, -'.yaml'.length));

/** The scenario with a fork; throws what stands in the way. */
function forked(straight: Scenario, after: Scenario, day: number): Scenario {
  const result = forkScenario({ straight, before: scenarioInForce(straight), after, day, where: 'test' });
  if ('problems' in result)
    throw new Error(result.problems.map(({ path, message }) => `${path} ${message}`).join('; '));
  return result.scenario;
}

function sameEnd(a: ReplicationOutcome, b: ReplicationOutcome): void {
  expect([a.error, b.error]).toEqual([null, null]);
  expect(b.monthHashes).toEqual(a.monthHashes);
  expect(b.stateHash).toBe(a.stateHash);
  expect(b.kpis).toEqual(a.kpis);
  expect([b.status, b.cause, b.failureDay]).toEqual([a.status, a.cause, a.failureDay]);
}

/** First day on which a daily figure differs; -1 if none does. */
function firstDay(a: ReplicationOutcome, b: ReplicationOutcome): number {
  for (let day = 0; day < a.dayCount; day++)
    if (a.kpis.some((column, k) => !Object.is(column[day], b.kpis[k]![day]))) return day;
  return -1;
}

describe('with nothing changed', () => {
  it.each(SHIPPED)('%s prepared again and again ends in the same state', (name) => {
    const { scenario } = load(name);
    // Small and short, its shocks brought forward.
    const short = override(scenario, {
      clock: { horizonDays: 130 },
      opening: { lenders: 60, loansPerMonth: 12 },
      shocks: scenario.shocks.map((shock) => ({ ...shock, day: shock.day % 100 })),
    });
    const forks = [1, 30, 59, 88, 117].map((fromDay): Fork => ({ fromDay, values: {} }));
    sameEnd(simulateScenario(short, { seed: 4 }), simulateScenario({ ...short, forks }, { seed: 4 }));
  });

  it('worlds of every kind end in the same state, whatever the day', () => {
    fc.assert(
      fc.property(
        arbitraryScenario(90),
        fc.integer({ min: 1, max: 44 }),
        fc.integer({ min: 45, max: 89 }),
        (scenario, one, other) => {
          const twice = forked(forked(scenario, scenario, one), scenario, other);
          sameEnd(
            simulateScenario(scenario, { seed: 2 }),
            simulateScenario(twice, { seed: 2, verify: true }),
          );
        },
      ),
      { numRuns: 10, seed: 20_180_701 },
    );
  });
});

describe('a dated value', () => {
  it.each([
    ['pricing.allInCap', '18%'],
    ['reserve.contribution.scale', '250%'],
    ['policies.payout.promised', '9d'],
  ])('%s: the fork is the dated override, to the bit', (path, value) => {
    const straight = loadSmall();
    const after = loadSmall([`${path}=${value}`]);
    const dated = loadSmall([`${path}@2017-03-04=${value}`]);
    const other = forked(straight, after, 62);
    expect(scenarioInForce(other)).toEqual(dated);
    const run = simulateScenario(other, { seed: 5 });
    sameEnd(simulateScenario(dated, { seed: 5 }), run);
    expect(firstDay(simulateScenario(straight, { seed: 5 }), run)).toBeGreaterThanOrEqual(62);
  });
});

const DAY = 40;
const POOLED = tinyScenario(100, {
  custody: 'pooled',
  policies: {
    playbook: [
      {
        name: 'outflow',
        when: { figure: 'netOutflow7d', side: 'above', value: 0.01 },
        clearWhen: { figure: 'netOutflow7d', side: 'below', value: 0 },
        actions: [
          { kind: 'raiseRate', by: 0.01 },
          { kind: 'throttleLending', to: 0.5 },
        ],
        delayDays: 3,
      },
    ],
  },
  shocks: [{ kind: 'rumour', day: 20, intensity: 0.3, halfLifeDays: 20 }],
  confidence: { baseHazardDaily: 0.0005 },
});

/** What no dated form exists for, each with what must be seen of it. */
const CHANGES: readonly (readonly [string, Overrides])[] = [
  ['matching.caps', { matching: { caps: { borrower: 0.02, sector: 0.1, region: 0.1, guarantor: 0.1 }, freeLots: 2 } }],
  ['guarantee', { guarantee: { scheme: 'none' } }],
  ['reserve.fundedBy', { reserve: { fundedBy: 'lenderSpread' } }],
  ['assessment.worstAccepted', { assessment: { worstAccepted: 'A' } }],
  ['credit.hazardScale', { credit: { hazardScale: 4 } }],
  ['confidence.weights', { confidence: { weights: { news: 6 } } }],
  ['lenders.churnPerMonth', { lenders: { churnPerMonth: 0.4 } }],
  ['platform.departments', { platform: { departments: { review: { headcount: 0 } } } }],
  ['an empty playbook', { policies: { playbook: [] } }],
  ['another play before the first', { policies: { playbook: [
    { name: 'always', when: { figure: 'netOutflow7d', side: 'above', value: -9 }, clearWhen: { figure: 'netOutflow7d', side: 'below', value: -10 }, actions: [{ kind: 'disclose', calm: 0.5, halfLifeDays: 10 }], delayDays: 0 },
    ...POOLED.policies.playbook,
  ] } }],
  ['a later shock', { shocks: [...POOLED.shocks, { kind: 'creditStress', day: DAY, pdMultiplier: 8, recoveryMultiplier: 1, overDays: 30 }] }],
]; // prettier-ignore

describe('a value without a dated form', () => {
  const straight = simulateScenario(POOLED, { seed: 3 });

  it.each(CHANGES)('%s acts from the day on, never before it, and all laws hold daily', (_, change) => {
    const scenario = forked(POOLED, override(POOLED, change), DAY);
    const run = simulateScenario(scenario, { seed: 3, verify: true });
    expect(run.error).toBeNull();
    expect(firstDay(straight, run)).toBeGreaterThanOrEqual(DAY);
    expect(run.monthHashes[0]).toBe(straight.monthHashes[0]);
    expect(run.stateHash).not.toBe(straight.stateHash);
  });

  it('a play that is taken away ends what it holds, and one that comes acts', () => {
    const cap = KPI_INDEX['panicExits'];
    const without = simulateScenario(forked(POOLED, override(POOLED, CHANGES[8]![1]), DAY), { seed: 3 });
    expect(without.kpis[cap]!.slice(0, DAY)).toEqual(straight.kpis[cap]!.slice(0, DAY));
    const spoken = simulateScenario(forked(POOLED, override(POOLED, CHANGES[9]![1]), DAY), { seed: 3 });
    const events = spoken.tables.find(({ table }) => table === 'event')!;
    const always = [...events.columns['subject']!].indexOf('always');
    expect(events.columns['day']![always]).toBe(DAY);
  });
});

describe('what is past', () => {
  const refused = (change: Overrides, day = DAY): string[] => {
    const result = forkScenario({
      straight: POOLED,
      before: POOLED,
      after: override(POOLED, change),
      day,
      where: '--set',
    });
    return 'problems' in result
      ? result.problems.map(({ path, hint }) => (hint === undefined ? '' : path))
      : [];
  };

  it.each<readonly [string, Overrides]>([
    ['clock.startDate', { clock: { startDate: '2016-01-01' } }],
    ['opening.lenders', { opening: { lenders: 3 } }],
    ['custody', { custody: 'segregated' }],
    ['products', { products: { more: { kind: 'lots', share: 1, lockInMonths: 0, renewal: 0 } } }],
    ['confidence.mechanism', { confidence: { mechanism: 'none' } }],
    ['customers.qualityMean', { customers: { qualityMean: 9 } }],
    ['acquisition.growth.perMonth', { acquisition: { growth: { perMonth: 0.2 } } }],
    ['guarantors.huaxin.netAssetsFen', { guarantors: { huaxin: { netAssetsFen: 1 } } }],
    ['shocks', { shocks: [] }],
    ['name', { name: 'other' }],
  ])('%s is refused by name, with what to do instead', (path, change) => {
    expect(refused(change)).toEqual([path]);
  });

  it('all of it is told at once', () => {
    expect(refused({ custody: 'segregated', opening: { lenders: 3 } })).toEqual([
      'custody',
      'opening.lenders',
    ]);
  });

  it.each([0, 100, -1])('day %i is no day of a fork', (day) => {
    expect(refused({}, day)).toEqual(['']);
  });

  it('a second fork begins after the first', () => {
    const once = forked(POOLED, POOLED, 50);
    expect(() => forked(once, POOLED, 50)).toThrow('day of the fork');
    expect(forked(once, POOLED, 51).forks).toHaveLength(2);
  });
});
