/** The queue of exits against its arithmetic, (w/b - 1) t, for other shortfalls, durations and sizes than those of 2019. */
import { describe, expect, it } from 'vitest';
import {
  column,
  sumOf,
  turnDays,
  unexplainedFen,
  waitAround,
  waitByFlows,
} from '../../engine/experiments/replays/exit-queue.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import { load } from '../helpers/scenarios.ts';

const BEGINS = 92;

/** A smaller market whose lenders come and go faster, so that chance matters less. */
function outcome(lenders: number, buyers: string, set: readonly string[] = []) {
  const { scenario } = load('queue-2019', [
    `opening.lenders=${lenders}`,
    `opening.loansPerMonth=${lenders / 12}`,
    `acquisition.lenders.sem.visitsMaxPerMonth=${lenders * 0.06}`,
    `acquisition.borrowers.online.visitsMaxPerMonth=${lenders * 7}`,
    'confidence.baseHazardDaily=20bp',
    'clock.horizon=300d',
    'shocks.1.over=296d',
    'shocks.2.over=208d',
    `shocks.2.multiplier=${buyers}`,
    ...set,
  ]);
  return simulateScenario(scenario, { seed: 5 });
}

describe('the wait of an exit', () => {
  it.each([
    [1500, '70%', 90],
    [1500, '50%', 60],
    [3000, '60%', 80],
  ])('with %d lenders and buyers at %s for %d days is (w/b - 1) t', (lenders, buyers, days) => {
    const result = outcome(lenders, buyers);
    expect(result.error).toBeNull();
    const day = BEGINS + days;
    const measured = waitAround(result, day);
    // What stood there when the shortfall began, and (w - b) t since, is sold at the flow that comes afterwards.
    const before = column(result, 'transferOffersFen')[BEGINS - 1]!;
    const asked = sumOf(result, 'exitAskedFen', BEGINS, day);
    const sold = sumOf(result, 'transferredFen', BEGINS, day);
    const served = Math.round(measured);
    const perDay = sumOf(result, 'transferredFen', day, day + served) / served;
    const expected = (before + asked - sold) / perDay;
    expect(measured).toBeGreaterThan(20);
    expect(measured / expected).toBeGreaterThan(0.85);
    expect(measured / expected).toBeLessThan(1.15);
    expect(unexplainedFen(result, BEGINS)).toBe(0);
  });

  it('is no queue without a shortfall', () => {
    expect(waitAround(outcome(1500, '125%'), BEGINS + 90)).toBeLessThan(8);
  });

  it('has its first part within a turn of a round robin, and its money waits as long in all', () => {
    const [fifo, turns] = [outcome(1500, '60%'), outcome(1500, '60%', ['policies.exits.rule=roundRobin'])];
    expect(waitAround(turns, BEGINS + 80, 'firstSoldDay')).toBeLessThan(
      turnDays(turns, BEGINS + 80, 100_000),
    );
    expect(waitAround(fifo, BEGINS + 80, 'firstSoldDay')).toBeGreaterThan(
      turnDays(fifo, BEGINS + 80, 100_000),
    );
    expect(waitByFlows(turns, BEGINS, 80) / waitByFlows(fifo, BEGINS, 80)).toBeCloseTo(1, 1);
  });
});
