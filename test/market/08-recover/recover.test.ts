import { describe, expect, it } from 'vitest';
import { interpolatedQuantile } from '../../../engine/random/variates.ts';
import { RECOVERY_U, RECOVERY_X, tranches } from '../../../engine/market/08-recover/amounts.ts';
import { prepareRecover } from '../../../engine/market/08-recover/recover.ts';
import { beginArrears, defaultLoan } from '../../../engine/settle/arrears.ts';
import { LOAN } from '../../../engine/state/codes.ts';
import { FLOW } from '../../../engine/state/flow.ts';
import type { Scenario } from '../../../engine/scenario/scenario.ts';
import type { World } from '../../../engine/state/world.ts';
import { changed, checkLaws, emptyWorld, lender, loan, runDays } from '../../helpers/market.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

const lotFen = loadSmall().splitting.lotFen;
const LOANS = 400;

const base = changed(loadSmall(), (s) => {
  s.clock.horizonDays = 200;
  s.guarantee.scheme = 'none';
  s.servicing.loansPerCollector = 1e9;
  for (const product of Object.values(s.loans)) {
    product.recoveryShare = 0.3;
    product.recoveryCost = 0.2;
    product.recoveryDays = [10, 20, 30];
    product.collateral = null;
  }
});

/** Loans of 50 lots that all default on day 0. */
function defaulted(scenario: Scenario, prepare?: (world: World) => void): World {
  const world = emptyWorld(scenario);
  const who = lender(world);
  for (let i = 0; i < LOANS; i++) {
    const row = loan(world, [[who, 50]]);
    world.loans.due[row] = 1;
    beginArrears(world, row, 3, -100);
    defaultLoan(world, row);
  }
  prepare?.(world);
  return world;
}

function recoveredShare(scenario: Scenario, prepare?: (world: World) => void): number {
  const world = defaulted(scenario, prepare);
  runDays(world, 120, [prepareRecover(world)]);
  checkLaws(world);
  return world.flow[FLOW.recoveredFen]! / (LOANS * 50 * lotFen);
}

describe('recovery', () => {
  it('brings its share on average, nothing from three loans in five, in three equal tranches', () => {
    const world = defaulted(base);
    const byDay: number[] = [];
    let before = 0;
    runDays(world, 29, [prepareRecover(world)], () => {
      const now = world.flow[FLOW.recoveredFen]!;
      if (now > before) byDay.push(now - before);
      before = now;
    });
    expect(byDay.length).toBe(2);
    expect(Math.abs(byDay[1]! - byDay[0]!)).toBeLessThanOrEqual(LOANS);
    let nothing = 0;
    for (let row = 0; row < LOANS; row++) if (world.loans.outstandingFen[row] === 50 * lotFen) nothing += 1;
    expect(nothing / LOANS).toBeCloseTo(0.6, 1);
    runDays(world, 30, [prepareRecover(world)]);
    expect(world.flow[FLOW.recoveredFen]! / (LOANS * 50 * lotFen)).toBeCloseTo(0.3, 1);
  });

  it('writes off what is left on the day of the last tranche: recovered + cost + lost = the claim', () => {
    const world = defaulted(base);
    runDays(world, 30, [prepareRecover(world)]);
    const { flow } = world;
    const claimFen = LOANS * 50 * lotFen;
    expect(flow[FLOW.lossLendersFen]! + flow[FLOW.recoveredFen]! - flow[FLOW.recoveryCostFen]!).toBe(
      claimFen,
    );
    expect(world.book.inRecoveryFen).toBe(0);
    expect(world.lenders.heldLots[1]).toBe(0);
    expect(world.loans.status[0]).toBe(LOAN.writtenOff);
    checkLaws(world);
  });

  it('brings nothing at a share of 0, half in a stress that halves it, 0.40 with collectors for 40 %', () => {
    const whole = recoveredShare(base);
    const none = changed(base, (s) => {
      for (const product of Object.values(s.loans)) product.recoveryShare = 0;
    });
    const few = changed(base, (s) => {
      s.servicing.loansPerCollector = 0.4 / s.platform.departments.collections.headcount;
    });
    const oneBehind = (world: World): void => {
      const row = loan(world, [[1, 1]]);
      world.loans.due[row] = 1;
      beginArrears(world, row, 1, 0);
    };
    expect(recoveredShare(none)).toBe(0);
    expect(recoveredShare(base, (world) => (world.truth.recoveryMultiplier[0] = 0.5)) / whole).toBeCloseTo(
      0.5,
      2,
    );
    expect(recoveredShare(few, oneBehind) / whole).toBeCloseTo(0.4, 2);
  });

  it('sells collateral first: with all found and worth the claim nothing is lost but the cost', () => {
    const vehicle = changed(base, (s) => {
      for (const product of Object.values(s.loans)) {
        product.recoveryShare = 0;
        product.collateral = {
          collateralLtv: 0.5,
          depreciationPerMonth: 0.01,
          foundShare: 0.7,
          pledgedTwice: 0,
          saleCost: 0,
          auctionShare: 0.9,
          saleAfterDays: 15,
          keptPerMonth: 0,
        };
      }
    });
    const world = defaulted(vehicle);
    runDays(world, 15, [prepareRecover(world)]);
    expect(world.flow[FLOW.recoveredFen]! / (LOANS * 50 * lotFen)).toBeCloseTo(0.7, 1);
    expect(world.flow[FLOW.recoveryCostFen]! / world.flow[FLOW.recoveredFen]!).toBeCloseTo(0.2, 6);
    checkLaws(world);
  });
});

