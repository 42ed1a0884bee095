/** Every platform of a population through the months of the replay, each under its own news. */
import type { Scenario } from '../../../scenario/scenario.ts';
import { Streams } from '../../../random/streams.ts';
import type { PlatformRun } from './figures.ts';
import { monthsOf } from './months.ts';
import { observe } from './observe.ts';
import { PARAMETERS } from './parameters.ts';
import type { News } from './peers.ts';
import { noiseOf, type Platform } from './population.ts';
import { variantOf } from './variant.ts';

export interface Setting {
  readonly noise: { readonly lenders: number; readonly borrowers: number };
  readonly mechanism: Scenario['confidence']['mechanism'];
  readonly platforms: readonly Platform[];
  /** By platform: failures of others that it hears of. */
  readonly news: readonly (readonly News[])[];
}

/** The stream from which the population and its noise are drawn. */
export const populationStream = () => new Streams(PARAMETERS.seed, 0).stream('population');

/** Runs the platforms; one has the same luck in whatever company it runs. */
export function runPopulation(
  base: Scenario,
  { noise, mechanism, platforms, news }: Setting,
  onPlatform?: (status: 'survived' | 'failed') => void,
): PlatformRun[] {
  const stream = populationStream();
  const months = monthsOf();
  return platforms.map((platform, k) => {
    const { ordinal } = platform;
    const episode = {
      months: months.map(({ day, days }, month) => ({
        day,
        days,
        noise: noiseOf(noise, stream, ordinal, month),
      })),
      rivals: news[k]!,
      mechanism,
    };
    const scenario = variantOf(base, PARAMETERS, platform, episode);
    const observed = observe(scenario, PARAMETERS.seed * 1000 + ordinal, months);
    onPlatform?.(observed.failureDay < 0 ? 'survived' : 'failed');
    return { platform, observed };
  });
}
