/** A month that falls short of its target is made good at its end: dearly, with money that leaves again, by loans that were not to be made. */
import { describe, expect, it } from 'vitest';
import { KPI_INDEX, type KpiName } from '../../../engine/metrics/catalog.ts';
import { simulateScenario } from '../../../engine/simulate.ts';
import type { Scenario } from '../../../engine/scenario/scenario.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

const world = (targets: string, more: readonly string[] = []) =>
  loadSmall([
    'clock.horizon=3mo',
    'opening.platformCash=20M CNY',
    'opening.lenders=900',
    ...(targets === '' ? [] : [`policies.targets={ volumePerMonth: 40M CNY, ${targets} }`]),
    ...more,
  ]);

/** Sum over the days of three months with so many days of the month left, over some seeds. */
function monthEnds(scenario: Scenario, name: KpiName, seeds = [1, 2, 3]): number {
  let sum = 0;
  for (const seed of seeds) {
    const { kpis, error } = simulateScenario(scenario, { seed, detail: 'summary' });
    expect(error).toBeNull();
    const last = [30, 58, 89];
    for (const end of last)
      for (let day = end - 9; day <= end; day++) sum += kpis[KPI_INDEX[name]]![day] ?? 0;
  }
  return sum;
}

const NOTHING = world('');
const calm = ['confidence.mechanism=none'];

describe('the push at the end of the month', () => {
  it('is no push before its days, and none on the first of the next month', () => {
    const { kpis } = simulateScenario(world('push: 7d'), { seed: 1 });
    const gap = Array.from(kpis[KPI_INDEX.targetGap]!);
    const pushed = gap.flatMap((share, day) => (share > 0 ? [day] : []));
    // January has days 0 to 30: in the evenings of 23 to 29 between 7 and 1 days are left.
    expect(pushed.slice(0, 7)).toEqual([23, 24, 25, 26, 27, 28, 29]);
    expect(pushed[7]).toBe(51);
    const brought = Array.from(kpis[KPI_INDEX.contractsFen]!)
      .slice(0, 24)
      .reduce((a, b) => a + b, 0);
    expect(gap[23]).toBeCloseTo(1 - brought / ((4e9 * 24) / 31), 12);
  });

  it('alone changes nothing', () => {
    const plain = simulateScenario(NOTHING, { seed: 1 }).kpis.filter((_, k) => k !== KPI_INDEX.targetGap);
    const aimed = simulateScenario(world('push: 7d'), { seed: 1 }).kpis.filter(
      (_, k) => k !== KPI_INDEX.targetGap,
    );
    expect(aimed).toEqual(plain);
  });

  it('by budgets brings more applications and costs more', () => {
    const pushed = world('budgets: 300%');
    expect(monthEnds(pushed, 'marketingFen')).toBeGreaterThan(2 * monthEnds(NOTHING, 'marketingFen'));
    expect(monthEnds(pushed, 'applications')).toBeGreaterThan(1.2 * monthEnds(NOTHING, 'applications'));
  });

  it('by the cut-off approves whom it would have refused, at lower grades, and they default more', () => {
    const defaults = (scenario: Scenario) => {
      let loans = 0;
      let bad = 0;
      for (const seed of [1, 2, 3, 4]) {
        const { tables } = simulateScenario(scenario, { seed, detail: 'summary' });
        const { columns, rowCount } = tables.find(({ table }) => table === 'vintage')!;
        for (let row = 0; row < rowCount; row++) {
          if ((columns['cohortMonth']![row] as number) < 0) continue;
          loans += columns['loans']![row] as number;
          bad += columns['defaults']![row] as number;
        }
      }
      return bad / loans;
    };
    const long = [...calm, 'clock.horizon=10mo', 'pricing.caps.person=20k CNY'];
    const strict = world('push: 31d', long);
    const loose = world('push: 31d, loosen: 40', long);
    expect(defaults(loose)).toBeGreaterThan(1.15 * defaults(strict));
  }, 60_000);

  it('by red packets brings money that leaves first', () => {
    const pushed = world('packets: 2%, pull: 300%');
    expect(monthEnds(pushed, 'redPacketsFen')).toBeGreaterThan(0);
    expect(monthEnds(pushed, 'depositsFen')).toBeGreaterThan(1.2 * monthEnds(NOTHING, 'depositsFen'));
  });
});
