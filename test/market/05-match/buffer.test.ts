/** A pool that holds lending keeps its buffer where withdrawals are paid from: in the bank, and bound for nothing. */
import { describe, expect, it } from 'vitest';
import { prepareMatch } from '../../../engine/market/05-match/match.ts';
import { KPI_INDEX, type KpiName } from '../../../engine/metrics/catalog.ts';
import { simulateScenario } from '../../../engine/simulate.ts';
import { LISTING } from '../../../engine/state/codes.ts';
import { poolCashFen } from '../../../engine/state/figures.ts';
import { emptyWorld, lender, listing } from '../../helpers/market.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

/** Lenders wait for two months with money that isn't lent: the impatient would take it away before a buffer is full. */
const POOLED = [
  'clock.horizon=120d',
  'custody=pooled',
  'regime=cn-2013',
  'failure={ liquidity: null, capitalFloor: null }',
  'lenders.idlePatience=60d',
];
const HELD =
  'policies.buffer={ basis: claims, share: 20%, counts: pool, holdLending: true, drawLine: false }';

/** Payable customers' money over what lenders are owed, on the median and the worst day of the last third. */
function payable(set: readonly string[]): { median: number; worst: number; lentFen: number } {
  const { kpis, error } = simulateScenario(loadSmall([...POOLED, ...set]), {
    seed: 3,
    replication: 1,
    detail: 'summary',
  });
  expect(error).toBeNull();
  const of = (name: KpiName) => Array.from(kpis[KPI_INDEX[name]]!);
  const balance = of('lenderBalanceFen');
  const share = of('poolCashFen').map((cash, day) => cash / balance[day]!);
  const late = share.slice((2 * share.length) / 3).sort((a, b) => a - b);
  const lentFen = of('contractsFen').reduce((sum, fen) => sum + fen, 0);
  return { median: late[late.length >> 1]!, worst: late[0]!, lentFen };
}

describe('a buffer that holds lending', () => {
  it('lets lenders bid for what is beyond it, and the rest of the listing waits', () => {
    const world = emptyWorld(loadSmall([...POOLED, HELD]));
    lender(world, { cashFen: 1_000_000, stakeFen: 100_000_000 });
    world.platform.bufferHeldFen = 650_000;
    const row = listing(world, { lots: 8 });
    prepareMatch(world)();
    expect([world.listings.filledLots[row], poolCashFen(world)]).toEqual([3, 700_000]);
    expect(world.listings.status[row]).toBe(LISTING.open);
  });

  it('keeps what it says payable, at the price of loans', () => {
    const kept = payable([HELD]);
    const free = payable([]);
    expect(kept.median).toBeGreaterThan(0.17);
    expect(kept.worst).toBeGreaterThan(0.1);
    expect(kept.worst).toBeGreaterThan(free.worst);
    expect(kept.lentFen).toBeLessThan(free.lentFen);
  });
});
