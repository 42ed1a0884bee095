/** `reverse`: the smallest magnitudes of shocks at which the share of failing replications passes a level. */
import { resolve } from 'node:path';
import { UserError } from '../../base/problems.ts';
import type { Ask, Point, SearchResult, Variant } from '../../experiments/index.ts';
import { along, Answers, planTasks, runTasks, searchThreshold, Trials } from '../../experiments/index.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { ReversePoint, ReverseRun, StudyRequest } from '../../storage/index.ts';
import {
  REVERSE_AXES,
  reverseAxisRows,
  reverseRayRows,
  reverseRunRows,
  reverseSearchRows,
  studyError,
  studyPath,
  StudyWriter,
} from '../../storage/index.ts';
import type { OutputOptions } from '../output.ts';
import { note, printData, shellWord } from '../output.ts';
import type { Pieces } from '../pieces.ts';
import { studyVariant } from '../pieces.ts';
import { progressReporter } from '../progress-line.ts';
import type { Axis } from '../reverse-axis.ts';
import { magnitudeAt, overrideAt, parseAxis } from '../reverse-axis.ts';
import { ReverseProgress } from '../reverse-progress.ts';
import type { ReverseReport } from '../reverse-text.ts';
import { reverseSentence, reverseText, severestInterval } from '../reverse-text.ts';
import { catchInterrupt } from '../simulate-missing.ts';

export interface ReverseFlags extends OutputOptions {
  readonly shock: readonly string[];
  readonly until: number;
  readonly set: readonly string[];
  readonly replications: number;
  readonly most: number;
  readonly precision: number;
  readonly tolerance: number;
  readonly rays: number;
  readonly cost: 'distance' | 'sum';
  readonly weight: readonly number[];
  readonly seed: number;
  readonly workers?: number;
  readonly out?: string;
  readonly studies: string;
}

/** No magnitude within the range reaches the level. */
const NOT_REACHED = 6;
/** Runs stored at once at the latest. */
const BATCH = 16;

/** Returns 0 if a threshold was found, 6 if the range holds none, 130 if interrupted. */
export async function reverse(pieces: Pieces, scenario: string, flags: ReverseFlags): Promise<number> {
  const [plain] = await pieces.loadScenarios({ scenarios: [scenario], overrides: flags.set, changes: [] });
  const axes = axesOf(flags, plain!);
  const scenarios = new Magnitudes(pieces, scenario, flags.set, axes);
  const [mildest, severest] = await scenarios.ends();
  const variants = [
    { ...studyVariant(mildest), name: `${mildest.name}-mildest` },
    { ...studyVariant(severest), name: `${severest.name}-severest` },
  ];
  const replications = Math.min(flags.replications, flags.most);
  const request: StudyRequest = {
    name: `${plain!.name}-reverse`,
    title: `${plain!.title}: which magnitude breaks it`,
    seed: flags.seed,
    engineVersion: pieces.engineVersion,
    variants,
    replications,
    detail: 'daily',
    fullReplications: [],
    command: commandLine(scenario, flags),
  };
  const path = flags.out === undefined ? studyPath(flags.studies, request.name, request) : resolve(flags.out);
  const abort = new AbortController();
  const stop = catchInterrupt(abort, flags);
  const writer = await StudyWriter.open(path, request);
  try {
    const search = new Search({ pieces, flags, axes, scenarios, writer, signal: abort.signal });
    const result = await search.run(request);
    await search.store(result);
    await writer.finish();
    const report: ReverseReport = {
      scenario: plain!.name,
      path,
      command: request.command,
      level: flags.until,
      horizonDays: (JSON.parse(plain!.canonicalJson) as Scenario).clock.horizonDays,
      axes,
      costName: flags.cost,
      result,
      runs: search.runs,
    };
    printData('reverse', flags, dataOf(report), () => reverseText(report));
    return result.already || result.best >= 0 ? 0 : NOT_REACHED;
  } catch (error) {
    writer.suspend();
    if (!(error instanceof Interrupted)) throw error;
    note(flags, `interrupted: every run that was finished is kept\nresume with: ${request.command}`);
    return 130;
  } finally {
    stop();
  }
}

