import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rowObjects, StudyStore } from '../../engine/storage/index.ts';
import { cli, startCli } from '../helpers/cli.ts';
import { testFolder } from '../helpers/studies.ts';

const folder = testFolder();
const SCENARIOS = ['base:{"failEvery":5,"days":40,"slowMs":12}', 'run:{"level":9,"days":40,"slowMs":12}'];
const runArgs = (out: string): string[] => [
  'run',
  ...SCENARIOS,
  '--replications',
  '120',
  '--workers',
  '2',
  '--out',
  out,
];
const sleep = async (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

async function contents(path: string): Promise<unknown> {
  const store = await StudyStore.create();
  try {
    const reader = await store.open(path);
    const sums = await reader.query(
      'SELECT variant, count(*) AS days, sum(reserveFen)::BIGINT AS fen FROM kpi_daily GROUP BY variant ORDER BY variant',
    );
    const { digest } = await reader.study();
    return {
      digest,
      sums: rowObjects(sums),
      vintages: (await reader.query('SELECT count(*) FROM vintage')).columns,
    };
  } finally {
    await store.close();
  }
}

async function untilWriting(path: string): Promise<void> {
  while (!existsSync(`${path}.tmp.wal`)) await sleep(5);
}

describe('an interrupted study', () => {
  it('killed at any moment, resumes to what a straight run gives', async () => {
    const straight = join(folder, 'straight.duckdb');
    expect((await cli(runArgs(straight))).code).toBe(0);
    const expected = await contents(straight);
    const path = join(folder, 'killed.duckdb');
    let kills = 0;
    for (let round = 0; round < 4 && !existsSync(path); round++) {
      const { child, done } = startCli(runArgs(path));
      const ended = done.then(() => true);
      await Promise.race([untilWriting(path), ended]);
      await sleep(Math.random() * 1800);
      if (child.kill('SIGKILL')) kills++;
      await done;
    }
    expect(kills).toBeGreaterThan(0);
    const last = await cli(runArgs(path));
    expect(last.code, last.stderr).toBe(0);
    expect(await contents(path)).toEqual(expected);
    expect(readdirSync(folder).filter((name) => name.startsWith('killed'))).toEqual(['killed.duckdb']);
  });

  it('ends in order on Ctrl-C with 130 and says how to go on', async () => {
    const path = join(folder, 'stopped.duckdb');
    const { child, done } = startCli(runArgs(path));
    await untilWriting(path);
    // The log holds 0.6 MB of tables first and grows by whole batches of 0.4 MB afterwards.
    while (statSync(`${path}.tmp.wal`).size < 900_000) await sleep(5);
    child.kill('SIGINT');
    const { code, stderr } = await done;
    expect(code).toBe(130);
    expect(stderr).toContain(`resume with: npx lendsim run --resume ${path}`);
    expect([existsSync(path), existsSync(`${path}.tmp`), existsSync(`${path}.lock`)]).toEqual([
      false,
      true,
      false,
    ]);
    const changed = await cli(['run', '--resume', path], { FAKE_ENGINE_VERSION: '0.2.0' });
    expect([
      changed.code,
      changed.stderr.includes('engine version 0.1.0 in the file, 0.2.0 running'),
    ]).toEqual([5, true]);
    const resumed = await cli(['run', '--resume', path]);
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(resumed.stderr).toContain('are stored already');
    expect(await contents(path)).toEqual(await contents(join(folder, 'straight.duckdb')));
  });

  it('is not written by two processes at once', async () => {
    const path = join(folder, 'shared.duckdb');
    const one = startCli(runArgs(path));
    await untilWriting(path);
    const two = await cli(runArgs(path));
    expect(two.code).toBe(5);
    expect(two.stderr).toContain(`being written by process ${one.child.pid}`);
    expect((await one.done).code).toBe(0);
  });
});
