/** What the pages on runs and on a replay say, from answers of the server. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { balancesOf, firstDay, type DayRow, type Posting } from '../../dashboard/src/state/replay.ts';
import { heatOf, worstOf } from '../../dashboard/src/state/run.ts';
import { differencesOf } from '../../engine/api/differences.ts';
import type { Columnar, VariantSummary } from '../../engine/api/types.ts';

const posting = (debitAccount: string, creditAccount: string, amountFen: number): Posting => ({
  reason: 'any',
  debitAccount,
  creditAccount,
  entries: 1,
  amountFen,
});
const evening = (platformCashFen: number, withdrawalQueueFen: number): DayRow => ({
  day: 1,
  date: '2017-01-02',
  platformCashFen,
  withdrawalQueueFen,
});

describe('a day of the replay', () => {
  const postings = [
    posting('outsideBorrowers', 'platformCash', 700),
    posting('platformCash', 'outsideVendors', 200),
    posting('lenderCash', 'lenderQueued', 90),
    posting('lenderQueued', 'outsideLenders', 40),
  ];

  test('agrees where what was there, in and out make what is there', () => {
    const [platform, reserve, , queued] = balancesOf(postings, evening(100, 10), evening(600, 60));
    expect(platform).toEqual({
      account: 'platformCash',
      beforeFen: 100,
      inFen: 700,
      outFen: 200,
      afterFen: 600,
      agrees: true,
    });
    expect(queued).toMatchObject({ inFen: 90, outFen: 40, agrees: true });
    expect(reserve?.agrees).toBeNull();
  });

  test('does not agree when a single fen is missing', () => {
    expect(balancesOf(postings, evening(100, 10), evening(599, 60))[0]?.agrees).toBe(false);
  });

  test('can not be checked without the evening before', () => {
    expect(balancesOf(postings, null, evening(600, 60)).every(({ agrees }) => agrees === null)).toBe(true);
  });

  test('is first the day of the failure, if the window has it', () => {
    expect(firstDay(466, 0, 1094)).toBe(466);
    expect(firstDay(466, 0, 300)).toBe(300);
    expect(firstDay(null, 0, 1094)).toBe(1094);
  });
});

const variant = (name: string, failed: number): VariantSummary => ({
  name,
  titleEn: name,
  titleZh: name,
  hash: '',
  base: false,
  planned: 20,
  survived: 20 - failed,
  failed,
  errored: 0,
});

describe('shock against response', () => {
  const scenario = (intensity: number, rule: string, extra: object = {}): string =>
    JSON.stringify({
      name: `${intensity}-${rule}`,
      shocks: [{ kind: 'rumour', intensity }],
      policies: { payout: [{ fromDay: 0, value: { rule } }], playbook: [] },
      ...extra,
    });
  const variants = [variant('a', 0), variant('b', 4), variant('c', 10), variant('d', 20)];

  test('finds the two fields that span the grid, whatever their order', () => {
    const differences = differencesOf([
      scenario(0.2, 'fifo'),
      scenario(0.2, 'proRata'),
      scenario(0.8, 'fifo'),
      scenario(0.8, 'proRata'),
    ]);
    expect(differences.map(({ path }) => path)).toEqual([
      'policies.payout.0.value.rule',
      'shocks.0.intensity',
    ]);
    const heat = heatOf(variants, differences, ({ name }) => name);
    expect(heat?.xPath).toBe('policies.payout.0.value.rule');
    expect(heat?.cells.map(({ x, y, share }) => [x, y, share])).toEqual([
      ['fifo', '0.2', 0],
      ['proRata', '0.2', 0.2],
      ['fifo', '0.8', 0.5],
      ['proRata', '0.8', 1],
    ]);
    expect(heat?.cells[0]?.high).toBeCloseTo(0.161, 3);
  });

  test('a base that another variant repeats is no further cell', () => {
    const grid = [
      scenario(0.8, 'fifo'),
      scenario(0.2, 'fifo'),
      scenario(0.8, 'fifo'),
      scenario(0.8, 'proRata'),
    ];
    const heat = heatOf(variants, differencesOf(grid), ({ name }) => name);
    expect(heat?.cells.map(({ variant: name, x, y }) => [name, x, y])).toEqual([
      ['b', 'fifo', '0.2'],
      ['c', 'fifo', '0.8'],
      ['d', 'proRata', '0.8'],
    ]);
  });

  test('names variants in a row when no two fields tell them apart', () => {
    const differences = differencesOf([
      scenario(0.2, 'fifo'),
      scenario(0.8, 'proRata', { custody: 'pooled' }),
    ]);
    const heat = heatOf(variants.slice(0, 2), differences, ({ name }) => name);
    expect(heat?.cells.map(({ x, y }) => [x, y])).toEqual([
      ['a', ''],
      ['b', ''],
    ]);
  });

  test('a variant of which nothing has finished is in no cell', () => {
    const none = { ...variant('z', 0), survived: 0 };
    expect(heatOf([none], [], ({ name }) => name)).toBeNull();
    expect(heatOf([none, variant('a', 1)], [], ({ name }) => name)?.cells).toHaveLength(1);
  });
});

test('the worst replications: earliest failure first, then the oldest unpaid; errored ones never', () => {
  const replications: Columnar = {
    rowCount: 5,
    columns: {
      variant: ['run', 'run', 'run', 'run', 'base'],
      replication: [0, 1, 2, 3, 0],
      status: ['survived', 'failed', 'failed', 'errored', 'failed'],
      cause: [null, 'liquidity', 'capital', null, 'capital'],
      failureDay: [null, 90, 60, 1, 2],
    },
  };
  const measures: Columnar = {
    rowCount: 4,
    columns: {
      variant: ['run', 'run', 'run', 'base'],
      replication: [0, 1, 2, 0],
      'withdrawalQueueFen:max': [5, 6, 7, 8],
      'withdrawalOldestDays:max': [40, 9, 8, 1],
    },
  };
  expect(worstOf(replications, measures, 'run').map(({ replication }) => replication)).toEqual([2, 1, 0]);
  expect(worstOf(replications, measures, 'run', 1)).toEqual([
    { replication: 2, failureDay: 60, cause: 'capital', peakQueueFen: 7, oldestDays: 8 },
  ]);
});

describe('the search of a page', () => {
  const pages = fileURLToPath(new URL('../../dashboard/src/pages', import.meta.url));
  const registry = readFileSync(join(pages, 'registry.ts'), 'utf8');
  const offered = (name: string) =>
    registry.split('component: ').find((part) => part.startsWith(`${name},`)) ?? '';

  test.each(['Overview', 'Run', 'Replay'])('knows every tile of %s', (name) => {
    const folder = join(pages, name.toLowerCase());
    const tiles = readdirSync(folder)
      .filter((file) => file.endsWith('.svelte'))
      .flatMap((file) => readFileSync(join(folder, file), 'utf8').match(/(?<=\sid=")[a-z-]+(?=")/g) ?? []);
    expect(tiles.length).toBeGreaterThan(2);
    for (const id of tiles) expect(offered(name), id).toContain(`id: '${id}'`);
  });
});
