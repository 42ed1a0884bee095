/** What the months of a population add up to: the portal's figures, and the shape of their spread. */
import { ln } from '../../../base/mathx.ts';
import { mean } from '../../statistics.ts';
import type { Observed, PlatformMonth } from './observe.ts';
import { lastOf, monthsOf } from './months.ts';
import { WINDOW } from './parameters.ts';
import type { Platform } from './population.ts';

/** A platform, and when it failed: -1 if it hasn't. */
export interface Fate {
  readonly platform: Platform;
  readonly observed: { readonly failureDay: number };
}

export interface PlatformRun extends Fate {
  readonly observed: Observed;
}

/** Figures of a month against the month before, as the portal's panel has them. */
export interface MonthFigures {
  /** Platforms that reported both months. */
  readonly platforms: number;
  /** Growth of lenders investing in the month, of all that reported together. */
  readonly samePlatform: number;
  /** Its quantiles over platforms of 500 lenders at least. */
  readonly median: number;
  readonly p10: number;
  readonly p90: number;
  /** From the tenth percentile to the ninetieth. */
  readonly spread: number;
  readonly downOver30: number;
  /** Hours to fill of the median platform, over those of the month before. */
  readonly fillRatio: number;
  /** The hours themselves. */
  readonly fillHours: number;
  /** Hours to fill of the platform in ten that takes longest. */
  readonly slowFillHours: number;
  /** Median over platforms of the change of the lender rate, in basis points. */
  readonly rateChangeBp: number;
  /** Lent in the month over what is lent out at its end, median platform. */
  readonly turnover: number;
  /** Fall of what lenders have invested, of all together. */
  readonly netOutflow: number;
}

/** Value below which a share of the sorted values lies, by straight lines between them. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const [from, to] = [sorted[low]!, sorted[Math.min(sorted.length - 1, low + 1)]!];
  return from + (to - from) * (at - low);
}

/** The platform's weight: true lenders for each simulated one. */
const weightOf = ({ platform }: PlatformRun): number => platform.size / platform.simulatedLenders;

/** Platforms that ran through both months. */
export function reporting<T extends Fate>(runs: readonly T[], lastDay: number): T[] {
  return runs.filter(({ observed }) => observed.failureDay < 0 || observed.failureDay > lastDay);
}

/** The panel: who had not failed while the opening settled. */
export function panelOf<T extends Fate>(fates: readonly T[]): T[] {
  return reporting(fates, lastOf(monthsOf().find(({ name }) => name === WINDOW.settled)!));
}

export function growthOf({ observed }: PlatformRun, month: number): number {
  const [now, before] = [observed.months[month]!, observed.months[month - 1]!];
  return before.investing === 0 ? 0 : now.investing / before.investing - 1;
}

/** The panel's quantiles are of platforms of so many lenders (wdzj-panel-2017-2018). */
const QUANTILES_FROM = 500;
/** Among so many largest every other one is silent in a month of silence. */
const LARGEST = 10;

/**
 * The platforms of a sum that lacks some of the largest: when July's sum was made, five of the ten largest, with 28 % of
 * June's lenders, hadn't reported (wdzj-panel-2017-2018).
 */
function heardFrom(runs: readonly PlatformRun[], silent: boolean): readonly PlatformRun[] {
  if (!silent) return runs;
  const largest = runs.toSorted((a, b) => b.platform.size - a.platform.size).slice(0, LARGEST);
  const missing = new Set(largest.filter((_, rank) => rank % 2 === 0));
  return runs.filter((run) => !missing.has(run));
}

/**
 * Figures of month `month` over those that ran to its last day; `silent` if some of the largest hadn't reported their lenders.
 */
export function monthFigures(
  runs: readonly PlatformRun[],
  month: number,
  lastDay: number,
  silent = false,
): MonthFigures {
  const both = reporting(runs, lastDay);
  const counted = both.filter(({ platform }) => platform.size >= QUANTILES_FROM);
  const at = (run: PlatformRun, k: number): PlatformMonth => run.observed.months[k]!;
  const sum = (of: (run: PlatformRun) => number, over: readonly PlatformRun[] = both): number =>
    over.reduce((total, run) => total + weightOf(run) * of(run), 0);
  const heard = heardFrom(both, silent);
  const growth = counted.map((run) => growthOf(run, month));
  const hours = (k: number, share = 0.5): number =>
    quantile(
      counted.map((run) => at(run, k).fillHours).filter((value) => !Number.isNaN(value)),
      share,
    );
  const rateChange = both
    .map((run) => (at(run, month).rate - at(run, month - 1).rate) * 1e4)
    .filter((value) => !Number.isNaN(value));
  return {
    platforms: both.length,
    samePlatform:
      sum((run) => at(run, month).investing, heard) / sum((run) => at(run, month - 1).investing, heard) - 1,
    median: quantile(growth, 0.5),
    p10: quantile(growth, 0.1),
    p90: quantile(growth, 0.9),
    spread: quantile(growth, 0.9) - quantile(growth, 0.1),
    downOver30: growth.filter((value) => value < -0.3).length / growth.length,
    fillRatio: hours(month) / hours(month - 1),
    fillHours: hours(month),
    slowFillHours: hours(month, 0.9),
    rateChangeBp: quantile(rateChange, 0.5),
    turnover: quantile(
      both.map((run) => at(run, month).volumeFen / Math.max(1, at(run, month).lentFen)),
      0.5,
    ),
    netOutflow: 1 - sum((run) => at(run, month).closingFen) / sum((run) => at(run, month).openingFen),
  };
}

/** Share of the platforms running on `from` that have failed by the end of `to`. */
export function failedShare(runs: readonly PlatformRun[], from: number, to: number): number {
  const running = runs.filter(({ observed }) => observed.failureDay < 0 || observed.failureDay >= from);
  const failed = running.filter(({ observed }) => observed.failureDay >= 0 && observed.failureDay <= to);
  return running.length === 0 ? 0 : failed.length / running.length;
}

/** Risk of those with a lender rate above a level over the risk of those below; NaN if none below fails. */
export function riskRatio(runs: readonly PlatformRun[], level: number, from: number, to: number): number {
  const above = runs.filter(({ platform }) => platform.lenderRate > level);
  const below = runs.filter(({ platform }) => platform.lenderRate <= level);
  const risk = failedShare(below, from, to);
  return risk === 0 ? Number.NaN : failedShare(above, from, to) / risk;
}

/** The logarithm of the same, one lender added to each: a month that triples weighs no more than one that leaves a third. */
export function logGrowthOf({ observed }: PlatformRun, month: number): number {
  return ln((observed.months[month]!.investing + 1) / (observed.months[month - 1]!.investing + 1));
}

/** Variance of values. */
export function variance(values: readonly number[]): number {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
}
