/** What a search for breaking magnitudes found, in words and as a table of 100 columns. */
import type { Interval, SearchResult } from '../experiments/index.ts';
import { along, wilson } from '../experiments/index.ts';
import { compact, percent } from './figures.ts';
import { colours, shellWord, textTable } from './output.ts';
import type { Axis } from './reverse-axis.ts';
import { shownAt } from './reverse-axis.ts';

export interface ReverseReport {
  readonly scenario: string;
  readonly path: string;
  readonly command: string;
  readonly level: number;
  readonly horizonDays: number;
  readonly axes: readonly Axis[];
  readonly costName: string;
  readonly result: SearchResult;
  /** Runs of this call, of it and of earlier calls, and those that a grid without sharing would have taken. */
  readonly runs: { readonly now: number; readonly all: number };
}

/** Interval of the share of failures at the most severe point; nothing is open there once it was asked in full. */
export function severestInterval({ severest }: SearchResult): Interval {
  return wilson(severest.failed, severest.known);
}

/** The answer in one sentence. */
export function reverseSentence(report: ReverseReport): string {
  const { axes, level, result, scenario, horizonDays } = report;
  const { replications: n, mildest, severest, rays, best } = result;
  const passed = `more than ${percent(level)} of runs fail within ${horizonDays} days`;
  const ends = (share: number): string =>
    axes.map((axis) => `${axis.path} ${shownAt(axis, share)}`).join(', ');
  if (result.already)
    return `${scenario}: already at the mildest end (${ends(0)}) ${passed}: at least ${mildest.failed} of ${n} replications do.`;
  const ray = rays[best];
  if (ray === undefined || ray.at === null) {
    const { lower, upper } = severestInterval(result);
    const found = `${severest.failed} of ${severest.known} replications fail (95 % interval of the probability: ${percent(lower)} to ${percent(upper)})`;
    return result.severest.failed > level * n
      ? `${scenario}: with all shocks at their most severe ${passed}, but along no ray.`
      : `${scenario}: even at the most severe end (${ends(1)}) ${found}: no magnitude within the range makes it that ${passed}.`;
  }
  const at = ray.at;
  const magnitudes = axes.map((axis, k) => {
    const interval = `95 % interval ${boundText(axis, ray.end[k]!, ray.lower, 'below', 0)} to ${boundText(axis, ray.end[k]!, ray.upper, 'above', 1)}`;
    const value = shownAt(axis, ray.end[k]! * at);
    return ray.end[k] === 0 ? `${axis.path} stays at ${value}` : `${axis.path} at ${value} (${interval})`;
  });
  const joined = magnitudes.join(' and ');
  return axes.length === 1
    ? `${scenario}: ${passed} from ${joined} on, n = ${n}.`
    : `${scenario}: the cheapest combination at which ${passed} is ${joined}, at a cost of ${compact(ray.cost!)}, n = ${n}.`;
}

/** An end of the interval; one that replications or range leave open lies outside what the ray covers. */
function boundText(axis: Axis, end: number, share: number | null, open: string, edge: 0 | 1): string {
  return share === null ? `${open} ${shownAt(axis, end * edge)}` : shownAt(axis, end * share);
}

/** Everything the command prints. */
export function reverseText(report: ReverseReport): string {
  const { result, path, command, runs } = report;
  const { checks, coverage } = result;
  const colour = colours();
  const notes = [
    `Simulated ${runs.now} runs now, ${runs.all} in all; each stops at its failure, and a run that breaks at a magnitude isn't asked at larger ones.`,
    ...(coverage === null
      ? []
      : [`The interval encloses the threshold with ${percent(coverage)} or more, by order statistics.`]),
    checks.contrary > 0
      ? colour.red(
          `NOT MONOTONE: ${checks.contrary} of ${checks.made} spot checks went against "a larger shock breaks whatever a smaller one breaks". The threshold is one crossing among several: look at v_reverse_grid and try other ranges.`,
        )
      : checks.made > 0
        ? `${checks.made} spot checks, none against "a larger shock breaks whatever a smaller one breaks".`
        : '',
  ];
  return [
    colour.bold(reverseSentence(report)),
    frontierTable(report),
    notes.filter((note) => note !== '').join('\n'),
    [
      `Study    ${path}`,
      `Again    ${command}`,
      `Look     npx lendsim query ${shellWord(path)} "FROM v_reverse"`,
    ].join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function frontierTable({ axes, result, costName }: ReverseReport): string {
  const { rays, best } = result;
  if (axes.length === 1 || rays.length === 0) return '';
  const order = rays.map((_, k) => k).sort((a, b) => direction(rays[a]!.end) - direction(rays[b]!.end));
  const rows = order.map((k) => {
    const { end, at, lower, upper, cost } = rays[k]!;
    const shown = along(end, at ?? 1);
    const ways = `${lower === null ? '-' : percent(lower)} to ${upper === null ? '-' : percent(upper)}`;
    return [
      ...axes.map((axis, j) => shownAt(axis, Number(shown[j]!.toFixed(4)))),
      at === null ? 'not reached' : percent(at),
      at === null ? '-' : ways,
      cost === null ? '-' : compact(cost),
      k === best ? 'cheapest' : '',
    ];
  });
  const head = [...axes.map(({ name }) => name), 'Of the way', '95 % of it', `Cost (${costName})`, ''];
  return textTable(head, rows, 0);
}

/** Puts rays side by side: by how much of the first axis they have. */
function direction(end: readonly number[]): number {
  const sum = end.reduce((total, share) => total + share, 0);
  return -(end[0]! / sum) - (end[1] ?? 0) / sum / 1000;
}
