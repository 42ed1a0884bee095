/** The population of the July 2018 replay, and what of it fails in the round before its last: the news of that last round. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Fate } from '../../engine/experiments/replays/july-2018/figures.ts';
import { monthsOf } from '../../engine/experiments/replays/july-2018/months.ts';
import { parametersHash } from '../../engine/experiments/replays/july-2018/index.ts';
import { PARAMETERS } from '../../engine/experiments/replays/july-2018/parameters.ts';
import { newsOf, type News } from '../../engine/experiments/replays/july-2018/peers.ts';
import { platformsOf, type Platform } from '../../engine/experiments/replays/july-2018/population.ts';
import { populationStream } from '../../engine/experiments/replays/july-2018/run.ts';

const FIXTURE = new URL('../fixtures/july-2018-failed.json', import.meta.url);

interface Failed {
  /** Hash of the parameters under which it was made. */
  readonly parameters: string;
  /** Day of failure by ordinal. */
  readonly days: Readonly<Record<string, number>>;
}

export const MONTHS = monthsOf();
export const POPULATION = platformsOf(PARAMETERS, populationStream(), PARAMETERS.platforms);
export const monthAt = (name: string): number => MONTHS.findIndex((month) => month.name === name);
/** News of platforms where those fates are known; null before any is. */
export const newsFrom = (platforms: readonly Platform[], fates: readonly Fate[] | null): News[][] =>
  newsOf(PARAMETERS, MONTHS, platforms, fates);

export function writeFailed(fates: readonly Fate[]): void {
  const failed = fates.filter(({ observed }) => observed.failureDay >= 0);
  const days = Object.fromEntries(
    failed.map(({ platform, observed }) => [platform.ordinal, observed.failureDay]),
  );
  writeFileSync(FIXTURE, `${JSON.stringify({ parameters: parametersHash(), days } satisfies Failed)}\n`);
}

/** Fates of the whole population in the round before the last; throws if it was made under other parameters. */
export function knownFates(): Fate[] {
  const { parameters, days } = JSON.parse(readFileSync(FIXTURE, 'utf8')) as Failed;
  if (parameters !== parametersHash())
    throw new Error('made under other parameters: node --import tsx test/bench/july-2018-failed.ts');
  return POPULATION.map((platform) => ({
    platform,
    observed: { failureDay: days[platform.ordinal] ?? -1 },
  }));
}
