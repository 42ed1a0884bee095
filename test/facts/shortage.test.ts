/**
 * Fact 11: idle cash and a shortage of assets alternate with season and promotions. Borrowers stay away around Spring
 * Festival: money idles; when they are back listings wait for money; a promotion that brings lenders makes it idle again.
 */
import { describe, expect, it } from 'vitest';
import { KPI_INDEX, type KpiName } from '../../engine/metrics/catalog.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import { loadSmall } from '../helpers/scenarios.ts';

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
/** Spring Festival 2017 is on day 27; lenders are wooed from day 94 on. */
const MARKET = [
  'opening.lenders=100',
  'opening.loansPerMonth=20',
  'clock.start=2017-01-01',
  'clock.horizon=126d',
  'confidence.mechanism=none',
  'acquisition.springFestivalLenders=1',
];
const MOVED = [
  'acquisition.springFestivalBorrowers=10%',
  'shocks=[{ date: 94d, kind: leads, side: lenders, multiplier: 20, over: 20d }]',
];
const STILL = ['acquisition.springFestivalBorrowers=1'];

/** Idle cash and unfilled listings in the season, between, and in the promotion, over what lenders have. */
function course(seed: number, set: readonly string[]) {
  const { kpis, error } = simulateScenario(loadSmall([...MARKET, ...set]), { seed, detail: 'summary' });
  expect(error).toBeNull();
  const share = (name: KpiName, from: number, until: number): number => {
    let sum = 0;
    for (let day = from; day < until; day++)
      sum += kpis[KPI_INDEX[name]]![day]! / kpis[KPI_INDEX.lenderBalanceFen]![day]!;
    return sum / (until - from);
  };
  const over = (name: KpiName) => [share(name, 28, 48), share(name, 72, 94), share(name, 106, 126)] as const;
  return { idle: over('idleCashFen'), wanted: over('listingsOpenFen') };
}

/** How often money idles in both and not between, and how much more listings wait between than in either, on average. */
function alternation(set: readonly string[]) {
  const courses = SEEDS.map((seed) => course(seed, set));
  const mean = (at: 0 | 1 | 2) => courses.reduce((sum, { wanted }) => sum + wanted[at], 0) / courses.length;
  return {
    alternates: courses.filter(({ idle: [season, between, wooed] }) => season > between && wooed > between)
      .length,
    shortage: mean(1) / Math.max(mean(0), mean(2)),
  };
}

describe('idle cash and the shortage of assets', () => {
  it('alternate with season and promotions', () => {
    const { alternates, shortage } = alternation(MOVED);
    expect(alternates).toBeGreaterThanOrEqual(18);
    expect(shortage).toBeGreaterThan(3);
  });

  it('and do not without them', () => {
    const { alternates, shortage } = alternation(STILL);
    expect(alternates).toBeLessThanOrEqual(10);
    expect(shortage).toBeLessThan(1.5);
  });
});
