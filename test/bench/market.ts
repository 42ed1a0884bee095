/** The scenarios of the benches: `bench-s1` as written, `bench-s10` and `bench-s100` with everything ten and a hundred times. */
import type { ReplicationOutcome } from '../../engine/outcome.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import type { World } from '../../engine/state/world.ts';
import { changed } from '../helpers/market.ts';
import { load } from '../helpers/scenarios.ts';
import { cpuSeconds } from './measure.ts';

export const BENCH_FILE = 'test/bench/bench-s1.yaml';

/** `scale` times the people, channels, guarantors and staff; who they are and what they ask stays. */
export function benchScenario(scale = 1): Scenario {
  return changed(load(BENCH_FILE).scenario, (s) => {
    s.name = `bench-s${scale}`;
    s.opening.lenders *= scale;
    s.opening.loansPerMonth *= scale;
    s.opening.platformCashFen *= scale;
    s.lenders.communities *= scale;
    const { borrowers, lenders } = s.acquisition;
    for (const channel of [...Object.values(borrowers), ...Object.values(lenders)]) {
      channel.visitsMaxPerMonth *= scale;
      channel.budgetPerMonthFen *= scale;
      channel.budgetHalfFen *= scale;
    }
    for (const guarantor of Object.values(s.guarantors)) guarantor.netAssetsFen *= scale;
    for (const department of Object.values(s.platform.departments)) department.headcount *= scale;
    s.platform.technologyPerMonthFen *= scale;
  });
}

/** One replication with its world and its CPU time, opening, laws, hashes and tables included. */
export interface Run {
  readonly outcome: ReplicationOutcome;
  readonly world: World;
  readonly cpu: number;
}

/** Throws if the replication errored. `seen` is called after each stage. */
export function replication(scenario: Scenario, seed: number, seen?: (stage: string) => void): Run {
  let world: World | undefined;
  const start = cpuSeconds();
  const outcome = simulateScenario(scenario, {
    seed,
    watch: (stage, own) => {
      world = own;
      seen?.(stage);
    },
  });
  const cpu = cpuSeconds() - start;
  if (outcome.error !== null || world === undefined) throw new Error(outcome.error ?? 'nothing happened');
  return { outcome, world, cpu };
}

/** The same with CPU seconds by stage; reading the clock 16,000 times costs some milliseconds. */
export function replicationByStage(scenario: Scenario, seed: number): Run & { stages: Map<string, number> } {
  const stages = new Map<string, number>();
  let before = cpuSeconds();
  const run = replication(scenario, seed, (stage) => {
    const now = cpuSeconds();
    stages.set(stage, (stages.get(stage) ?? 0) + now - before);
    before = now;
  });
  return { ...run, stages };
}
