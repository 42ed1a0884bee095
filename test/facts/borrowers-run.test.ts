/**
 * Fact 7, its other half: under segregated custody, where no lender's cash is lost to a run, the borrowers' run makes it a
 * credit loss. Loans made before the rumour are followed; losses are counted whoever bears them.
 */
import { describe, expect, it } from 'vitest';
import { simulateScenario } from '../../engine/simulate.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import { override, tinyScenario } from '../helpers/arbitrary-scenario.ts';

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
/** Months before the one in which the rumour is heard: the second. */
const BEFORE_MONTH = 1;

const run = override(tinyScenario(200), {
  custody: 'segregated',
  opening: { lenders: 20, loansPerMonth: 10 },
  // Stakes of one size: of 20 lenders with the usual spread one alone is a run.
  lenders: { stakeSigma: 0.5, stakeMedianFen: 12_000_000 },
  shocks: [{ kind: 'rumour', day: 35, intensity: 2, halfLifeDays: 60 }],
  credit: { hazardScale: 3 },
  failure: { liquidity: null, capitalFloorFen: null },
  borrowersRun: { leavingAt: 0.2, wilfulEffect: 2, collectionEffect: 0.5, halfLifeDays: 10 },
});
const steady = { borrowersRun: { wilful: false, collection: false, refinancing: false } };
/** With the channels and without: what is solved once per scenario is kept with the object. */
const pairOf = (scenario: Scenario) => [scenario, override(scenario, steady)] as const;

function creditLossFen(scenario: Scenario, seed: number): number {
  const outcome = simulateScenario(scenario, { seed, detail: 'summary' });
  expect(outcome.error).toBeNull();
  const { columns } = outcome.tables.find(({ table }) => table === 'vintage')!;
  const column = (name: string) => columns[name] as Float64Array;
  return column('cohortMonth').reduce(
    (sum, month, row) =>
      month < BEFORE_MONTH ? sum + column('defaultedFen')[row]! - column('recoveredFen')[row]! : sum,
    0,
  );
}

/** Seeds in which borrowers' run adds a tenth at least to what is lost. */
function losing([evading, paying]: readonly [Scenario, Scenario], seeds: readonly number[]): number {
  return seeds.filter((seed) => creditLossFen(evading, seed) > 1.1 * creditLossFen(paying, seed)).length;
}

describe('a run on segregated custody', () => {
  it('becomes a credit loss through the borrowers in at least 18 of 20 seeds', () => {
    expect(losing(pairOf(run), SEEDS)).toBeGreaterThanOrEqual(18);
  });

  it('does not where nobody takes fright', () => {
    expect(losing(pairOf(override(run, { confidence: { fear: false } })), SEEDS.slice(0, 6))).toBe(0);
  });
});
