import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../helpers/browser.ts';

const PAGE = `data:text/html;charset=utf-8,${encodeURIComponent(`<!doctype html><meta charset="utf-8"><title>probe</title>
  <button onclick="this.textContent='已点击'">借贷余额</button>`)}`;

describe('launchBrowser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  it('opens a page, clicks, and reads Chinese text back', async () => {
    const page = await browser.newPage();
    await page.goto(PAGE);
    const button = page.getByRole('button');
    expect(await button.textContent()).toBe('借贷余额');
    await button.click();
    expect(await button.textContent()).toBe('已点击');
    await page.close();
  });

  it('takes a screenshot that is a picture of the asked size', async () => {
    const page = await browser.newPage({ viewport: { width: 320, height: 200 } });
    await page.goto(PAGE);
    const png = await page.screenshot();
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([320, 200]);
    await page.close();
  });
});
