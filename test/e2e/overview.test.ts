import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startServer, type RunningServer } from '../../engine/api/server.ts';
import type { StudyStore } from '../../engine/api/types.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { makeFixture, type Fixture } from '../helpers/study-fixture.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const staticDir = `${root}dist/dashboard`;
const CHARTS = 6;

let browser: Browser;
let fixture: Fixture;
let server: RunningServer;
let page: Page;
let complaints: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  fixture = await makeFixture();
  server = await startServer({ store: fixture.store, port: 0, staticDir });
});
afterAll(async () => {
  await browser.close();
  await server.close();
  fixture.close();
});

beforeEach(async () => {
  await newPage(1440, 900);
});
afterEach(async () => {
  await page.close();
});

async function newPage(width: number, height: number): Promise<void> {
  page = await browser.newPage({ viewport: { width, height }, acceptDownloads: true });
  complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
}

async function open(hash: string, at: RunningServer = server): Promise<void> {
  await page.goto(`${at.url}${hash}`);
  await page.waitForFunction(
    (count) => document.querySelectorAll('.chart[data-ready=true]').length === count,
    CHARTS,
  );
}

const text = (selector: string) => page.locator(selector).first().innerText();
const query = () => new URL(page.url()).hash.split('?')[1] ?? '';

interface Axe {
  run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
}
const axeSource = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

async function seriousFindings(): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: Axe }).axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

