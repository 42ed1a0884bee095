/** How long platforms last, from failure days and the day up to which each replication was watched. */
import type { Interval } from './statistics.ts';
import { wilson } from './statistics.ts';

export interface Life {
  /** Day of failure; -1 if it did not fail while watched. */
  readonly failureDay: number;
  /** Days watched: the last day that was seen plus one. */
  readonly watchedDays: number;
}

export interface SurvivalStep extends Interval {
  readonly day: number;
  /** Watched and in business before this day's failures. */
  readonly atRisk: number;
  readonly failures: number;
  /** Share in business at the end of the day. */
  readonly survived: number;
}

/**
 * Kaplan-Meier estimate at each day with a failure up to the horizon, with Greenwood's interval on the log-log scale. With
 * everybody watched to the horizon it is the plain share, and the interval is Wilson's.
 */
export function survivalCurve(lives: readonly Life[], horizonDays: number): SurvivalStep[] {
  const complete = lives.every((life) => life.failureDay >= 0 || life.watchedDays >= horizonDays);
  const days = [
    ...new Set(
      lives
        .filter((life) => life.failureDay >= 0 && life.failureDay < horizonDays)
        .map((life) => life.failureDay),
    ),
  ];
  days.sort((a, b) => a - b);
  let survived = 1;
  let greenwood = 0;
  return days.map((day) => {
    const atRisk = lives.filter((life) =>
      life.failureDay >= 0 ? life.failureDay >= day : life.watchedDays > day,
    ).length;
    const failures = lives.filter((life) => life.failureDay === day).length;
    survived *= 1 - failures / atRisk;
    if (failures < atRisk) greenwood += failures / (atRisk * (atRisk - failures));
    const failedSoFar = lives.filter((life) => life.failureDay >= 0 && life.failureDay <= day).length;
    const interval = complete
      ? wilson(lives.length - failedSoFar, lives.length)
      : logLog(survived, greenwood);
    return { day, atRisk, failures, survived, ...interval };
  });
}

function logLog(survived: number, greenwood: number): Interval {
  if (survived <= 0 || survived >= 1) return { lower: survived <= 0 ? 0 : survived, upper: survived };
  const half = (1.959963984540054 * Math.sqrt(greenwood)) / Math.abs(Math.log(survived));
  const raised = (sign: number): number => Math.exp(Math.log(survived) * Math.exp(sign * half));
  return { lower: raised(1), upper: raised(-1) };
}
