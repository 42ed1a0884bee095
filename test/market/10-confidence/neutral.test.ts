/** Confidence matters: neutralised, two figures downstream move as its story tells. */
import { expect, it } from 'vitest';
import { override } from '../../helpers/arbitrary-scenario.ts';
import { mean, scared } from '../../helpers/neutral.ts';

it('confidence: without fear nobody leaves in panic, and a sixth more go on investing', () => {
  const off = override(scared, { confidence: { mechanism: 'none' } });
  expect(mean(scared, 'panicExits', 'flow')).toBeGreaterThan(30);
  expect(mean(off, 'panicExits', 'flow')).toBe(0);
  const ratio = mean(off, 'lendersInvesting', 'stock') / mean(scared, 'lendersInvesting', 'stock');
  expect(ratio).toBeGreaterThan(1.16);
});
