/** Coverage ratio and survival period of books made by hand, against arithmetic on paper. */
import { describe, expect, it } from 'vitest';
import { REASON } from '../../../engine/ledger/reasons.ts';
import { commitments } from '../../../engine/state/commitments.ts';
import { sumInstalments } from '../../../engine/state/instalments.ts';
import { requestWithdrawal } from '../../../engine/state/lenders.ts';
import {
  cashAhead,
  leastCashFen,
  liquidityCoverage,
  measureLiquidity,
  netOutflow30dFen,
  survivalDays,
} from '../../../engine/state/liquidity.ts';
import type { World } from '../../../engine/state/world.ts';
import { changed, emptyWorld, lender, loan } from '../../helpers/market.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

const POOLED = ['custody=pooled', 'regime=cn-2013'];
/** Month end of January, seen from the 10th: the 21st day ahead; of February the 49th. */
const MONTHLY_FEN = 1_000_000;

/** No channels, no staff but one of 9,000 yuan a month (or nobody), 1,000 yuan of rent. */
function book(set: readonly string[], ownFen: number, costless = false): World {
  const scenario = changed(loadSmall(['clock.start=2017-01-10', ...set]), ({ acquisition, platform }) => {
    for (const channel of Object.values(acquisition.borrowers)) channel.open = false;
    for (const channel of Object.values(acquisition.lenders)) channel.open = false;
    for (const department of Object.values(platform.departments)) department.headcount = 0;
    platform.technologyPerMonthFen = costless ? 0 : 100_000;
    Object.assign(platform.departments.review, { headcount: costless ? 0 : 1, salaryPerMonthFen: 900_000 });
  });
  const world = emptyWorld(scenario);
  world.ledger.post(REASON.capitalIn, ownFen);
  return world;
}

describe('segregated custody, own cash alone', () => {
  it('covers what it covers: own cash over a month of costs', () => {
    const world = book([], 1_500_000);
    lender(world, { cashFen: 50_000_000 });
    expect(netOutflow30dFen(world, commitments(world, 30))).toBe(MONTHLY_FEN);
    expect(liquidityCoverage(world, commitments(world, 30))).toBe(1.5);
  });

  it.each([
    [999_999, 20],
    [1_000_000, 48],
    [1_999_999, 48],
    [2_000_000, 79],
    [90_000_000, 180],
  ])('lasts to the day before the month end it cannot pay: %i fen, %i days', (ownFen, days) => {
    const world = book([], ownFen);
    lender(world, { cashFen: 50_000_000 });
    expect(survivalDays(world, commitments(world, 180))).toBe(days);
  });

  it("customers' money is no help: the gap is that of the side that has less", () => {
    const world = book([], 400_000);
    lender(world, { cashFen: 50_000_000 });
    const cash = cashAhead(world, commitments(world, 30));
    expect(leastCashFen(world, cash, 7)).toBe(400_000);
    expect(leastCashFen(world, cash, 30)).toBe(400_000 - MONTHLY_FEN);
  });

  it('has no ratio where nothing flows out', () => {
    const world = book([], 5, true);
    expect(liquidityCoverage(world, commitments(world, 30))).toBe(-1);
    measureLiquidity(world);
    expect(world.platform.liquidityCoverage).toBe(-1);
    expect(world.platform.survivalDays).toBe(180);
  });
});

describe('pooled custody', () => {
  it('runs off small stakes at 5 %, large ones at 10 %, and counts a withdrawal in full', () => {
    const world = book(POOLED, 1_000_000);
    lender(world, { cashFen: 20_000_000, stakeFen: 50_000_000 });
    lender(world, { cashFen: 30_000_000, stakeFen: 50_000_001 });
    const late = lender(world, { cashFen: 2_000_000 });
    requestWithdrawal(world, late, 2_000_000, 0);
    const outFen = MONTHLY_FEN + 2_000_000 + 0.05 * 20_000_000 + 0.1 * 30_000_000;
    const ladder = commitments(world, 30);
    expect(netOutflow30dFen(world, ladder)).toBeCloseTo(outFen, 6);
    expect(liquidityCoverage(world, ladder)).toBeCloseTo((1_000_000 + 52_000_000) / outFen, 12);
  });

  it('counts half of the instalments, and of the outflows lets them cover three quarters at most', () => {
    const world = book(POOLED, 0);
    const holder = lender(world);
    world.day = -20;
    const small = loan(world, [[holder, 10]], { termMonths: 1, aprPpm: 120_000 });
    world.day = 0;
    sumInstalments(world, world.loans.dueDayOfMonth[small]!);
    // Ten lots of 1,000 yuan at a month's 1 %: due 11 days ahead.
    const ladder = commitments(world, 30);
    expect(ladder.instalmentsDueFen.indexOf(1_010_000)).toBe(10);
    expect(netOutflow30dFen(world, ladder)).toBe(MONTHLY_FEN - 505_000);
    world.day = -20;
    loan(world, [[holder, 90]], { termMonths: 1, aprPpm: 120_000 });
    world.day = 0;
    sumInstalments(world, world.loans.dueDayOfMonth[small]!);
    expect(netOutflow30dFen(world, commitments(world, 30))).toBe(0.25 * MONTHLY_FEN);
  });

  it('lasts while one in a hundred asks every day, to the day', () => {
    const world = book(POOLED, 0, true);
    lender(world, { cashFen: 10_000_000 });
    // All that is on demand is in the bank: it is never short.
    expect(survivalDays(world, commitments(world, 180))).toBe(180);
    // Half of it used otherwise: 0.99^n <= 1/2 first on day 69, so 68 days are survived.
    world.ledger.post(REASON.poolMisuse, 5_000_000);
    world.ledger.post(REASON.payroll, 5_000_000);
    expect(survivalDays(world, commitments(world, 180))).toBe(68);
  });

  it('lasts longer by what the bank would lend, and not by what a covenant refuses', () => {
    const set = ['platform.creditLine.limit=10k CNY', 'platform.creditLine.undrawnFeePerYear=0%'];
    const world = book(set, 999_999);
    expect(survivalDays(world, commitments(world, 180))).toBe(48);
    const refused = book(
      [...set, 'platform.creditLine.covenants={ worth: { breachedWhen: { equity: { below: 10k CNY } } } }'],
      999_999,
    );
    expect(survivalDays(refused, commitments(refused, 180))).toBe(20);
  });
});
