/**
 * July 2018 over again: a population of platforms, June's wave of failures, and the population's own failures as its news;
 * against what was seen of that month, with controls that must miss it.
 */
import { parseIsoDate, Calendar } from '../../../base/calendar.ts';
import { canonicalJson } from '../../../scenario/canonical.ts';
import type { Scenario } from '../../../scenario/scenario.ts';
import { sha256Hex } from '../../../scenario/sha256.ts';
import { Streams, type Stream } from '../../../random/streams.ts';
import { failedShare, logGrowthOf, monthFigures, reporting, riskRatio, variance } from './figures.ts';
import type { MonthFigures, PlatformRun } from './figures.ts';
import type { Observable } from '../replay.ts';
import { observe, type Month } from './observe.ts';
import { PARAMETERS, WINDOW, type Parameters } from './parameters.ts';
import { middlePlatform, noiseOf, platformOf, type Platform } from './population.ts';
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
  /** Ordinary months, on which the noise was set. */
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
  readonly platform: (stream: Stream, ordinal: number) => Platform;
  /** Share of platforms whose failure in July is news. */
  readonly julyShare: number;
}

export interface ReplayOptions {
  /** Fewer platforms than the parameters say, for a look. */
  readonly platforms?: number;
  readonly onPlatform?: (done: number, total: number) => void;
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
  let done = 0;

  const population = (setting: Setting): PlatformRun[] =>
    Array.from({ length: count }, (_, ordinal) => {
      const platform = setting.platform(stream, ordinal);
      const episode = {
        months: months.map(({ day, days }, month) => ({
          day,
          days,
          noise: noiseOf(setting.noise, stream, ordinal, month),
        })),
        rivals: [
          {
            day: june.day + parameters.wave.dayOfJune - 1,
            share: parameters.wave.share,
            overDays: parameters.wave.overDays,
          },
          { day: july.day, share: setting.julyShare, overDays: july.days },
        ],
        mechanism: setting.mechanism,
      };
      const scenario = variantOf(base, parameters, platform, episode);
      const observed = observe(scenario, parameters.seed * 1000 + ordinal, months);
      options.onPlatform?.((done += 1), total);
      return { platform, observed };
    });
  const panel = (runs: readonly PlatformRun[]): PlatformRun[] =>
    reporting(runs, lastOf(months[at(WINDOW.settled)]!));
  const failedInJuly = (runs: readonly PlatformRun[]): number =>
    failedShare(panel(runs), july.day, lastOf(july));

  const drawn: Setting = {
    noise: parameters.noise,
    mechanism: 'hazard',
    platform: (from, ordinal) => platformOf(parameters, from, ordinal),
    julyShare: 0,
  };
  const failedByRound: number[] = [];
  let runs: PlatformRun[] = [];
  let julyShare = 0;
  for (let round = 0; round < parameters.rounds; round++) {
    runs = population({ ...drawn, julyShare });
    julyShare = failedInJuly(runs);
    failedByRound.push(julyShare);
  }
  const news = failedByRound.at(-2) ?? 0;
  const silent = population({ ...drawn, julyShare: news, noise: { lenders: 0, borrowers: 0 } });
  const equals = population({
    ...drawn,
    julyShare: news,
    platform: (_, ordinal) => middlePlatform(parameters, ordinal),
  });
  const calm = population({ ...drawn, julyShare: news, mechanism: 'none' });

  const figuresOf = (of: readonly PlatformRun[], name: string): MonthFigures =>
    monthFigures(panel(of), at(name), lastOf(months[at(name)]!));
  const row = rowsOver(stream);
  const shape = (of: readonly PlatformRun[]): Observable[] =>
    MONTH_BANDS.map(({ figure, ...about }) =>
      row(about, of, (some) => figuresOf(some, WINDOW.episode)[figure]),
    );
  const spread = (of: readonly PlatformRun[]): number =>
    variance(reporting(panel(of), lastOf(july)).map((run) => logGrowthOf(run, at(WINDOW.episode))));

  const rows = [
    ...shape(runs),
    row(
      {
        observable: 'platforms that failed in July',
        unit: 'share',
        band: [0.07, 0.13],
        source: 'july-2018-wave',
      },
      runs,
      failedInJuly,
    ),
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
  ];
  const missed = (of: readonly Observable[], names: readonly string[]): boolean =>
    names.some((name) => of.find(({ observable }) => observable === name)?.pass === false);
  const [equalRows, calmRows] = [shape(equals), shape(calm)];
  return {
    parametersHash: parametersHash(),
    platforms: panel(runs).filter(({ observed: { failureDay } }) => failureDay < 0 || failureDay >= july.day)
      .length,
    failedByRound,
    ordinary: WINDOW.ordinary.flatMap((name) =>
      ORDINARY_BANDS.map(({ figure, ...about }) =>
        row(
          { ...about, observable: `${name}: ${about.observable}` },
          runs,
          (some) => figuresOf(some, name)[figure],
        ),
      ),
    ),
    rows,
    controls: [
      { control: 'all platforms alike', must: P10, rows: equalRows, pass: missed(equalRows, [P10]) },
      { control: 'nobody takes fright', must: MEAN, rows: calmRows, pass: missed(calmRows, [MEAN]) },
    ],
  };
}

/** Populations beside those of the rounds. */
const CONTROLS = 3;

interface Band {
  readonly observable: string;
  readonly unit: string;
  readonly figure: keyof MonthFigures;
  readonly band: readonly [number, number];
  readonly source: string;
}

const PANEL = 'wdzj-panel-2017-2018';
const MEAN = 'lenders investing, the same platforms together';
const P10 = 'lenders investing, tenth percentile of platforms';

const MONTH_BANDS: readonly Band[] = [
  { observable: MEAN, unit: 'share', figure: 'samePlatform', band: [-0.2, -0.12], source: PANEL },
  {
    observable: 'lenders investing, median platform',
    unit: 'share',
    figure: 'median',
    band: [-0.28, -0.18],
    source: PANEL,
  },
  { observable: P10, unit: 'share', figure: 'p10', band: [-0.7, -0.45], source: PANEL },
  {
    observable: 'platforms that lost over 30 %',
    unit: 'share',
    figure: 'downOver30',
    band: [0.3, 0.46],
    source: PANEL,
  },
  {
    observable: 'hours to fill over those of June',
    unit: 'x',
    figure: 'fillRatio',
    band: [1.5, 2.2],
    source: PANEL,
  },
  {
    observable: 'change of the lender rate, median platform',
    unit: 'bp',
    figure: 'rateChangeBp',
    band: [-30, 30],
    source: PANEL,
  },
  {
    observable: 'net outflow of what is lent out',
    unit: 'share',
    figure: 'netOutflow',
    band: [0.05, 0.09],
    source: 'july-2018-wave',
  },
];

const ORDINARY_BANDS: readonly Band[] = [
  { observable: MEAN, unit: 'share', figure: 'samePlatform', band: [-0.01, 0.05], source: PANEL },
  {
    observable: 'lenders investing, median platform',
    unit: 'share',
    figure: 'median',
    band: [-0.06, 0.04],
    source: PANEL,
  },
  { observable: P10, unit: 'share', figure: 'p10', band: [-0.35, -0.2], source: PANEL },
  {
    observable: 'platforms that lost over 30 %',
    unit: 'share',
    figure: 'downOver30',
    band: [0.05, 0.13],
    source: PANEL,
  },
];

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
