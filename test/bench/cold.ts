/**
 * CPU seconds from the start of the built command line to the summary of one replication of `bench-s1`.
 *
 *     npm run build && npx tsx test/bench/cold.ts [--rounds n]
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../helpers/scenarios.ts';
import { BENCH_FILE } from './market.ts';
import { cpuSecondsOf, median, say } from './measure.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' } } });
const program = `${ROOT}dist/lendsim.js`;
if (!existsSync(program)) throw new Error('not built: npm run build');

const rounds = Array.from({ length: Number(values.rounds) });
const folder = mkdtempSync(join(tmpdir(), 'cold-'));
const idle = median(rounds.map(() => cpuSecondsOf('node', [program, '--version'])));
const whole = median(
  rounds.map((_, k) => {
    const out = join(folder, `${k}.duckdb`);
    return cpuSecondsOf('node', [
      program,
      'run',
      `${ROOT}${BENCH_FILE}`,
      '--replications',
      '1',
      '--out',
      out,
    ]);
  }),
);
rmSync(folder, { recursive: true, force: true });
say(`start of the process to the summary: ${whole.toFixed(2)} s CPU`);
say(`start of the process alone (--version): ${idle.toFixed(2)} s CPU`);
