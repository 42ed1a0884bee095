/** `replay`: simulates a published episode again and holds the result against it. */
import { UserError } from '../../base/problems.ts';
import type { ReplicationOutcome } from '../../outcome.ts';
import { planTasks, ProgressMeter, runTasks, type Variant } from '../../experiments/index.ts';
import {
  holds,
  REPLAYS,
  type Observable,
  type Replay,
  type ReplayResult,
  type ReplayTools,
} from '../../experiments/replays/index.ts';
import { nearestWord } from '../../scenario/nearest.ts';
import { compact } from '../figures.ts';
import type { OutputOptions } from '../output.ts';
import { colours, note, printData, textTable } from '../output.ts';
import type { Pieces } from '../pieces.ts';
import { progressReporter } from '../progress-line.ts';
import { loadScenarioFile, variantOf } from '../scenario-files.ts';

export interface ReplayFlags extends OutputOptions {
  readonly seed: number;
  readonly workers?: number;
}

/** Exit code where a band is missed, as where a condition of --fail-on holds. */
const MISSED = 4;

/** Lists the replays, or runs one; returns the exit code. */
export async function replay(
  pieces: Pieces,
  name: string | undefined,
  flags: ReplayFlags,
  replays: readonly Replay[] = REPLAYS,
): Promise<number> {
  if (name === undefined) {
    const list = replays.map(({ name: one, title, sources }) => ({ name: one, title, sources }));
    printData('replay', flags, list, () =>
      textTable(
        ['Replay', 'What it is'],
        list.map((row) => [row.name, row.title]),
        2,
      ),
    );
    return 0;
  }
  const found = replays.find((one) => one.name === name);
  if (found === undefined) throw unknown(name, replays);
  const result = await found.run(toolsOf(pieces, flags));
  const ok = holds(result);
  printData(
    'replay',
    flags,
    { name, title: found.title, sources: found.sources, seed: flags.seed, ok, ...result },
    () => resultText(found, result),
  );
  if (!ok) note(flags, `a band was missed, or a control did not miss its own: exit code ${MISSED}`);
  return ok ? 0 : MISSED;
}

function unknown(name: string, replays: readonly Replay[]): UserError {
  const names = replays.map((one) => one.name);
  const near = nearestWord(name, names);
  const hint = `one of: ${names.join(', ')}${near === null ? '' : `      did you mean ${near}?`}`;
  return new UserError(2, [
    { code: 'usage', where: 'replay', path: '', value: name, message: `no replay named ${name}`, hint },
  ]);
}

function toolsOf(pieces: Pieces, flags: ReplayFlags): ReplayTools {
  return {
    scenario: (file, set, name) => variantOf(loadScenarioFile(file, set), name),
    simulate: (variants, replications) => simulate(pieces, flags, { variants, replications }),
    counter: (total) => {
      const progress = progressReporter(flags.quiet);
      const meter = new ProgressMeter(['platforms'], [total], progress.report);
      let left = total;
      return (status) => {
        left -= 1;
        meter.add(0, status);
        if (left > 0) return;
        meter.report();
        progress.end();
      };
    },
  };
}

async function simulate(
  pieces: Pieces,
  flags: ReplayFlags,
  { variants, replications }: { readonly variants: readonly Variant[]; readonly replications: number },
): Promise<ReplicationOutcome[][]> {
  const outcomes: ReplicationOutcome[][] = variants.map(() => []);
  const progress = progressReporter(flags.quiet);
  await runTasks({
    variants,
    tasks: planTasks({ variantCount: variants.length, replications, detail: 'daily', fullReplications: [] }),
    seed: flags.seed,
    worker: pieces.worker,
    ...(flags.workers === undefined ? {} : { workers: flags.workers }),
    onProgress: progress.report,
    onBatch: (batch) => {
      for (const { variant, outcome } of batch) {
        if (outcome.error !== null) throw new Error(outcome.error);
        outcomes[variant]!.push(outcome);
      }
      return Promise.resolve();
    },
  });
  progress.end();
  return outcomes;
}

function resultText(found: Replay, { setOn = [], rows, controls }: ReplayResult): string {
  const colour = colours();
  const { level, over } = found.intervals;
  return [
    colour.bold(found.title),
    ...(setOn.length === 0
      ? []
      : [tableOf(['What it was set on', level], setOn, (pass) => (pass ? 'within' : 'outside'))]),
    tableOf(['Observable', level], rows, (pass) => (pass ? 'ok' : colour.red('MISSED'))),
    tableOf(['Control: must miss', level], controls, (pass) => (pass ? colour.red('WITHIN') : 'misses')),
    `Sources: ${[...new Set([...setOn, ...rows].map(({ source }) => source))].join(', ')} (data/sources.yaml). Intervals: ${level}, over ${over}.`,
  ].join('\n\n');
}

function tableOf(
  [head, level]: readonly [string, string],
  rows: readonly Observable[],
  verdict: (pass: boolean) => string,
): string {
  return textTable(
    [head, 'Simulated', level, 'Band', ''],
    rows.map(({ observable, unit, simulated, interval, band, pass }) => [
      observable,
      `${compact(simulated)} ${unit}`,
      interval === null ? '' : `${compact(interval[0])} to ${compact(interval[1])}`,
      `${compact(band[0])} to ${compact(band[1])}`,
      verdict(pass),
    ]),
  );
}
