/** Fact 7, its custody half: segregated custody loses no lender's cash to a run, pooled custody does, and only a run does it. */
import { describe, expect, it } from 'vitest';
import { simulateScenario } from '../../engine/simulate.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import { override, tinyScenario } from '../helpers/arbitrary-scenario.ts';

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);

/** Three-month plans behind longer loans, a rumour on day 60, a year and a half to see the end of it. */
const pooled = override(tinyScenario(540), {
  custody: 'pooled',
  opening: { lenders: 150, loansPerMonth: 30 },
  // Stakes of one size: of 150 lenders with the usual spread, one alone can empty the pool without any fear.
  lenders: { stakeSigma: 0.7, stakeMedianFen: 12_000_000 },
  products: { plan: { kind: 'plan', share: 3, lockInMonths: 3, renewal: 0.9 } },
  shocks: [{ kind: 'rumour', day: 60, intensity: 2, halfLifeDays: 30 }],
  confidence: { channels: { overdue: false, coverage: false } },
  failure: { liquidity: { products: ['cash', 'plan'], unpaidBeyondDays: 7 }, capitalFloorFen: null },
});
const segregated = override(pooled, { custody: 'segregated' });
const calm = (scenario: Scenario) => override(scenario, { confidence: { mechanism: 'none' }, shocks: [] });

function lostCashFen(scenario: Scenario, seed: number): { lostFen: number; failed: boolean } {
  const outcome = simulateScenario(scenario, { seed, detail: 'summary' });
  expect(outcome.error).toBeNull();
  const cohorts = outcome.tables.find(({ table }) => table === 'lender_cohort')!;
  const lostFen = (cohorts.columns['lostCashFen'] as Float64Array).reduce((sum, fen) => sum + fen, 0);
  return { lostFen, failed: outcome.status === 'failed' };
}

describe('custody and runs', () => {
  it('segregated custody loses no cash in any of 20 seeds', () => {
    for (const seed of SEEDS) expect(lostCashFen(segregated, seed).lostFen).toBe(0);
  });

  it('pooled custody loses cash in at least 18 of 20 seeds', () => {
    const losing = SEEDS.filter((seed) => lostCashFen(pooled, seed).lostFen > 0);
    expect(losing.length).toBeGreaterThanOrEqual(18);
  });

  it('the loss is gone when nobody takes fright', () => {
    const losing = SEEDS.filter((seed) => lostCashFen(calm(pooled), seed).lostFen > 0);
    expect(losing.length).toBeLessThanOrEqual(2);
  });
});
