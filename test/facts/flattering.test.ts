/**
 * Putting arrears off flatters: for months the disclosed overdue ratio is lower, that without it and losses by vintage aren't. And hands: with too few collectors
 * more of what falls behind rolls through to default. No scenario states either.
 */
import { expect, it } from 'vitest';
import { KPI_INDEX, type KpiName } from '../../engine/metrics/catalog.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import { override } from '../helpers/arbitrary-scenario.ts';
import { loadSmall } from '../helpers/scenarios.ts';

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
const DAYS = 330;

/** Loans of three months and no new ones after ten weeks: the vintages have run off by the end. */
const plain = loadSmall([
  `clock.horizon=${DAYS}d`,
  'opening.lenders=80',
  'opening.loansPerMonth=80',
  'opening.platformCash=1000M CNY',
  'loans.credit.terms={ 3: 100% }',
  'credit.hazardScale=4',
  'shocks=[{ date: 70d, kind: leads, side: borrowers, multiplier: 0, over: 400d }]',
  'macro.noise=false',
  'confidence.mechanism=none',
  'guarantee.scheme=none',
  'platform.departments.collections.headcount=200',
]);

interface Told {
  /** Mean ratios of the months after the policy begins. */
  readonly disclosed: number;
  readonly asIf: number;
  /** Of the principal of loans made since the first day, what defaulted. */
  readonly defaulted: number;
}

const known = new Map<Scenario, readonly Told[]>();

function told(scenario: Scenario, seeds = SEEDS): readonly Told[] {
  const before = known.get(scenario);
  if (before !== undefined) return before;
  const made = seeds.map((seed) => {
    const { kpis, error, tables } = simulateScenario(scenario, { seed, detail: 'summary' });
    expect(error).toBeNull();
    const mean = (name: KpiName) => {
      const days = kpis[KPI_INDEX[name]]!.slice(30, 150);
      return days.reduce((sum, value) => sum + value, 0) / days.length;
    };
    const vintages = tables.find(({ table }) => table === 'vintage')!;
    const column = (name: string) => vintages.columns[name] as Float64Array;
    let [principal, defaulted] = [0, 0];
    for (let row = 0; row < vintages.rowCount; row++) {
      const month = column('cohortMonth')[row]!;
      if (month < 0 || month > 2) continue;
      principal += column('principalFen')[row]!;
      defaulted += column('defaultedFen')[row]!;
    }
    return {
      disclosed: mean('overdueRatio'),
      asIf: mean('overdueAsIfRatio'),
      defaulted: defaulted / principal,
    };
  });
  known.set(scenario, made);
  return made;
}

const count = (one: Scenario, other: Scenario, holds: (a: Told, b: Told) => boolean, seeds = SEEDS) =>
  told(one, seeds).filter((a, i) => holds(a, told(other)[i]!)).length;
/** What makes no difference makes none in any seed: a few tell. */
const FEW = SEEDS.slice(0, 3);

const extended = (share: number) =>
  override(plain, {
    servicing: { extension: { fromBucket: 1, months: 3, share, mostTimes: 1, hazard: 20 } },
  });
const reaged = extended(0.9);
const nobodyAgrees = extended(0);

const staged = (headcount: number, unworked: number) => {
  const stage = {
    everyDays: 30,
    minutesPerCase: 60,
    costFen: 0,
    outsourced: 0,
    commission: 0,
    cure: 1,
    recovery: 1,
  };
  return override(plain, {
    platform: {
      departments: { collections: { ...plain.platform.departments.collections, headcount } },
    },
    servicing: {
      unworked,
      stages: [
        { ...stage, kind: 'reminder', fromDays: 1 },
        { ...stage, kind: 'phone', fromDays: 15 },
      ],
    },
  });
};

it('putting arrears off lowers what is disclosed, not what is lost', { timeout: 300_000 }, () => {
  const lower = count(reaged, plain, (a, b) => a.disclosed < 0.9 * b.disclosed);
  const higherAsIf = count(reaged, plain, (a, b) => a.asIf > b.disclosed);
  const noLess = count(reaged, plain, (a, b) => a.defaulted >= b.defaulted);
  const off = count(
    nobodyAgrees,
    plain,
    (a, b) => a.disclosed !== b.disclosed || a.defaulted !== b.defaulted,
    FEW,
  );
  const summary = `${lower} lower, ${higherAsIf} higher without it, ${noLess} lose no less, ${off} if nobody agrees`;
  expect(lower, summary).toBeGreaterThanOrEqual(18);
  expect(higherAsIf, summary).toBeGreaterThanOrEqual(18);
  expect(noLess, summary).toBeGreaterThanOrEqual(18);
  expect(off, summary).toBe(0);
});

it('too few collectors let more roll through', { timeout: 300_000 }, () => {
  const more = count(staged(0, 0.25), plain, (a, b) => a.defaulted > b.defaulted);
  const off = count(staged(0, 1), plain, (a, b) => a.defaulted !== b.defaulted, FEW);
  expect(more, `${more} more, ${off} where work does nothing`).toBeGreaterThanOrEqual(18);
  expect(off).toBe(0);
});
