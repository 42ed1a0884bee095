/** `attribute` with the real engine, on a small world: parts, table, refusals. */
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { UserError } from '../../engine/base/problems.ts';
import { DuckDBInstance } from '@duckdb/node-api';
import { attribute } from '../../engine/cli/commands/attribute.ts';
import { run } from '../../engine/cli/commands/run.ts';
import { verify } from '../../engine/cli/commands/verify.ts';
import { defaultPieces } from '../../engine/cli/default-pieces.ts';
import { StudyWriter } from '../../engine/storage/index.ts';
import { testFolder } from '../helpers/studies.ts';

const FRAGILE = 'test/fixtures/fragile.yaml';
const common = { json: true, quiet: true, seed: 1, workers: 1, studies: join(testFolder(), 'studies') };
const set = [
  'clock.horizon=140d',
  'opening.lenders=60',
  'opening.loansPerMonth=20',
  'credit.hazardScale=3',
  'borrowersRun={ refinancing: false, collection: false, leavingAt: 10%, halfLife: 5d }',
];

interface Part {
  readonly part: string;
  readonly lossFen: number;
  readonly lower: number;
  readonly upper: number;
  readonly creditFen: number;
  readonly cashFen: number;
  readonly n: number;
}

afterEach(() => {
  vi.restoreAllMocks();
});

/** What a command prints on stdout. */
async function printed(command: () => Promise<unknown>): Promise<string> {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((part) => {
    text += String(part);
    return true;
  });
  await command();
  vi.restoreAllMocks();
  return text;
}

/** What a statement finds or changes in a study file. */
async function inFile(path: string, sql: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(sql)).getRows();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

it('splits a run into parts that add up, stores them, grows, and finds them again', async () => {
  const pieces = await defaultPieces();
  const split = (replications: number, json: boolean) =>
    printed(() => attribute(pieces, FRAGILE, { ...common, set, replications, json }));
  const found = async (replications: number) =>
    (
      JSON.parse(await split(replications, true)) as {
        data: { parts: readonly Part[]; day: number; path: string };
      }
    ).data;
  const first = await found(1);
  expect(first.parts.map(({ n }) => n)).toEqual([1, 1, 1, 1, 1]);
  // Grown as any other study is, it is split anew.
  const more = { ...common, set: [], variant: [], full: [], failOn: [], verify: false, retryErrored: false };
  const { seed: _seed, ...flags } = { ...more, resume: first.path, replications: 2 };
  await printed(() => run(pieces, [], flags));
  const { parts, day, path } = await found(2);
  expect([path, parts[4]?.lossFen === first.parts[4]?.lossFen]).toEqual([first.path, false]);
  expect(day).toBe(31);
  expect(parts.map(({ part }) => part)).toEqual([
    'liquidity',
    'refinancing',
    'wilful',
    'collection',
    'total',
  ]);
  const of = (name: string) => parts.find(({ part }) => part === name)!;
  const four = parts.filter(({ part }) => part !== 'total');
  expect(four.reduce((sum, { lossFen }) => sum + lossFen, 0)).toBeCloseTo(of('total').lossFen, 2);
  for (const { lossFen, creditFen, cashFen, lower, upper, n } of parts) {
    expect(creditFen + cashFen).toBeCloseTo(lossFen, 2);
    expect(n).toBe(2);
    expect(lower <= lossFen && lossFen <= upper).toBe(true);
  }
  expect([of('refinancing').lossFen, of('total').lossFen !== 0]).toEqual([0, true]);

  const text = await split(2, false);
  expect(text).toContain('n = 2.');
  const wide = text.split('\n').filter((line) => line.length > 100 && !/^(Study|Again|Look)/.test(line));
  expect(wide.slice(1)).toEqual([]);

  const verified = () => printed(() => verify(pieces, path, { json: false, quiet: true, workers: 1 }));
  expect(await verified()).toContain('cost of a run: every part is what the rows make it');
  await inFile(path, "UPDATE run_cost SET lossFen = lossFen + 1 WHERE part = 'wilful'");
  expect(await verified()).toMatch(/DIFFERS {2}cost of a run: run_cost, wilful, lossFen: .* stored/);
});

it('killed before it has stored anything more, a study knows its cells: resumed, it is split', async () => {
  const out = join(common.studies, 'killed.duckdb');
  const short = [...set, 'clock.horizon=60d', 'opening.lenders=20'];
  for (const step of ['put', 'append'] as const)
    vi.spyOn(StudyWriter.prototype, step).mockRejectedValue(new Error('killed'));
  const begun = attribute(await defaultPieces(), FRAGILE, { ...common, set: short, replications: 1, out });
  await expect(begun).rejects.toThrow('killed');
  vi.restoreAllMocks();
  const rows = await inFile(
    `${out}.tmp`,
    'SELECT count(*)::INTEGER, count(*) FILTER (WHERE run)::INTEGER FROM run_cost_cell',
  );
  expect(rows).toEqual([[4, 2]]);
});

it.each([
  ['test/fixtures/small.yaml', [], undefined, 'no shock', '--at 2018-03-01'],
  [FRAGILE, ['confidence.mechanism=none'], undefined, 'nobody takes fright', 'confidence.mechanism=hazard'],
  [FRAGILE, ['opening.book=empty'], '9d', 'no loan is made before', '--at 2018-03-01'],
  [FRAGILE, [], '400', 'day of the fork: 400', 'variant'],
] as const)('%s with %j from %s is refused', async (scenario, changes, at, message, hint) => {
  const flags = { ...common, set: changes, replications: 1, ...(at === undefined ? {} : { at }) };
  const told = await attribute(await defaultPieces(), scenario, flags).then(
    () => null,
    (error: unknown) => error,
  );
  expect(told).toBeInstanceOf(UserError);
  const [problem] = (told as UserError).problems;
  expect([(told as UserError).exitCode, problem!.message, problem!.hint ?? '']).toEqual([
    2,
    expect.stringContaining(message),
    expect.stringContaining(hint),
  ]);
});
