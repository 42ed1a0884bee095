/** A small world in which a scare meets every room, and means over seeds of what comes out of it. */
import { expect } from 'vitest';
import { KPI_INDEX, type KpiName } from '../../engine/metrics/catalog.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import { override, tinyScenario } from './arbitrary-scenario.ts';

const SEEDS = [1, 2, 3, 4, 5, 6];

/** A rumour on day 40 of a world of 150 lenders. */
export const scared = override(tinyScenario(240), {
  opening: { lenders: 150, loansPerMonth: 30, platformCashFen: 1_000_000_000 },
  shocks: [{ kind: 'rumour', day: 40, intensity: 1, halfLifeDays: 30 }],
  confidence: { channels: { overdue: false, coverage: false } },
});

/** Mean over seeds and days of a stock, or mean over seeds of the sum of a flow. */
export function mean(scenario: Scenario, name: KpiName, how: 'stock' | 'flow'): number {
  let sum = 0;
  for (const seed of SEEDS) {
    const outcome = simulateScenario(scenario, { seed, detail: 'summary' });
    expect(outcome.error).toBeNull();
    const total = outcome.kpis[KPI_INDEX[name]]!.reduce((all, value) => all + value, 0);
    sum += how === 'flow' ? total : total / outcome.dayCount;
  }
  return sum / SEEDS.length;
}
