/** Force majeure: payouts that stand still, promises that are tolled, hands that are missing. */
import { describe, expect, it } from 'vitest';
import { KPI_INDEX, type KpiName } from '../../../engine/metrics/catalog.ts';
import type { ReplicationOutcome } from '../../../engine/outcome.ts';
import type { Shock } from '../../../engine/scenario/scenario.ts';
import { simulateScenario } from '../../../engine/simulate.ts';
import { override, tinyScenario } from '../../helpers/arbitrary-scenario.ts';

type ForceMajeure = Extract<Shock, { kind: 'forceMajeure' }>;
const FROM = 30;
const DAYS = 25;
const STILL: ForceMajeure = {
  kind: 'forceMajeure',
  day: FROM,
  overDays: DAYS,
  region: null,
  reviewers: 0,
  collectors: 0,
  payouts: 0,
  pdMultiplier: 1,
  holiday: false,
  tolled: true,
};

const base = override(tinyScenario(80), {
  confidence: { baseHazardDaily: 0.01 },
  assessment: { onlineLimitFen: 0, reviewPatienceDays: 60 },
  failure: {
    operations: { stoppedBeyondDays: 10 },
    liquidity: { products: ['cash'], unpaidBeyondDays: 10 },
    capitalFloorFen: null,
  },
});

function run(shocks: readonly Shock[]): ReplicationOutcome {
  const outcome = simulateScenario({ ...base, shocks }, { seed: 2, verify: true });
  expect(outcome.error).toBeNull();
  return outcome;
}

const kpi = (outcome: ReplicationOutcome, name: KpiName) => outcome.kpis[KPI_INDEX[name]]!;
const during = (outcome: ReplicationOutcome, name: KpiName) =>
  kpi(outcome, name)
    .slice(FROM, FROM + DAYS)
    .reduce((sum, value) => sum + value, 0);

describe('force majeure', () => {
  const plain = run([]);
  const tolled = run([STILL]);
  const late = run([{ ...STILL, tolled: false }]);
  const half = run([{ ...STILL, payouts: 0.5 }]);

  it('stops payouts and reviews for its days and no longer', () => {
    expect(during(plain, 'withdrawalPaidFen')).toBeGreaterThan(0);
    expect(during(tolled, 'withdrawalPaidFen')).toBe(0);
    expect(during(tolled, 'approved')).toBe(0);
    expect(during(plain, 'approved')).toBeGreaterThan(0);
    expect(kpi(tolled, 'withdrawalPaidFen')[FROM + DAYS]).toBeGreaterThan(0);
    const payday = kpi(plain, 'withdrawalPaidFen').findIndex((fen, day) => day >= FROM && fen > 0);
    const first = [plain, half].map((outcome) => kpi(outcome, 'withdrawalPaidFen')[payday]!);
    expect(first[0]).toBeGreaterThan(0);
    expect(first[1]).toBe(Math.floor(first[0]! / 2));
  });

  it('makes nobody late while promises are tolled', () => {
    expect(kpi(tolled, 'withdrawalLateFen').slice(FROM, FROM + DAYS)).toEqual(new Float64Array(DAYS));
    expect(tolled.status).toBe('survived');
  });

  it('is a failure of operations, not of liquidity, where they are not: the money is there', () => {
    expect(during(late, 'withdrawalLateFen')).toBeGreaterThan(0);
    expect(late.cause).toBe('operations');
  });

  it('leaves no trace before it', () => {
    for (const column of ['withdrawalPaidFen', 'approved', 'outstandingFen'] as const)
      expect(kpi(tolled, column).slice(0, FROM)).toEqual(kpi(plain, column).slice(0, FROM));
  });
});
