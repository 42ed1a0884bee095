/**
 * Makes test/fixtures/july-2018-failed.json anew: the rounds of the July 2018 replay before its last. By hand, whenever its
 * parameters or the engine change what fails; some minutes.
 */
import { PARAMETERS } from '../../engine/experiments/replays/july-2018/parameters.ts';
import { runPopulation } from '../../engine/experiments/replays/july-2018/run.ts';
import { newsFrom, POPULATION, writeFailed } from '../helpers/july-2018.ts';
import { loadBaseline } from '../helpers/scenarios.ts';

let fates: ReturnType<typeof runPopulation> | null = null;
for (let round = 1; round < PARAMETERS.rounds; round++) {
  fates = runPopulation(loadBaseline(), {
    noise: PARAMETERS.noise,
    mechanism: 'epidemic',
    platforms: POPULATION,
    news: newsFrom(POPULATION, fates),
  });
  const failed = fates.filter(({ observed }) => observed.failureDay >= 0).length;
  process.stdout.write(`round ${round}: ${failed} of ${fates.length} fail\n`);
}
writeFailed(fates ?? []);
