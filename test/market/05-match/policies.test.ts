/** Matching policies: who is asked first under each, that limits hold under all, and what each costs whom. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareMatch } from '../../../engine/market/05-match/match.ts';
import { POLICIES } from '../../../engine/market/05-match/policies/index.ts';
import { KPI_INDEX, type KpiName } from '../../../engine/metrics/catalog.ts';
import type { Scenario } from '../../../engine/scenario/scenario.ts';
import { simulateScenario } from '../../../engine/simulate.ts';
import { giniOf } from '../../../engine/state/fairness.ts';
import type { World } from '../../../engine/state/world.ts';
import { changed, checkLaws, emptyWorld, lender, listing } from '../../helpers/market.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

type Policy = Scenario['matching']['policy'];

const policies = Object.keys(POLICIES) as Policy[];
const small = loadSmall();
const under = (policy: Policy): Scenario => changed(small, (s) => void (s.matching.policy = policy));

/** Bidders of a listing in the order of their bids. */
function bidders({ listings, bids }: World, row: number): number[] {
  const found: number[] = [];
  for (let bid = listings.firstBid[row]!; bid >= 0; bid = bids.next[bid]!) found.push(bids.lender[bid]!);
  return found;
}

const markets = fc.record({
  lenders: fc.array(fc.record({ lots: fc.integer({ min: 1, max: 9 }), riskClass: fc.nat({ max: 4 }) }), {
    minLength: 1,
    maxLength: 12,
  }),
  listings: fc.array(
    fc.record({
      lots: fc.integer({ min: 1, max: 30 }),
      facilityGrade: fc.nat({ max: 6 }),
      aprPpm: fc.integer({ min: 50_000, max: 150_000 }),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  visiting: fc.nat({ max: 4095 }),
});

describe.each(policies)('under %s', (policy) => {
  it('every fen is held for lots that are there, limits hold, and only who may bids', () => {
    fc.assert(
      fc.property(markets, (market) => {
        const world = emptyWorld(under(policy));
        const { lotFen } = small.splitting;
        for (const { lots, riskClass } of market.lenders)
          lender(world, { cashFen: lots * lotFen, stakeFen: lots * lotFen, riskClass });
        const rows = market.listings.map((terms) => listing(world, terms));
        const visitors = market.lenders.flatMap((_, i) => ((market.visiting >> i) & 1 ? [i + 1] : []));
        world.today.visitors = [...visitors];
        prepareMatch(world)();
        checkLaws(world);
        for (const row of rows) {
          expect(world.listings.filledLots[row]).toBeLessThanOrEqual(world.listings.lots[row]!);
          const who = bidders(world, row);
          expect(new Set(who).size).toBe(who.length);
          if (policy === 'recommendation') expect(visitors).toEqual(expect.arrayContaining(who));
          // Who has waited longest is asked first: promised by the queue alone.
          if (policy === 'queue') expect(who).toEqual([...who].sort((a, b) => a - b));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('equals stand in the order in which they came', () => {
    const world = emptyWorld(under(policy));
    const { lotFen } = small.splitting;
    const all = Array.from({ length: 6 }, () => lender(world, { cashFen: lotFen, stakeFen: lotFen }));
    world.today.visitors = [...all];
    const row = listing(world, { lots: 4 });
    prepareMatch(world)();
    expect(bidders(world, row)).toEqual(all.slice(0, 4));
  });
});

describe('fit', () => {
  /** A lender full of one sector and one that isn't, who came later. */
  const twoLenders = (policy: Policy) => {
    const world = emptyWorld(under(policy));
    const { lotFen } = small.splitting;
    const full = lender(world, { cashFen: 3 * lotFen, stakeFen: 40 * lotFen });
    const free = lender(world, { cashFen: 3 * lotFen, stakeFen: 40 * lotFen });
    world.headroom.lots[full * world.headroom.stride]! -= 5;
    const row = listing(world, { lots: 3, sector: 0 });
    prepareMatch(world)();
    return { world, row, full, free };
  };

  it('spreads a listing to who holds less of its sector, where the queue asks who came first', () => {
    const best = twoLenders('bestFit');
    expect(bidders(best.world, best.row)[0]).toBe(best.free);
    const queue = twoLenders('queue');
    expect(bidders(queue.world, queue.row)[0]).toBe(queue.full);
  });

  it('shows a visitor what pays best first, and no more than it is shown', () => {
    const world = emptyWorld(
      changed(small, (s) => {
        s.matching.policy = 'recommendation';
        s.matching.shown = 2;
      }),
    );
    const who = lender(world, { cashFen: 100 * small.splitting.lotFen });
    const rows = [80_000, 120_000, 100_000].map((aprPpm) => listing(world, { lots: 5, aprPpm }));
    world.today.visitors = [who];
    prepareMatch(world)();
    expect(rows.map((row) => world.listings.filledLots[row])).toEqual([0, 5, 5]);
  });
});

describe('the Gini coefficient', () => {
  it('is 0 among equals, (n - 1) / n where one has all, and that of a known list', () => {
    expect(giniOf([3, 3, 3, 3])).toBeCloseTo(0, 12);
    expect(giniOf([0, 0, 0, 8])).toBeCloseTo(3 / 4, 12);
    // Half the mean difference over the mean: (6 · 1 + ... ) worked out by hand for 1, 2, 3, 4.
    expect(giniOf([1, 2, 3, 4])).toBeCloseTo(1 / 4, 12);
    expect(giniOf([0, 0])).toBe(0);
  });
});

describe('what a policy does to equal lenders', () => {
  /** Mean of a figure from the third month on, where lenders bring little for the sake of listings. */
  const mean = (policy: Policy, seed: number) => {
    const set = ['opening.lenders=200', 'opening.loansPerMonth=20', 'clock.horizon=120d'];
    const scenario = loadSmall([
      ...set,
      'confidence.mechanism=none',
      'lenders.demandSpan=0.1d',
      `matching.policy=${policy}`,
    ]);
    const { kpis, error } = simulateScenario(scenario, { seed, detail: 'summary' });
    expect(error).toBeNull();
    return (name: KpiName): number => {
      const values = Array.from(kpis[KPI_INDEX[name]]!).slice(60).filter(Number.isFinite);
      return values.reduce((a, b) => a + b, 0) / values.length;
    };
  };

  it.each([1, 2, 3, 4, 5])('best fit: unequal waits; recommendation: late listings (seed %d)', (seed) => {
    const queue = mean('queue', seed);
    expect(mean('bestFit', seed)('waitGini')).toBeGreaterThan(1.2 * queue('waitGini'));
    expect(mean('recommendation', seed)('fillHours')).toBeGreaterThan(10 + queue('fillHours'));
  });
});
