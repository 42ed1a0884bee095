/** Triggers matters: neutralised, two figures downstream move as its story tells. */
import { expect, it } from 'vitest';
import { override } from '../../helpers/arbitrary-scenario.ts';
import { mean, scared } from '../../helpers/neutral.ts';

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
