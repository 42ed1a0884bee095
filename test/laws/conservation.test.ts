import fc from 'fast-check';
import { expect, it } from 'vitest';
import { simulateScenario } from '../../engine/simulate.ts';
import { arbitraryScenario } from '../helpers/arbitrary-scenario.ts';

/** Set PROPERTY_RUNS for a longer search; a failure prints seed and path that replay it. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 120);

it('breaks no law on any day in any small world', { timeout: 600_000 }, () => {
  const statuses = { survived: 0, failed: 0, errored: 0 };
  fc.assert(
    fc.property(arbitraryScenario(), fc.integer({ min: 1, max: 1_000_000 }), (scenario, seed) => {
      const outcome = simulateScenario(scenario, { seed, verify: true, detail: 'summary' });
      statuses[outcome.status] += 1;
      expect(outcome.error).toBeNull();
    }),
    { numRuns: RUNS },
  );
  // The search reaches both ends.
  expect(statuses.failed).toBeGreaterThan(0);
  expect(statuses.survived).toBeGreaterThan(0);
});
