import { describe, expect, expectTypeOf, it } from 'vitest';
import { canonicalJson, resolvedFromJson } from '../../engine/scenario/canonical.ts';
import { explainScenario } from '../../engine/scenario/explain.ts';
import type { LoadedScenario } from '../../engine/scenario/load.ts';
import { loadScenario, parseScenario } from '../../engine/scenario/load.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import type { Resolved } from '../../engine/scenario/schema/index.ts';
import { load, loadSmall, readRepositoryFile } from '../helpers/scenarios.ts';

const LIBRARY = [
  'baseline',
  'economic-downturn',
  'withdrawal-run',
  'guarantor-failure',
  'asset-shortage',
  'vehicle-loans',
];

/** Loads `main` out of files given by name. */
function loadFrom(files: Record<string, string>, set: readonly string[] = []): LoadedScenario {
  const readFile = (path: string): string | Uint8Array | null => files[path] ?? readRepositoryFile(path);
  return loadScenario('x/main.yaml', { set, readFile, scenariosDir: 'scenarios' });
}

describe('the schema', () => {
  it('gives exactly what the engine reads', () => {
    expectTypeOf<Resolved>().toExtend<Scenario>();
    expectTypeOf<Scenario>().toExtend<Resolved>();
  });
});

describe('the library', () => {
  it.each(LIBRARY)('%s resolves under its own name', (name) => {
    const { scenario } = load(name);
    expect(scenario.name).toBe(name);
    expect(scenario.question).toMatch(/\?$/);
  });
  it('has a small world for tests', () => {
    const small = loadSmall();
    expect(small.opening.lenders).toBe(300);
    expect(small.clock.horizonDays).toBe(181);
    expect(loadSmall(['opening.lenders=64']).opening.lenders).toBe(64);
  });
  it('resolves the run as written', () => {
    const { scenario } = load('withdrawal-run');
    expect(scenario.custody).toBe('pooled');
    expect(scenario.products['plan-6mo']).toEqual({
      kind: 'plan',
      exit: 'transfer',
      share: 0.55,
      lockInMonths: 6,
      renewal: 0.88,
    });
    expect(scenario.shocks[0]).toEqual({ kind: 'rumour', day: 424, intensity: 0.8, halfLifeDays: 20 });
    expect(scenario.policies.playbook[0]?.actions).toEqual([{ kind: 'raiseRate', by: 0.008 }]);
    expect(scenario.failure.capitalFloorFen).toBeNull();
    expect(scenario.reserve.target).toEqual({
      kind: 'max',
      of: [
        { kind: 'pctOf', of: 'expectedLoss12m', rate: 1.25 },
        { kind: 'fixed', fen: 300_000_000 },
      ],
    });
    expect(scenario.policies.payout).toEqual([
      {
        fromDay: 0,
        value: {
          rule: 'fifo',
          promisedDays: 1,
          workdays: true,
          noDay: false,
          dailyCapFen: null,
          perLenderDailyCapFen: null,
          partFen: 100_000,
          cancel: false,
          gate: null,
        },
      },
    ]);
    expect(scenario.policies.haircut).toEqual([{ fromDay: 0, value: { share: 0, below: 1 } }]);
  });
});

