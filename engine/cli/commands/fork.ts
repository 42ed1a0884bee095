/** `fork`: replications of a study once more under another policy from a day on, on the same luck. */
import { resolve } from 'node:path';
import { UserError } from '../../base/problems.ts';
import type { Task } from '../../experiments/index.ts';
import { isFilledAt } from '../../metrics/study-tables.ts';
import type { Detail } from '../../metrics/tables.ts';
import type { StoredReplication, StoredStudy, StudyRequest } from '../../storage/index.ts';
import { StudyStore, studyPath } from '../../storage/index.ts';
import { compareFork, prefixProblems } from '../fork-comparison.ts';
import { forkText } from '../fork-text.ts';
import type { ForkedVariant } from '../forked-variant.ts';
import { forkedVariant } from '../forked-variant.ts';
import type { OutputOptions } from '../output.ts';
import { printData, shellWord } from '../output.ts';
import type { Pieces } from '../pieces.ts';
import { simulateMissing } from '../simulate-missing.ts';
import { variantNamed } from '../variant-named.ts';

export interface ForkFlags extends OutputOptions {
  readonly replication: readonly number[];
  readonly variant?: string;
  readonly at: string;
  readonly set: readonly string[];
  readonly detail?: Detail;
  readonly workers?: number;
  readonly verify: boolean;
  readonly out?: string;
  readonly studies: string;
}

/** Returns 0, 1 if a replication errored or the runs don't share their past, 130 if interrupted. */
export async function fork(pieces: Pieces, file: string, flags: ForkFlags): Promise<number> {
  const study = await readStudy(file);
  checkEngine(pieces, study, file);
  const ordinal = flags.variant === undefined ? 0 : variantNamed(study.variants, flags.variant);
  const straight = study.variants[ordinal]!;
  const stored = storedRows(study, ordinal, flags.replication);
  const forked = forkedVariant({ straight, file, at: flags.at, set: flags.set });
  const request: StudyRequest = {
    name: forked.variant.name,
    title: forked.variant.title,
    seed: study.seed,
    engineVersion: pieces.engineVersion,
    variants: [straight, forked.variant],
    replications: Math.max(...flags.replication) + 1,
    detail: flags.detail ?? 'daily',
    fullReplications: flags.detail === 'full' ? flags.replication : [],
    command: commandLine(file, flags),
  };
  const path = flags.out === undefined ? studyPath(flags.studies, request.name, request) : resolve(flags.out);
  const report = await simulateMissing(pieces, path, request, {
    ...flags,
    plan: (done) => tasksOf(request.detail, flags.replication, done),
    again: request.command,
  });
  if (report?.interrupted === true) return 130;
  return finish(path, { file, straight: straight.name, forked, stored, flags });
}

interface Finished {
  readonly file: string;
  readonly straight: string;
  readonly forked: ForkedVariant;
  readonly stored: readonly StoredReplication[];
  readonly flags: ForkFlags;
}

async function finish(path: string, { file, straight, forked, stored, flags }: Finished): Promise<number> {
  const store = await StudyStore.create();
  try {
    const comparison = await compareFork(await store.open(path), forked, stored);
    const problems = prefixProblems(comparison, forked.day);
    const data = { path, from: { path: file, variant: straight }, ...comparison, problems };
    printData('fork', flags, data, () => forkText(data));
    const errored = comparison.replications.some(({ ends }) =>
      ends.some(({ status }) => status === 'errored'),
    );
    return errored || problems.length > 0 ? 1 : 0;
  } finally {
    await store.close();
  }
}

/** Both runs of each replication, in the order in which they are asked for. */
function tasksOf(
  detail: Detail,
  replications: readonly number[],
  done: readonly StoredReplication[],
): Task[] {
  const known = new Map(done.map((row) => [`${row.variant}/${row.replication}`, row]));
  return replications.flatMap((replication) =>
    [0, 1].flatMap((variant): Task[] => {
      const row = known.get(`${variant}/${replication}`);
      const there = row !== undefined && (row.status === 'errored' || isFilledAt(detail, row.detail));
      return there ? [] : [{ variant, replication, detail }];
    }),
  );
}

async function readStudy(file: string): Promise<StoredStudy> {
  const store = await StudyStore.create();
  try {
    return await (await store.open(file)).study();
  } finally {
    await store.close();
  }
}

function checkEngine(pieces: Pieces, study: StoredStudy, file: string): void {
  if (study.engineVersion === pieces.engineVersion) return;
  throw new UserError(3, [
    {
      code: 'fork-engine',
      where: file,
      path: '',
      value: study.engineVersion,
      message: `made by engine ${study.engineVersion}, ${pieces.engineVersion} is running: the two don't share their past`,
      hint: `run it again, then fork: ${study.command}`,
    },
  ]);
}

/** What the study says of the replications; each must be there and sound. */
function storedRows(study: StoredStudy, ordinal: number, wanted: readonly number[]): StoredReplication[] {
  const rows = study.stored.filter((row) => row.variant === ordinal);
  return wanted.map((replication) => {
    const row = rows.find((one) => one.replication === replication);
    if (row === undefined) {
      const numbers = rows.map((one) => one.replication);
      const hint = `stored of ${study.variants[ordinal]!.name}: ${Math.min(...numbers)} to ${Math.max(...numbers)}`;
      throw usage('--replication', replication, `no replication ${replication} in the study`, hint);
    }
    if (row.status === 'errored') {
      const hint =
        'an errored replication is a defect: see lendsim query STUDY "SELECT error FROM replication"';
      throw usage(
        '--replication',
        replication,
        `replication ${replication} errored and has no course to leave`,
        hint,
      );
    }
    return row;
  });
}

function usage(where: string, value: unknown, message: string, hint: string): UserError {
  return new UserError(2, [{ code: 'usage', where, path: '', value, message, hint }]);
}

/** What to type to get the fork again. */
function commandLine(file: string, flags: ForkFlags): string {
  const words = ['npx', 'lendsim', 'fork', file];
  if (flags.variant !== undefined) words.push('--variant', flags.variant);
  words.push('--replication', flags.replication.join(), '--at', flags.at);
  words.push(...flags.set.flatMap((override) => ['--set', override]));
  if (flags.detail !== undefined && flags.detail !== 'daily') words.push('--detail', flags.detail);
  return words.map(shellWord).join(' ');
}
