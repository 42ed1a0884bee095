/**
 * What ledger, laws and the study file cost beside a replication of `bench-s1`.
 *
 *     npx tsx test/bench/shares.ts [--replications n]
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Ledger } from '../../engine/ledger/ledger.ts';
import { REASONS } from '../../engine/ledger/reasons.ts';
import { loanRows } from '../../engine/metrics/rows/full.ts';
import { canonicalJson } from '../../engine/scenario/canonical.ts';
import type { StoredOutcome } from '../../engine/storage/outcome-rows.ts';
import { StudyWriter } from '../../engine/storage/index.ts';
import { benchScenario, replicationByStage } from './market.ts';
import { cpuSeconds, median, say, sayTable } from './measure.ts';

const { values } = parseArgs({ options: { replications: { type: 'string', default: '6' } } });
const count = Math.max(2, Number(values.replications));
const scenario = benchScenario();

/** CPU ns of a posting: amounts and reasons as they come, no journal. */
function postingNs(): number {
  const ledger = new Ledger();
  const rounds = 5_000_000;
  const reasons = Int32Array.from({ length: 4096 }, (_, i) => (i * 7919) % REASONS.length);
  const time = (): number => {
    const start = cpuSeconds();
    for (let i = 0; i < rounds; i++) ledger.post(reasons[i & 4095]!, i & 0xffff, i);
    return ((cpuSeconds() - start) * 1e9) / rounds;
  };
  return median([time(), time(), time(), time(), time()]);
}

interface Spent {
  readonly all: number;
  readonly laws: number;
  readonly hashes: number;
  readonly tables: number;
  readonly postings: number;
}

const spent: Spent[] = [];
const outcomes: StoredOutcome[] = [];
for (let k = 0; k < count; k++) {
  const { outcome, world, cpu, stages } = replicationByStage(scenario, 1 + k);
  const entries = outcome.tables.find(({ table }) => table === 'ledger_daily')!.columns[
    'entries'
  ] as Int32Array;
  spent.push({
    all: cpu,
    laws: stages.get('laws')!,
    hashes: stages.get('hashes')!,
    tables: stages.get('tables')!,
    postings: entries.reduce((sum, own) => sum + own, 0),
  });
  const tables = [...outcome.tables, loanRows(world)];
  outcomes.push({ variant: 0, detail: 'full', outcome: { ...outcome, replication: k, tables } });
}

const folder = mkdtempSync(join(tmpdir(), 'study-'));
const path = join(folder, 'bench.duckdb');
const startWriting = cpuSeconds();
const writer = await StudyWriter.open(path, {
  name: scenario.name,
  title: scenario.title.en,
  seed: 1,
  engineVersion: 'bench',
  variants: [
    {
      name: scenario.name,
      title: scenario.title.en,
      canonicalJson: canonicalJson(scenario),
      writtenJson: '{}',
      hash: '0'.repeat(64),
      startDate: scenario.clock.startDate,
    },
  ],
  replications: count,
  detail: 'full',
  fullReplications: outcomes.map((_, k) => k),
  command: '',
});
const opened = cpuSeconds();
for (const outcome of outcomes) await writer.append([outcome]);
const appended = cpuSeconds();
await writer.finish();
const finished = cpuSeconds();
const megabytes = statSync(path).size / 1e6;
rmSync(folder, { recursive: true, force: true });

const warm = spent.slice(1);
const of = (figure: (one: Spent) => number): number => median(warm.map(figure));
const all = of((one) => one.all);
const nsPerPosting = postingNs();
const posting = (of((one) => one.postings) * nsPerPosting) / 1e9;
const laws = of((one) => one.laws);
const appending = (appended - opened) / count;
const rest = (opened - startWriting + finished - appended) / count;
say(`${scenario.name}: shares of a replication of ${all.toFixed(3)} s CPU (median of ${warm.length} warm)`);
sayTable([
  ['', 'CPU ms', 'share'],
  [`${Math.round(of((one) => one.postings))} postings of ${nsPerPosting.toFixed(1)} ns`, ...cells(posting)],
  ['laws', ...cells(laws)],
  ['ledger and laws', ...cells(posting + laws)],
  ['state hashes', ...cells(of((one) => one.hashes))],
  ['tables and cohorts', ...cells(of((one) => one.tables))],
  ['writing: daily figures and the loan table', ...cells(appending)],
  [`writing: opening, bands and closing, of ${count} replications`, ...cells(rest)],
  ['writing in all', ...cells(appending + rest)],
]);
say(`study file: ${megabytes.toFixed(1)} MB`);

function cells(seconds: number): [string, string] {
  return [(seconds * 1000).toFixed(1), `${((100 * seconds) / all).toFixed(1)} %`];
}
