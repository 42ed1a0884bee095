/** `run`: scenarios to a study. Composes scenario loading, the runner and the writer. */
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { UserError } from '../../base/problems.ts';
import type { RunReport, Variant } from '../../experiments/index.ts';
import { planTasks, runTasks } from '../../experiments/index.ts';
import type { Detail } from '../../metrics/tables.ts';
import type { StoredReplication, StudyRequest } from '../../storage/index.ts';
import { readUnfinished, StudyStore, studyPath, StudyWriter } from '../../storage/index.ts';
import { parseChange } from '../changes.ts';
import type { Condition } from '../limits.ts';
import { breaches, parseCondition } from '../limits.ts';
import type { OutputOptions } from '../output.ts';
import { note, printData } from '../output.ts';
import type { Pieces } from '../pieces.ts';
import { studyVariant } from '../pieces.ts';
import { progressReporter } from '../progress-line.ts';
import { summaryText } from '../summary.ts';
import type { StudySummary } from '../summary-data.ts';
import { summarise } from '../summary-data.ts';

export interface RunFlags extends OutputOptions {
  readonly set: readonly string[];
  readonly variant: readonly string[];
  readonly replications?: number;
  readonly seed?: number;
  readonly workers?: number;
  readonly detail?: Detail;
  readonly full: readonly number[];
  readonly out?: string;
  readonly studies: string;
  readonly resume?: string;
  readonly verify: boolean;
  readonly retryErrored: boolean;
  readonly failOn: readonly string[];
}

const DEFAULT_REPLICATIONS = 20;
const DEFAULT_SEED = 1;

export interface RunEnd {
  /** 0, 1 if replications errored, 4 if a limit is breached, 130 if interrupted. */
  readonly code: number;
  readonly path: string;
}

/** Makes or completes the study, prints its summary. */
export async function run(pieces: Pieces, scenarios: readonly string[], flags: RunFlags): Promise<RunEnd> {
  const conditions = flags.failOn.map(parseCondition);
  const { path, request } = await requestOf(pieces, scenarios, flags);
  const report = await simulateMissing(pieces, path, request, flags);
  if (report?.interrupted === true) return { code: 130, path };
  return { code: await finishRun(path, conditions, flags), path };
}

