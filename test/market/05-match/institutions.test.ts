/** Institutions matter and are neutral when absent: they carry volume while they buy, and what they leave is not there. */
import { describe, expect, it } from 'vitest';
import { prepareMatch } from '../../../engine/market/05-match/match.ts';
import { KPI_INDEX, type KpiName } from '../../../engine/metrics/catalog.ts';
import { simulateScenario } from '../../../engine/simulate.ts';
import type { Scenario } from '../../../engine/scenario/scenario.ts';
import { LENDER, LISTING } from '../../../engine/state/codes.ts';
import type { World } from '../../../engine/state/world.ts';
import { emptyWorld, lender, listing, runDays } from '../../helpers/market.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

/** An empty world with its institutions, who stand where the opening would put them. */
function market(set: string): { world: World; match: () => void } {
  const world = emptyWorld(loadSmall([`institutions=${set}`]));
  for (const { limitFen } of Object.values(world.scenario.institutions)) {
    const row = lender(world, { stakeFen: Math.min(limitFen, world.scenario.lenders.stakeCapFen) });
    world.lenders.status[row] = LENDER.institution;
    world.book.lendersInvesting -= 1;
    world.institutions.lender[world.institutions.add()] = row;
  }
  world.book.outstandingFen = 1e12;
  return { world, match: prepareMatch(world) };
}

describe('an institution', () => {
  it('takes its part of the lots in whole lots, brings the money for it and leaves the rest', () => {
    const { world, match } = market('{ bank: { share: 35%, worstGrade: HR, limit: 1M CNY } }');
    const retail = lender(world, { cashFen: 100_000_000, stakeFen: 500_000_000 });
    const row = listing(world, { lots: 10, minute: 600 });
    match();
    expect([world.lenders.heldFen[1], world.lenders.depositedFen[1], world.lenders.cashFen[1]]).toEqual([
      300_000, 300_000, 0,
    ]);
    expect(world.lenders.heldFen[retail]).toBe(700_000);
    expect(world.listings.status[row]).toBe(LISTING.full);
    expect(world.listings.fillMinute[row]).toBeGreaterThanOrEqual(600);
  });

  it('stops at its limit, at its part of the book and at its grades', () => {
    const { world, match } = market(
      '{ a: { share: 50%, worstGrade: HR, limit: 2k CNY }, b: { share: 20%, worstGrade: HR, limit: 1M CNY, bookShareMax: 1% }, c: { share: 30%, worstGrade: B, limit: 1M CNY } }',
    );
    world.book.outstandingFen = 10_000_000;
    listing(world, { lots: 10, facilityGrade: 3 });
    listing(world, { lots: 10, facilityGrade: 2 });
    match();
    expect([1, 2, 3].map((row) => world.lenders.heldFen[row])).toEqual([200_000, 100_000, 300_000]);
  });

  it('fills a listing alone if it may, and is asked on the day of the listing only', () => {
    const { world, match } = market('{ bank: { share: 100%, worstGrade: HR, limit: 12k CNY } }');
    const whole = listing(world, { lots: 10 });
    const part = listing(world, { lots: 5 });
    runDays(world, 1, [match]);
    expect([world.listings.status[whole], world.listings.filledLots[part]]).toEqual([LISTING.full, 2]);
    expect(world.queue.fullListings.count).toBe(1);
  });

  it('leaves above its limit, not at it, and asks for what comes back', () => {
    const { world, match } = market(
      '{ bank: { share: 50%, worstGrade: HR, limit: 1M CNY, overdueMax: 8% } }',
    );
    world.lenderView.overdueRatio = 0.08;
    listing(world, { lots: 10 });
    match();
    expect([world.institutions.leftDay[0], world.lenders.heldFen[1]]).toEqual([-1, 500_000]);
    world.day = 1;
    world.lenderView.overdueRatio = 0.0801;
    listing(world, { lots: 10 });
    world.lenders.cashFen[1] = 0;
    match();
    expect([world.institutions.leftDay[0], world.lenders.heldFen[1]]).toEqual([1, 500_000]);
  });
});

const SIZE = [
  'opening.lenders=120',
  'opening.loansPerMonth=25',
  'clock.horizon=6mo',
  'acquisition.borrowers.online.visitsMaxPerMonth=9000',
];
const BANK = 'institutions={ bank: { share: 60%, worstGrade: HR, limit: 50M CNY, overdueMax: 8% } }';
const STRESS =
  'shocks=[{ date: 60d, kind: creditStress, pdMultiplier: 4, recoveryMultiplier: 80%, over: 120d }]';

function total(scenario: Scenario, name: KpiName, seed: number, fromDay: number): number {
  const outcome = simulateScenario(scenario, { seed, detail: 'summary' });
  expect(outcome.error).toBeNull();
  return outcome.kpis[KPI_INDEX[name]]!.subarray(fromDay).reduce((sum, fen) => sum + fen, 0);
}

describe('a platform that institutions fund', () => {
  it('lends more while they buy, and loses the volume when what they are shown makes them leave', () => {
    const retail = loadSmall(SIZE);
    const funded = loadSmall([...SIZE, BANK.replace('8%', '100%')]);
    const stays = loadSmall([...SIZE, STRESS, BANK.replace('8%', '100%')]);
    const leaves = loadSmall([...SIZE, STRESS, BANK]);
    for (const seed of [1, 2]) {
      expect(total(funded, 'contractsFen', seed, 0)).toBeGreaterThan(
        1.15 * total(retail, 'contractsFen', seed, 0),
      );
      expect(total(leaves, 'contractsFen', seed, 90)).toBeLessThan(
        0.8 * total(stays, 'contractsFen', seed, 90),
      );
      expect(total(leaves, 'feesFen', seed, 90)).toBeLessThan(total(stays, 'feesFen', seed, 90));
    }
  });
});
