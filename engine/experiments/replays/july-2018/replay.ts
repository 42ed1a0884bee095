/**
 * July 2018 over again: a population of platforms, June's wave of failures, and the population's own failures as its news;
 * against what was seen of that month, with controls that must miss it.
 */
import { canonicalJson } from '../../../scenario/canonical.ts';
import type { Scenario } from '../../../scenario/scenario.ts';
import { sha256Hex } from '../../../scenario/sha256.ts';
import type { Stream } from '../../../random/streams.ts';
import { FALL, JULY, JUNE, ORDINARY, SPREAD, type Band } from './bands.ts';
import {
  failedShare,
  logGrowthOf,
  monthFigures,
  panelOf,
  reporting,
  riskRatio,
  variance,
} from './figures.ts';
import type { PlatformRun } from './figures.ts';
import { mean } from '../../statistics.ts';
import type { Observable, ReplayTools } from '../replay.ts';
import { lastOf, monthsOf } from './months.ts';
import { newsOf } from './peers.ts';
import { PARAMETERS, WINDOW, type Parameters } from './parameters.ts';
import { middlePlatform, platformsOf } from './population.ts';
import { populationStream, runPopulation, type Setting } from './run.ts';

/** A world that must not look like the episode; its intervals, like all here, are 90 % of resampled populations. */
export interface ReplayControl {
  /** The row that must miss its band. */
  readonly must: string;
  readonly control: string;
  readonly rows: readonly Observable[];
  /** True if it misses what it must miss. */
  readonly pass: boolean;
}

export interface July2018 {
  /** SHA-256 of the frozen parameters. */
  readonly parametersHash: string;
  /** Ordinary months and June, on which the population and the weight of the news were set: no test of it. */
  readonly ordinary: readonly Observable[];
  readonly rows: readonly Observable[];
  readonly controls: readonly ReplayControl[];
  /** Share of the failures' news of July that the population itself made, round by round. */
  readonly failedByRound: readonly number[];
  /** Platforms in the panel when July began. */
  readonly platforms: number;
}

/** Identity of what the replay assumes. */
export function parametersHash(parameters: Parameters = PARAMETERS): string {
  return sha256Hex(canonicalJson({ parameters, window: WINDOW }));
}

export interface ReplayOptions {
  /** Fewer platforms than the parameters say, for a look. */
  readonly platforms?: number;
  readonly counter?: ReplayTools['counter'];
}

