/**
 * July 2018 over again: a population of platforms, June's wave of failures, and the population's own failures as its news;
 * against what was seen of that month, with controls that must miss it.
 */
import { parseIsoDate, Calendar } from '../../../base/calendar.ts';
import { canonicalJson } from '../../../scenario/canonical.ts';
import type { Scenario } from '../../../scenario/scenario.ts';
import { sha256Hex } from '../../../scenario/sha256.ts';
import { Streams, type Stream } from '../../../random/streams.ts';
import { FALL, JULY, JUNE, ORDINARY, SPREAD, type Band } from './bands.ts';
import { failedShare, logGrowthOf, monthFigures, reporting, riskRatio, variance } from './figures.ts';
import type { PlatformRun } from './figures.ts';
import { mean } from '../../statistics.ts';
import type { Observable, ReplayTools } from '../replay.ts';
import { observe, type Month } from './observe.ts';
import { failingAmongPeers } from './peers.ts';
import { PARAMETERS, WINDOW, type Parameters } from './parameters.ts';
import { middlePlatform, noiseOf, platformsOf, type Platform } from './population.ts';
import { variantOf } from './variant.ts';

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
  /** Ordinary months and June, on which the population and the weight of the news were set. */
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

/** Months from the start on that end within the horizon. */
function monthsOf(): Month[] {
  const calendar = new Calendar(parseIsoDate(WINDOW.startDate), WINDOW.horizonDays);
  const months: Month[] = [];
  const [year, month] = WINDOW.startDate.split('-').map(Number) as [number, number];
  for (let day = 0, end = 0; end < WINDOW.horizonDays; end++) {
    if (!calendar.isMonthEnd(end)) continue;
    const count = month - 1 + months.length;
    const name = `${year + Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
    months.push({ name, day, days: end - day + 1 });
    day = end + 1;
  }
  return months;
}

interface Setting {
  readonly noise: { readonly lenders: number; readonly borrowers: number };
  readonly mechanism: Scenario['confidence']['mechanism'];
  readonly platforms: readonly Platform[];
  /** The population whose failures are heard of, null before any is known: then all platforms are alike in June and none fails in July. */
  readonly failing: readonly PlatformRun[] | null;
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
  const june = months[at(WINDOW.before)]!;
  const july = months[at(WINDOW.episode)]!;
  const lastOf = ({ day, days }: Month): number => day + days - 1;
  const total = count * (parameters.rounds + CONTROLS);
  const stream = new Streams(parameters.seed, 0).stream('population');
  const onPlatform = options.counter?.(total);

  /** Failures of others by platform: ordinary months, June's wave, and weeks of July, as far as they are known. */
  const rivalsOf = (platforms: readonly Platform[], failing: readonly PlatformRun[] | null) => {
    const among = (from: number, to: number): number[] =>
      failing === null
        ? platforms.map(() => 0)
        : failingAmongPeers(parameters.elsewhere.likeness, platforms, panel(failing), from, to);
    const risk = among(0, WINDOW.horizonDays - 1);
    const ordinaryRisk = mean(risk);
    /** How much likelier than others the peers of a platform are to fail. */
    const relative = risk.map((one) => (ordinaryRisk === 0 ? 1 : one / ordinaryRisk));
    const weeks = Array.from({ length: Math.ceil(july.days / 7) }, (_, week) => {
      const day = july.day + 7 * week;
      const overDays = Math.min(7, july.day + july.days - day);
      return { day, overDays, shares: among(day, day + overDays - 1) };
    });
    /** More than in as many ordinary days. */
    const excess = (share: number, days: number): number =>
      Math.max(0, share - (parameters.ordinaryFailures * days) / 30);
    return platforms.map((_, k) => [
      {
        day: june.day + parameters.wave.dayOfJune - 1,
        share: relative[k]! * excess(parameters.wave.share, june.days),
        overDays: parameters.wave.overDays,
      },
      ...weeks.map(({ day, overDays, shares }) => ({
        day,
        overDays,
        share: excess(shares[k]!, overDays),
      })),
    ]);
  };

  const population = (setting: Setting): PlatformRun[] => {
    const { platforms } = setting;
    const rivals = rivalsOf(platforms, setting.failing);
    return platforms.map((platform, ordinal) => {
      const episode = {
        months: months.map(({ day, days }, month) => ({
          day,
          days,
          noise: noiseOf(setting.noise, stream, ordinal, month),
        })),
        rivals: rivals[ordinal]!,
        mechanism: setting.mechanism,
      };
      const scenario = variantOf(base, parameters, platform, episode);
      const observed = observe(scenario, parameters.seed * 1000 + ordinal, months);
      onPlatform?.(observed.failureDay < 0 ? 'survived' : 'failed');
      return { platform, observed };
    });
  };
  const panel = (runs: readonly PlatformRun[]): PlatformRun[] =>
    reporting(runs, lastOf(months[at(WINDOW.settled)]!));
  const failedInJuly = (runs: readonly PlatformRun[]): number =>
    failedShare(panel(runs), july.day, lastOf(july));

  const drawn: Setting = {
    noise: parameters.noise,
    mechanism: 'epidemic',
    platforms: platformsOf(parameters, stream, count),
    failing: null,
  };
  const failedByRound: number[] = [];
  let runs: PlatformRun[] = [];
  let failing: readonly PlatformRun[] | null = null;
  for (let round = 0; round < parameters.rounds; round++) {
    failing = round === 0 ? null : runs;
    runs = population({ ...drawn, failing });
    failedByRound.push(failedInJuly(runs));
  }
  const silent = population({ ...drawn, failing, noise: { lenders: 0, borrowers: 0 } });
  const alike = drawn.platforms.map(({ ordinal }) => middlePlatform(parameters, ordinal));
  const equals = population({ ...drawn, failing, platforms: alike });
  const equalsSilent = population({
    ...drawn,
    failing,
    platforms: alike,
    noise: { lenders: 0, borrowers: 0 },
  });
  const calm = population({ ...drawn, failing, mechanism: 'none' });

  /** A figure of a month; the sums of the month of the wave lack the largest that were silent. */
  const figureOf = (of: readonly PlatformRun[], name: string, figure: Band['figure']): number => {
    const month = months[at(name)]!;
    return figure === 'failed'
      ? failedShare(panel(of), month.day, lastOf(month))
      : monthFigures(panel(of), at(name), lastOf(month), name === WINDOW.episode)[figure];
  };
  const row = rowsOver(stream);
  const shape = (of: readonly PlatformRun[]): Observable[] =>
    JULY.map((band) => row(band, of, (some) => figureOf(some, WINDOW.episode, band.figure)));
  const spread = (of: readonly PlatformRun[]): number =>
    variance(reporting(panel(of), lastOf(july)).map((run) => logGrowthOf(run, at(WINDOW.episode))));

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
      (some) => riskRatio(panel(some), 0.115, june.day, WINDOW.horizonDays - 1),
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
    platforms: panel(runs).filter(({ observed: { failureDay } }) => failureDay < 0 || failureDay >= july.day)
      .length,
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
