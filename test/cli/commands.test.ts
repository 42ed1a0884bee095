import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENGINE_VERSION } from '../../engine/cli/version.ts';
import { cli } from '../helpers/cli.ts';
import { testFolder } from '../helpers/studies.ts';

const studies = join(testFolder(), 'studies');
const SCENARIOS = ['base:{"failEvery":5}', 'run:{"failEvery":3,"level":900,"throwAt":[4]}'];
const run = (...args: string[]) => cli(['run', ...args, '--studies', studies]);
let first: Awaited<ReturnType<typeof cli>>;
let file: string;

beforeAll(async () => {
  first = await run(...SCENARIOS);
  file = join(studies, readdirSync(studies)[0]!);
});

describe('lendsim run', () => {
  it('prints medians with intervals, causes, lender classes and errors within 100 columns', () => {
    expect(first.code).toBe(1);
    const { stdout } = first;
    expect(stdout).toMatch(/base\s+20\s+80\.0 %\s+58\.4 % to 91\.9 %\s+\d \w+: first day \d+, middle \d+/);
    expect(stdout).toMatch(/run\s+19\s+68\.4 %\s+46\.0 % to 84\.6 %[^§]*?1 ERRORED/);
    expect(stdout).toContain('1 replication ERRORED: defects of the engine');
    expect(stdout).toContain('replication 4, seed 1, day 3: law broken');
    expect(stdout).toContain('P5 and P95 need about 60 replications; there are 19');
    expect(stdout).toMatch(/Lenders got back\s+n\s+C1\s+C2/);
    expect(stdout).toMatch(/Wind-down\s+n\s+Got back\s+Lost\s+Still out\s+Half after\s+9\/10 after/);
    expect(stdout).toMatch(/Wind-down, got back\s+n\s+C1\s+C2/);
    expect(stdout).toMatch(/\+900 \(\+-0\)/);
    const table = stdout.split('\n').filter((line) => !/^(Study|Again|Look) |seed 1| {2}run: /.test(line));
    expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(first.stderr).toContain('40 of 40 replications');
    expect(stdout).not.toContain('\u001b');
  });

  it('finds the same study again and grows it', async () => {
    const again = await run(...SCENARIOS);
    expect(again.stderr).toContain('nothing to simulate');
    expect(again.stdout).toBe(first.stdout);
    const grown = await run(...SCENARIOS, '--replications', '22', '--json', '--quiet');
    expect(grown.stderr).toBe('');
    const envelope = JSON.parse(grown.stdout) as {
      version: number;
      command: string;
      data: { path: string; variants: { n: number }[] };
    };
    expect(envelope).toMatchObject({
      version: 1,
      command: 'run',
      data: { path: file, variants: [{ n: 22 }, { n: 21 }] },
    });
    expect(readdirSync(studies)).toHaveLength(1);
  });

  it('has the same digest on 1 and 3 threads', async () => {
    const digests = [];
    for (const workers of ['1', '3']) {
      const out = join(studies, `../w${workers}.duckdb`);
      const { stdout } = await run(
        'base',
        'run:{"level":3}',
        '--replications',
        '9',
        '--workers',
        workers,
        '--out',
        out,
        '--json',
      );
      digests.push((JSON.parse(stdout) as { data: { study: { digest: string } } }).data.study.digest);
    }
    expect(digests[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(digests[1]).toBe(digests[0]);
  });

  it('exits with 4 when a stated limit is breached', async () => {
    const breached = await run('base:{"failEvery":5}', '--replications', '5', '--fail-on', 'p_failed>0.01');
    expect([breached.code, breached.stdout.includes('breaches the limit p_failed>0.01 (n = 5)')]).toEqual([
      4,
      true,
    ]);
    expect((await run('base:{"failEvery":5}', '--replications', '5', '--fail-on', 'p_failed>50%')).code).toBe(
      0,
    );
    const invalid = await run('base', '--fail-on', 'profit>1');
    expect([invalid.code, invalid.stderr.includes('p_reserve_exhausted')]).toEqual([2, true]);
  });

  it('passes overrides on and refuses what is no scenario', async () => {
    const { stdout } = await run('base', '--set', 'level=7', '--replications', '2', '--json');
    expect(stdout).toContain('--set level=7');
    const invalid = await cli(['--json', 'run', 'invalid', '--studies', studies]);
    expect(invalid.code).toBe(3);
    expect(JSON.parse(invalid.stdout)).toMatchObject({
      version: 1,
      command: 'run',
      error: { exitCode: 3, problems: [{ path: 'a.b' }] },
    });
    expect((await run()).code).toBe(2);
  });

  it('refuses to write another study to a named file, with exit code 5', async () => {
    const refused = await run('other', '--out', file);
    expect([refused.code, refused.stderr.includes('scenario other: hash')]).toEqual([5, true]);
    expect(existsSync(`${file}.tmp`)).toBe(false);
  });
});

describe('usage', () => {
  it('suggests the command or flag that was meant', async () => {
    const command = await cli(['rnu']);
    expect([command.code, command.stderr.includes('Did you mean run?')]).toEqual([2, true]);
    const flag = await cli(['run', '--replicatoins', '3']);
    expect([flag.code, flag.stderr.includes('--replications')]).toEqual([2, true]);
    expect((await cli(['run', 'base', '--replications', '0'])).code).toBe(2);
    expect((await cli(['--help'])).code).toBe(0);
  });

  it('has the version of package.json', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    expect(ENGINE_VERSION).toBe(manifest.version);
  });
});

describe('lendsim verify', () => {
  it('finds the same hashes again', async () => {
    const all = await cli(['verify', file]);
    expect([all.code, all.stdout.trim().endsWith('\nverified')]).toEqual([0, true]);
    const one = await cli(['verify', file, '--replication', '3', '--variant', 'run']);
    expect([one.code, one.stdout.includes('1 replication simulated again')]).toEqual([0, true]);
    expect((await cli(['verify', file, '--replication', '99'])).code).toBe(2);
    const unknown = await cli(['verify', file, '--variant', 'rn']);
    expect([unknown.code, unknown.stderr.includes('did you mean run?')]).toEqual([2, true]);
  });

  it('reports another engine version and another hash', async () => {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const forged = join(studies, '../forged.duckdb');
    await run('base', '--replications', '3', '--out', forged, '--quiet');
    const instance = await DuckDBInstance.create(forged);
    const connection = await instance.connect();
    await connection.run(`UPDATE replication SET stateHash = '0123456789abcdef' WHERE replication = 1`);
    await connection.run('UPDATE ledger_daily SET entries = 0 WHERE replication = 0');
    connection.closeSync();
    instance.closeSync();
    const { code, stdout, stderr } = await cli(['verify', forged], { FAKE_ENGINE_VERSION: '0.9.9' });
    expect(code).toBe(1);
    expect(stderr).toContain('engine version 0.1.0 made the study, 0.9.9 is running');
    expect(stdout).toMatch(/DIFFERS {2}digest/);
    expect(stdout).toMatch(/DIFFERS {2}state hashes: base replication 1: survived 0123456789abcdef stored/);
    expect(stdout).toMatch(
      /DIFFERS {2}ledger: no negative or empty posting: broken in base replication 0 \(/,
    );
  });
});

describe('lendsim query, describe, doctor, serve', () => {
  it('prints tables, CSV and JSON', async () => {
    const sql = `SELECT variant, cause, failures FROM v_failures WHERE variant = 'base' ORDER BY cause`;
    const csv = await cli(['query', file, sql, '--format', 'csv']);
    expect(csv.stdout).toMatch(/^variant,cause,failures\nbase,liquidity,\d\n/);
    const json = await cli(['query', file, sql, '--format', 'json']);
    expect(JSON.parse(json.stdout)).toMatchObject([
      { variant: 'base', cause: 'liquidity' },
      { cause: 'reserve' },
    ]);
    expect((await cli(['query', file, sql])).stdout).toContain('2 rows');
    const write = await cli(['query', file, 'DELETE FROM study']);
    expect([write.code, write.stderr.includes('DELETE is refused')]).toEqual([2, true]);
    expect((await cli(['query', join(studies, 'none.duckdb'), sql])).code).toBe(5);
  });

  it('describes identity, variants and columns', async () => {
    const all = await cli(['describe', file]);
    expect(all.stdout).toContain(`lendsim verify ${file}`);
    expect(all.stdout).toMatch(/kpi_band\s+13/);
    expect((await cli(['describe', file, '--table', 'kpi_daily'])).stdout).toMatch(
      /reserveFen\s+BIGINT\s+Risk reserve .* \| 风险准备金/,
    );
  });

  it('finds nothing in the way of this machine', async () => {
    const { code, stdout } = await cli(['doctor', '--studies', studies, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ command: 'doctor', data: { ok: true } });
  });

  it('hands a study over to the server', async () => {
    const { stdout } = await cli(['serve', file, '--port', '5001']);
    expect(JSON.parse(stdout)).toEqual({
      studiesDir: studies,
      studyFile: file,
      port: 5001,
      host: '127.0.0.1',
    });
  });
});
