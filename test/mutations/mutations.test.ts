/** Laws and auditor catch every planted fault, and nothing where none is planted. */
import { describe, expect, test } from 'vitest';
import { MUTATIONS } from './mutations.ts';
import { caughtBy, mutated, trial } from './plant.ts';

describe('planted faults', () => {
  test('there are thirty and more, each fits the sources in one place', () => {
    expect(MUTATIONS.length).toBeGreaterThanOrEqual(30);
    for (const mutation of MUTATIONS) expect(mutated(mutation)).toContain(mutation.replace);
  });

  test('the untouched sources pass', async () => {
    expect(await trial(null, ['an ordinary half year'], 'both')).toEqual({ laws: null, auditor: null });
  });

  test.each(MUTATIONS)('$name', async (mutation) => {
    expect(caughtBy(await trial(mutation, mutation.worlds, 'first'))).not.toBe('nobody');
  });
});
