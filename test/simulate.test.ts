import { describe, expect, it } from 'vitest';
import { KPI_INDEX, KPIS } from '../engine/metrics/catalog.ts';
import { STUDY_TABLES, isFilledAt } from '../engine/metrics/study-tables.ts';
import { simulate, simulateScenario } from '../engine/simulate.ts';
import type { World } from '../engine/state/world.ts';
import { payout, payouts } from './helpers/payouts.ts';
import { override, tinyScenario } from './helpers/arbitrary-scenario.ts';
import { loadSmall } from './helpers/scenarios.ts';

const small = loadSmall();
const run = override(tinyScenario(150), {
  custody: 'pooled',
  products: { plan: { kind: 'plan', share: 1, lockInMonths: 1, renewal: 0.6 } },
  shocks: [{ kind: 'rumour', day: 30, intensity: 2, halfLifeDays: 20 }],
  policies: { poolPaysCosts: true },
});

describe('simulate', () => {
  it('gives the same bits twice', () => {
    const [a, b] = [simulateScenario(small, { seed: 3 }), simulateScenario(small, { seed: 3 })];
    expect(a.error).toBeNull();
    expect(b.stateHash).toBe(a.stateHash);
    expect(b.monthHashes).toEqual(a.monthHashes);
    expect(b.kpis).toEqual(a.kpis);
    expect(simulateScenario(small, { seed: 4 }).stateHash).not.toBe(a.stateHash);
  });

  it.each([
    ['small', small],
    ['run', run],
  ])('%s: neither detail, verification nor watching bears on the outcome', (_, scenario) => {
    const plain = simulateScenario(scenario, { seed: 5, detail: 'summary' });
    const others = [
      simulateScenario(scenario, { seed: 5, detail: 'full' }),
      simulateScenario(scenario, { seed: 5, verify: true }),
      simulateScenario(scenario, { seed: 5, watch: () => undefined }),
    ];
    expect(plain.error).toBeNull();
    for (const other of others) {
      expect(other.error).toBeNull();
      expect(other.stateHash).toBe(plain.stateHash);
      expect(other.monthHashes).toEqual(plain.monthHashes);
      expect(other.kpis).toEqual(plain.kpis);
    }
  });

  it('reads its request from canonical JSON', () => {
    const request = {
      scenarioJson: JSON.stringify(small),
      seed: 3,
      replication: 2,
      detail: 'daily',
      verify: false,
    } as const;
    const outcome = simulate(request);
    expect(outcome.replication).toBe(2);
    expect(outcome.stateHash).toBe(simulateScenario(small, { seed: 3, replication: 2 }).stateHash);
  });

  it('fills every KPI of every day, with figures in whole fen where fen are asked', () => {
    const { kpis, dayCount } = simulateScenario(run, { seed: 1 });
    expect(kpis.length).toBe(KPIS.length);
    KPIS.forEach(({ name, unit, kind }, index) => {
      // A mean over the day's events has no value on a day without one.
      const mayBeMissing = unit === 'ratio' || unit === 'hours' || (unit === 'days' && kind === 'flow');
      expect(kpis[index]!.length, name).toBe(dayCount);
      for (const value of kpis[index]!) {
        if (unit === 'fen' || unit === 'count')
          expect(Number.isSafeInteger(value), `${name} ${value}`).toBe(true);
        else expect(value === value || mayBeMissing, `${name} ${value}`).toBe(true);
      }
    });
    expect(Math.max(...kpis[KPI_INDEX.outstandingFen]!)).toBeGreaterThan(0);
  });

  it.each(['summary', 'daily', 'full'] as const)('hands over the tables of detail %s', (detail) => {
    const { tables } = simulateScenario(run, { seed: 1, detail });
    const wanted = STUDY_TABLES.filter((table) => isFilledAt(table.detail, detail));
    expect(tables.map(({ table }) => table).sort()).toEqual(wanted.map(({ name }) => name).sort());
    for (const { table, rowCount, columns } of tables) {
      const spec = wanted.find(({ name }) => name === table)!;
      expect(Object.keys(columns)).toEqual(spec.columns.map(({ name }) => name));
      for (const data of Object.values(columns)) expect(data.length, table).toBe(rowCount);
    }
  });

  it('turns a broken law into an errored outcome with seed, day, stage, law and figures', () => {
    const outcome = simulateScenario(small, {
      seed: 9,
      verify: true,
      watch: (stage, world) => {
        if (stage === 'service' && world.day === 40) world.lenders.cashFen[7]! += 1;
      },
    });
    expect(outcome.status).toBe('errored');
    expect(outcome.error).toMatch(/a sub-ledger adds up to its control account/);
    expect(outcome.error).toMatch(/lenderCash.*differenceFen 1.*seed 9, replication 0, day 40, stage laws/);
    expect(outcome.kpis).toEqual([]);
  });

  it('observe changes nothing', () => {
    let before = '';
    simulateScenario(run, {
      seed: 2,
      watch: (stage, world) => {
        if (stage === 'treasury') before = world.registry.hash();
        if (stage === 'observe') expect(world.registry.hash()).toBe(before);
      },
    });
  });
});

/** Who was drawn by a day, policy apart: lenders' births and the macro path. */
function luckOf(world: World): string {
  return JSON.stringify([
    world.truth.country[0],
    world.lenders.length > 30 ? [...world.lenders.stakeFen.subarray(1, 31)] : [],
  ]);
}

it('switching a policy leaves other draws alone', () => {
  const trace = (scenario: typeof small): string[] => {
    const seen: string[] = [];
    simulateScenario(scenario, {
      seed: 6,
      watch: (stage, world) => {
        if (stage === 'environment' && world.day % 20 === 0) seen.push(luckOf(world));
      },
    });
    return seen;
  };
  const base = trace(run);
  const capped = payouts({ rule: 'proRata', promisedDays: 3, dailyCapFen: 100_000 });
  expect(trace(override(run, { policies: { payout: capped } }))).toEqual(base);
  expect(trace(override(run, { confidence: { mechanism: 'none' } }))).toEqual(base);
});

it('a policy dated from a day shares every month before it', () => {
  const later = override(run, {
    policies: {
      payout: [
        ...run.policies.payout,
        { fromDay: 75, value: payout({ rule: 'proRata', promisedDays: 3, dailyCapFen: 100_000 }) },
      ],
    },
  });
  const [a, b] = [simulateScenario(run, { seed: 8 }), simulateScenario(later, { seed: 8 })];
  expect(a.error ?? b.error).toBeNull();
  expect(b.monthHashes.slice(0, 2)).toEqual(a.monthHashes.slice(0, 2));
  expect(b.stateHash).not.toBe(a.stateHash);
});
