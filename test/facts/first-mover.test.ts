/** Fact 5: who comes first gets more under instant and fifo, nobody does pro rata; and a run is faster where it pays to be first. */
import { describe, expect, it } from 'vitest';
import type { PayoutRuleName } from '../../engine/base/vocabulary.ts';
import { KPI_INDEX } from '../../engine/metrics/catalog.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import { override, tinyScenario } from '../helpers/arbitrary-scenario.ts';
import { payouts } from '../helpers/payouts.ts';

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);

/**
 * Lenders whose money lies idle, a rumour on day 10, payouts suspended at the first queue until day 40 and capped after that,
 * so that by day 70 part of what was asked for has been paid. Who asks in the run waits together: the rule alone says who gets
 * what. Lenders hear the rumour and reckon what leaving early is worth; they see neither delays nor one another.
 */
const base = override(tinyScenario(70), {
  opening: { book: 'empty', lenders: 100, loansPerMonth: 1 },
  lenders: {
    stakeSigma: 0.5,
    stakeMedianFen: 10_000_000,
    firstDepositShare: 1,
    churnPerMonth: 0,
    idlePatienceDays: 400,
  },
  shocks: [{ kind: 'rumour', day: 10, intensity: 2.2, halfLifeDays: 12 }],
  confidence: {
    neverReturnShare: 1,
    channels: { overdue: false, coverage: false, delays: false, contacts: false },
  },
  policies: {
    playbook: [
      {
        name: 'stop',
        when: { figure: 'withdrawalQueueFen', side: 'above', value: 0 },
        clearWhen: { figure: 'withdrawalQueueFen', side: 'below', value: 0 },
        actions: [{ kind: 'suspend', forDays: 30 }],
        delayDays: 0,
      },
    ],
  },
  failure: { liquidity: null, capitalFloorFen: null },
});

interface Outcome {
  /** What the first tenth of the largest run got per yuan, less what the last tenth got. */
  readonly advantage: number;
  /** Lenders who have taken fright within two weeks of the rumour. */
  readonly leavers: number;
}

function run(rule: PayoutRuleName, anticipation: boolean, seed: number): Outcome {
  const policies = { payout: payouts({ rule, dailyCapFen: 5_000_000 }) };
  const scenario = override(base, { policies, confidence: { channels: { anticipation } } });
  const outcome = simulateScenario(scenario, { seed, detail: 'summary' });
  expect(outcome.error).toBeNull();
  const { columns } = outcome.tables.find(({ table }) => table === 'withdrawal_run')!;
  const asked = Array.from(columns['askedFen'] as Float64Array);
  const largest = asked.indexOf(Math.max(...asked));
  const exits = outcome.kpis[KPI_INDEX.panicExits]!.subarray(10, 24);
  return {
    advantage: (columns['firstMoverAdvantage'] as Float64Array)[largest] ?? NaN,
    leavers: exits.reduce((sum, one) => sum + one, 0),
  };
}

const found = new Map<string, readonly Outcome[]>();

/** Outcomes of a rule in all seeds. */
function all(rule: PayoutRuleName, anticipation = true): readonly Outcome[] {
  const key = `${rule} ${anticipation}`;
  const known = found.get(key) ?? SEEDS.map((seed) => run(rule, anticipation, seed));
  found.set(key, known);
  return known;
}

const MOST = 18;

describe('fact 5: the payout rule makes it worth being first', () => {
  it.each(['instant', 'fifo'] as const)('under %s the first tenth gets far more than the last', (rule) => {
    expect(all(rule).filter(({ advantage }) => advantage > 0.5).length).toBeGreaterThanOrEqual(MOST);
  });

  it('pro rata nobody gains by being first', () => {
    expect(
      all('proRata').filter(({ advantage }) => Math.abs(advantage) < 0.05).length,
    ).toBeGreaterThanOrEqual(MOST);
  });

  it('the same lenders run faster where it is worth it, in nearly every seed', () => {
    const shared = all('proRata');
    const faster = all('fifo').filter(({ leavers }, i) => leavers > 1.1 * shared[i]!.leavers);
    expect(faster.length).toBeGreaterThanOrEqual(MOST);
  });

  it('without anticipation the run is as fast under either, to the lender', () => {
    const leavers = (rule: PayoutRuleName) => all(rule, false).map((one) => one.leavers);
    expect(leavers('fifo')).toEqual(leavers('proRata'));
    expect(leavers('proRata')).toEqual(all('proRata').map((one) => one.leavers));
  });
});
