/** The pages on runs and on a replay, in a real browser, over a study that the built program made of a small crisis. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest';
import { startServer, type RunningServer } from '../../engine/api/server.ts';
import { studyFilesIn, studyFileStore } from '../../engine/api/study-files.ts';
import { StudyStore } from '../../engine/storage/index.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { testFolder } from '../helpers/studies.ts';
import { fileURLToPath } from 'node:url';
import { absolute } from '../helpers/tree.ts';

const path = (name: string) => fileURLToPath(absolute(name));
const folder = testFolder();
const CRISIS = [
  'regime=[{ value: cn-2013 }, { from: 2017-02-15, value: cn-2017-12 }]',
  'policies.compliance=never',
  'supervision={ inspectionsPerYear: 0, detection: 100%, rectification: 30d, measures: [fine], fine: 100 CNY, news: 0% }',
  'custody=pooled',
  'clock.horizon=200d',
  'products={ plan: { kind: plan, lockIn: 1mo, share: 60%, renewal: 95% }, lots: { kind: lots, share: 40% } }',
  'failure.liquidity={ products: [cash, plan], unpaidBeyond: 3d }',
  'policies.coverPool=false',
  'shocks=[{ date: 2017-02-10, kind: rumour, intensity: 100%, halfLife: 30d }, { date: 2017-02-20, kind: inspection }]',
];
const lendsim = (command: string, ...words: readonly string[]) =>
  execFileSync(
    process.execPath,
    [
      path('engine/cli/program/lendsim.js'),
      command,
      path('test/fixtures/small.yaml'),
      ...CRISIS.flatMap((set) => ['--set', set]),
      ...words,
      ...['--studies', folder, '--quiet'],
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
const variants = ['1%', '100%'].flatMap((intensity) =>
  ['fifo', 'proRata'].map(
    (rule) =>
      `${rule.toLowerCase()}-${parseInt(intensity)}: shocks.0.intensity=${intensity}, policies.payout.rule=${rule}`,
  ),
);

let browser: Browser;
let store: StudyStore;
let server: RunningServer;
let page: Page;
let complaints: string[] = [];

beforeAll(async () => {
  // The study of all the other statements is the newest, so that pages show it first.
  lendsim(
    'reverse',
    ...['--set', 'clock.horizon=90d', '--shock', 'rumour=0%..100%', '--until', 'p>0.5'],
    ...['--replications', '2', '--most', '2', '--tolerance', '0.3'],
  );
  lendsim('run', ...variants.flatMap((text) => ['--variant', text]), '--replications', '6');
  expect(readdirSync(folder).some((name) => name.endsWith('.duckdb'))).toBe(true);
  browser = await launchBrowser();
  store = await StudyStore.create();
  server = await startServer({
    store: studyFileStore({ open: (path) => store.open(path), files: () => studyFilesIn(folder) }),
    port: 0,
    staticDir: path('dist/dashboard'),
  });
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await store.close();
});
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterEach(async () => {
  await page.close();
});

async function open(hash: string, charts: number): Promise<void> {
  await page.goto(`${server.url}${hash}`);
  await page.waitForFunction(
    (count) => document.querySelectorAll('.chart[data-ready=true]').length >= count,
    charts,
  );
}
const text = (selector: string) => page.locator(selector).first().innerText();

/** What the search finds for words; the first of it is gone to, and must be in sight. */
async function searched(words: string, id: string): Promise<string[]> {
  const field = page.locator('.search input');
  await field.fill(words);
  const found = await page.locator('.search li button').allInnerTexts();
  if (found.length === 0) return found;
  await field.press('Enter');
  await page.waitForFunction((of) => {
    const box = document.getElementById(of)?.getBoundingClientRect();
    return box !== undefined && box.bottom > 0 && box.top < innerHeight;
  }, id);
  return found;
}

describe('the page on runs', () => {
  test('shows survival, bands, flows and the grid of shock against response', async () => {
    await open('#/run?lang=en', 9);
    expect(await text('h1')).toBe('Run and liquidity');
    await page.locator('#heat').getByRole('button', { name: 'Table' }).click();
    expect(await text('#heat table')).toMatch(
      /policies\.payout\.\d\.value\.rule[^]*shocks\.0\.intensity[^]*fifo[^]*prorata/i,
    );
    expect(await page.locator('#heat tbody tr').count()).toBe(4);
    expect(await text('#heat .readings')).toMatch(/Most often fails .*n = 6\)/);
    expect(await text('#waits .readings')).toMatch(
      /90% of the money asked for was paid .* in \d of 6 replications/,
    );
    expect(await text('#first-mover .readings')).toMatch(/fifo-100: a run in \d of 6 replications/);
    expect(complaints).toEqual([]);
  });

  test('leads from the worst replication to its replay, on the day of its failure', async () => {
    await open('#/run?lang=en&v=fifo-100', 9);
    const end = await text('#worst tbody tr td');
    await page.locator('#worst tbody tr a').first().click();
    await page.locator('#course-money .chart[data-ready=true]').waitFor();
    const day = /failed on day (\d+)/.exec(end)?.[1];
    expect(day).toBeDefined();
    expect(await text('.date')).toContain(`day ${day}`);
    expect(complaints).toEqual([]);
  });
});

