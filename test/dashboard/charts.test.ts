import { compile } from 'vega-lite';
import type { TopLevelSpec } from 'vega-lite';
import { parse, View } from 'vega';
import { describe, expect, test } from 'vitest';
import { failuresSpec } from '../../dashboard/src/charts/failures.ts';
import { fanSpec, tailsAllowed, type BandRow } from '../../dashboard/src/charts/fan.ts';
import { lenderClassSpec } from '../../dashboard/src/charts/lender-class.ts';
import { variantStroke, type Theme } from '../../dashboard/src/charts/palette.ts';
import { rendererFor, type ChartVariant } from '../../dashboard/src/charts/shared.ts';
import { survivalSpec } from '../../dashboard/src/charts/survival.ts';
import { axisUnit } from '../../dashboard/src/format.ts';

const variants = (theme: Theme): readonly ChartVariant[] => [
  { name: 'base', title: '基准', ...variantStroke(0, theme) },
  { name: 'run', title: '挤兑', ...variantStroke(1, theme) },
];

const bands = (n: number): BandRow[] =>
  ['base', 'run'].flatMap((variant) =>
    [0, 1, 2].map((day) => ({
      variant,
      day,
      date: `2025-01-0${day + 1}`,
      n,
      p5: 1e10,
      p25: 2e10,
      p50: 3e10,
      p75: 4e10,
      p95: 5e10,
      min: 0,
      max: 6e10,
    })),
  );

const fan = (n: number, theme: Theme = 'light') =>
  fanSpec({
    rows: bands(n),
    variants: variants(theme),
    events: [{ date: '2025-01-02', label: '冲击' }],
    limit: { value: 1e10, label: '限值' },
    unit: axisUnit('fen', 6e10, 'zh', false),
    text: {
      axis: '借贷余额（亿元）',
      date: '日期',
      day: '日',
      variant: '方案',
      median: '中位数',
      low: '最小',
      high: '最大',
      n: 'n',
    },
    theme,
  });

const survival = survivalSpec({
  rows: [
    { variant: 'base', day: 0, date: '2025-01-01', n: 20, failed: 0, survival: 1, lower: 0.84, upper: 1 },
    { variant: 'base', day: 9, date: '2025-01-10', n: 20, failed: 2, survival: 0.9, lower: 0.7, upper: 0.97 },
  ],
  variants: variants('light'),
  text: { axis: 'a', date: 'd', day: 'n', variant: 'v', failed: 'f', interval: 'i', n: 'n' },
  theme: 'light',
});
const failures = failuresSpec({
  rows: [{ variant: 'run', cause: '流动性', replications: 7, n: 20, medianDay: 143 }],
  variants: variants('dark'),
  text: { axis: 'a', variant: 'v', cause: 'c', medianDay: 'd', n: 'n' },
  theme: 'dark',
});
const lenders = lenderClassSpec({
  rows: [
    {
      variant: 'run',
      lenderClass: 'C1',
      n: 20,
      lenders: 10,
      withdrawnFen: 60,
      cashFen: 10,
      claimsFen: 20,
      lostFen: 10,
      lostShareMin: 0.05,
      lostShareMedian: 0.1,
      lostShareMax: 0.2,
    },
  ],
  text: {
    axis: 'a',
    lenderClass: 'c',
    part: 'p',
    share: 's',
    amount: 'm',
    n: 'n',
    parts: { withdrawn: 'W', cash: 'K', claims: 'Q', lost: 'L' },
  },
  money: String,
  theme: 'light',
});

async function svgOf(spec: TopLevelSpec): Promise<string> {
  const warnings: string[] = [];
  const keep = (...words: unknown[]) => {
    warnings.push(words.join(' '));
    return logger;
  };
  const logger = { level: () => logger, error: keep, warn: keep, info: () => logger, debug: () => logger };
  const compiled = compile({ ...spec, width: 500 }, { logger: logger });
  expect(warnings).toEqual([]);
  return new View(parse(compiled.spec), { renderer: 'none' }).toSVG();
}

describe('every chart compiles without a warning and draws', () => {
  test.each([
    ['fan', fan(20)],
    ['fan, dark', fan(20, 'dark')],
    ['survival', survival],
    ['failures', failures],
    ['lender class', lenders],
  ])('%s', async (_name, spec) => {
    const svg = await svgOf(spec);
    expect(svg).toContain('<svg');
    expect(svg).not.toContain('NaN');
    // Guides are not announced: the tile has its own summary.
    expect(svg).not.toContain('aria-label="X-axis');
  });
});

describe('fan', () => {
  type Values = { readonly data: { readonly values: readonly Record<string, number>[] } };

  test('shows the whole range below 60 replications and P5-P95 from there', () => {
    expect(tailsAllowed(bands(59))).toBe(false);
    expect(tailsAllowed(bands(60))).toBe(true);
    expect((fan(20) as unknown as Values).data.values[0]).toMatchObject({ outerLow: 0, outerHigh: 6 });
    expect((fan(60) as unknown as Values).data.values[0]).toMatchObject({ outerLow: 1, outerHigh: 5 });
  });

  test('is measured in the unit its axis names', () => {
    expect((fan(20) as unknown as Values).data.values[0]).toMatchObject({ median: 3 });
    expect(axisUnit('fen', 6e10, 'zh', false).label).toBe('亿元');
    expect(axisUnit('fen', 6e10, 'en', false).label).toBe('CNY million');
    expect(axisUnit('fen', 6e10, 'zh', true).label).toBe('元');
  });
});

test('a variant keeps its colour whatever else is shown, and no two of the first eight look alike', () => {
  for (const theme of ['light', 'dark'] as const) {
    const looks = Array.from({ length: 8 }, (_, position) => JSON.stringify(variantStroke(position, theme)));
    expect(new Set(looks).size).toBe(8);
  }
});

test('many points go to a canvas', () => {
  expect(rendererFor(2_000)).toBe('svg');
  expect(rendererFor(2_001)).toBe('canvas');
});