class Interrupted extends Error {}

interface Parts {
  readonly pieces: Pieces;
  readonly flags: ReverseFlags;
  readonly axes: readonly Axis[];
  readonly scenarios: Magnitudes;
  readonly writer: StudyWriter;
  readonly signal: AbortSignal;
}

/** A search whose answers are simulated, and kept in the study as they come. */
class Search {
  readonly #parts: Parts;
  readonly #answers = new Answers();
  #pending: ReverseRun[] = [];
  #now = 0;
  #all = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get runs(): { readonly now: number; readonly all: number } {
    return { now: this.#now, all: this.#all };
  }

  async run(request: StudyRequest): Promise<SearchResult> {
    const { flags, axes, pieces } = this.#parts;
    await this.#takeUp();
    await this.#simulateEnds(request);
    const progress = new ReverseProgress(flags.quiet);
    const trials = await Trials.open(pieces.worker, flags.seed, flags.workers);
    try {
      return await searchThreshold(
        {
          axes: axes.length,
          level: flags.until,
          batch: flags.replications,
          most: flags.most,
          precision: flags.precision,
          tolerance: flags.tolerance,
          rays: flags.rays,
          cost: (at) => costOf(flags, at),
          width: trials.width,
          answer: (asks) => this.#answer(trials, asks, progress),
          onStage: (stage) => progress.reached(stage),
        },
        this.#answers,
      );
    } finally {
      progress.end();
      await this.#flush().finally(() => trials.close());
    }
  }

  /** The frontier of this level and how sure it is, in the place of an earlier one. */
  async store({ rays, best, replications, already, coverage, checks }: SearchResult): Promise<void> {
    const { writer, axes, flags } = this.#parts;
    const points = rays.flatMap(({ end, at, lower, upper }, ray) =>
      (
        [
          ['threshold', at],
          ['lower', lower],
          ['upper', upper],
        ] as const
      ).map(([point, share]): ReversePoint => {
        const shares = share === null ? null : along(end, share);
        return {
          level: flags.until,
          ray,
          point,
          best: ray === best,
          replications,
          at:
            shares === null
              ? null
              : { shares, magnitudes: magnitudesOf(axes, shares), cost: costOf(flags, shares) },
        };
      }),
    );
    const level = flags.until;
    await writer.put('reverse_ray', reverseRayRows(points), `level = ${level}`);
    // Checks of an earlier search of this level are not made again: they count with those of now.
    const before = (await writer.rows('reverse_search')).find((row) => row['level'] === level);
    const made = checks.made + Number(before?.['checks'] ?? 0);
    const contrary = checks.contrary + Number(before?.['contrary'] ?? 0);
    const search = { level, replications, already, coverage, checks: { made, contrary } };
    await writer.put('reverse_search', reverseSearchRows([search]), `level = ${level}`);
  }

