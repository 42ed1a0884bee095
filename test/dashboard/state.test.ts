import { describe, expect, test } from 'vitest';
import {
  exportSpec,
  fileName,
  toCsv,
  type Column,
  type Provenance,
} from '../../dashboard/src/state/export.ts';
import { breaches, eventMarks, fanStep, figureOf, type TileSpec } from '../../dashboard/src/state/figures.ts';
import { TILES } from '../../dashboard/src/state/overview.ts';
import { DEFAULT_STATE, parseState, writeState } from '../../dashboard/src/state/url.ts';
import { medianInterval, quantile, signTest, wilson } from '../../dashboard/src/stats.ts';
import type { Columnar } from '../../engine/api/types.ts';

describe('the address', () => {
  test('leaves defaults out and comes back the same', () => {
    expect(writeState(DEFAULT_STATE)).toBe('');
    const state = {
      ...DEFAULT_STATE,
      study: 's-1',
      sc: ['base', 'run'],
      base: 'run',
      v: 'base',
      d: [0, 365],
      lang: 'en',
      theme: 'dark',
      full: true,
    } as const;
    const text = writeState(state);
    expect(text).toBe('study=s-1&sc=base,run&base=run&v=base&d=0-365&lang=en&theme=dark&num=full');
    expect(parseState(text)).toEqual({ state, ignored: [] });
  });

  test('names what it ignores', () => {
    const { state, ignored } = parseState('lang=fr&foo=1&d=9-2&v=run');
    expect(ignored).toEqual(['lang', 'foo', 'd']);
    expect(state).toEqual({ ...DEFAULT_STATE, v: 'run' });
  });

  test('keeps Chinese names', () => {
    expect(parseState(writeState({ ...DEFAULT_STATE, v: '挤兑 A&B' })).state.v).toBe('挤兑 A&B');
  });
});

describe('intervals', () => {
  // Reference: Wilson by statsmodels, order statistics by the binomial distribution.
  test.each([
    [0, 1000, 0, 0.0038267584855551234],
    [1, 1000, 0.00017654637062607809, 0.0056425585979579355],
    [50, 1000, 0.03813026239274882, 0.06531382024425081],
    [3, 10, 0.10779126740630099, 0.6032218525388546],
    [10, 10, 0.7224672001371107, 1],
    [23, 20000, 0.0007664595208507284, 0.0017251348523248564],
  ])('Wilson %i of %i', (k, n, low, high) => {
    expect(wilson(k, n).low).toBeCloseTo(low, 12);
    expect(wilson(k, n).high).toBeCloseTo(high, 12);
  });

  test('the median of 20 lies between ranks 6 and 15 with 95.9 %', () => {
    const interval = medianInterval(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(interval).toMatchObject({ low: 6, high: 15 });
    expect(interval?.level).toBeCloseTo(0.95861053, 8);
  });

  test('five values are too few', () => {
    expect(medianInterval([1, 2, 3, 4, 5])).toBeNull();
    expect(medianInterval([1, 2, 3, 4, 5, 6])).toMatchObject({ low: 1, high: 6, level: 0.96875 });
  });

  test('quantiles are order statistics', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2);
    expect(quantile([7], 0.95)).toBe(7);
    expect(quantile([], 0.5)).toBeNaN();
  });

  test('sign test', () => {
    expect(signTest(5, 0)).toBeCloseTo(0.0625, 12);
    expect(signTest(6, 0)).toBeCloseTo(0.03125, 12);
    expect(signTest(4, 4)).toBe(1);
  });
});

const replications = Array.from({ length: 20 }, (_, index) => index);
const measures: Columnar = {
  rowCount: 40,
  columns: {
    variant: [...replications.map(() => 'base'), ...replications.map(() => 'run')],
    replication: [...replications, ...replications],
    'outstandingFen:end': [
      ...replications.map((index) => 100 + index),
      ...replications.map((index) => 90 + index),
    ],
    'overdueRatio:end': [
      ...replications.map((index) => (index === 3 ? null : 0.01)),
      ...replications.map(() => 0.01),
    ],
  },
};
const balance = TILES[0] as TileSpec;
const overdue = TILES.find((tile) => tile.kpi === 'overdueRatio') as TileSpec;

