/**
 * Re-ageing flatters: the disclosed overdue ratio falls, that without it and losses by vintage don't. And hands: with too few collectors
 * more of what falls behind rolls through to default. No scenario states either.
 */
import { expect, it } from 'vitest';
import { KPI_INDEX, type KpiName } from '../../engine/metrics/catalog.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import { override } from '../helpers/arbitrary-scenario.ts';
import { loadSmall } from '../helpers/scenarios.ts';

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
const DAYS = 240;

/** Loans of three months, so that the vintages of the first months have run off by the end. */
const plain = loadSmall([
  `clock.horizon=${DAYS}d`,
  'opening.lenders=60',
  'opening.loansPerMonth=60',
  'opening.platformCash=1000M CNY',
  'loans.credit.terms={ 3: 100% }',
  'credit.hazardScale=4',
  'macro.noise=false',
  'confidence.mechanism=none',
  'guarantee.scheme=none',
  'platform.departments.collections.headcount=200',
]);

interface Told {
  readonly disclosed: number;
  readonly asIf: number;
  /** Of the principal of loans made in the first third, what defaulted. */
  readonly defaulted: number;
}

const known = new Map<Scenario, readonly Told[]>();

function told(scenario: Scenario): readonly Told[] {
  const before = known.get(scenario);
  if (before !== undefined) return before;
  const made = SEEDS.map((seed) => {
    const { kpis, error, tables } = simulateScenario(scenario, { seed, detail: 'summary' });
    expect(error).toBeNull();
    const mean = (name: KpiName) => {
      const late = kpis[KPI_INDEX[name]]!.slice(DAYS / 2);
      return late.reduce((sum, value) => sum + value, 0) / late.length;
    };
    const vintages = tables.find(({ table }) => table === 'vintage')!;
    const column = (name: string) => vintages.columns[name] as Float64Array;
    let [principal, defaulted] = [0, 0];
    for (let row = 0; row < vintages.rowCount; row++) {
      const month = column('cohortMonth')[row]!;
      if (month < 0 || month >= 3) continue;
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

const count = (one: Scenario, other: Scenario, holds: (a: Told, b: Told) => boolean) =>
  told(one).filter((a, i) => holds(a, told(other)[i]!)).length;

const reaged = override(plain, {
  servicing: { reage: { afterPayments: 0, share: 0.7, mostTimes: 2, hazard: 8 } },
});
const nobodyAgrees = override(plain, {
  servicing: { reage: { afterPayments: 0, share: 0, mostTimes: 2, hazard: 8 } },
});

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

it('re-ageing lowers what is disclosed, not what is lost', { timeout: 300_000 }, () => {
  const lower = count(reaged, plain, (a, b) => a.disclosed < 0.9 * b.disclosed);
  const higherAsIf = count(reaged, plain, (a, b) => a.asIf > b.disclosed);
  const noLess = count(reaged, plain, (a, b) => a.defaulted >= b.defaulted);
  const off = count(
    nobodyAgrees,
    plain,
    (a, b) => a.disclosed !== b.disclosed || a.defaulted !== b.defaulted,
  );
  const summary = `${lower} lower, ${higherAsIf} higher without it, ${noLess} lose no less, ${off} if nobody agrees`;
  expect(lower, summary).toBeGreaterThanOrEqual(18);
  expect(higherAsIf, summary).toBeGreaterThanOrEqual(18);
  expect(noLess, summary).toBeGreaterThanOrEqual(18);
  expect(off, summary).toBe(0);
});

it('too few collectors let more roll through', { timeout: 300_000 }, () => {
  const more = count(staged(0, 0.5), staged(200, 0.5), (a, b) => a.defaulted > b.defaulted);
  const off = count(staged(0, 1), staged(200, 1), (a, b) => a.defaulted !== b.defaulted);
  expect(more, `${more} more, ${off} where work does nothing`).toBeGreaterThanOrEqual(18);
  expect(off).toBe(0);
});