describe('identity', () => {
  it.each(LIBRARY)('%s: the canonical JSON is a fixed point', (name) => {
    const { canonicalJson: json, scenario } = load(name);
    expect(canonicalJson(resolvedFromJson(json))).toBe(json);
    expect(resolvedFromJson(json)).toEqual(scenario);
  });
  it.each(LIBRARY)('%s: writing every explained value down resolves to the same', (name) => {
    const loaded = load(name);
    const written: Record<string, unknown> = {};
    for (const { path, value } of explainScenario(loaded)) {
      const steps = path.split('.');
      let at = written;
      for (const step of steps.slice(0, -1)) at = (at[step] ??= {}) as Record<string, unknown>;
      at[steps.at(-1) ?? ''] = value;
    }
    const options = { readFile: () => null, scenariosDir: 'scenarios' };
    expect(parseScenario(JSON.stringify(written), 'all.yaml', options).hash).toBe(loaded.hash);
  });
  it('does not depend on the order of keys, comments or spelling of quantities', () => {
    const plain = loadFrom({
      'x/main.yaml': 'extends: baseline\nname: main\nopening: { lenders: 9, platformCash: 1M CNY }\n',
    });
    const other = loadFrom({
      'x/main.yaml':
        '# why\nopening:\n  platformCash: 1,000,000.00 CNY # much\n  lenders: 9\nname: main\nextends: [baseline]\n',
    });
    expect(other.hash).toBe(plain.hash);
    expect(JSON.stringify(other.scenario)).toBe(JSON.stringify(plain.scenario));
    expect(loadFrom({ 'x/main.yaml': 'extends: baseline\nname: main\n' }).hash).not.toBe(plain.hash);
  });
});

describe('extends', () => {
  it('merges maps, replaces lists, later names win, null takes away', () => {
    const { scenario } = loadFrom({
      'x/main.yaml': 'extends: [baseline, ./over.yaml]\nname: main\nguarantors: { anrui: null }\n',
      'x/over.yaml': 'opening: { lenders: 5 }\nregions: [{ name: One, weight: 1 }]\n',
    });
    expect(scenario.opening).toMatchObject({ lenders: 5, loansPerMonth: 2400 });
    expect(scenario.regions).toHaveLength(1);
    expect(Object.keys(scenario.guarantors)).toEqual(['huaxin', 'jinding', 'zhongyuan']);
  });
  it('replaces an amount whole', () => {
    const { scenario } = loadFrom({
      'x/main.yaml': 'extends: baseline\nname: main\nreserve: { target: { fixed: 1M CNY } }\n',
    });
    expect(scenario.reserve.target).toEqual({ kind: 'fixed', fen: 100_000_000 });
  });
  it('reads dated values', () => {
    const { scenario } = loadFrom({
      'x/main.yaml':
        'extends: baseline\nname: main\npricing: { lenderFeeOfInterest: [{ value: 10% }, { from: 2018-01-01, value: 5% }] }\n',
    });
    expect(scenario.pricing.lenderFeeOfInterest).toEqual([
      { fromDay: 0, value: 0.1 },
      { fromDay: 365, value: 0.05 },
    ]);
  });
});

describe('--set from a date on', () => {
  it('adds a row to what is written or default, and refuses what is not dated', () => {
    const { payout } = loadSmall(['policies.payout.rule@60d=proRata']).policies;
    expect(payout.map((row) => [row.fromDay, row.value.rule, row.value.promisedDays])).toEqual([
      [0, 'fifo', 1],
      [60, 'proRata', 1],
    ]);
    const { lenderRate } = loadSmall(['pricing.lenderRate.AA@2017-03-01=9%']).pricing;
    expect(lenderRate.map((row) => [row.fromDay, row.value.AA, row.value.A])).toEqual([
      [0, 0.08, 0.086],
      [59, 0.09, 0.086],
    ]);
    expect(() => loadSmall(['opening.lenders@60d=5'])).toThrow(/does not hold from a date on/);
  });
});

describe('origins', () => {
  it('name file, line and column, or --set', () => {
    const { origins } = load('withdrawal-run', ['opening.lenders=7']);
    expect(origins.get('custody')).toBe('scenarios/withdrawal-run.yaml:11:10');
    expect(origins.get('guarantee.scheme')).toMatch(/^scenarios\/baseline\.yaml:\d+:\d+$/);
    expect(origins.get('opening.lenders')).toBe('from --set');
    expect(origins.has('macro.noise')).toBe(false);
  });
  it('explains defaults by their source', () => {
    const rows = explainScenario(load('baseline'));
    expect(rows.find((row) => row.path === 'macro.unemploymentBeta')).toEqual({
      path: 'macro.unemploymentBeta',
      value: 0.11,
      origin: 'default',
      source: 'unemployment-charge-off (B)',
    });
  });
});