/** Runs the replay on the baseline. */
export function replayJuly2018(base: Scenario, options: ReplayOptions = {}): July2018 {
  const parameters = PARAMETERS;
  const count = options.platforms ?? parameters.platforms;
  const months = monthsOf();
  const at = (name: string): number => months.findIndex((month) => month.name === name);
  const july = months[at(WINDOW.episode)]!;
  const total = count * (parameters.rounds + CONTROLS);
  const stream = populationStream();
  const onPlatform = options.counter?.(total);

  const population = (
    setting: Omit<Setting, 'news'>,
    failing: readonly PlatformRun[] | null,
  ): PlatformRun[] =>
    runPopulation(
      base,
      {
        ...setting,
        news: newsOf(parameters, months, setting.platforms, failing),
      },
      onPlatform,
    );
  const failedInJuly = (runs: readonly PlatformRun[]): number =>
    failedShare(panelOf(runs), july.day, lastOf(july));

  const drawn = {
    noise: parameters.noise,
    mechanism: 'epidemic' as const,
    platforms: platformsOf(parameters, stream, count),
  };
  const failedByRound: number[] = [];
  let runs: PlatformRun[] = [];
  let failing: readonly PlatformRun[] | null = null;
  for (let round = 0; round < parameters.rounds; round++) {
    failing = round === 0 ? null : runs;
    runs = population(drawn, failing);
    failedByRound.push(failedInJuly(runs));
  }
  const silent = population({ ...drawn, noise: NO_NOISE }, failing);
  const alike = drawn.platforms.map(({ ordinal }) => middlePlatform(parameters, ordinal));
  const equals = population({ ...drawn, platforms: alike }, failing);
  const equalsSilent = population({ ...drawn, platforms: alike, noise: NO_NOISE }, failing);
  const calm = population({ ...drawn, mechanism: 'none' }, failing);

  /** A figure of a month; the sums of the month of the wave lack the largest that were silent. */
  const figureOf = (of: readonly PlatformRun[], name: string, figure: Band['figure']): number => {
    const month = months[at(name)]!;
    return figure === 'failed'
      ? failedShare(panelOf(of), month.day, lastOf(month))
      : monthFigures(panelOf(of), at(name), lastOf(month), name === WINDOW.episode)[figure];
  };
  const row = rowsOver(stream);
  const shape = (of: readonly PlatformRun[]): Observable[] =>
    JULY.map((band) => row(band, of, (some) => figureOf(some, WINDOW.episode, band.figure)));
  const spread = (of: readonly PlatformRun[]): number =>
    variance(reporting(panelOf(of), lastOf(july)).map((run) => logGrowthOf(run, at(WINDOW.episode))));

  const rows = [
    ...shape(runs),
    row(
      {
        observable: 'risk of failure by 22 August, lender rate above 11.5 % over below',
        unit: 'x',
        band: [2.5, 4.5],
        source: 'wdzj-panel-2017-2018',
      },
      runs,
      (some) => riskRatio(panelOf(some), 0.115, months[at(WINDOW.before)]!.day, WINDOW.horizonDays - 1),
    ),
    row(
      {
        observable: 'variance of log growth over platforms left without idiosyncratic noise',
        unit: 'share',
        band: [0.5, 2],
        source: 'assumption',
      },
      silent,
      (some) => spread(some) / spread(runs),
    ),
    row(
      {
        observable: 'the same, less what equal platforms without noise have by chance alone',
        unit: 'share',
        band: [0.5, 2],
        source: 'assumption',
      },
      silent,
      (some) => (spread(some) - spread(equalsSilent)) / spread(runs),
    ),
  ];
  const control = (name: string, must: string, of: readonly PlatformRun[]): ReplayControl => {
    const shown = shape(of);
    const pass = shown.some(({ observable, pass: held }) => observable === must && !held);
    return { control: name, must, rows: shown, pass };
  };
  return {
    parametersHash: parametersHash(),
    platforms: panelOf(runs).filter(
      ({ observed: { failureDay } }) => failureDay < 0 || failureDay >= july.day,
    ).length,
    failedByRound,
    ordinary: [
      ...ORDINARY.map((band) =>
        row(band, runs, (some) => mean(WINDOW.ordinary.map((name) => figureOf(some, name, band.figure)))),
      ),
      ...JUNE.map((band) => row(band, runs, (some) => figureOf(some, WINDOW.before, band.figure))),
    ],
    rows,
    controls: [control('all platforms alike', SPREAD, equals), control('nobody takes fright', FALL, calm)],
  };
}

const NO_NOISE = { lenders: 0, borrowers: 0 };
/** Populations beside those of the rounds. */
const CONTROLS = 4;

const RESAMPLES = 200;
/** Draws of the resampling follow those of the platforms. */
const RESAMPLE_DAY = 1000;

/** Rows with intervals from populations drawn anew from the platforms. */
function rowsOver(stream: Stream) {
  return (
    about: Pick<Observable, 'observable' | 'unit' | 'band' | 'source'>,
    runs: readonly PlatformRun[],
    figure: (of: readonly PlatformRun[]) => number,
  ): Observable => {
    const simulated = figure(runs);
    const drawn = Array.from({ length: RESAMPLES }, (_, k) =>
      figure(runs.map((_run, i) => runs[Math.floor(stream.uniform(i + 1, RESAMPLE_DAY, k) * runs.length)]!)),
    )
      .filter((value) => Number.isFinite(value))
      .sort((a, b) => a - b);
    const [low, high] = [0.05, 0.95].map(
      (share) => drawn[Math.floor(share * (drawn.length - 1))] ?? Number.NaN,
    );
    const [from, to] = about.band;
    return { ...about, simulated, interval: [low!, high!], pass: simulated >= from && simulated <= to };
  };
}
