/** The wind-down by the law in force: who may claim what, when, after which costs; nobody gets more than its own. */
import { describe, expect, it } from 'vitest';
import type { ReplicationOutcome } from '../../../engine/outcome.ts';
import type { ClaimBasis, Scenario } from '../../../engine/scenario/scenario.ts';
import { simulateScenario } from '../../../engine/simulate.ts';
import { override, tinyScenario, type Overrides } from '../../helpers/arbitrary-scenario.ts';

const BASES: readonly ClaimBasis[] = ['ownLots', 'outstanding', 'outstandingWithInterest', 'netCashIn'];

/** A pool that is closed by order on day 60; loans and collection are over within the horizon. */
function ordered(failure: NonNullable<Overrides['failure']> = {}, more: Overrides = {}): Scenario {
  const base = tinyScenario(640);
  const loans = Object.fromEntries(
    Object.entries(base.loans).map(([name, loan]) => [
      name,
      { ...loan, terms: { 3: 0.5, 6: 0.5 }, recoveryDays: [30, 90] },
    ]),
  );
  const closed = override<Scenario>(
    { ...base, loans },
    {
      custody: 'pooled',
      credit: { hazardScale: 4 },
      guarantee: { scheme: 'none' },
      confidence: { mechanism: 'none' },
      shocks: [{ kind: 'closureOrder', day: 60 }],
    },
  );
  return override(override(closed, { failure }), more);
}

function run(scenario: Scenario): ReplicationOutcome {
  const outcome = simulateScenario(scenario, { seed: 3, detail: 'full' });
  expect(outcome.error).toBeNull();
  return outcome;
}

function column(outcome: ReplicationOutcome, table: string, name: string): number[] {
  const rows = outcome.tables.find((one) => one.table === table);
  return Array.from((rows?.columns[name] ?? []) as Float64Array);
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const single = (outcome: ReplicationOutcome, name: string) => column(outcome, 'wind_down', name)[0]!;

describe('a wind-down', () => {
  it.each(BASES)('%s: lenders, cohorts, days and the whole add up to one another', (claimBasis) => {
    const outcome = run(ordered({ windDown: { claimBasis, administratorFee: 0.02 } }));
    expect(outcome.cause).toBe('regulatory');
    expect(single(outcome, 'overDay')).toBeGreaterThan(60);
    for (const name of [
      'claimFen',
      'interestFen',
      'recoveredFen',
      'chargedFen',
      'lostFen',
      'outstandingFen',
    ]) {
      expect(total(column(outcome, 'lender_recovery', name)), name).toBe(single(outcome, name));
      expect(total(column(outcome, 'recovery', name)), name).toBe(single(outcome, name));
    }
    expect(total(column(outcome, 'distribution', 'paidFen'))).toBe(single(outcome, 'recoveredFen'));
    expect(single(outcome, 'claimFen') + single(outcome, 'interestFen')).toBe(
      single(outcome, 'recoveredFen') + single(outcome, 'chargedFen') + single(outcome, 'lostFen'),
    );
    const shares = column(outcome, 'lender_recovery', 'recoveredShare');
    expect(Math.max(...shares)).toBeLessThanOrEqual(1);
    expect(single(outcome, 'outstandingFen')).toBe(0);
  });

  it('that the horizon cuts off counts the rest neither as lost nor as recovered', () => {
    const cut = { clock: { horizonDays: 120 } };
    const outcome = run(ordered({ windDown: { claimBasis: 'outstanding' } }, cut));
    expect(column(outcome, 'wind_down', 'overDay')).toEqual([-1]);
    expect(single(outcome, 'lostFen')).toBe(0);
    expect(single(outcome, 'outstandingFen')).toBeGreaterThan(0);
  });

  it('shares one estate alike, where own lots fare as they do', () => {
    const spread = (claimBasis: ClaimBasis) => {
      const shares = column(run(ordered({ windDown: { claimBasis } })), 'lender_recovery', 'recoveredShare');
      return Math.max(...shares) - Math.min(...shares);
    };
    expect(spread('outstanding')).toBeLessThan(5e-3);
    expect(spread('ownLots')).toBeGreaterThan(0.02);
  });

  it('by net cash in leaves those who took out what they had earned with less than by what they are owed', () => {
    const earned = run(ordered({ windDown: { claimBasis: 'outstandingWithInterest' } }));
    const paidIn = run(ordered({ windDown: { claimBasis: 'netCashIn' } }));
    expect(single(paidIn, 'claimFen')).toBeLessThan(single(earned, 'claimFen'));
    expect(single(paidIn, 'recoveredShare')).toBeGreaterThan(single(earned, 'recoveredShare'));
  });

  it('gives nothing back while a freeze lasts, though collections go on', () => {
    const outcome = run(
      ordered({ windDown: { claimBasis: 'outstanding', freezeDays: 100, distributionEveryDays: 20 } }),
    );
    const days = column(outcome, 'distribution', 'daysSinceFailure');
    expect(days[0]).toBe(100);
    const paid = column(outcome, 'distribution', 'paidFen');
    expect(paid[0]!).toBeGreaterThan(paid[1]!);
  });

  it('claims back a stated share of what was paid in the window, as claims and as money', () => {
    const out = { lenders: { churnPerMonth: 0.5, visitGapMinDays: 1, visitGapMaxDays: 5 } };
    const without = run(ordered({ windDown: { claimBasis: 'outstanding' } }, out));
    const clawBack = { windowDays: 30, share: 0.25 };
    const withIt = run(ordered({ windDown: { claimBasis: 'outstanding', clawBack } }, out));
    const paidDay = column(withIt, 'withdrawal', 'paidDay');
    const day = column(withIt, 'withdrawal', 'day');
    const backFen = column(withIt, 'withdrawal', 'paidFen').map((fen, i) => {
      const on = paidDay[i]! >= 0 ? paidDay[i]! : day[i]!;
      return on > 30 && on <= 60 ? Math.floor(fen / 4) : 0;
    });
    expect(total(backFen)).toBeGreaterThan(0);
    expect(single(withIt, 'clawedBackFen')).toBe(total(backFen));
    expect(single(withIt, 'claimFen')).toBe(single(without, 'claimFen') + total(backFen));
    expect(single(withIt, 'recoveredFen')).toBeGreaterThan(single(without, 'recoveredFen'));
  });

  it('pays the administrator out of each distribution, from the estate or from lenders', () => {
    for (const claimBasis of ['outstanding', 'ownLots'] as const) {
      const free = run(ordered({ windDown: { claimBasis } }));
      const paid = run(ordered({ windDown: { claimBasis, administratorFee: 0.1 } }));
      expect(single(paid, 'recoveredFen')).toBeLessThan(single(free, 'recoveredFen'));
      expect(single(paid, 'chargedFen') > 0).toBe(claimBasis === 'ownLots');
    }
  });

  it('of a platform that survives leaves no rows', () => {
    const outcome = run(ordered({ regulatory: false }));
    expect(outcome.status).toBe('survived');
    expect(outcome.tables.some(({ table }) => table === 'wind_down' || table === 'recovery')).toBe(false);
  });
});
