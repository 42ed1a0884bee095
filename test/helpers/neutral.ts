/** A small world in which a scare meets every room, and means over seeds of what comes out of it. */
import { expect } from 'vitest';
import { KPI_INDEX, type KpiName } from '../../engine/metrics/catalog.ts';
import type { ReplicationOutcome } from '../../engine/outcome.ts';
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

const outcomesOf = new WeakMap<Scenario, readonly ReplicationOutcome[]>();

function outcomes(scenario: Scenario): readonly ReplicationOutcome[] {
  const known = outcomesOf.get(scenario);
  if (known !== undefined) return known;
  const made = SEEDS.map((seed) => simulateScenario(scenario, { seed, detail: 'summary' }));
  for (const { error } of made) expect(error).toBeNull();
  outcomesOf.set(scenario, made);
  return made;
}

/** Mean over seeds and days of a stock, or mean over seeds of the sum of a flow. */
export function mean(scenario: Scenario, name: KpiName, how: 'stock' | 'flow'): number {
  let sum = 0;
  for (const outcome of outcomes(scenario)) {
    const total = outcome.kpis[KPI_INDEX[name]]!.reduce((all, value) => all + value, 0);
    sum += how === 'flow' ? total : total / outcome.dayCount;
  }
  return sum / SEEDS.length;
}
