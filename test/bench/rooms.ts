/**
 * CPU milliseconds by room of a replication of `bench-s1`: opening, the stages of its days, laws, hashes and tables.
 *
 *     npx tsx test/bench/rooms.ts [--replications n] [--scenario name]
 */
import { parseArgs } from 'node:util';
import { simulateScenario } from '../../engine/simulate.ts';
import { load } from '../helpers/scenarios.ts';
import { BENCH_FILE } from './market.ts';
import { cpuSeconds, median, say, sayTable } from './measure.ts';

const { values } = parseArgs({
  options: {
    scenario: { type: 'string', default: BENCH_FILE },
    replications: { type: 'string', default: '5' },
  },
});
const { scenario } = load(values.scenario);

/** CPU seconds by stage. */
function profile(seed: number): Map<string, number> {
  const spent = new Map<string, number>();
  const start = cpuSeconds();
  let before = start;
  const charge = (stage: string): void => {
    const now = cpuSeconds();
    spent.set(stage, (spent.get(stage) ?? 0) + now - before);
    before = now;
  };
  simulateScenario(scenario, { seed, watch: charge });
  spent.set('all', cpuSeconds() - start);
  return spent;
}

const runs = Array.from({ length: Math.max(2, Number(values.replications)) }, (_, i) => profile(i + 1));
const warm = runs.slice(1);
const all = median(warm.map((run) => run.get('all')!));
say(`${scenario.name}: CPU ms by room, median of ${warm.length} warm replications`);
sayTable([
  ['room', 'cold', 'warm', 'share'],
  ...[...runs[0]!.keys()].map((room) => {
    const seconds = median(warm.map((run) => run.get(room)!));
    const cold = runs[0]!.get(room)!;
    return [room, ms(cold), ms(seconds), `${((100 * seconds) / all).toFixed(1)} %`];
  }),
]);

function ms(seconds: number): string {
  return (seconds * 1000).toFixed(0);
}
