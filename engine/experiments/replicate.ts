/** What runs inside a worker thread: one replication in, its outcome out, whatever happens. */
import { move } from 'piscina';
import type { Detail } from '../metrics/tables.ts';
import type { ReplicationOutcome, Simulate } from '../outcome.ts';

/** A task as it is sent to a worker; the scenarios travel once, as data of the worker. */
export interface WorkerTask {
  readonly variant: number;
  readonly replication: number;
  readonly seed: number;
  readonly detail: Detail;
  readonly verify: boolean;
  /** Simulated instead of the variant's scenario. */
  readonly scenarioJson?: string;
  readonly untilFailure?: boolean;
}

export interface WorkerSetup {
  /** Canonical JSON of each variant. */
  readonly scenarios: readonly string[];
}

/** Runs a task; an exception becomes an errored outcome, arrays are handed over instead of copied. */
export function replicateWith(simulate: Simulate, setup: WorkerSetup, task: WorkerTask): ReplicationOutcome {
  const { replication, seed, detail, verify, untilFailure = false } = task;
  const scenarioJson = task.scenarioJson ?? setup.scenarios[task.variant]!;
  try {
    const outcome = simulate({ scenarioJson, seed, replication, detail, verify, untilFailure });
    return move(transferable(outcome) as Parameters<typeof move>[0]) as unknown as ReplicationOutcome;
  } catch (error) {
    return erroredOutcome(task, error);
  }
}

/** Piscina transfers a value that names its own buffers. */
function transferable(outcome: ReplicationOutcome): object {
  const buffers = new Set<ArrayBuffer>();
  const collect = (data: unknown): void => {
    if (ArrayBuffer.isView(data) && data.buffer instanceof ArrayBuffer) buffers.add(data.buffer);
  };
  outcome.kpis.forEach(collect);
  for (const table of outcome.tables) Object.values(table.columns).forEach(collect);
  return { [Symbol.for('Piscina.transferable')]: [...buffers], [Symbol.for('Piscina.valueOf')]: outcome };
}

/** A replication that threw, as a row: with message, day if the error names one, and seed. */
export function erroredOutcome(task: WorkerTask, error: unknown): ReplicationOutcome {
  const message = error instanceof Error ? error.message : String(error);
  const day =
    typeof error === 'object' && error !== null && 'day' in error && Number.isInteger(error.day)
      ? Number(error.day)
      : -1;
  const place = `replication ${task.replication}, seed ${task.seed}${day < 0 ? '' : `, day ${day}`}`;
  return {
    replication: task.replication,
    seed: task.seed,
    status: 'errored',
    cause: null,
    failureDay: day,
    breaches: [],
    error: `${place}: ${message}`,
    stateHash: '',
    monthHashes: [],
    reserveExhaustedDay: -1,
    dayCount: 0,
    kpis: [],
    tables: [],
    eventCounts: {},
  };
}