describe('the overview', () => {
  test('shows tiles and charts of the study, in Chinese, without a complaint', async () => {
    await open('#/overview');
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    expect(await text('h1')).toBe('总览');
    expect(await page.locator('article.tile').count()).toBe(9);
    expect(await text('#tile-outstandingFen')).toMatch(/借贷余额[^]*亿元[^]*n = 20[^]*较基准/);
    expect(await text('#tile-failure')).toContain('95% Wilson');
    expect(await text('#fan-bufferToLifetimeEl')).toMatch(/20 次重复中有 \d+ 次准备金覆盖率曾低于 1\.00×/);
    expect(await page.locator('#fan-outstandingFen .chart svg path').count()).toBeGreaterThan(5);
    expect(await page.locator('#matrix tbody tr').count()).toBe(3);
    expect(await text('footer')).toContain(fixture.study.variants[0]?.hash);
    expect(complaints).toEqual([]);
  });

  test('shows the coverage formula on demand', async () => {
    await open('#/overview?lang=en');
    const tile = page.locator('#tile-bufferToLifetimeEl');
    await tile.getByRole('button', { name: /Formula/ }).click();
    expect(await tile.innerText()).toContain('expectedLossFen');
  });

  test('switches language, variant and base, and the back button undoes it', async () => {
    await open('#/overview');
    await page.getByLabel('语言').selectOption('en');
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    expect(query()).toBe('lang=en');

    await page.getByTitle('Look at Baseline').click();
    await page.locator('#tile-outstandingFen', { hasText: 'This is the base' }).waitFor();
    expect(query()).toBe('v=baseline&lang=en');

    await page.getByLabel('Compare with').selectOption('withdrawal-run');
    await page.locator('#tile-outstandingFen', { hasText: 'vs Withdrawal run' }).waitFor();
    expect(query()).toBe('base=withdrawal-run&v=baseline&lang=en');
    expect(await text('#tile-outstandingFen')).toContain('better');

    await page.goBack();
    await page.locator('#tile-outstandingFen', { hasText: 'This is the base' }).waitFor();
    await page.goBack();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: '总览' }).waitFor();
    expect(query()).toBe('');
    await page.goForward();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('hides a variant and narrows the window', async () => {
    await open('#/overview?lang=en');
    await page.getByLabel('Show Run with a larger reserve in charts').uncheck();
    await page.getByLabel('Window').selectOption('first');
    await page.waitForFunction(() => location.hash.includes('d=0-89'));
    expect(query()).toBe('sc=baseline,withdrawal-run&d=0-89&lang=en');
    await page.waitForFunction(() => document.querySelectorAll('#matrix tbody tr').length === 2);
    expect(await text('footer')).toContain('2025-01-01 – 2025-03-31');
    expect(complaints).toEqual([]);
  });

  test('says what it does not understand in the address', async () => {
    await open('#/overview?foo=1&sc=nobody&lang=en');
    expect(await text('.notice')).toContain('foo');
    expect(await page.locator('.notice').nth(1).innerText()).toContain('nobody');
  });

  test('gives every chart as a table, and as files with their origin', async () => {
    await open('#/overview?lang=en');
    const tile = page.locator('#survival');
    await tile.getByRole('button', { name: 'Table' }).click();
    expect(await tile.locator('tbody tr').count()).toBeGreaterThan(3);
    await tile.getByRole('button', { name: 'Chart' }).click();
    for (const [item, extension, content] of [
      ['CSV', 'csv', /^\uFEFFvariant,date,day[^]*3f9a1c07d2b84e65/],
      ['SVG', 'svg', /^<svg[^]*3f9a1c07d2b8/],
      ['JSON', 'vl.json', /"usermeta"[^]*3f9a1c07d2b84e65/],
      ['PNG', 'png', /^.PNG/],
    ] as const) {
      await tile.getByLabel('Export Survival').click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        tile.locator('.menu button', { hasText: item }).click(),
      ]);
      expect(file.suggestedFilename()).toBe(`baseline-4c1f-3f9a1c07-survival.${extension}`);
      expect(readFileSync(await file.path(), extension === 'png' ? 'latin1' : 'utf8')).toMatch(content);
    }
    expect(complaints).toEqual([]);
  });

  test('is worked by keyboard', async () => {
    await open('#/overview?lang=en');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Skip to main content');
    await page.keyboard.press('/');
    await page.keyboard.type('reserve cov');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('tile-bufferToLifetimeEl');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.goto(`${server.url}#/nowhere?lang=en`);
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  });

  test.each(['light', 'dark'])('has no serious barrier in %s', async (theme) => {
    await open(`#/overview?theme=${theme}`);
    expect(await seriousFindings()).toEqual([]);
  });

  test('fits a telephone', async () => {
    await page.close();
    await newPage(390, 844);
    await open('#/overview');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await seriousFindings()).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

describe('when things are not well', () => {
  async function withStore<T>(store: StudyStore, run: (other: RunningServer) => Promise<T>): Promise<T> {
    const other = await startServer({ store, port: 0, staticDir });
    try {
      return await run(other);
    } finally {
      await page.goto('about:blank');
      await other.close();
    }
  }

  test('no study: says which command makes one', async () => {
    const store: StudyStore = {
      list: () => Promise.resolve([]),
      query: () => Promise.reject(new Error('no study')),
    };
    await withStore(store, async (other) => {
      await page.goto(other.url);
      expect(await text('pre')).toContain('lendsim run scenarios/baseline.yaml');
    });
  });

  test('errored and missing replications are shown before any figure', async () => {
    const poor = await makeFixture({ replications: 8, planned: 100, errored: 1, dayCount: 160 });
    await withStore(poor.store, async (other) => {
      await open('#/overview?lang=en', other);
      expect(await text('.banner.bad')).toMatch(/3 errored replications[^]*12 fen without owner/);
      expect(await text('.banner.warn')).toContain('8/100 replications');
      expect(await text('#tile-outstandingFen')).toContain('n = 7');
    });
    poor.close();
  });

  test('a failing query is an error with cause, code and a retry that works', async () => {
    let broken = true;
    const store: StudyStore = {
      list: () => fixture.store.list(),
      query: (study, name, params) =>
        broken && name === 'survival'
          ? Promise.reject(new Error('disk on fire'))
          : fixture.store.query(study, name, params),
    };
    await withStore(store, async (other) => {
      await page.goto(`${other.url}#/overview?lang=en`);
      const alert = page.locator('#survival [role=alert]');
      await alert.waitFor();
      expect(await alert.innerText()).toMatch(/disk on fire[^]*Error code internal/);
      broken = false;
      await alert.getByRole('button', { name: 'Try again' }).click();
      await page.locator('#survival .chart[data-ready=true]').waitFor();
    });
  });

  test('an unknown study says so', async () => {
    await page.goto(`${server.url}#/overview?study=gone&lang=en`);
    await page.getByRole('heading', { name: 'There is no such study' }).waitFor();
  });
});
