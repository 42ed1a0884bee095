/** Self-financing: it looks sound until it comes out; then fraud is the cause, and the stated share comes back. */
import { describe, expect, it } from 'vitest';
import { KPI_INDEX, type KpiName } from '../../../engine/metrics/catalog.ts';
import type { ReplicationOutcome } from '../../../engine/outcome.ts';
import type { Scenario, SelfFinancing } from '../../../engine/scenario/scenario.ts';
import { simulateScenario } from '../../../engine/simulate.ts';
import { override, tinyScenario, type Overrides } from '../../helpers/arbitrary-scenario.ts';

const PLAN: SelfFinancing = {
  startDays: 10,
  share: 0.5,
  lookAlike: 'credit',
  useShare: 0.9,
  returnOnUse: 0.05,
  detectionPerMonth: 0,
  recoveredShare: 0.35,
  recoveredOverDays: 182,
};

function withOwners(plan: Partial<SelfFinancing>, more: Overrides = {}, days = 500): Scenario {
  const honest = override(tinyScenario(days, { confidence: { mechanism: 'none' } }), more);
  return { ...honest, platform: { ...honest.platform, selfFinancing: { ...PLAN, ...plan } } };
}

function run(scenario: Scenario, seed = 1): ReplicationOutcome {
  const outcome = simulateScenario(scenario, { seed, detail: 'daily' });
  expect(outcome.error).toBeNull();
  return outcome;
}

function kpi(outcome: ReplicationOutcome, name: KpiName): Float64Array {
  return outcome.kpis[KPI_INDEX[name]]!;
}

describe('self-financing', () => {
  it('looks better than an honest book while it lasts: false loans are never late', () => {
    const lasting = { useShare: 0.1, returnOnUse: 0.1 };
    for (const seed of [1, 2, 3]) {
      const mean = (outcome: ReplicationOutcome) =>
        kpi(outcome, 'overdueRatio')
          .slice(120)
          .reduce((sum, ratio) => sum + ratio, 0);
      const dirty = run(withOwners({ ...lasting, share: 0.8 }, { credit: { hazardScale: 3 } }, 240), seed);
      const honest = run(
        tinyScenario(240, { confidence: { mechanism: 'none' }, credit: { hazardScale: 3 } }),
        seed,
      );
      expect(kpi(dirty, 'ownersDebtFen')[239]).toBeGreaterThan(0);
      expect(mean(dirty)).toBeLessThan(mean(honest));
    }
  });

  it('comes out when owners can no longer pay, and fraud is the cause', () => {
    const outcome = run(withOwners({}));
    expect(outcome.cause).toBe('fraud');
    const day = outcome.failureDay;
    expect(kpi(outcome, 'ownersDebtFen')[day]).toBeGreaterThan(0);
    expect(kpi(outcome, 'ownersMoneyFen')[day]).toBe(0);
  });

  it('comes out on its day, by supervision, or when the books are opened in a wind-down', () => {
    const kept = { useShare: 0, returnOnUse: 0 };
    const dated = run(withOwners(kept, { shocks: [{ kind: 'uncovering', day: 77 }] }, 120));
    expect([dated.cause, dated.failureDay]).toEqual(['fraud', 77]);
    const found = run(withOwners({ ...kept, detectionPerMonth: 1 }, {}, 120));
    expect([found.cause, found.failureDay]).toEqual(['fraud', 30]);
    const ordered = run(withOwners(kept, { shocks: [{ kind: 'closureOrder', day: 77 }] }, 120));
    expect(ordered.breaches.slice(0, 2).map(({ cause, day }) => [cause, day])).toEqual([
      ['regulatory', 77],
      ['fraud', 78],
    ]);
  });

  it("brings the stated share of owners' debts, whatever collectors do", () => {
    const brought = (servicingEffect: number, recoveredShare: number) => {
      const outcome = run(
        withOwners(
          { useShare: 0, recoveredShare },
          { failure: { windDown: { servicingEffect } }, shocks: [{ kind: 'uncovering', day: 100 }] },
          300,
        ),
      );
      return {
        debtFen: kpi(outcome, 'ownersDebtFen')[100]!,
        leftFen: kpi(outcome, 'ownersDebtFen')[299]!,
        fen: kpi(outcome, 'recoveredFen').reduce((sum, fen) => sum + fen, 0),
      };
    };
    for (const effect of [0.2, 1]) {
      const some = brought(effect, 0.35);
      expect((some.fen - brought(effect, 0).fen) / some.debtFen).toBeCloseTo(0.35, 4);
      expect(some.leftFen).toBe(0);
    }
  });

  it('is gone without it: the same platform survives', () => {
    expect(run(tinyScenario(500, { confidence: { mechanism: 'none' } })).status).toBe('survived');
  });
});