describe('a contract with a flaw', () => {
  const sued = changed(base, (s) => {
    s.legal.litigated = 1;
  });
  const flawed = (world: World): void => {
    for (let row = 0; row < LOANS; row++) world.loans.flawPpm[row] = 300_001;
  };
  const claimFen = 50 * lotFen;
  const upheldFen = Math.floor((claimFen * 699_999) / 1e6);

  it('brings what the court upholds and no more; what it strikes off is lost by its holders', () => {
    const world = defaulted(sued, flawed);
    runDays(world, 30, [prepareRecover(world)]);
    const { flow, loans } = world;
    expect(flow[FLOW.claimsDeniedFen]).toBe(LOANS * (claimFen - upheldFen));
    const got = Array.from({ length: LOANS }, (_, row) => loans.recoveredFen[row]!);
    expect(Math.max(...got)).toBeLessThanOrEqual(upheldFen);
    expect(Math.max(...got)).toBeGreaterThan(0.95 * upheldFen);
    expect(flow[FLOW.lossLendersFen]! + flow[FLOW.recoveredFen]! - flow[FLOW.recoveryCostFen]!).toBe(
      LOANS * claimFen,
    );
    expect(loans.status[0]).toBe(LOAN.writtenOff);
    checkLaws(world);
  });

  it('costs in proportion, and nothing while nobody goes to court or there is no flaw', () => {
    const whole = recoveredShare(base);
    expect(recoveredShare(sued, flawed) / whole).toBeCloseTo(0.7, 3);
    expect(recoveredShare(base, flawed)).toBe(whole);
    expect(recoveredShare(sued)).toBe(whole);
  });

  it('ends in court as often as stated', () => {
    const some = changed(base, (s) => {
      s.legal.litigated = 0.3;
    });
    const world = defaulted(some, flawed);
    runDays(world, 0, [prepareRecover(world)]);
    const share = world.flow[FLOW.claimsDeniedFen]! / (LOANS * (claimFen - upheldFen));
    expect(Math.abs(share - 0.3)).toBeLessThan(0.08);
  });
});

describe('amounts', () => {
  it('have mean 1 over the quantile table', () => {
    let sum = 0;
    for (let i = 0; i < 10_000; i++) sum += interpolatedQuantile((i + 0.5) / 10_000, RECOVERY_U, RECOVERY_X);
    expect(sum / 10_000).toBeCloseTo(1, 6);
  });

  it('are equal, the rest in the last', () => {
    expect(tranches(11, 3)).toEqual([3, 3, 5]);
    expect(tranches(0, 2)).toEqual([0, 0]);
    expect(tranches(5, 0)).toEqual([]);
  });
});