  /** What an earlier search of the same axes has simulated is not simulated again. */
  async #takeUp(): Promise<void> {
    const { writer, axes } = this.#parts;
    const stored = await writer.rows('reverse_axis');
    const wanted = axes.map(({ path, unit, mildest, severest }) => ({ path, unit, mildest, severest }));
    const known = stored.map(({ path, unit, mildest, severest }) => ({ path, unit, mildest, severest }));
    if (stored.length === 0) await writer.put('reverse_axis', reverseAxisRows(wanted));
    else if (JSON.stringify(known) !== JSON.stringify(wanted)) {
      throw studyError('study-differs', writer.path, 'holds a search along other axes', {
        exitCode: 5,
        hint: `there: ${known.map(({ path, mildest, severest }) => `${String(path)}=${String(mildest)}..${String(severest)}`).join(', ')}; choose another --out FILE`,
      });
    }
    for (const row of await writer.rows('reverse_run')) {
      const shares = axes.map((_, k) => Number(row[`share${k + 1}`]));
      this.#answers.add(Number(row['replication']), shares, row['failed'] === true);
      this.#all += 1;
    }
  }

  /** Both ends in daily detail, to be looked at in the dashboard; what they tell is part of the search. */
  async #simulateEnds(request: StudyRequest): Promise<void> {
    const { writer, pieces, flags, axes, signal } = this.#parts;
    const { replications, detail, variants } = request;
    const tasks = planTasks({
      variantCount: 2,
      replications,
      detail,
      fullReplications: [],
      done: writer.before,
    });
    if (tasks.length === 0) return;
    note(flags, `simulating the mildest and the most severe end, ${replications} replications each`);
    const progress = progressReporter(flags.quiet);
    const report = await runTasks({
      variants,
      tasks,
      seed: request.seed,
      worker: pieces.worker,
      ...(flags.workers === undefined ? {} : { workers: flags.workers }),
      signal,
      onProgress: progress.report,
      onBatch: async (batch) => {
        await writer.append(batch);
        for (const { variant, outcome } of batch) {
          if (outcome.status === 'errored') throw new Error(outcome.error ?? 'a replication errored');
          const shares = axes.map(() => variant);
          this.#note(outcome.replication, shares, outcome.failureDay);
          this.#answers.add(outcome.replication, shares, outcome.failureDay >= 0);
        }
        await this.#flush();
      },
    });
    progress.end();
    if (report.interrupted) throw new Interrupted();
  }

  async #answer(trials: Trials, asks: readonly Ask[], progress: ReverseProgress): Promise<boolean[]> {
    const { scenarios, signal } = this.#parts;
    if (signal.aborted) throw new Interrupted();
    const failed = await Promise.all(
      asks.map(async ({ replication, at }) => {
        const scenarioJson = await scenarios.at(at);
        if (signal.aborted) return null;
        const { failureDay } = await trials.run({ scenarioJson, replication });
        this.#note(replication, at, failureDay);
        progress.ran();
        return failureDay >= 0;
      }),
    );
    if (this.#pending.length >= BATCH || signal.aborted) await this.#flush();
    return failed.map((answer) => {
      if (answer === null) throw new Interrupted();
      return answer;
    });
  }

  #note(replication: number, shares: Point, failureDay: number): void {
    this.#pending.push({
      replication,
      shares,
      magnitudes: magnitudesOf(this.#parts.axes, shares),
      failureDay,
    });
    this.#now += 1;
    this.#all += 1;
  }

  async #flush(): Promise<void> {
    const runs = this.#pending;
    this.#pending = [];
    if (runs.length > 0) await this.#parts.writer.put('reverse_run', reverseRunRows(runs));
  }
}

/** The scenario at each point, resolved once. */
class Magnitudes {
  readonly #load: (overrides: readonly string[]) => Promise<Variant>;
  readonly #axes: readonly Axis[];
  readonly #known = new Map<string, Promise<string>>();

  constructor(pieces: Pieces, scenario: string, set: readonly string[], axes: readonly Axis[]) {
    this.#axes = axes;
    this.#load = async (overrides) => {
      const [variant] = await pieces.loadScenarios({
        scenarios: [scenario],
        overrides: [...set, ...overrides],
        changes: [],
      });
      return variant!;
    };
  }

  /** At the mildest and the most severe point; throws a UserError if the range can't be written there. */
  async ends(): Promise<[Variant, Variant]> {
    return [await this.#load(this.#overrides(0)), await this.#load(this.#overrides(1))];
  }

  async at(point: Point): Promise<string> {
    const overrides = this.#axes.map((axis, k) => overrideAt(axis, point[k]!));
    const key = overrides.join('\n');
    const known = this.#known.get(key) ?? this.#load(overrides).then((variant) => variant.canonicalJson);
    this.#known.set(key, known);
    return known;
  }

  #overrides(share: number): string[] {
    return this.#axes.map((axis) => overrideAt(axis, share));
  }
}

