/**
 * Fact 6: a kept repayment plan, or a guarantor who pays, stops a run that silence lets go on; a plan without money makes it
 * worse, and only where lenders see whether dates are kept. What the words do depends on what the ledger shows afterwards.
 */
import { describe, expect, it } from 'vitest';
import { KPI_INDEX, type KpiName } from '../../engine/metrics/catalog.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import type { Action, Scenario } from '../../engine/scenario/scenario.ts';
import { override, tinyScenario } from '../helpers/arbitrary-scenario.ts';

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
const DAYS = 110;
const PATIENCE = 5;
const FIRST_DATE = 20;

/** A pool that costs more than it earns, month-long plans behind longer loans, a rumour on day 30. Nothing ends it. */
const world = override(tinyScenario(DAYS), {
  custody: 'pooled',
  opening: { lenders: 80, loansPerMonth: 16, platformCashFen: 10_000_000 },
  lenders: { stakeSigma: 0.7, stakeMedianFen: 12_000_000 },
  products: { plan: { kind: 'plan', share: 1, lockInMonths: 1, renewal: 0.9 } },
  shocks: [{ kind: 'rumour', day: 30, intensity: 0.5, halfLifeDays: 15 }],
  confidence: { channels: { overdue: false, coverage: false } },
  policies: { poolPaysCosts: true },
  platform: { technologyPerMonthFen: 50_000_000 },
  failure: { liquidity: null, capitalFloorFen: null },
});

/** Once, when withdrawals have been late for some days. */
const answer = (...actions: Action[]): Scenario =>
  override(world, {
    policies: {
      playbook: [
        {
          name: 'answer',
          when: { figure: 'withdrawalLateFen', side: 'above', value: 0 },
          clearWhen: { figure: 'withdrawalLateFen', side: 'below', value: 1 },
          actions,
          delayDays: 0,
          afterDays: PATIENCE,
          times: 1,
        },
      ],
    },
  });

const plan: Action = {
  kind: 'disclose',
  calm: 0,
  halfLifeDays: 20,
  plan: [
    { afterDays: FIRST_DATE, cumulativePpm: 333_333 },
    { afterDays: 2 * FIRST_DATE, cumulativePpm: 666_666 },
    { afterDays: 3 * FIRST_DATE, cumulativePpm: 1_000_000 },
  ],
};
const owners: Action = { kind: 'callCapital', fen: 800_000_000, delayDays: FIRST_DATE - PATIENCE };
const guarantors: Action = {
  kind: 'askGuarantors',
  fen: 800_000_000,
  overDays: 200,
  ratePerYear: 0.12,
  keeps: 0.05,
};
/** Guarantors so large, or so small, that they can and can't help. */
const guaranteed = (netAssetsFen: number): Scenario =>
  override(answer(guarantors), {
    guarantors: { huaxin: { netAssetsFen }, jinding: { netAssetsFen } },
  });

/** Leavings in fear from the first promised date on, and in all; what plans promised and missed. */
function outcome(scenario: Scenario, seed: number) {
  const { kpis, error } = simulateScenario(scenario, { seed, detail: 'summary' });
  expect(error).toBeNull();
  const column = (name: KpiName) => kpis[KPI_INDEX[name]]!;
  const sum = (name: KpiName, from = 0) =>
    column(name)
      .slice(from)
      .reduce((all, one) => all + one, 0);
  const late = column('withdrawalLateFen').findIndex((fen) => fen > 0);
  return {
    late,
    after: sum('panicExits', late + PATIENCE + FIRST_DATE),
    all: sum('panicExits'),
    missedFen: sum('promisesMissedFen'),
  };
}

const results = (scenario: Scenario) => SEEDS.map((seed) => outcome(scenario, seed));

describe('promises in a run', { timeout: 300_000 }, () => {
  const silent = results(answer({ kind: 'staySilent' }));
  const count = (
    others: ReturnType<typeof results>,
    holds: (other: (typeof silent)[number], own: (typeof silent)[number]) => boolean,
  ): number => others.filter((other, i) => holds(other, silent[i]!)).length;

  it('begins in every seed: withdrawals are late', () => {
    expect(silent.every(({ late }) => late >= 0)).toBe(true);
  });

  it('a plan whose dates are kept stops what silence lets go on', () => {
    const kept = results(answer(plan, owners));
    expect(kept.filter(({ missedFen }) => missedFen === 0).length).toBeGreaterThanOrEqual(18);
    expect(count(kept, ({ after }, own) => after < own.after / 2)).toBeGreaterThanOrEqual(18);
  });

  it('a plan without money makes it worse, and not where nobody sees dates', () => {
    const broken = results(answer(plan));
    const unseen = results(override(answer(plan), { confidence: { channels: { promises: false } } }));
    const worse = ({ after }: { after: number }, own: { after: number }) => after > 1.2 * own.after;
    expect(broken.every(({ missedFen }) => missedFen > 0)).toBe(true);
    expect(count(broken, worse)).toBeGreaterThanOrEqual(18);
    expect(count(unseen, worse)).toBeLessThanOrEqual(6);
  });

  it('guarantors with money stop it, those without do not', () => {
    const strong = results(guaranteed(5_000_000_000));
    const weak = results(guaranteed(1_000));
    const halved = ({ all }: { all: number }, own: { all: number }) => all < 0.6 * own.all;
    expect(count(strong, halved)).toBeGreaterThanOrEqual(18);
    expect(count(weak, halved)).toBeLessThanOrEqual(4);
  });
});
