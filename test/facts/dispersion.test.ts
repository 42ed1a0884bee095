/** What dispersion costs and brings, paired on the same luck: limits slow listings and lower concentration. */
import { describe, expect, it } from 'vitest';
import { KPI_INDEX, type KpiName } from '../../engine/metrics/catalog.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import { herfindahl } from '../../engine/state/concentration.ts';
import { loadSmall } from '../helpers/scenarios.ts';

const RELATED = [
  'opening.lenders=100',
  'opening.loansPerMonth=20',
  'clock.horizon=150d',
  'confidence.mechanism=none',
  'customers.groups={ count: 3, share: 70%, contagion: 1 }',
  'matching={ caps: { group: 100%, sector: 100%, region: 100% } }',
];

const figures = (seed: number, also: readonly string[]) => {
  const { kpis, error } = simulateScenario(loadSmall([...RELATED, ...also]), { seed, detail: 'summary' });
  expect(error).toBeNull();
  const days = (name: KpiName) => Array.from(kpis[KPI_INDEX[name]]!);
  return {
    sum: (name: KpiName) => days(name).reduce((a, b) => a + b, 0),
    last: (name: KpiName) => days(name).at(-1)!,
  };
};

describe('dispersion', () => {
  it.each([1, 2])("lenders' limits make listings fail and money idle (seed %d)", (seed) => {
    const free = figures(seed, []);
    const tight = figures(seed, [
      'matching={ caps: { group: 5%, sector: 100%, region: 100% }, freeLots: 1 }',
    ]);
    expect(tight.sum('listingsFailed')).toBeGreaterThan(free.sum('listingsFailed'));
    expect(tight.sum('contractsFen')).toBeLessThan(free.sum('contractsFen'));
    expect(tight.sum('idleCashFen')).toBeGreaterThan(free.sum('idleCashFen'));
  });

  it.each([1, 2])(
    "the platform's limit costs volume and lowers the largest names' part (seed %d)",
    (seed) => {
      const free = figures(seed, []);
      const tight = figures(seed, ['policies.dispersion={ borrower: 1%, bookFloor: 1M CNY }']);
      expect(free.sum('refusedByCaps')).toBe(0);
      expect(tight.sum('refusedByCaps')).toBeGreaterThan(0);
      expect(tight.sum('contractsFen')).toBeLessThan(free.sum('contractsFen'));
      expect(tight.last('hhiBorrower')).toBeGreaterThan(0);
    },
  );
});

describe('the Herfindahl index', () => {
  it('is 1/n among n equals, 1 if one has all, nothing where nothing is', () => {
    expect(herfindahl([5, 5, 5, 5])).toBeCloseTo(1 / 4, 12);
    expect(herfindahl([0, 7])).toBe(1);
    expect(herfindahl([30, 10])).toBeCloseTo(10 / 16, 12);
    expect(herfindahl([])).toBe(-1);
  });
});
