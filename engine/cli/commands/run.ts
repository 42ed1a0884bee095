/** `run`: scenarios to a study. Composes scenario loading, the runner and the writer. */
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { UserError } from '../../base/problems.ts';
import type { Variant } from '../../experiments/index.ts';
import { planTasks } from '../../experiments/index.ts';
import type { Detail } from '../../metrics/tables.ts';
import type { StudyRequest } from '../../storage/index.ts';
import { readUnfinished, StudyStore, studyPath } from '../../storage/index.ts';
import { parseChange } from '../changes.ts';
import type { Condition } from '../limits.ts';
import { breaches, parseCondition } from '../limits.ts';
import type { OutputOptions } from '../output.ts';
import { printData, shellWord } from '../output.ts';
import type { Pieces } from '../pieces.ts';
import { studyVariant } from '../pieces.ts';
import { simulateMissing } from '../simulate-missing.ts';
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
  const report = await simulateMissing(pieces, path, request, {
    ...flags,
    plan: (done) =>
      planTasks({
        variantCount: request.variants.length,
        replications: request.replications,
        detail: request.detail,
        fullReplications: request.fullReplications,
        done,
        retryErrored: flags.retryErrored,
      }),
    again: `npx lendsim run --resume ${shellWord(path)}`,
  });
  if (report?.interrupted === true) return { code: 130, path };
  return { code: await finishRun(path, conditions, flags), path };
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
