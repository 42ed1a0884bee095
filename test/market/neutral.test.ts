/** Rooms 10 to 13 matter: with one of them neutralised, two figures move in the direction that its story tells. */
import { expect, it } from 'vitest';
import { KPI_INDEX, type KpiName } from '../../engine/metrics/catalog.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import { override, tinyScenario } from '../helpers/arbitrary-scenario.ts';

const SEEDS = [1, 2, 3, 4, 5, 6];

const scared = override(tinyScenario(240), {
  opening: { lenders: 150, loansPerMonth: 30, platformCashFen: 1_000_000_000 },
  shocks: [{ kind: 'rumour', day: 40, intensity: 1, halfLifeDays: 30 }],
  confidence: { channels: { overdue: false, coverage: false } },
});

/** Mean over seeds and days of a stock, or mean over seeds of the sum of a flow. */
function mean(scenario: Scenario, name: KpiName, how: 'stock' | 'flow'): number {
  let sum = 0;
  for (const seed of SEEDS) {
    const outcome = simulateScenario(scenario, { seed, detail: 'summary' });
    expect(outcome.error).toBeNull();
    const total = outcome.kpis[KPI_INDEX[name]]!.reduce((all, value) => all + value, 0);
    sum += how === 'flow' ? total : total / outcome.dayCount;
  }
  return sum / SEEDS.length;
}

it('confidence: without fear nobody leaves in panic, and a sixth more go on investing', () => {
  const off = override(scared, { confidence: { mechanism: 'none' } });
  expect(mean(scared, 'panicExits', 'flow')).toBeGreaterThan(30);
  expect(mean(off, 'panicExits', 'flow')).toBe(0);
  const ratio = mean(off, 'lendersInvesting', 'stock') / mean(scared, 'lendersInvesting', 'stock');
  expect(ratio).toBeGreaterThan(1.16);
});

it('withdraw: a cap on payouts makes withdrawals late and keeps money in', () => {
  const value = { ...scared.policies.payout[0]!.value, dailyCapFen: 200_000 };
  const capped = override(scared, {
    policies: { payout: [{ fromDay: 0, value }] },
    failure: { liquidity: null },
  });
  expect(mean(scared, 'withdrawalLateFen', 'stock')).toBe(0);
  expect(mean(capped, 'withdrawalLateFen', 'stock')).toBeGreaterThan(10_000_000);
  expect(mean(capped, 'withdrawalPaidFen', 'flow')).toBeLessThan(
    0.5 * mean(scared, 'withdrawalPaidFen', 'flow'),
  );
});

it('treasury: without staff the platform keeps its cash, and costs all but vanish', () => {
  const { departments } = scared.platform;
  const unpaid = Object.fromEntries(
    Object.entries(departments).map(([name, department]) => [name, { ...department, salaryPerMonthFen: 0 }]),
  ) as typeof departments;
  const free = override(scared, { platform: { departments: unpaid, technologyPerMonthFen: 0 } });
  expect(mean(free, 'costsFen', 'flow')).toBeLessThan(0.7 * mean(scared, 'costsFen', 'flow'));
  expect(mean(free, 'platformCashFen', 'stock')).toBeGreaterThan(mean(scared, 'platformCashFen', 'stock'));
});

it('triggers: a play that explains calms, and capital called arrives', () => {
  const played = override(scared, {
    policies: {
      playbook: [
        {
          name: 'explain',
          when: { figure: 'netOutflow7d', side: 'above', value: 0.02 },
          clearWhen: { figure: 'netOutflow7d', side: 'below', value: 0 },
          actions: [
            { kind: 'disclose', calm: 0.8, halfLifeDays: 30 },
            { kind: 'callCapital', fen: 50_000_000, delayDays: 5 },
          ],
          delayDays: 0,
        },
      ],
    },
  });
  expect(mean(played, 'panicExits', 'flow')).toBeLessThan(mean(scared, 'panicExits', 'flow'));
  expect(mean(played, 'platformCashFen', 'stock')).toBeGreaterThan(
    mean(scared, 'platformCashFen', 'stock') + 10_000_000,
  );
});
