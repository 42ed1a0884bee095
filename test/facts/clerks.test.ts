/**
 * Fact 13: payouts late with the money there can start a run, and one more finance clerk or a trained service desk is worth
 * an amount of liquidity buffer, which is found here by bisection on the same luck.
 */
import { describe, expect, it } from 'vitest';
import { KPI_INDEX, type KpiName } from '../../engine/metrics/catalog.ts';
import type { ReplicationOutcome } from '../../engine/outcome.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import { loadSmall } from '../helpers/scenarios.ts';

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
const FEW = SEEDS.slice(0, 6);
/** Buffer beyond which none is looked for. */
const TOP = 900_000_000;

/** A pool with plans of a month, whose own cash is the buffer; nobody is paid, so that it is there for withdrawals. */
const WORLD = [
  'opening={ lenders: 80, loansPerMonth: 8, platformCash: 1M CNY }',
  'clock.horizon=60d',
  'platform.liquidity.survival.longest=30d',
  'custody=pooled',
  'regime=cn-2013',
  'macro.noise=false',
  'products={ lots: { kind: lots, share: 40% }, month: { kind: plan, share: 60%, lockIn: 1mo, renewal: 95% } }',
  'policies.payout={ rule: fifo, promised: 1d }',
  'lenders={ churnPerMonth: 20%, pauseMean: 10d, visitGapMin: 1d, visitGapMax: 6d, idlePatience: 2d, neverReturnShare: 5% }',
  // What happens at the desks is all there is to fear.
  'confidence={ channels: { contacts: false, coverage: false, overdue: false, news: false, guarantors: false, anticipation: false }, weights: { delay: 5, complaints: 8 } }',
  'failure={ liquidity: { products: [cash, month], unpaidBeyond: 5d }, capitalFloor: null }',
  'platform.technologyPerMonth=0 CNY',
  ...['review', 'service', 'finance', 'marketing', 'technology', 'collections'].map(
    (name) => `platform.departments.${name}.salaryPerMonth=0 CNY`,
  ),
];
/** Six payouts a week. */
const SLOW = 'operations.finance={ payoutMinutes: 560 }';
/** So much own cash that want of money frightens nobody before a run has begun. */
const RICH = 'opening.platformCash=3M CNY';
const BUSY_DESK = 'operations.service={ contactMinutes: 60, contactsPerLenderMonth: 2 }';
const THREE_CLERKS = 'platform.departments.finance.headcount=3';
const TWO_CLERKS = 'platform.departments.finance.headcount=2';
const UNTRAINED = 'platform.departments.service.competence=30%';

const scenarioOf = (...set: string[]): Scenario => loadSmall([...WORLD, ...set]);

function outcomes(scenario: Scenario, seeds: readonly number[]): ReplicationOutcome[] {
  return seeds.map((seed) => {
    const outcome = simulateScenario(scenario, { seed, detail: 'summary' });
    expect(outcome.error).toBeNull();
    return outcome;
  });
}

const column = ({ kpis }: ReplicationOutcome, name: KpiName): Float64Array => kpis[KPI_INDEX[name]]!;

/** A fifth of the lenders take fright. */
function isRun(outcome: ReplicationOutcome): boolean {
  return column(outcome, 'panicExits').reduce((sum, exits) => sum + exits, 0) > 16;
}

/** All that was late on the first day on which anything was, was late with the money there. */
function beganInHand(outcome: ReplicationOutcome): boolean {
  const late = column(outcome, 'withdrawalLateFen');
  const first = late.findIndex((fen) => fen > 0);
  return first >= 0 && column(outcome, 'lateProcessingFen')[first] === late[first];
}

const withBuffer = (scenario: Scenario, fen: number): Scenario => ({
  ...scenario,
  opening: { ...scenario.opening, platformCashFen: fen },
});

const fails = (scenario: Scenario, seed: number): boolean =>
  outcomes(scenario, [seed])[0]!.cause === 'liquidity';

/** Who runs out of money. */
const failing = (scenario: Scenario): readonly number[] => FEW.filter((seed) => fails(scenario, seed));

/**
 * Buffer with which no more replications run out of money than `aim`, to a sixteenth of the bracket. Who
 * failed last is asked first, and a step ends with the answer.
 */
function bufferFor(scenario: Scenario, aim: number): number {
  let low = scenario.opening.platformCashFen;
  let high = TOP;
  let hardest = [...FEW];
  const isEnough = (fen: number): boolean => {
    const failed: number[] = [];
    for (const seed of hardest) {
      if (fails(withBuffer(scenario, fen), seed)) failed.push(seed);
      if (failed.length > aim) break;
    }
    hardest = [...failed, ...hardest.filter((seed) => !failed.includes(seed))];
    return failed.length <= aim;
  };
  for (let step = 0; step < 4; step++) {
    const middle = Math.round((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  expect(high, 'found within the bracket').toBeLessThan(TOP);
  return high;
}

describe('one clerk too few', () => {
  it(
    'starts a run with money in hand; gone with clerks enough, and where nobody minds delays',
    { timeout: 300_000 },
    () => {
      const slow = outcomes(scenarioOf(RICH, SLOW), SEEDS);
      const runs = (list: readonly ReplicationOutcome[]) => list.filter(isRun).length;
      const started = slow.filter((outcome) => isRun(outcome) && beganInHand(outcome)).length;
      const helped = runs(outcomes(scenarioOf(RICH, SLOW, THREE_CLERKS), SEEDS));
      const deaf = runs(outcomes(scenarioOf(RICH, SLOW, 'confidence.channels.delays=false'), SEEDS));
      const summary = `${started} begun in hand, ${helped} with three clerks, ${deaf} with deaf lenders`;
      expect(started, summary).toBeGreaterThanOrEqual(18);
      expect(helped, summary).toBeLessThanOrEqual(2);
      expect(deaf, summary).toBe(0);
    },
  );

  it.each([
    ['a second clerk', scenarioOf(SLOW), scenarioOf(SLOW, TWO_CLERKS)],
    ['a trained service desk', scenarioOf(BUSY_DESK, UNTRAINED), scenarioOf(BUSY_DESK)],
  ])('%s is worth an amount of buffer', { timeout: 300_000 }, (_what, without, better) => {
    const aim = failing(better).length;
    expect(failing(without).length).toBeGreaterThan(aim);
    const buffer = bufferFor(without, aim);
    const worth = buffer - without.opening.platformCashFen;
    expect(worth).toBeGreaterThan(0.1 * without.opening.platformCashFen);
  });
});
