/** Withdraw matters: neutralised, two figures downstream move as its story tells. */
import { expect, it } from 'vitest';
import { override } from '../../helpers/arbitrary-scenario.ts';
import { mean, scared } from '../../helpers/neutral.ts';

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
