/**
 * Fact 7, its custody half: segregated custody loses no lender's cash to a run, a pool that was lived on does, and only a
 * run shows it. The run-off goes on until nothing more can come in: what is lost then is lost.
 */
import { describe, expect, it } from 'vitest';
import { simulateScenario } from '../../engine/simulate.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import { override, tinyScenario } from '../helpers/arbitrary-scenario.ts';

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);

const base = tinyScenario(620);
/** Loans that are over, and collected, within the horizon. */
const loans = Object.fromEntries(
  Object.entries(base.loans).map(([name, loan]) => [
    name,
    { ...loan, terms: { 3: 0.5, 6: 0.5 }, recoveryDays: [30, 60] },
  ]),
);
/** Three-month plans behind longer loans, costs met from customers' money, a rumour on day 60. */
const pooled = override(
  { ...base, loans },
  {
    custody: 'pooled',
    opening: { lenders: 100, loansPerMonth: 20, platformCashFen: 5_000_000 },
    // Stakes of one size: of 100 lenders with the usual spread, one alone can empty the pool without any fear.
    lenders: { stakeSigma: 0.7, stakeMedianFen: 12_000_000 },
    products: { plan: { kind: 'plan', share: 3, lockInMonths: 3, renewal: 0.9, exit: 'transfer' } },
    shocks: [{ kind: 'rumour', day: 60, intensity: 2, halfLifeDays: 30 }],
    confidence: { channels: { overdue: false, coverage: false } },
    policies: { poolPaysCosts: true },
    failure: { liquidity: { products: ['cash', 'plan'], unpaidBeyondDays: 7 }, capitalFloorFen: null },
  },
);
const segregated = override(pooled, { custody: 'segregated', policies: { poolPaysCosts: false } });
const calm = (scenario: Scenario) => override(scenario, { confidence: { mechanism: 'none' }, shocks: [] });

interface Ended {
  readonly lostFen: number;
  readonly failed: boolean;
  readonly over: boolean;
}

function endOf(scenario: Scenario, seed: number): Ended {
  const outcome = simulateScenario(scenario, { seed, detail: 'summary' });
  expect(outcome.error).toBeNull();
  const sum = (table: string, column: string) => {
    const rows = outcome.tables.find((one) => one.table === table);
    return ((rows?.columns[column] ?? []) as Float64Array).reduce((total, fen) => total + fen, 0);
  };
  return {
    lostFen: sum('lender_cohort', 'lostCashFen'),
    failed: outcome.status === 'failed',
    over: sum('wind_down', 'overDay') > 0,
  };
}

describe('custody and runs', () => {
  it('segregated custody loses no cash in any of 20 seeds, though the run kills the platform', () => {
    const ends = SEEDS.map((seed) => endOf(segregated, seed));
    expect(ends.map(({ lostFen }) => lostFen)).toEqual(SEEDS.map(() => 0));
    expect(ends.filter(({ failed }) => failed).length).toBeGreaterThanOrEqual(18);
  });

  it('pooled custody has lost cash in at least 18 of 20 seeds when the run-off is over', () => {
    const losing = SEEDS.map((seed) => endOf(pooled, seed)).filter(
      ({ lostFen, over }) => over && lostFen > 0,
    );
    expect(losing.length).toBeGreaterThanOrEqual(18);
  });

  it('the loss is gone when nobody takes fright', () => {
    const losing = SEEDS.filter((seed) => endOf(calm(pooled), seed).lostFen > 0);
    expect(losing.length).toBeLessThanOrEqual(2);
  });
});
