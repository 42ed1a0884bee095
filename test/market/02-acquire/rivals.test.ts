/** Rivals as a pool: what their rate and their failures win and lose, and what is refused. */
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../engine/base/problems.ts';
import { KPI_INDEX, type KpiName } from '../../../engine/metrics/catalog.ts';
import { forkScenario } from '../../../engine/scenario/fork.ts';
import { simulateScenario } from '../../../engine/simulate.ts';
import { arrivalPull, rivalOffers, rivalPull, rivalsLeft } from '../../../engine/state/rivals.ts';
import { emptyWorld } from '../../helpers/market.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

const SHARED = 'confidence.elsewhere.platforms=1.97';
/** The own rate of grade C is 10 % in the small world. */
const worldOf = (rivals: string, ...set: string[]) =>
  emptyWorld(loadSmall([SHARED, `rivals=${rivals}`, 'pricing.lenderRate.C=10%', ...set]));
const FAILING =
  'shocks=[{ date: 10d, kind: rivalFailures, share: 40%, over: 4d }, { date: 30d, kind: rivalFailures, share: 50%, over: 1d }]';

describe('the pull of rivals', () => {
  it('is none without them, and none at equal rates while all are there', () => {
    expect(rivalPull(emptyWorld(loadSmall()))).toEqual({ money: 1, departures: 1 });
    const { money, departures } = rivalPull(worldOf('{ rate: 10% }'));
    expect([money, departures]).toEqual([1, 1]);
  });

  it('wins by rate what it loses by departures, within bounds', () => {
    const dear = rivalPull(worldOf('{ rate: 13%, rateEffect: 0.5, departures: 40% }'));
    const w = Math.exp(1.5);
    expect(dear.money).toBeCloseTo(2 / (1 + w), 9);
    expect(dear.departures).toBeCloseTo(0.6 + (0.4 * 2 * w) / (1 + w), 9);
    const far = rivalPull(worldOf('{ rate: 100%, rateEffect: 2 }'));
    expect(far.money).toBeGreaterThanOrEqual(0);
    expect(far.departures).toBeLessThanOrEqual(1.5);
    const raised = worldOf('{ rate: 10% }');
    raised.platform.raisedRate = 0.02;
    expect(rivalPull(raised).money).toBeGreaterThan(1.2);
  });

  it('sets money free as rivals fail, evenly over the days of each shock', () => {
    const world = worldOf('{ rate: 10% }', FAILING);
    const left = [0, 9, 10, 11, 13, 29, 30, 99].map((day) => rivalsLeft(world.scenario, day));
    const told = [1, 1, 0.9, 0.8, 0.6, 0.6, 0.3, 0.3];
    left.forEach((share, i) => expect(share).toBeCloseTo(told[i]!, 12));
    world.day = 99;
    expect(rivalPull(world).money).toBeCloseTo(2 / 1.3, 12);
    const alone = Math.exp(-1.97);
    expect(arrivalPull(world)).toBeCloseTo(alone + (1 - alone) * (2 / 1.3), 9);
  });

  it('follows a dated rate', () => {
    const world = worldOf('{ rate: [{ value: 10% }, { from: 20d, value: 12% }] }');
    expect(rivalPull(world).money).toBe(1);
    world.day = 20;
    expect(rivalPull(world).money).toBeLessThan(0.75);
  });

  it('lends to the share of borrowers that asks, as far as rivals are left', () => {
    const world = worldOf('{ rate: 10%, borrowersShare: 50%, borrowerMargin: 6% }', FAILING);
    const offer = rivalOffers(world);
    const asked = (day: number) => {
      world.day = day;
      const offers = Array.from({ length: 2000 }, (_, key) => offer({ key, appliedDay: 1 }));
      for (const rate of offers) expect([0.16, Infinity]).toContain(Number(rate.toFixed(12)));
      return offers.filter(Number.isFinite).length / offers.length;
    };
    expect(asked(0)).toBeGreaterThan(0.46);
    expect(asked(0)).toBeLessThan(0.54);
    expect(asked(99)).toBeLessThan(0.19);
  });
});

it('a dearer market takes deposits and lenders, and gives borrowers; a failing one sets money free', () => {
  const sums = (set: readonly string[]) => {
    const world = [
      'clock.horizon=70d',
      'opening.lenders=150',
      SHARED,
      'confidence.channels={ rivals: false, elsewhere: false }',
    ];
    const { kpis, error } = simulateScenario(loadSmall([...world, ...set]));
    expect(error).toBeNull();
    const sum = (name: KpiName) => kpis[KPI_INDEX[name]]!.reduce((all, value) => all + value, 0);
    return { deposits: sum('depositsFen'), churn: sum('churnExits'), contracts: sum('approved') };
  };
  const [cheap, dear] = ['4%', '18%'].map((rate) => sums([`rivals={ rate: ${rate}, borrowerMargin: 2% }`]));
  expect(dear!.deposits).toBeLessThan(0.8 * cheap!.deposits);
  expect(dear!.churn).toBeGreaterThan(1.2 * cheap!.churn);
  expect(cheap!.contracts).toBeLessThan(0.95 * dear!.contracts);
  const gone = sums([
    'rivals={ rate: 18%, borrowerMargin: 2% }',
    'shocks=[{ date: 1d, kind: rivalFailures, share: 100%, over: 1d }]',
  ]);
  expect(gone.deposits).toBeGreaterThan(1.2 * dear!.deposits);
});

describe('refusals', () => {
  it('rivals whom no lender knows', () => {
    let told = '';
    try {
      loadSmall(['rivals={}']);
    } catch (error) {
      told =
        error instanceof UserError
          ? error.problems.map(({ path, message, hint }) => `${path}: ${message}; ${hint ?? ''}`).join()
          : '';
    }
    expect(told).toContain('rivals: no lender has money at rivals');
    expect(told).toContain('confidence.elsewhere.platforms: 1.97');
  });

  it('rivals that come on a day; their figures may change', () => {
    const straight = loadSmall([SHARED, 'rivals={}']);
    const fork = (set: string) =>
      forkScenario({ straight, before: straight, after: loadSmall([SHARED, set]), day: 30, where: 'test' });
    const refused = fork('rivals=null');
    expect('problems' in refused && refused.problems[0]).toMatchObject({
      code: 'fork-fixed',
      path: 'rivals',
    });
    const allowed = fork('rivals={ rate: 12%, departures: 10% }');
    expect('scenario' in allowed && Object.keys(allowed.scenario.forks![0]!.values).sort()).toEqual([
      'rivals.departures',
      'rivals.rate',
    ]);
  });
});
