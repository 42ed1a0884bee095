/** Fact 3: growth flatters. The overdue ratio falls while the book grows and rises when growth stops, credit quality unchanged. */
import { expect, it } from 'vitest';
import { KPI_INDEX } from '../../engine/metrics/catalog.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import { override } from '../helpers/arbitrary-scenario.ts';
import { loadSmall } from '../helpers/scenarios.ts';

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
const STOP = 270;

/** The small world so many times over: one of 60 loans a month is too noisy to see a ratio move. */
function enlarged(times: number): Scenario {
  const small = loadSmall();
  const scale = <C extends { budgetPerMonthFen: number; budgetHalfFen: number; visitsMaxPerMonth: number }>(
    channels: Readonly<Record<string, C>>,
  ) =>
    Object.fromEntries(
      Object.entries(channels).map(([name, channel]) => [
        name,
        {
          ...channel,
          budgetPerMonthFen: channel.budgetPerMonthFen * times,
          budgetHalfFen: channel.budgetHalfFen * times,
          visitsMaxPerMonth: channel.visitsMaxPerMonth * times,
        },
      ]),
    );
  const review = { ...small.platform.departments.review, headcount: 200 };
  const collections = { ...small.platform.departments.collections, headcount: 200 };
  return override(small, {
    opening: { lenders: small.opening.lenders * times, loansPerMonth: small.opening.loansPerMonth * times },
    acquisition: { borrowers: scale(small.acquisition.borrowers), lenders: scale(small.acquisition.lenders) },
    platform: { departments: { review, collections } },
  });
}

const growing = override(enlarged(4), {
  clock: { horizonDays: 450 },
  acquisition: { growth: { perMonth: 0.25, untilDay: STOP } },
  // Growth stops: new business is back at about where it began.
  shocks: [{ kind: 'leads', day: STOP, side: 'borrowers', multiplier: 0.15, overDays: 400 }],
  // Lenders' money is no limit: what grows is what borrowers ask for.
  lenders: { stakeMedianFen: 5_000_000, topUpShare: 1 },
  macro: { noise: false },
  confidence: { mechanism: 'none' },
  opening: { platformCashFen: 100_000_000_000 },
});
const steady = override(growing, { acquisition: { growth: { perMonth: 0 } }, shocks: [] });

/** Mean overdue ratio in the last two months of growth, and in the quarter that begins two months later. */
function ratios(scenario: Scenario, seed: number): { during: number; after: number } {
  const { kpis, error } = simulateScenario(scenario, { seed, detail: 'summary' });
  expect(error).toBeNull();
  const column = kpis[KPI_INDEX.overdueRatio]!;
  const mean = (from: number, to: number) =>
    column.slice(from, to).reduce((sum, value) => sum + value, 0) / (to - from);
  return { during: mean(STOP - 60, STOP), after: mean(STOP + 60, STOP + 150) };
}

it('holds in at least 18 of 20 seeds and is gone without growth', { timeout: 300_000 }, () => {
  const grown = SEEDS.map((seed) => ratios(growing, seed));
  const flat = SEEDS.map((seed) => ratios(steady, seed));
  const jump = (pairs: typeof grown) => pairs.filter(({ during, after }) => after > 1.15 * during).length;
  const lower = grown.filter(({ during }, i) => during < flat[i]!.during).length;
  const summary = `${jump(grown)} jump, ${jump(flat)} without growth, ${lower} lower while growing`;
  expect(jump(grown), summary).toBeGreaterThanOrEqual(18);
  expect(lower, summary).toBeGreaterThanOrEqual(16);
  expect(jump(flat), summary).toBeLessThan(jump(grown) / 2);
});
