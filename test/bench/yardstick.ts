/**
 * The engine with everything switched on against a bare C++ loop of the same size, run by turns.
 *
 *     npx tsx test/bench/yardstick.ts [--scale 1|10|100] [--replications n]
 */
import { parseArgs } from 'node:util';
import type { World } from '../../engine/state/world.ts';
import { loadBaseline } from '../helpers/scenarios.ts';
import { eventTable, tally, type Tally } from './events.ts';
import { benchScenario, replication } from './market.ts';
import { cpuSeconds, median, say, sayTable } from './measure.ts';
import { compileYardstick, medianCpu, type YardstickRun } from './reference-loop.ts';

const BASELINE_REPLICATIONS = 2;

const { values } = parseArgs({
  options: { scale: { type: 'string', default: '1' }, replications: { type: 'string', default: '5' } },
});
const scale = Number(values.scale);
const count = Math.max(1, Number(values.replications));

const start = cpuSeconds();
const scenario = benchScenario(scale);
const yardstick = compileYardstick();
const reference: YardstickRun[] = [];
const cpu: number[] = [];
const tallies: Tally[] = [];
let shape: Shape | undefined;
say(`${scenario.name}: CPU seconds by replication, the first one cold`);
for (let seed = 1; seed <= count; seed++) {
  const run = replication(scenario, seed);
  cpu.push(run.cpu);
  tallies.push(tally(run));
  shape = shapeOf(run.world);
  let line = `  engine ${run.cpu.toFixed(3)}`;
  if (typeof yardstick !== 'string') {
    const runs = yardstick.run(scale, scale === 1 ? 5 : 1);
    reference.push(...runs);
    line += `   yardstick ${medianCpu(runs).toFixed(3)}`;
  }
  say(line);
}

const { lenders, loans, contracts, lots, holdings, instalments, lotPayments, bytes } = shape!;
const warm = median(cpu.length > 1 ? cpu.slice(1) : cpu);
say();
sayTable([
  ['', 'engine', 'yardstick'],
  ['CPU s, cold', cpu[0]!.toFixed(3), ''],
  ['CPU s, warm median', warm.toFixed(3), of(() => medianCpu(reference).toFixed(3))],
  ['ns per lot payment, all in', ns(warm, lotPayments), of((run) => ns(medianCpu(reference), run.lotpay))],
  ['lenders, newcomers included', String(lenders), String(10_000 * scale)],
  ['contracts', String(contracts), of((run) => String(run.contracts))],
  ['loans, opening book included', String(loans), of((run) => String(run.contracts))],
  ['lots of a loan', (lots / loans).toFixed(1), '22.5'],
  ['holdings', String(holdings), of((run) => String(run.pos))],
  ['holdings of a loan', (holdings / loans).toFixed(1), of((run) => (run.pos / run.contracts).toFixed(1))],
  ['instalments due', String(instalments), of((run) => String(run.inst))],
  ['lot payments', String(lotPayments), of((run) => String(run.lotpay))],
  ['loan-years', tallies.at(-1)!.loanYears.toFixed(0), of((run) => (run.loanDays / 365).toFixed(0))],
  ['bytes of state a loan', (bytes / loans).toFixed(0), ''],
  ['process at most, MB', (process.resourceUsage().maxRSS / 1024).toFixed(0), of((run) => String(run.rssMB))],
]); // prettier-ignore
say();
if (typeof yardstick === 'string') say(`no ratio: ${yardstick}`);
else say(`ratio to the yardstick: ${(warm / medianCpu(reference)).toFixed(1)}`);

say();
const baseline = Array.from({ length: BASELINE_REPLICATIONS }, (_, i) =>
  tally(replication(loadBaseline(), i + 1)),
);
sayTable(eventTable(tallies, baseline));
say();
say(`all of it took ${(cpuSeconds() - start).toFixed(0)} s CPU`);

/** What the last replication amounts to. */
interface Shape {
  readonly lenders: number;
  readonly loans: number;
  readonly contracts: number;
  readonly lots: number;
  readonly holdings: number;
  readonly instalments: number;
  readonly lotPayments: number;
  readonly bytes: number;
}

function shapeOf({ lenders, loans, holdings, counts, registry }: World): Shape {
  let contracts = 0;
  let lots = 0;
  for (let row = 0; row < loans.length; row++) {
    if (loans.contractDay[row]! >= 0) contracts += 1;
    lots += loans.lots[row]!;
  }
  return {
    lenders: lenders.length - 1,
    loans: loans.length,
    contracts,
    lots,
    holdings: holdings.length,
    instalments: counts.instalments,
    lotPayments: counts.lotPayments,
    bytes: registry.byteLength,
  };
}

function of(figure: (run: YardstickRun) => string): string {
  return reference.length === 0 ? '' : figure(reference[0]!);
}

function ns(seconds: number, payments: number): string {
  return ((seconds * 1e9) / payments).toFixed(1);
}