/** Everything that is already there is kept; a study that lacks nothing is only read. Null if nothing had to be done. */
async function simulateMissing(
  pieces: Pieces,
  path: string,
  request: StudyRequest,
  flags: RunFlags,
): Promise<RunReport | null> {
  const plan = (done: readonly StoredReplication[]) =>
    planTasks({
      variantCount: request.variants.length,
      replications: request.replications,
      detail: request.detail,
      fullReplications: request.fullReplications,
      done,
      retryErrored: flags.retryErrored,
    });
  if ((await isComplete(path, request, (stored) => plan(stored).length === 0)) === true) {
    note(flags, `found: ${path} holds all of it; nothing to simulate`);
    return null;
  }
  const abort = new AbortController();
  const stop = catchInterrupt(abort, flags);
  const progress = progressReporter(flags.quiet);
  let writer: StudyWriter | undefined;
  try {
    writer = await StudyWriter.open(path, request);
    const open = writer;
    if (open.before.length > 0)
      note(flags, `continuing: ${open.before.length} replications are stored already`);
    const report = await runTasks({
      variants: request.variants,
      tasks: plan(open.before),
      seed: request.seed,
      worker: pieces.worker,
      ...(flags.workers === undefined ? {} : { workers: flags.workers }),
      verify: flags.verify,
      signal: abort.signal,
      onBatch: (batch) => open.append(batch),
      onProgress: progress.report,
    });
    progress.end();
    if (report.interrupted) {
      open.suspend();
      note(
        flags,
        `interrupted: ${open.committed} replications are kept\nresume with: npx lendsim run --resume ${shellWord(path)}`,
      );
      return report;
    }
    note(flags, 'computing bands and digest');
    await open.finish();
    return report;
  } catch (error) {
    progress.end();
    const committed = writer?.committed ?? 0;
    writer?.suspend();
    if (committed > 0 && !isDamaged(error))
      note(
        flags,
        `${committed} replications are kept\nresume with: npx lendsim run --resume ${shellWord(path)}`,
      );
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

/** The first Ctrl-C ends the study in order, the second at once. */
function catchInterrupt(abort: AbortController, flags: OutputOptions): () => void {
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

async function finishRun(path: string, conditions: readonly Condition[], flags: RunFlags): Promise<number> {
  const store = await StudyStore.create();
  try {
    const summary = await summarise(await store.open(path));
    const broken = conditions.flatMap((condition) => breaches(condition, summary.study, summary.variants));
    printData('run', flags, { ...jsonSummary(summary), breaches: broken }, () =>
      [
        summaryText(summary),
        [
          ...broken,
          `Study    ${path}   digest ${summary.study.digest ?? ''}`,
          `Again    ${summary.study.command}`,
          `Look     npx lendsim serve ${shellWord(path)}`,
        ].join('\n'),
      ].join('\n\n'),
    );
    if (broken.length > 0) return 4;
    return summary.errors.length > 0 ? 1 : 0;
  } finally {
    await store.close();
  }
}

/** The summary without the replications and scenarios, which are in the file. */
function jsonSummary({ study, path, variants, errors }: StudySummary): object {
  const { stored: _stored, variants: _variants, ...identity } = study;
  return { path, study: identity, variants, errors };
}

async function requestOf(
  pieces: Pieces,
  scenarios: readonly string[],
  flags: RunFlags,
): Promise<{ path: string; request: StudyRequest }> {
  if (flags.resume !== undefined) return resumeRequest(pieces, flags.resume, scenarios, flags);
  if (scenarios.length === 0)
    throw usage('SCENARIO', 'no scenario named', 'for example: npx lendsim run baseline withdrawal-run');
  const changes = flags.variant.map(parseChange);
  const variants = (await pieces.loadScenarios({ scenarios, overrides: flags.set, changes })).map(
    studyVariant,
  );
  const name = changes.length > 0 ? variants[0]!.name : variants[variants.length - 1]!.name;
  const request: StudyRequest = {
    name,
    title: titleOf(variants, scenarios.length),
    seed: flags.seed ?? DEFAULT_SEED,
    engineVersion: pieces.engineVersion,
    variants,
    replications: flags.replications ?? DEFAULT_REPLICATIONS,
    detail: flags.detail ?? 'daily',
    fullReplications: flags.detail === 'full' ? flags.full : [],
    command: commandLine(scenarios, flags),
  };
  return {
    path: flags.out === undefined ? studyPath(flags.studies, name, request) : resolve(flags.out),
    request,
  };
}

/** Titles of the scenarios named; their `--variant`s are told by the table of variants. */
function titleOf(variants: readonly Variant[], scenarioCount: number): string {
  const each = variants.length / scenarioCount;
  return variants.flatMap(({ title }, k) => (k % each === 0 ? [title] : [])).join(' / ');
}

/** Everything comes from the file itself, so the scenario files may be gone or changed. */
async function resumeRequest(
  pieces: Pieces,
  file: string,
  scenarios: readonly string[],
  flags: RunFlags,
): Promise<{ path: string; request: StudyRequest }> {
  if (scenarios.length > 0 || flags.set.length + flags.variant.length > 0 || flags.seed !== undefined) {
    throw usage(
      '--resume',
      'a resumed study keeps its scenarios and seed',
      'leave scenarios, --set, --variant and --seed away',
    );
  }
  const path = resolve(file.replace(/\.tmp$/, ''));
  const study = (await readUnfinished(path)) ?? (await readFinished(path));
  const replications = Math.max(study.replications, flags.replications ?? 0);
  return {
    path,
    request: {
      ...study,
      engineVersion: pieces.engineVersion,
      replications,
      command: study.command.replace(/--replications \d+/, `--replications ${replications}`),
      detail: flags.detail ?? study.detail,
      fullReplications:
        flags.full.length > 0 && flags.detail === 'full' ? flags.full : study.fullReplications,
    },
  };
}

async function readFinished(
  path: string,
): ReturnType<typeof readUnfinished> extends Promise<infer T> ? Promise<NonNullable<T>> : never {
  const store = await StudyStore.create();
  try {
    return await (await store.open(path)).study();
  } finally {
    await store.close();
  }
}

function usage(where: string, message: string, hint: string): UserError {
  return new UserError(2, [{ code: 'usage', where, path: '', value: null, message, hint }]);
}

/** A word as a shell takes it. */
function shellWord(text: string): string {
  return /^[\w./:=%@+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** What to type to get the study again; --workers and the like change nothing and are left out. */
function commandLine(scenarios: readonly string[], flags: RunFlags): string {
  const words = ['npx', 'lendsim', 'run', ...scenarios];
  words.push(...flags.set.flatMap((override) => ['--set', override]));
  words.push(...flags.variant.flatMap((change) => ['--variant', change]));
  words.push(
    '--seed',
    String(flags.seed ?? DEFAULT_SEED),
    '--replications',
    String(flags.replications ?? DEFAULT_REPLICATIONS),
  );
  if (flags.detail !== undefined && flags.detail !== 'daily') words.push('--detail', flags.detail);
  if (flags.detail === 'full' && flags.full.join() !== '0') words.push('--full', flags.full.join());
  return words.map(shellWord).join(' ');
}

/** Name of a study file given as path or as bare name in the folder of studies. */
export function studyFile(name: string, studiesDir: string): string {
  if (existsSync(name) || name.includes('/')) return name;
  const inside = join(studiesDir, basename(name));
  return existsSync(inside) ? inside : existsSync(`${inside}.duckdb`) ? `${inside}.duckdb` : name;
}
