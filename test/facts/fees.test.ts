/**
 * Fact 4: what the platform earns is an inverted U of its fee, and volume falls with it, gone where borrowers don't compare
 * rates; a higher rate cap raises the default rate of the whole book, gone where the cap lets nobody in.
 */
import { expect, it } from 'vitest';
import { STATEMENTS } from '../../engine/ledger/statement-lines.ts';
import { KPI_INDEX } from '../../engine/metrics/catalog.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import { override, type Overrides } from '../helpers/arbitrary-scenario.ts';
import { loadSmall } from '../helpers/scenarios.ts';

/** Paired over seeds: each ladder is climbed on one luck. */
const SEEDS = [1, 2, 3, 4, 5, 6];

/** A platform that begins with nobody's loans, under a law without a cap, with money enough for whoever asks. */
const start = loadSmall([
  'opening.book=empty',
  'opening.lenders=60',
  'opening.platformCash=10M CNY',
  'clock.horizon=60d',
  'regime=uk',
  'confidence.mechanism=none',
  'macro.noise=false',
  'lenders.stakeMedian=100k CNY',
  'lenders.topUpShare=100%',
]);

function forEach<K extends string>(
  grades: Readonly<Record<K, number>>,
  of: (value: number) => number,
): Record<K, number> {
  const entries = Object.entries<number>(grades).map(([grade, value]) => [grade, of(value)]);
  return Object.fromEntries(entries) as Record<K, number>;
}

/** The baseline's fees so many times over. */
function withFee(times: number, changes: Overrides = {}): Scenario {
  const { value } = start.pricing.borrowerFee[0]!;
  const fees = { borrowerFee: [{ fromDay: 0, value: forEach(value, (fee) => fee * times) }] };
  const free: Overrides = {
    pricing: { ...fees, allInCap: [{ fromDay: 0, value: 10 }] },
    assessment: { burdenMax: 100 },
  };
  return override(override(start, free), changes);
}

/** Income of all months, and what was lent. */
function business(scenario: Scenario, seed: number): { incomeFen: number; volumeFen: number } {
  const { tables, kpis, error } = simulateScenario(scenario, { seed, detail: 'summary' });
  expect(error).toBeNull();
  const { columns, rowCount } = tables.find(({ table }) => table === 'statement')!;
  let incomeFen = 0;
  for (let row = 0; row < rowCount; row++)
    if (STATEMENTS[Number(columns['statement']![row])] === 'income')
      incomeFen += Number(columns['fen']![row]);
  return { incomeFen, volumeFen: kpis[KPI_INDEX.contractsFen]!.reduce((sum, fen) => sum + fen, 0) };
}

it('earns most at a fee neither low nor high, and lends less at every step up', () => {
  for (const seed of SEEDS) {
    const [low, middle, high] = [0.5, 2, 5].map((times) => business(withFee(times), seed));
    expect([seed, middle!.incomeFen > low!.incomeFen, middle!.incomeFen > high!.incomeFen]).toEqual([
      seed,
      true,
      true,
    ]);
    expect([seed, low!.volumeFen > middle!.volumeFen, middle!.volumeFen > high!.volumeFen]).toEqual([
      seed,
      true,
      true,
    ]);
  }
});

it('where nobody compares rates the highest fee earns most and volume stays', () => {
  for (const seed of SEEDS.slice(0, 4)) {
    const [middle, high] = [2, 5].map((times) =>
      business(withFee(times, { pricing: { acceptance: { slope: 0 } } }), seed),
    );
    expect([seed, high!.incomeFen > 2 * middle!.incomeFen, high!.volumeFen === middle!.volumeFen]).toEqual([
      seed,
      true,
      true,
    ]);
  }
});

/** Contracts and defaults under an all-in cap, lending to every grade; with `flat` at one price for all of them. */
function lent(cap: number, seed: number, flat: boolean): { loans: number; defaults: number } {
  const { lenderRate, borrowerFee } = start.pricing;
  const onePrice = {
    lenderRate: [{ fromDay: 0, value: forEach(lenderRate[0]!.value, () => 0.1) }],
    borrowerFee: [{ fromDay: 0, value: forEach(borrowerFee[0]!.value, () => 0.004) }],
  };
  const { review, collections } = start.platform.departments;
  const scenario = override(start, {
    clock: { horizonDays: 200 },
    credit: { hazardScale: 6 },
    pricing: { allInCap: [{ fromDay: 0, value: cap }], ...(flat ? onePrice : {}) },
    assessment: { worstAccepted: 'HR', burdenMax: 100 },
    platform: {
      departments: { review: { ...review, headcount: 20 }, collections: { ...collections, headcount: 30 } },
    },
  });
  const { tables, error } = simulateScenario(scenario, { seed, detail: 'summary' });
  expect(error).toBeNull();
  const { columns, rowCount } = tables.find(({ table }) => table === 'vintage')!;
  const sum = (name: string) =>
    Array.from({ length: rowCount }, (_, row) => Number(columns[name]![row])).reduce((a, b) => a + b, 0);
  return { loans: sum('loans'), defaults: sum('defaults') };
}

it('defaults more often under a higher cap, which lets in those who must be charged more', () => {
  const runs = SEEDS.slice(0, 5).map((seed) => [lent(0.19, seed, false), lent(0.4, seed, false)] as const);
  const rate = (k: 0 | 1) =>
    runs.reduce((sum, run) => sum + run[k].defaults, 0) / runs.reduce((sum, run) => sum + run[k].loans, 0);
  expect(rate(1)).toBeGreaterThan(1.25 * rate(0));
  expect(
    runs.filter(([low, high]) => high.defaults / high.loans > low.defaults / low.loans).length,
  ).toBeGreaterThanOrEqual(4);
  // At one price for all grades neither cap turns anybody away.
  expect(lent(0.4, 1, true)).toEqual(lent(0.3, 1, true));
});
