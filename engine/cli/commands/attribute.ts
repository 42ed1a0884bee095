/** `attribute`: what a run costs, split into liquidity, refinancing, wilful non-payment and collection, on the same luck. */
import { resolve } from 'node:path';
import { isoDate, parseIsoDate } from '../../base/calendar.ts';
import { UserError } from '../../base/problems.ts';
import { planTasks, RUN_CHANNELS } from '../../experiments/index.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { scenarioInForce } from '../../scenario/fork.ts';
import type { RunCostCell, RunCostRow, StudyRequest, StudyVariant } from '../../storage/index.ts';
import { rowObjects, runCostCellRows, StudyStore, studyPath } from '../../storage/index.ts';
import { attributeText } from '../attribute-text.ts';
import { forkedVariant } from '../forked-variant.ts';
import type { OutputOptions } from '../output.ts';
import { printData, shellWord } from '../output.ts';
import type { Pieces } from '../pieces.ts';
import { studyVariant } from '../pieces.ts';
import { simulateMissing } from '../simulate-missing.ts';

export interface AttributeFlags extends OutputOptions {
  readonly at?: string;
  readonly set: readonly string[];
  readonly replications: number;
  readonly seed: number;
  readonly workers?: number;
  readonly out?: string;
  readonly studies: string;
}

/** Returns 0, 1 if a replication errored, 130 if interrupted. */
export async function attribute(pieces: Pieces, scenario: string, flags: AttributeFlags): Promise<number> {
  const load = async (label: Label | null): Promise<StudyVariant> => {
    const overrides = label === null ? flags.set : [...flags.set, ...labelOf(label)];
    const [variant] = await pieces.loadScenarios({ scenarios: [scenario], overrides, changes: [] });
    return studyVariant(variant!);
  };
  const straight = await load(null);
  const cells = await cellsOf({ straight, file: scenario, at: flags.at }, load);
  const request: StudyRequest = {
    name: `${straight.name}-attribute`,
    title: `${straight.title}: what a run costs`,
    seed: flags.seed,
    engineVersion: pieces.engineVersion,
    variants: cells.map(({ variant }) => variant),
    replications: flags.replications,
    detail: 'daily',
    fullReplications: [],
    command: commandLine(scenario, flags),
  };
  const path = flags.out === undefined ? studyPath(flags.studies, request.name, request) : resolve(flags.out);
  const report = await simulateMissing(pieces, path, request, {
    ...flags,
    verify: false,
    plan: (done) =>
      planTasks({
        variantCount: cells.length,
        replications: request.replications,
        detail: 'daily',
        fullReplications: [],
        done,
      }),
    begun: {
      run_cost_cell: runCostCellRows(cells.map(({ variant, cell }) => ({ ...cell, variant: variant.name }))),
    },
    again: request.command,
  });
  if (report?.interrupted === true) return 130;
  return finish(path, straight, cells[0]!.cell, flags);
}

interface CellVariant {
  readonly variant: StudyVariant;
  readonly cell: Omit<RunCostCell, 'variant'>;
}

/** What is switched off in a cell. */
interface Off {
  readonly run: boolean;
  readonly channels: readonly Channel[];
}
type Channel = (typeof RUN_CHANNELS)[number];

interface Wish {
  readonly straight: StudyVariant;
  /** What messages name as the place. */
  readonly file: string;
  readonly at: string | undefined;
}

/**
 * The scenario, with each set of its channels off from the day on, with the run and without it.
 * Channels that it doesn't have are left alone.
 */
