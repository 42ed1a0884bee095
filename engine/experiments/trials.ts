/** Whether replications fail in scenarios that are made up on the way: worker threads that stop at the failure. */
import { availableParallelism } from 'node:os';
import type { Piscina } from 'piscina';
import type { ReplicationOutcome } from '../outcome.ts';
import type { WorkerTask } from './replicate.ts';
import { openPool } from './runner.ts';

export interface Trial {
  /** Resolved scenario, canonical JSON. */
  readonly scenarioJson: string;
  readonly replication: number;
}

export interface TrialEnd {
  /** -1 if it survives. */
  readonly failureDay: number;
}

/** Threads for trials; close them when done. */
export class Trials {
  /** Trials that run side by side. */
  readonly width: number;
  readonly #pool: Piscina;
  readonly #seed: number;

  private constructor(pool: Piscina, seed: number, width: number) {
    this.#pool = pool;
    this.#seed = seed;
    this.width = width;
  }

  static async open(worker: URL, seed: number, workers?: number): Promise<Trials> {
    const width = workers ?? availableParallelism();
    const pool = openPool(worker, width, { scenarios: [] });
    await pool.run(null, { name: 'ready' });
    return new Trials(pool, seed, width);
  }

  /** Throws if the replication errored: a defect of the engine can't be counted as survival or failure. */
  async run({ scenarioJson, replication }: Trial): Promise<TrialEnd> {
    const task: WorkerTask = {
      variant: 0,
      replication,
      seed: this.#seed,
      detail: 'summary',
      verify: false,
      scenarioJson,
      untilFailure: true,
    };
    const { status, failureDay, error } = (await this.#pool.run(task)) as ReplicationOutcome;
    if (status === 'errored') throw new Error(error ?? 'a replication errored');
    return { failureDay };
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}
