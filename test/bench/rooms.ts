/**
 * CPU milliseconds by room of a replication of `bench-s1`: opening, the stages of its days, laws, hashes and tables.
 *
 *     npx tsx test/bench/rooms.ts [--replications n] [--scenario name]
 */
import { parseArgs } from 'node:util';
import { load } from '../helpers/scenarios.ts';
import { BENCH_FILE, replicationByStage } from './market.ts';
import { median, say, sayTable } from './measure.ts';

const { values } = parseArgs({
  options: {
    scenario: { type: 'string', default: BENCH_FILE },
    replications: { type: 'string', default: '5' },
  },
});
const { scenario } = load(values.scenario);

const runs = Array.from({ length: Math.max(2, Number(values.replications)) }, (_, i) =>
  replicationByStage(scenario, i + 1),
);
const warm = runs.slice(1);
const all = median(warm.map((run) => run.cpu));
say(`${scenario.name}: CPU ms by room, median of ${warm.length} warm replications`);
sayTable([
  ['room', 'cold', 'warm', 'share'],
  ...[...runs[0]!.stages.keys()].map((room) => {
    const seconds = median(warm.map((run) => run.stages.get(room)!));
    const cold = runs[0]!.stages.get(room)!;
    return [room, ms(cold), ms(seconds), `${((100 * seconds) / all).toFixed(1)} %`];
  }),
  ['all', ms(runs[0]!.cpu), ms(all), '100.0 %'],
]);

function ms(seconds: number): string {
  return (seconds * 1000).toFixed(0);
}
