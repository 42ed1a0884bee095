/** The C++ yardstick: compiled where its source and a compiler are there, run as processes of their own. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHARED_DIR } from '../helpers/shared.ts';
import { median } from './measure.ts';

/** One replication of it, as it reports itself. */
export interface YardstickRun {
  readonly cpu: number;
  readonly contracts: number;
  /** Holdings. */
  readonly pos: number;
  readonly inst: number;
  readonly lotpay: number;
  readonly loanDays: number;
  readonly rssMB: number;
}

export interface Yardstick {
  /** Replications one after another in one process. */
  run(scale: number, replications: number): readonly YardstickRun[];
  /** Wall seconds of so many processes at once, each with so many replications. */
  wallSeconds(processes: number, scale: number, replications: number): Promise<number>;
}

/** The program in a temporary folder that goes with this process, or why there is none. */
export function compileYardstick(): Yardstick | string {
  const source = join(SHARED_DIR, 'bench', 'main2.cpp');
  if (!existsSync(source)) return 'the source of the yardstick is not beside the project';
  if (spawnSync('g++', ['--version']).status !== 0) return 'there is no g++';
  const folder = mkdtempSync(join(tmpdir(), 'yardstick-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, 'yardstick');
  const compiled = spawnSync('g++', ['-O3', '-march=native', '-ffp-contract=off', '-o', program, source], {
    encoding: 'utf8',
  });
  if (compiled.status !== 0) return `the yardstick does not compile: ${compiled.stderr}`;
  return {
    run(scale, replications) {
      const { stdout } = spawnSync(program, [String(scale), String(replications)], { encoding: 'utf8' });
      return stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as YardstickRun);
    },
    async wallSeconds(processes, scale, replications) {
      const start = performance.now();
      await Promise.all(
        Array.from(
          { length: processes },
          () =>
            new Promise((resolve) => {
              spawn(program, [String(scale), String(replications)], { stdio: 'ignore' }).on('exit', resolve);
            }),
        ),
      );
      return (performance.now() - start) / 1000;
    },
  };
}

export function medianCpu(runs: readonly YardstickRun[]): number {
  return median(runs.map(({ cpu }) => cpu));
}