function axesOf(flags: ReverseFlags, { canonicalJson }: Variant): Axis[] {
  const scenario = JSON.parse(canonicalJson) as Scenario;
  const axes = flags.shock.map((text) => parseAxis(text, scenario));
  const paths = axes.map(({ path }) => path);
  const problem = (where: string, message: string, hint: string): UserError =>
    new UserError(2, [{ code: 'usage', where, path: '', value: null, message, hint }]);
  if (axes.length === 0 || axes.length > REVERSE_AXES)
    throw problem(
      '--shock',
      `${axes.length} shocks (1 to ${REVERSE_AXES})`,
      'for example --shock rumour --shock rivalFailures',
    );
  if (new Set(paths).size < paths.length)
    throw problem(
      '--shock',
      'the same magnitude twice',
      'name each shock once; shocks.0, shocks.1 tell two of a kind apart',
    );
  if (flags.weight.length > 0 && flags.weight.length !== axes.length)
    throw problem(
      '--weight',
      `${flags.weight.length} weights for ${axes.length} shocks`,
      'one per --shock, in their order: --weight 2,1',
    );
  return axes;
}

/** Distance from the mildest point, or the sum of the shares, each share times its weight. */
function costOf({ cost, weight }: ReverseFlags, at: Point): number {
  const parts = at.map((share, k) => share * (weight[k] ?? 1));
  return cost === 'sum'
    ? parts.reduce((sum, part) => sum + part, 0)
    : Math.sqrt(parts.reduce((sum, part) => sum + part * part, 0));
}

function magnitudesOf(axes: readonly Axis[], shares: Point): number[] {
  return axes.map((axis, k) => magnitudeAt(axis, shares[k]!));
}

function dataOf(report: ReverseReport): object {
  const { axes, result, ...rest } = report;
  const { rays, best, ...search } = result;
  const pointOf = (end: Point, share: number | null): readonly number[] | null =>
    share === null ? null : magnitudesOf(axes, along(end, share));
  const points = rays.map(({ end, at, lower, upper, cost }) => ({
    magnitudes: pointOf(end, at),
    lower: pointOf(end, lower),
    upper: pointOf(end, upper),
    way: { end, at, lower, upper },
    cost,
  }));
  return {
    ...rest,
    sentence: reverseSentence(report),
    axes: axes.map(({ name, path, unit, mildest, severest }) => ({ name, path, unit, mildest, severest })),
    reached: result.already || best >= 0,
    ...search,
    severestInterval: severestInterval(result),
    cheapest: points[best] ?? null,
    frontier: points,
  };
}

/** What to type to get the search again. */
function commandLine(scenario: string, flags: ReverseFlags): string {
  const words = ['npx', 'lendsim', 'reverse', scenario];
  words.push(...flags.shock.flatMap((shock) => ['--shock', shock]), '--until', `p>${flags.until}`);
  words.push(...flags.set.flatMap((override) => ['--set', override]));
  words.push(
    '--replications',
    String(flags.replications),
    '--most',
    String(flags.most),
    '--seed',
    String(flags.seed),
  );
  if (flags.precision !== 0.1) words.push('--precision', String(flags.precision));
  if (flags.tolerance !== 0.01) words.push('--tolerance', String(flags.tolerance));
  if (flags.rays !== 5) words.push('--rays', String(flags.rays));
  if (flags.cost !== 'distance') words.push('--cost', flags.cost);
  if (flags.weight.length > 0) words.push('--weight', flags.weight.join());
  if (flags.out !== undefined) words.push('--out', flags.out);
  return words.map(shellWord).join(' ');
}
