import { compile } from 'vega-lite';
import type { TopLevelSpec } from 'vega-lite';
import { parse, View } from 'vega';
import { describe, expect, test } from 'vitest';
import { failuresSpec } from '../../dashboard/src/charts/failures.ts';
import { fanSpec, tailsAllowed, type BandRow } from '../../dashboard/src/charts/fan.ts';
import { lenderClassSpec } from '../../dashboard/src/charts/lender-class.ts';
import { lawSpec } from '../../dashboard/src/charts/law.ts';
import { variantStroke, type Theme } from '../../dashboard/src/charts/palette.ts';
import { recoveryGroupSpec, recoverySpec } from '../../dashboard/src/charts/recovery.ts';
import { reverseSpec } from '../../dashboard/src/charts/reverse.ts';
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

const law = (theme: Theme) =>
  lawSpec({
    rows: bands(6).filter((row) => row.variant === 'run'),
    variant: variants(theme)[1]!,
    lanes: [
      {
        label: 'A fine (3/6)',
        count: '3 / 6',
        days: '2025-01-02',
        what: '',
        lowDate: '2025-01-01',
        date: '2025-01-02',
        highDate: '2025-01-03',
        isLate: true,
        isOrder: true,
      },
    ],
    unit: axisUnit('fen', 6e10, 'en', false),
    text: {
      axis: 'a',
      date: 'd',
      median: 'm',
      low: 'l',
      high: 'h',
      step: 's',
      first: 'f',
      count: 'c',
      what: 'w',
      n: 'n',
    },
    theme,
  });
const recovery = recoverySpec({
  rows: [0, 30].map((since) => ({
    variant: 'run',
    since,
    n: 6,
    failed: 8,
    low: since / 300,
    median: since / 200,
    high: since / 100,
  })),
  variants: variants('light'),
  text: { axis: 'a', since: 's', variant: 'v', median: 'm', range: 'r', seen: 'n' },
  theme: 'light',
});
const groups = recoveryGroupSpec({
  rows: ['C1', 'C2'].map((label) => ({
    variant: 'run',
    basis: 'class',
    label,
    n: 6,
    lenders: 10,
    dueFen: 100,
    recoveredFen: 60,
    low: 0.2,
    median: 0.6,
    high: 0.7,
    days50: 30,
    days90: null,
  })),
  groups: ['C1', 'C2'],
  variants: variants('dark'),
  text: {
    axis: 'a',
    group: 'g',
    variant: 'v',
    median: 'm',
    range: 'r',
    half: 'h',
    nine: 'q',
    lenders: 'l',
    n: 'n',
  },
  theme: 'dark',
});
/** The second axis is milder the larger its number. */
const AXES = [
  { axis: 1, path: 'shocks.0.intensity', unit: '%', mildest: 0, severest: 100 },
  { axis: 2, path: 'shocks.1.multiplier', unit: '', mildest: 1, severest: 0 },
];
const reverse = (count: 1 | 2, theme: Theme) =>
  reverseSpec({
    axes: AXES.slice(0, count),
    rays: [
      {
        variant: 'base',
        level: 0.5,
        ray: 0,
        best: true,
        n: 20,
        threshold: [40, 0.8].slice(0, count),
        lower: [30, 0.85].slice(0, count),
        upper: null,
        cost: 0.4,
      },
      {
        variant: 'base',
        level: 0.5,
        ray: 1,
        best: false,
        n: 20,
        threshold: null,
        lower: null,
        upper: null,
        cost: null,
      },
    ],
    asked: [
      {
        share1: 0.5,
        share2: count === 1 ? null : 0.25,
        share3: null,
        magnitude1: 50,
        magnitude2: count === 1 ? null : 0.75,
        magnitude3: null,
        replications: 4,
        failed: 3,
      },
    ],
    grid: [0, 0.5, 1].flatMap((share1) =>
      (count === 1 ? [0] : [0, 0.5, 1]).map((share2) => ({
        share1,
        share2,
        failed: Math.round(share1 * 20),
        held: Math.round((1 - share1) * 18),
        replications: 20,
      })),
    ),
    text: {
      failing: 'f',
      fails: 'a',
      survives: 'b',
      open: 'c',
      asked: 'd',
      threshold: 't',
      interval: 'i',
      cost: 'k',
      n: 'n',
    },
    theme,
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
    ['law', law('light')],
    ['law, dark', law('dark')],
    ['recovery', recovery],
    ['recovery by group', groups],
    ['search along one axis', reverse(1, 'light')],
    ['search along two axes, dark', reverse(2, 'dark')],
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