async function cellsOf(
  { straight, file, at }: Wish,
  load: (label: Label) => Promise<StudyVariant>,
): Promise<CellVariant[]> {
  const scenario = scenarioInForce(JSON.parse(straight.canonicalJson) as Scenario);
  const { confidence, borrowersRun, opening } = scenario;
  if (confidence.mechanism === 'none' || !confidence.fear) {
    const path = confidence.mechanism === 'none' ? 'confidence.mechanism' : 'confidence.fear';
    throw usage(
      file,
      `nobody takes fright in it (${path}): there is no run to split`,
      `switch it on with --set ${path}=${confidence.mechanism === 'none' ? 'hazard' : 'true'}`,
    );
  }
  const has = RUN_CHANNELS.filter((name) => borrowersRun[name]);
  const { day: fromDay, date } = forkedVariant({
    straight,
    file,
    at: at ?? firstShock(scenario, file),
    set: [],
  });
  const beforeMonth = monthsBetween(straight.startDate, date);
  if (opening.book === 'empty' && beforeMonth <= 0)
    throw usage(
      '--at',
      'no loan is made before the month of that day, so there is no book whose losses could be followed',
      'name a later day: --at 2018-03-01',
    );
  const without = [false, true].flatMap((run) => subsets(has).map((channels): Off => ({ run, channels })));
  return Promise.all(
    without.map(async (off): Promise<CellVariant> => {
      const on = (name: Channel) => has.includes(name) && !off.channels.includes(name);
      const cell = {
        run: !off.run,
        refinancing: on('refinancing'),
        wilful: on('wilful'),
        collection: on('collection'),
        fromDay,
        beforeMonth,
      };
      const set = [
        ...(off.run ? ['confidence.fear=false'] : []),
        ...off.channels.map((name) => `borrowersRun.${name}=false`),
      ];
      if (set.length === 0) return { variant: straight, cell };
      const named = await load({ scenario, off });
      const { variant } = forkedVariant({ straight: named, file, at: String(fromDay), set });
      return { variant: { ...variant, name: named.name, title: named.title }, cell };
    }),
  );
}

interface Label {
  readonly scenario: Scenario;
  readonly off: Off;
}

const WORDS: Readonly<Record<Channel | 'run', readonly [en: string, zh: string]>> = {
  run: ['no run', '无挤兑'],
  refinancing: ['refinancing as ever', '再融资如常'],
  wilful: ['nobody stops paying on purpose', '无恶意逃废债'],
  collection: ['collection as ever', '催收如常'],
};

/** Name and title of a cell, as they are set. */
function labelOf({ scenario: { name, title }, off: { run, channels } }: Label): string[] {
  const parts = [...(run ? (['run'] as const) : []), ...channels];
  const words = (k: 0 | 1, joint: string) => parts.map((part) => WORDS[part][k]).join(joint);
  const titles = { en: `${title.en}: ${words(0, ', ')}`, zh: `${title.zh}：${words(1, '、')}` };
  return [`name=${name}-no-${parts.join('-')}`, `title=${JSON.stringify(titles)}`];
}

function firstShock({ shocks }: Scenario, file: string): string {
  if (shocks.length === 0)
    throw usage(
      '--at',
      `${file} has no shock, so it doesn't say on which day a run begins`,
      'name the day from which it is to be split: --at 2018-03-01, --at 14mo or --at 420',
    );
  return String(Math.max(1, Math.min(...shocks.map(({ day }) => day))));
}

function subsets<T>(of: readonly T[]): T[][] {
  return of.reduce<T[][]>((sets, one) => [...sets, ...sets.map((set) => [...set, one])], [[]]);
}

/** Calendar months from the month of one date to that of another. */
function monthsBetween(from: string, to: string): number {
  const months = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  return months(to) - months(from);
}

async function finish(
  path: string,
  { name, startDate }: StudyVariant,
  { fromDay }: CellVariant['cell'],
  flags: AttributeFlags,
): Promise<number> {
  const store = await StudyStore.create();
  try {
    const reader = await store.open(path);
    const study = await reader.study();
    const stored = await reader.query('SELECT * FROM run_cost ORDER BY part');
    const parts = rowObjects(stored) as unknown as RunCostRow[];
    const errored = study.stored.filter(({ status }) => status === 'errored').length;
    const date = isoDate(parseIsoDate(startDate) + fromDay);
    const { variants } = study;
    const data = { path, scenario: name, day: fromDay, date, command: study.command, errored, parts };
    printData('attribute', flags, data, () => attributeText({ ...data, variants: variants.length }));
    return errored > 0 ? 1 : 0;
  } finally {
    await store.close();
  }
}

function usage(where: string, message: string, hint: string): UserError {
  return new UserError(2, [{ code: 'usage', where, path: '', value: null, message, hint }]);
}

/** What to type to get the split again. */
function commandLine(scenario: string, flags: AttributeFlags): string {
  const words = ['npx', 'lendsim', 'attribute', scenario];
  if (flags.at !== undefined) words.push('--at', flags.at);
  words.push(...flags.set.flatMap((override) => ['--set', override]));
  words.push('--replications', String(flags.replications), '--seed', String(flags.seed));
  if (flags.out !== undefined) words.push('--out', flags.out);
  return words.map(shellWord).join(' ');
}
