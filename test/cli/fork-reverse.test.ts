/** `fork` and `reverse` as real processes with the real engine, on small worlds. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseAxis, shownAt } from '../../engine/cli/reverse-axis.ts';
import { cli, startCli, type CliResult } from '../helpers/cli.ts';
import { load } from '../helpers/scenarios.ts';
import { testFolder } from '../helpers/studies.ts';

const folder = testFolder();
const REAL = { LENDSIM_PIECES: '' };
const lendsim = async (...args: string[]): Promise<CliResult> =>
  cli([...args, '--studies', join(folder, 'studies')], REAL);
const dataOf = <T>({ stdout }: CliResult): T => (JSON.parse(stdout) as { data: T }).data;

interface ForkData {
  readonly path: string;
  readonly day: number;
  readonly date: string;
  readonly changes: readonly { readonly path: string }[];
  readonly problems: readonly string[];
  readonly replications: readonly {
    readonly asStored: boolean;
    readonly sameState: boolean;
    readonly monthEndsBefore: number;
    readonly monthEndsSame: number;
    readonly firstDay: number | null;
  }[];
}

interface ReverseData {
  readonly reached: boolean;
  readonly sentence: string;
  readonly replications: number;
  readonly runs: { readonly now: number; readonly all: number };
  readonly cheapest: { readonly magnitudes: readonly number[] } | null;
  readonly coverage: number | null;
  readonly checks: { readonly made: number; readonly contrary: number };
}

describe('fork', () => {
  const study = join(folder, 'study.duckdb');
  beforeAll(async () => {
    const world = ['test/fixtures/small.yaml', '--set', 'clock.horizon=70d'];
    const { code } = await lendsim('run', ...world, '-n', '2', '--out', study, '--quiet');
    expect(code).toBe(0);
  });

  it('changes the course of several replications on a date, and keeps their past', async () => {
    const args = [
      'fork',
      study,
      '--at',
      '2017-02-10',
      '--replication',
      '0..1',
      '--set',
      'pricing.allInCap=16%',
    ];
    const first = await lendsim(...args, '--json');
    expect(first.code).toBe(0);
    const { day, changes, problems, replications, path } = dataOf<ForkData>(first);
    expect([day, changes.map((one) => one.path), problems]).toEqual([40, ['pricing.allInCap'], []]);
    expect(replications).toHaveLength(2);
    for (const row of replications) {
      expect([row.asStored, row.sameState, row.monthEndsBefore, row.monthEndsSame]).toEqual([
        true,
        false,
        1,
        1,
      ]);
      expect(row.firstDay).toBeGreaterThanOrEqual(40);
    }
    const again = await lendsim(...args);
    expect([again.code, again.stderr.includes('nothing to simulate')]).toEqual([0, true]);
    expect(again.stdout).toContain('Paired difference');
    expect((await lendsim('verify', path, '--quiet')).stdout).toContain('verified');
  });

  it('with nothing changed ends in the same state, and may be forked again', async () => {
    const { code, stdout } = await lendsim('fork', study, '--at', '33', '--replication', '1', '--json');
    expect(code).toBe(0);
    const { path, replications } = dataOf<ForkData>({ code, stdout, stderr: '' });
    expect(replications[0]).toMatchObject({ sameState: true, asStored: true, firstDay: null });
    const again = await lendsim(
      'fork',
      path,
      '--variant',
      'small-fork-33',
      '--at',
      '50',
      '--replication',
      '1',
      '--set',
      'reserve.contribution.scale=300%',
    );
    expect([again.code, again.stderr]).toEqual([0, again.stderr]);
    expect(again.stdout).toContain('2017-02-20');
  });

  it.each([
    [['--at', '40', '--set', 'opening.lenders=9', '--set', 'confidence.mechanism=none'], 3, ['opening.lenders', 'confidence.mechanism', 'lendsim run']],
    [['--at', '70'], 2, ['day of the fork: 70 (1, to 69)', '--at']],
    [['--at', '40', '--replication', '7'], 2, ['no replication 7', '0 to 1']],
    [['--at', '40', '--variant', 'smal'], 2, ['no variant smal', 'did you mean small?']],
  ] as const)('%j is refused with exit code %i', async (args, code, words) => {
    const result = await lendsim('fork', study, ...args);
    expect(result.code).toBe(code);
    for (const word of words) expect(result.stderr).toContain(word);
  }); // prettier-ignore
});

describe('reverse', () => {
  const WORLD = [
    'reverse',
    'test/fixtures/fragile.yaml',
    '--set',
    'clock.horizon=60d',
    '--tolerance',
    '0.2',
    '--workers',
    '1',
  ];
  const out = join(folder, 'reverse.duckdb');
  const ONE = [...WORLD, '--shock', 'rumour', '-n', '4', '--most', '4', '--out', out, '--json'];

  it('finds a threshold, keeps every run, and needs none of them again', { timeout: 300_000 }, async () => {
    const first = await lendsim(...ONE);
    expect(first.code).toBe(0);
    const found = dataOf<ReverseData>(first);
    expect(found.reached).toBe(true);
    expect(found.sentence).toMatch(
      /^fragile: more than 50\.0 % of runs fail within 60 days from shocks\.0\.intensity at/,
    );
    const again = dataOf<ReverseData>(await lendsim(...ONE));
    expect(again.runs).toEqual({ now: 0, all: found.runs.all });
    expect(again.cheapest).toEqual(found.cheapest);
    const grid = await lendsim(
      'query',
      out,
      'SELECT sum(failed) > 0 AS some, max(replications) AS n FROM v_reverse_grid',
      '--format',
      'csv',
    );
    expect(grid.stdout).toContain('true,4');
    const sure = await lendsim(
      'query',
      out,
      "SELECT level, replications, magnitude1 = (SELECT min(magnitude1) FROM reverse_ray WHERE best AND point = 'threshold') AS same, coalesce(coverage, -1) AS coverage, checks, contrary FROM v_reverse",
      '--format',
      'csv',
    );
    const { coverage, checks } = found;
    expect(sure.stdout.trim().split('\n').slice(1)).toEqual([
      `0.5,4,true,${coverage ?? -1},${checks.made},${checks.contrary}`,
    ]);
    const described = await lendsim('describe', out);
    for (const name of ['reverse_search', 'v_reverse']) expect(described.stdout).toContain(name);
    expect((await lendsim('verify', out, '--quiet')).stdout).toContain('verified');
  });

  it(
    'says with exit code 6 that nothing within the range reaches the level',
    { timeout: 300_000 },
    async () => {
      const result = await lendsim(...WORLD, '--shock', 'leads=1..0.9', '-n', '2', '--most', '2', '--until', 'p>0.9', '--set',
      'shocks=[{ date: 2017-02-01, kind: leads, side: borrowers, multiplier: 1, over: 10d }]'); // prettier-ignore
      expect(result.code).toBe(6);
      expect(result.stdout).toContain('even at the most severe end');
    },
  );

  it('keeps what is finished when it is interrupted', async () => {
    const file = join(folder, 'broken-off.duckdb');
    const { child, done } = startCli([...WORLD, '--shock', 'rumour', '-n', '40', '--out', file], REAL);
    child.stderr!.on('data', (text: string) => {
      if (text.includes('simulating')) child.kill('SIGINT');
    });
    const { code, stderr } = await done;
    expect([code, stderr.includes('resume with: npx lendsim reverse'), existsSync(`${file}.tmp`)]).toEqual([
      130,
      true,
      true,
    ]);
  });

  it.each([
    [['--shock', 'rumour', '--until', 'p>1'], 2, 'p>0.5'],
    [['--shock', 'rumour=0%..300%'], 3, 'shocks.0.intensity'],
  ] as const)('%j is refused with exit code %i', async (args, code, word) => {
    const result = await lendsim(...WORLD, ...args);
    expect([result.code, result.stderr.includes(word)]).toEqual([code, true]);
  });
});

describe('an axis', () => {
  const { scenario } = load('test/fixtures/fragile.yaml');

  it('is a kind of shock, one of its values, or any value with a range', () => {
    expect(parseAxis('rumour', scenario)).toMatchObject({
      path: 'shocks.0.intensity',
      mildest: 0,
      severest: 100,
    });
    expect(parseAxis('shocks.1.share=2%..30%', scenario)).toMatchObject({
      unit: '%',
      mildest: 2,
      severest: 30,
    });
    expect(parseAxis('rivalFailures.share', scenario)).toMatchObject({ path: 'shocks.1.share' });
    const line = parseAxis('platform.creditLine.limit=20M CNY..0', scenario);
    expect([shownAt(line, 0), shownAt(line, 0.25), shownAt(line, 1)]).toEqual([
      '20M CNY',
      '15M CNY',
      '0M CNY',
    ]);
    expect(shownAt(parseAxis('rivalFailures.over=1d..30d', scenario), 0.5)).toBe('16d');
  });

  it.each([
    ['collateralPrice', 'no shock of kind collateralPrice'],
    ['shocks.7.share', 'no shock 7'],
    ['rumour=0%..3d', 'differ in unit'],
    ['rumour=5%..5%', 'the same'],
    ['rumour=much', 'not a range'],
    ['platform.creditLine.limit', 'no range is known'],
  ])('%s is refused with what to write', (text, word) => {
    expect(() => parseAxis(text, scenario)).toThrow(word);
  });
});
