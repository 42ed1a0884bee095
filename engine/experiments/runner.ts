/**
 * Runs replications on worker threads and hands them over in the order of the plan, whatever order they finish in. A
 * bounded window keeps memory flat when the receiver is slower than the engine.
 */
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { Detail } from '../metrics/tables.ts';
import type { ReplicationOutcome } from '../outcome.ts';
import type { Task, Variant } from './plan.ts';
import type { Progress } from './progress.ts';
import { ProgressMeter } from './progress.ts';
import type { WorkerSetup, WorkerTask } from './replicate.ts';
import { erroredOutcome } from './replicate.ts';

export interface Result {
  /** Ordinal of the variant. */
  readonly variant: number;
  readonly detail: Detail;
  readonly outcome: ReplicationOutcome;
}

export interface RunOptions {
  readonly variants: readonly Variant[];
  readonly tasks: readonly Task[];
  readonly seed: number;
  /** Module that exports `replicate` (a WorkerTask to its outcome) and `ready`. */
  readonly worker: URL;
  /** Threads; by default as many as pay off. */
  readonly workers?: number;
  readonly verify?: boolean;
  /** Receives results in plan order; the next batch waits for it. What it throws ends the run. */
  readonly onBatch: (batch: readonly Result[]) => Promise<void>;
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the run early: what is being simulated is finished and handed over. */
  readonly signal?: AbortSignal;
  readonly batchSize?: number;
}

export interface RunReport {
  readonly progress: Progress;
  /** True if the signal came before the last task was begun. */
  readonly interrupted: boolean;
  readonly workers: number;
}

/** A thread that gets fewer replications than this costs more to start than it saves. */
const LEAST_TASKS_PER_WORKER = 8;
const BATCH_SIZE = 16;
/** A batch is handed over at the latest after this, so that little is lost when the process is killed. */
const BATCH_AGE_MS = 2000;

/** Threads that pay off for so many replications. */
export function workerCount(taskCount: number, asked?: number): number {
  const wanted = asked ?? Math.min(availableParallelism(), Math.ceil(taskCount / LEAST_TASKS_PER_WORKER));
  return Math.max(1, Math.min(wanted, taskCount));
}

/** Runs all tasks; a replication that throws or kills its thread comes back as errored. */
export async function runTasks(options: RunOptions): Promise<RunReport> {
  const { tasks, variants } = options;
  const totals = variants.map((_, ordinal) => tasks.filter((task) => task.variant === ordinal).length);
  const names = variants.map((variant) => variant.name);
  const meter = new ProgressMeter(names, totals, options.onProgress ?? (() => undefined));
  if (tasks.length === 0) return { progress: meter.snapshot(), interrupted: false, workers: 0 };
  const workers = workerCount(tasks.length, options.workers);
  const pool = openPool(options.worker, workers, {
    scenarios: variants.map((variant) => variant.canonicalJson),
  });
  try {
    await pool.run(null, { name: 'ready' });
    const interrupted = await pump(options, { pool, meter, window: workers * 3 + 2 });
    meter.report();
    return { progress: meter.snapshot(), interrupted, workers };
  } finally {
    await pool.destroy();
  }
}

/** Threads that run `worker`, a module that exports `replicate` and `ready`. */
export function openPool(worker: URL, workers: number, setup: WorkerSetup): Piscina {
  const fromSource =
    worker.pathname.endsWith('.ts') && !process.execArgv.some((argument) => argument.includes('tsx'));
  const pool = new Piscina({
    filename: worker.href,
    name: 'replicate',
    minThreads: workers,
    maxThreads: workers,
    workerData: setup,
    ...(fromSource ? { execArgv: [...process.execArgv, '--import', 'tsx'] } : {}),
  });
  // A thread that dies while idle is replaced; its tasks, if any, fail by themselves.
  pool.on('error', () => undefined);
  return pool;
}

interface Machinery {
  readonly pool: Piscina;
  readonly meter: ProgressMeter;
  /** Most results begun and not yet handed over. */
  readonly window: number;
}

async function pump(options: RunOptions, { pool, meter, window }: Machinery): Promise<boolean> {
  const { tasks, signal } = options;
  const pending: Promise<Result>[] = [];
  let begun = 0;
  let batch: Result[] = [];
  let batchStart = performance.now();
  const begin = (): void => {
    while (signal?.aborted !== true && begun < tasks.length && pending.length < window) {
      pending.push(runOne(options, pool, tasks[begun++]!));
    }
  };
  const handOver = async (): Promise<void> => {
    if (batch.length > 0) await options.onBatch(batch);
    batch = [];
    batchStart = performance.now();
  };
  begin();
  while (pending.length > 0) {
    const result = await pending.shift()!;
    meter.add(result.variant, result.outcome.status);
    batch.push(result);
    begin();
    const due =
      batch.length >= (options.batchSize ?? BATCH_SIZE) || performance.now() - batchStart >= BATCH_AGE_MS;
    if (due || pending.length === 0) {
      await handOver();
      begin();
    }
  }
  return begun < tasks.length;
}

async function runOne(options: RunOptions, pool: Piscina, task: Task): Promise<Result> {
  const { variant, replication, detail } = task;
  const sent: WorkerTask = {
    variant,
    replication,
    detail,
    seed: options.seed,
    verify: options.verify ?? false,
  };
  try {
    return { variant, detail, outcome: (await pool.run(sent)) as ReplicationOutcome };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { variant, detail, outcome: erroredOutcome(sent, new Error(`the worker thread died: ${reason}`)) };
  }
}
