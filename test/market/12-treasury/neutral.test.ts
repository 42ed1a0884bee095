/** Treasury matters: neutralised, two figures downstream move as its story tells. */
import { expect, it } from 'vitest';
import { override } from '../../helpers/arbitrary-scenario.ts';
import { mean, scared } from '../../helpers/neutral.ts';

it('treasury: without staff the platform keeps its cash, and costs all but vanish', () => {
  const { departments } = scared.platform;
  const unpaid = Object.fromEntries(
    Object.entries(departments).map(([name, department]) => [name, { ...department, salaryPerMonthFen: 0 }]),
  ) as typeof departments;
  const free = override(scared, { platform: { departments: unpaid, technologyPerMonthFen: 0 } });
  expect(mean(free, 'costsFen', 'flow')).toBeLessThan(0.7 * mean(scared, 'costsFen', 'flow'));
  expect(mean(free, 'platformCashFen', 'stock')).toBeGreaterThan(mean(scared, 'platformCashFen', 'stock'));
});
