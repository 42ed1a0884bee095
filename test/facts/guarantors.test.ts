/**
 * Fact 9: at equal expected loss one guarantor with half of the book is worse than ten with a twentieth each, and ten that
 * share a region are nearly as bad as one. What is measured is the compensation that lenders were due and not paid.
 */
import { describe, expect, it } from 'vitest';
import type { Guarantor, Scenario } from '../../engine/scenario/scenario.ts';
import { KPI_INDEX } from '../../engine/metrics/catalog.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import { override, tinyScenario } from '../helpers/arbitrary-scenario.ts';

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
/** The worst quarter. */
const WORST = 5;
const NET_ASSETS_FEN = 8e9;

const market = override(tinyScenario(210), {
  opening: { lenders: 12, loansPerMonth: 14 },
  credit: { hazardScale: 8 },
  loans: { credit: { share: 0.5 }, vehicle: { share: 0 }, guaranteed: { share: 0.5 } },
  confidence: { mechanism: 'none' },
  failure: { liquidity: null, capitalFloorFen: null },
  regions: Array.from({ length: 10 }, (_, i) => ({ name: `r${i}`, weight: 1 })),
  // A region's own luck is most of it, and lasts.
  macro: { weights: { country: 0.1, sector: 0.1, region: 0.8 }, persistenceMonthly: 0.9 },
  guarantee: { scheme: 'full', advanceOrder: ['guarantor'], afterDays: 30, books: 'full' },
});

/** So many guarantors, as large together as one, each at home where it is put. */
function guaranteedBy(count: number, homeOf: (row: number) => string, rho: number): Scenario {
  const like: Guarantor = Object.values(market.guarantors)[0]!;
  const one: Guarantor = {
    ...like,
    netAssetsFen: NET_ASSETS_FEN / count,
    share: 1,
    liquidShare: 0.5,
    leverageCap: 100,
    elsewhereLeverage: 8,
    elsewhereLossPerYear: 0.08,
    elsewhereRho: rho,
    insolvencyFloorFen: (0.79 * NET_ASSETS_FEN) / count,
  };
  const names = Array.from({ length: count }, (_, i) => [`g${i}`, { ...one, region: homeOf(i) }] as const);
  return { ...market, guarantors: Object.fromEntries(names) };
}

/** Share of the compensation due that lenders didn't get, by seed. */
function unpaid(scenario: Scenario, seeds = SEEDS): number[] {
  return seeds.map((seed) => {
    const { kpis, error } = simulateScenario(scenario, { seed, detail: 'summary' });
    expect(error).toBeNull();
    const sum = (name: keyof typeof KPI_INDEX) => kpis[KPI_INDEX[name]]!.reduce((all, fen) => all + fen, 0);
    const missingFen = sum('compensationUnpaidFen');
    return missingFen / (missingFen + sum('compensatedGuarantorFen'));
  });
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const worst = (values: readonly number[]) => mean([...values].sort((a, b) => b - a).slice(0, WORST));
/** The worst seeds of one arm over those of another, with each seed left out once. */
const timesAsBad = (some: readonly number[], others: readonly number[]) =>
  SEEDS.map(
    (_, out) => worst(some.filter((_one, i) => i !== out)) / worst(others.filter((_one, i) => i !== out)),
  );

describe('guarantors of half of the book', () => {
  it('are worse as one than as ten in ten regions, and ten in one region are nearly as bad as one', () => {
    const [one, ten, together] = [
      guaranteedBy(1, () => 'r0', 0.5),
      guaranteedBy(10, (row) => `r${row}`, 0.5),
      guaranteedBy(10, () => 'r0', 0.5),
    ].map((scenario) => unpaid(scenario)) as [number[], number[], number[]];
    // What is expected is the same by design; twenty draws of one region tell it within a factor of two.
    for (const other of [ten, together]) expect(Math.abs(Math.log2(mean(other) / mean(one)))).toBeLessThan(1);
    expect(Math.min(...timesAsBad(one, ten))).toBeGreaterThan(1.4);
    expect(Math.min(...timesAsBad(together, ten))).toBeGreaterThan(1.4);
    expect(Math.min(...timesAsBad(together, one))).toBeGreaterThan(0.8);
  });

  it('are the same where their regions have no luck of their own', () => {
    const [one, ten] = [guaranteedBy(1, () => 'r0', 0), guaranteedBy(10, (row) => `r${row}`, 0)].map(
      (scenario) => unpaid(scenario, SEEDS.slice(0, 8)),
    ) as [number[], number[]];
    expect(worst(one)).toBeGreaterThan(0);
    expect(worst(one) / worst(ten)).toBeLessThan(1.15);
  });
});
