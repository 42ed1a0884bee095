/** What the scenario's timeline says of a day. Nothing here draws or remembers. */
import { power } from '../../base/mathx.ts';
import type { Scenario, Shock } from '../../scenario/scenario.ts';
import { grownShare } from '../../state/rivals.ts';

/** Points of news that all rivals failing at once would make. */
const RIVAL_NEWS = 5;

/** True on days day .. day + overDays - 1. */
export function inForceOn(shock: { readonly day: number; readonly overDays: number }, day: number): boolean {
  return day >= shock.day && day < shock.day + shock.overDays;
}

/** Straight lines between the points of the path; the base before the first, the last level after the last. */
export function unemploymentOn({ base, path }: Scenario['macro']['unemployment'], day: number): number {
  return pathOn(path, base, day);
}

/** A level on a day: straight lines between the points, `base` before the first. */
export function pathOn(
  points: readonly { readonly day: number; readonly level: number }[],
  base: number,
  day: number,
): number {
  if (points.length === 0 || day < points[0]!.day) return base;
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1]!, points[i]!];
    if (day >= to.day) continue;
    return from.level + ((to.level - from.level) * (day - from.day)) / (to.day - from.day);
  }
  return points[points.length - 1]!.level;
}

export interface Multipliers {
  readonly pd: number;
  readonly recovery: number;
  readonly collateral: number;
}

/** Products of the multipliers of the shocks in force. */
export function stressOn(shocks: readonly Shock[], day: number): Multipliers {
  let [pd, recovery, collateral] = [1, 1, 1];
  for (const shock of shocks) {
    if (shock.kind === 'creditStress' && inForceOn(shock, day)) {
      pd *= shock.pdMultiplier;
      recovery *= shock.recoveryMultiplier;
    }
    if (shock.kind === 'collateralPrice' && inForceOn(shock, day)) collateral *= shock.multiplier;
  }
  return { pd, recovery, collateral };
}

/** Half-lives: what is left of 1 after some days. */
export function leftAfter(days: number, halfLifeDays: number): number {
  return power(2, -days / halfLifeDays);
}

/** Sum over the news of a kind so far of what is left of them. */
export function newsOn(
  shocks: readonly Shock[],
  kind: 'rumour' | 'incident' | 'regulator',
  day: number,
): number {
  let news = 0;
  for (const shock of shocks) {
    if (shock.kind !== kind || day < shock.day) continue;
    news += shock.intensity * leftAfter(day - shock.day, shock.halfLifeDays);
  }
  return news;
}

/** News of rivals' failures: grows evenly while they fail, then decays. */
export function rivalNewsOn(shocks: readonly Shock[], day: number, halfLifeDays: number): number {
  let news = 0;
  for (const shock of shocks) {
    if (shock.kind !== 'rivalFailures' || day < shock.day) continue;
    const lastDay = shock.day + Math.max(1, shock.overDays) - 1;
    news +=
      RIVAL_NEWS * shock.share * grownShare(shock, day) * leftAfter(Math.max(0, day - lastDay), halfLifeDays);
  }
  return news;
}