describe('tiles of their own studies', () => {
  test('what lenders got back after failure, and who; the chosen grouping and order stay in the table', async () => {
    await open('#/run?lang=en', 9);
    expect(await text('#recovery .readings')).toMatch(/fifo-100: \d of 6 replications fail/);
    await page.locator('#recovery-group select').selectOption('product');
    await page.locator('#recovery-group .readings', { hasText: 'plan' }).waitFor();
    await page.locator('#recovery-group').getByRole('button', { name: 'Table' }).click();
    const median = page.locator('#recovery-group th', { hasText: 'Median' });
    await median.getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await median.getAttribute('aria-sort')).toBe('ascending');
    const shares = await page.locator('#recovery-group tbody tr td:nth-child(4)').allInnerTexts();
    const numbers = shares.map(parseFloat);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(complaints).toEqual([]);
  });

  test('law and supervision over the balance, with what was found and ordered', async () => {
    await open('#/overview?lang=en&v=fifo-1', 5);
    await page.locator('#law .chart[data-ready=true]').waitFor();
    const said = await text('#law .readings');
    expect(said).toMatch(/fifo-1: in \d of 6 replications an inspection finds breaches.*terms split/);
    expect(said).toMatch(/ordered: A fine \(2017-03-22, in \d of 6\)/);
    expect(await searched('supervision', 'law')).toEqual(['Law and supervision over the balance']);
    expect(complaints).toEqual([]);
  });

  test('the search for what breaks the platform, in the words of the command line', async () => {
    const studies = (await (await fetch(`${server.url}api/studies`)).json()) as {
      id: string;
      name: string;
    }[];
    const id = studies.find(({ name }) => name.endsWith('-reverse'))?.id;
    await page.goto(`${server.url}#/run?lang=en&study=${id}`);
    await page.locator('#reverse .readings').waitFor();
    expect(await text('#reverse .readings')).toMatch(
      /^More than 50\.00% of runs fail within 90 days from shocks\.0\.intensity at/,
    );
    expect(await text('#reverse .readings')).toMatch(/Level 50\.00%: the interval (is open|encloses)/);
    expect(await searched('break the platform', 'reverse')).toEqual(['Which magnitudes break the platform']);
    // What this study has nothing for is not offered.
    expect(await searched('what the run costs', 'run-cost')).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

describe('the replay', () => {
  test('the ledger explains the balances to the fen, on every day looked at', async () => {
    await open('#/replay?lang=en&v=fifo-100&r=2&day=41', 4);
    for (let step = 0; step < 5; step++) {
      await page.waitForFunction(() =>
        document.querySelector('#ledger .check')?.textContent?.includes('to the fen'),
      );
      const date = await text('.date');
      await page.getByRole('button', { name: 'One day on' }).click();
      await page.waitForFunction(
        (before) => document.querySelector('.date')?.textContent?.trim() !== before,
        date,
      );
    }
    expect(page.url()).toContain('day=46');
    expect(await page.locator('#ledger tbody tr').count()).toBeGreaterThan(8);
    expect(complaints).toEqual([]);
  });

  test('jumps to events, plays, and another replication begins at its own end', async () => {
    await open('#/replay?lang=en&v=fifo-100&r=0&day=3', 4);
    // Warning lights come before the rivals fail.
    const shown = async () => ((await page.locator('.date').textContent()) ?? '').trim();
    while (!(await shown()).startsWith('2017-02-10')) {
      const before = await shown();
      expect(before < '2017-02-10', before).toBe(true);
      await page.getByRole('button', { name: 'Next event' }).click();
      await page.waitForFunction(
        (was) => document.querySelector('.date')?.textContent?.trim() !== was,
        before,
      );
    }
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForFunction(
      () => (document.querySelector('.date')?.textContent ?? '').trim() > '2017-02-12',
    );
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.locator('.bar select').selectOption('3');
    await page.waitForFunction(() => location.hash.includes('r=3') && !location.hash.includes('day='));
    expect(complaints).toEqual([]);
  });

  test('says so when there is no such replication', async () => {
    await page.goto(`${server.url}#/replay?lang=en&r=77`);
    await page.getByText('has no replication 77').waitFor();
    await page.getByRole('button', { name: 'Show the first one' }).click();
    await page.locator('#course-money .chart[data-ready=true]').waitFor();
  });

  test.each(['#/run', '#/replay'])('%s fits a telephone', async (hash) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(hash, 4);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(complaints).toEqual([]);
  });
});
