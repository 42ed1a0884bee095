/** Simulates what a study lacks and stores it; what is there is kept, and an interruption keeps what is finished. */
import { existsSync } from 'node:fs';
import { UserError } from '../base/problems.ts';
import type { RunReport, Task } from '../experiments/index.ts';
import { runTasks } from '../experiments/index.ts';
import type { BegunWith, StoredReplication, StudyRequest } from '../storage/index.ts';
import { StudyStore, StudyWriter } from '../storage/index.ts';
import type { OutputOptions } from './output.ts';
import { note } from './output.ts';
import type { Pieces } from './pieces.ts';
import { progressReporter } from './progress-line.ts';
import { storeRunCost } from './run-cost.ts';

export interface MissingOptions extends OutputOptions {
  readonly workers?: number;
  readonly verify: boolean;
  /** Tasks still to do, by what is stored already. */
  readonly plan: (done: readonly StoredReplication[]) => readonly Task[];
  /** What the study has from its first commit on, so that one that is broken off is resumed with it. */
  readonly begun?: BegunWith;
  /** Command that goes on after an interruption. */
  readonly again: string;
}

/** Everything that is already there is kept; a study that lacks nothing is only read. Null if nothing had to be done. */
export async function simulateMissing(
  pieces: Pieces,
  path: string,
  request: StudyRequest,
  options: MissingOptions,
): Promise<RunReport | null> {
  const { plan, again } = options;
  if (await isComplete(path, request, (stored) => plan(stored).length === 0)) {
    note(options, `found: ${path} holds all of it; nothing to simulate`);
    return null;
  }
  const abort = new AbortController();
  const stop = catchInterrupt(abort, options);
  const progress = progressReporter(options.quiet);
  let writer: StudyWriter | undefined;
  try {
    writer = await StudyWriter.open(path, request, options.begun);
    const open = writer;
    if (open.before.length > 0)
      note(options, `continuing: ${open.before.length} replications are stored already`);
    const report = await runTasks({
      variants: request.variants,
      tasks: plan(open.before),
      seed: request.seed,
      worker: pieces.worker,
      ...(options.workers === undefined ? {} : { workers: options.workers }),
      verify: options.verify,
      signal: abort.signal,
      onBatch: (batch) => open.append(batch),
      onProgress: progress.report,
    });
    progress.end();
    if (report.interrupted) {
      open.suspend();
      note(options, `interrupted: ${open.committed} replications are kept\nresume with: ${again}`);
      return report;
    }
    note(options, 'computing bands and digest');
    await storeRunCost(open);
    await open.finish();
    return report;
  } catch (error) {
    progress.end();
    const committed = writer?.committed ?? 0;
    writer?.suspend();
    if (committed > 0 && !isDamaged(error))
      note(options, `${committed} replications are kept\nresume with: ${again}`);
    throw error;
  } finally {
    stop();
  }
}

/** A damaged file can't be resumed: its own message says what to do. */
function isDamaged(error: unknown): boolean {
  return error instanceof UserError && error.problems.some(({ code }) => code === 'study-corrupt');
}

async function isComplete(
  path: string,
  request: StudyRequest,
  covers: (stored: readonly StoredReplication[]) => boolean,
): Promise<boolean> {
  if (!existsSync(path) || existsSync(`${path}.tmp`)) return false;
  const store = await StudyStore.create();
  try {
    const study = await (await store.open(path)).study();
    const same =
      study.seed === request.seed &&
      study.engineVersion === request.engineVersion &&
      study.variants.length === request.variants.length &&
      study.variants.every((variant, ordinal) => variant.hash === request.variants[ordinal]!.hash);
    return same && covers(study.stored);
  } finally {
    await store.close();
  }
}

/** The first Ctrl-C ends the work in order, the second at once. */
export function catchInterrupt(abort: AbortController, flags: OutputOptions): () => void {
  const handler = (): void => {
    if (abort.signal.aborted) process.exit(130);
    note(flags, '\nfinishing what is being simulated; press Ctrl-C again to stop at once');
    abort.abort();
  };
  process.on('SIGINT', handler);
  process.on('SIGTERM', handler);
  return () => {
    process.off('SIGINT', handler);
    process.off('SIGTERM', handler);
  };
}
