/**
 * One worker thread against two: CPU of a replication, and how much of a second core is gained, beside two processes
 * of the C++ yardstick at the same moment.
 *
 *     npx tsx test/bench/workers.ts [--replications n] [--rounds n]
 */
import { parseArgs } from 'node:util';
import { planTasks, runTasks } from '../../engine/experiments/index.ts';
import { canonicalJson } from '../../engine/scenario/canonical.ts';
import { benchScenario } from './market.ts';
import { cpuSeconds, median, say, sayTable } from './measure.ts';
import { compileYardstick, type Yardstick } from './reference-loop.ts';

const { values } = parseArgs({
  options: { replications: { type: 'string', default: '8' }, rounds: { type: 'string', default: '2' } },
});
const replications = Number(values.replications);
const scenario = benchScenario();
const variant = {
  name: scenario.name,
  title: '',
  canonicalJson: canonicalJson(scenario),
  writtenJson: '{}',
  hash: '',
};
const tasks = planTasks({ variantCount: 1, replications, detail: 'daily', fullReplications: [] });
/** The yardstick runs about as long as a round of ours. */
const YARDSTICK_REPLICATIONS = 60;

interface Spent {
  readonly cpu: number;
  readonly wall: number;
}

async function spend(workers: number): Promise<Spent> {
  const cpu = cpuSeconds();
  const wall = performance.now();
  await runTasks({
    variants: [variant],
    tasks,
    seed: 1,
    worker: new URL('../../engine/experiments/worker.ts', import.meta.url),
    workers,
    onBatch: async (batch) => {
      for (const { outcome } of batch) if (outcome.error !== null) throw new Error(outcome.error);
    },
  });
  return { cpu: cpuSeconds() - cpu, wall: (performance.now() - wall) / 1000 };
}

async function efficiencyOf(yardstick: Yardstick): Promise<number> {
  const alone = await yardstick.wallSeconds(1, 1, YARDSTICK_REPLICATIONS);
  return alone / (await yardstick.wallSeconds(2, 1, YARDSTICK_REPLICATIONS));
}

const yardstick = compileYardstick();
const one: Spent[] = [];
const two: Spent[] = [];
const reference: number[] = [];
for (let round = 0; round < Number(values.rounds); round++) {
  one.push(await spend(1));
  if (typeof yardstick !== 'string') reference.push(await efficiencyOf(yardstick));
  two.push(await spend(2));
  if (typeof yardstick !== 'string') reference.push(await efficiencyOf(yardstick));
}

const cpuOne = median(one.map(({ cpu }) => cpu)) / replications;
const cpuTwo = median(two.map(({ cpu }) => cpu)) / replications;
const efficiency = median(one.map(({ wall }) => wall)) / median(two.map(({ wall }) => wall)) / 2;
say(`${scenario.name}: ${replications} replications, start of the threads included`);
sayTable([
  ['', '1 worker', '2 workers'],
  ['CPU s a replication', cpuOne.toFixed(3), cpuTwo.toFixed(3)],
  ['wall s in all', wallOf(one), wallOf(two)],
]);
say(`CPU at 2 workers: ${(cpuTwo / cpuOne).toFixed(2)} times that at 1`);
say(`wall efficiency at 2 workers: ${percent(efficiency)}`);
if (typeof yardstick === 'string') say(`no comparison with the yardstick: ${yardstick}`);
else {
  const theirs = median(reference);
  say(
    `two processes of the yardstick: ${percent(theirs)}; ours are at ${percent(efficiency / theirs)} of it`,
  );
}

function wallOf(spent: readonly Spent[]): string {
  return median(spent.map(({ wall }) => wall)).toFixed(1);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