describe('figures', () => {
  test('differences are paired by replication', () => {
    const figure = figureOf(measures, balance, 'run', 'base');
    expect(figure).toMatchObject({ n: 20, median: 99, low: 90, high: 109, tails: false });
    expect(figure?.delta).toMatchObject({ median: -10, pairs: 20, below: 20, above: 0, verdict: 'worse' });
  });

  test('the base has no difference to itself; what is missing is in no pair', () => {
    expect(figureOf(measures, balance, 'base', 'base')?.delta).toBeNull();
    expect(figureOf(measures, overdue, 'run', 'base')?.delta).toMatchObject({
      pairs: 19,
      verdict: 'unclear',
    });
    expect(figureOf(measures, balance, 'nobody', 'base')).toBeNull();
  });

  test('limits have a side', () => {
    expect(breaches({ kpi: 'bufferToLifetimeEl', side: 'min', value: 1 }, 0.99)).toBe(true);
    expect(breaches({ kpi: 'overdueRatio', side: 'max', value: 0.1 }, 0.1)).toBe(false);
    expect(breaches(null, 0)).toBe(false);
  });

  test('events shared by variants are marked once', () => {
    const events: Columnar = {
      rowCount: 3,
      columns: {
        variant: ['a', 'b', 'c'],
        day: [9, 9, 3],
        date: ['2025-01-10', '2025-01-10', '2025-01-04'],
        kind: ['shock', 'shock', 'trigger'],
        text: ['run', 'run', 'x'],
        replications: [20, 20, 20],
        n: [20, 20, 20],
      },
    };
    expect(eventMarks(events, new Set(['a', 'b'])).map((mark) => mark.day)).toEqual([9]);
    expect(eventMarks(events, new Set(['a', 'b', 'c'])).map((mark) => mark.day)).toEqual([3, 9]);
  });

  test('a fan never asks for more than some thousand rows', () => {
    expect(fanStep(366, 3)).toBe(1);
    for (const variantCount of [1, 4, 20])
      expect((1_095 / fanStep(1_095, variantCount)) * variantCount).toBeLessThanOrEqual(4_020);
  });
});

describe('exports', () => {
  const provenance: Provenance = {
    study: 'baseline + run',
    studyId: 'baseline-4c1f',
    seed: 42,
    engineVersion: '0.1.0',
    digest: 'abcdef',
    days: '2025-01-01 – 2025-12-31',
    variants: [{ name: 'run', title: '挤兑', hash: 'b81e55f0a9c2374d', n: 20 }],
  };
  const columns: Column<{ variant: string; value: number | null }>[] = [
    { name: 'variant', label: '方案', raw: (row) => row.variant, shown: () => '' },
    { name: 'valueFen', label: '金额', raw: (row) => row.value, shown: () => '12.3亿' },
  ];

  test('CSV is raw, starts with a byte order mark and says where it comes from', () => {
    const csv = toCsv(
      columns,
      [
        { variant: 'run', value: 123456789 },
        { variant: 'a,"b"', value: null },
      ],
      provenance,
    );
    expect(csv).toBe(
      '\uFEFFvariant,valueFen,study,config_hash,seed,engine_version,replications\r\n' +
        'run,123456789,baseline-4c1f,b81e55f0a9c2374d,42,0.1.0,20\r\n' +
        '"a,""b""",,baseline-4c1f,,42,0.1.0,\r\n',
    );
  });

  test('pictures and specs carry the same', () => {
    const spec = exportSpec(
      { mark: 'bar', data: { values: [] } } as never,
      'Title',
      provenance,
    ) as unknown as Record<string, unknown>;
    expect(JSON.stringify(spec['title'])).toContain('b81e55f0a9c2');
    expect(spec['usermeta']).toEqual({ lendsim: provenance });
    expect(fileName(provenance, 'survival', 'svg')).toBe('baseline-4c1f-b81e55f0-survival.svg');
  });
});
