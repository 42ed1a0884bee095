import { describe, expect, it } from 'vitest';
import { prepareMatch } from '../../../engine/market/05-match/match.ts';
import { holdingsOf, offerHolding } from '../../../engine/settle/holdings.ts';
import { LISTING } from '../../../engine/state/codes.ts';
import { deposit, requestWithdrawal } from '../../../engine/state/lenders.ts';
import type { World } from '../../../engine/state/world.ts';
import { changed, checkLaws, emptyWorld, lender, listing, loan, runDays } from '../../helpers/market.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

const lotFen = loadSmall().splitting.lotFen;
const open = changed(loadSmall(), (s) => {
  Object.assign(s.matching.caps, { borrower: 1, sector: 1, region: 1, guarantor: 1 });
  s.matching.acceptedUpTo = { C1: 'AA', C2: 'B', C3: 'C', C4: 'E', C5: 'HR' };
  s.matching.minYield = { C1: 0, C2: 0, C3: 0, C4: 0, C5: 0 };
  s.matching.transfers = true;
  s.matching.transferFee = 0.005;
});

function bidders(world: World, row: number): number[][] {
  const found: number[][] = [];
  const { bids, listings } = world;
  for (let bid = listings.firstBid[row]!; bid >= 0; bid = bids.next[bid]!)
    found.push([bids.lender[bid]!, bids.lots[bid]!]);
  return found;
}

describe('matching', () => {
  it('asks longest waiting lenders first, those of one day in order of id', () => {
    const world = emptyWorld(open);
    const match = prepareMatch(world);
    const late = lender(world);
    const early = [
      lender(world, { cashFen: 2 * lotFen, riskClass: 4 }),
      lender(world, { cashFen: 3 * lotFen, riskClass: 3 }),
    ];
    runDays(world, 0, [match]);
    deposit(world, late, 5 * lotFen);
    const row = listing(world, { lots: 6 });
    runDays(world, 1, [match]);
    expect(bidders(world, row)).toEqual([[early[0], 2], [early[1], 3], [late, 1]]); // prettier-ignore
    expect(world.listings.status[row]).toBe(LISTING.full);
    checkLaws(world);
  });

  it('asks those with most cash first under largestFirst', () => {
    const world = emptyWorld(changed(open, (s) => (s.matching.order = 'largestFirst')));
    const few = lender(world, { cashFen: 2 * lotFen });
    const many = lender(world, { cashFen: 3 * lotFen });
    const row = listing(world, { lots: 4 });
    runDays(world, 0, [prepareMatch(world)]);
    expect(bidders(world, row)).toEqual([[many, 3], [few, 1]]); // prettier-ignore
  });

  it('leaves out classes that don’t accept the grade or want more yield, and the borrower itself', () => {
    const world = emptyWorld(changed(open, (s) => (s.matching.minYield.C4 = 0.15)));
    const own = lender(world, { cashFen: lotFen });
    lender(world, { cashFen: lotFen, riskClass: 2 });
    lender(world, { cashFen: lotFen, riskClass: 3 });
    const willing = lender(world, { cashFen: lotFen });
    const row = listing(world, { lots: 4, facilityGrade: 4, aprPpm: 149_999, lender: own });
    runDays(world, 0, [prepareMatch(world)]);
    expect(bidders(world, row)).toEqual([[willing, 1]]);
  });

  it('keeps limits: one lot where the borrower cap is small, free lots and shares of the stake elsewhere', () => {
    const capped = changed(open, (s) => {
      Object.assign(s.matching.caps, { borrower: 0.05, sector: 0.3, region: 1, guarantor: 1 });
      s.matching.freeLots = 2;
    });
    const world = emptyWorld(capped);
    const who = lender(world, { cashFen: 20 * lotFen, stakeFen: 10 * lotFen });
    const rows = [0, 0, 0, 0, 1].map((sector) => listing(world, { lots: 10, sector }));
    runDays(world, 2, [prepareMatch(world)]);
    expect(rows.map((row) => world.listings.filledLots[row])).toEqual([1, 1, 1, 0, 1]);
    expect(world.lenders.cashFen[who]).toBe(16 * lotFen);
    checkLaws(world);
  });

  it('places 4.0 times as many lots with a lender once its borrower cap is off', () => {
    const lots = [0.1, 1].map((borrower) => {
      const world = emptyWorld(changed(open, (s) => (s.matching.caps.borrower = borrower)));
      lender(world, { cashFen: 4 * lotFen, stakeFen: 10 * lotFen });
      const row = listing(world, { lots: 10 });
      runDays(world, 0, [prepareMatch(world)]);
      return world.listings.filledLots[row]!;
    });
    expect(lots[1]! / lots[0]!).toBeCloseTo(4.0, 1);
  });

  it('adds a later bid to the first of the same lender, within the cap', () => {
    const world = emptyWorld(changed(open, (s) => (s.matching.caps.borrower = 0.5)));
    const who = lender(world, { cashFen: 2 * lotFen, stakeFen: 10 * lotFen });
    const row = listing(world, { lots: 10 });
    runDays(world, 0, [prepareMatch(world)]);
    deposit(world, who, 9 * lotFen);
    const match = prepareMatch(world);
    runDays(world, 1, [match]);
    expect(bidders(world, row)).toEqual([[who, 5]]);
    checkLaws(world);
  });

  it('fills lots of twice the size with half as many, and leaves a lender with less alone but in its place', () => {
    const world = emptyWorld(open);
    const short = lender(world, { cashFen: lotFen });
    const rich = lender(world, { cashFen: 5 * lotFen });
    const large = listing(world, { lots: 3, lotFen: 2 * lotFen });
    const small = listing(world, { lots: 2 });
    runDays(world, 0, [prepareMatch(world)]);
    expect(bidders(world, large)).toEqual([[rich, 2]]);
    expect(bidders(world, small)).toEqual([[short, 1], [rich, 1]]); // prettier-ignore
    checkLaws(world);
  });

  it('takes a lender’s place when it asks for its cash; what it brings back joins at the end', () => {
    const world = emptyWorld(open);
    const match = prepareMatch(world);
    const gone = lender(world, { cashFen: lotFen });
    const waiting = lender(world, { cashFen: lotFen });
    runDays(world, 0, [match]);
    requestWithdrawal(world, gone, lotFen, 0);
    deposit(world, gone, lotFen);
    const row = listing(world, { lots: 2 });
    runDays(world, 1, [match]);
    expect(bidders(world, row)).toEqual([[waiting, 1], [gone, 1]]); // prettier-ignore
    checkLaws(world);
  });

  it('fills at the latest moment of its bids: of the listing, or of the day a lender joined', () => {
    const world = emptyWorld(open);
    const match = prepareMatch(world);
    lender(world, { cashFen: lotFen });
    runDays(world, 0, [match]);
    const first = listing(world, { lots: 1, minute: 700 });
    const second = listing(world, { lots: 1, minute: 10 });
    runDays(world, 1, [match]);
    const fresh = lender(world, { cashFen: lotFen });
    runDays(world, 2, [match]);
    expect(world.listings.fillMinute[first]).toBe(700);
    const u = world.streams.stream('lenderDay').uniform(world.lenders.key[fresh]!, 2, 1);
    expect(world.listings.fillMinute[second]).toBe(1440 + Math.floor(1440 * u));
  });

  it('does nothing in wind-down', () => {
    const world = emptyWorld(open);
    lender(world, { cashFen: lotFen });
    const row = listing(world, { lots: 1 });
    world.platform.windDown = 1;
    runDays(world, 0, [prepareMatch(world)]);
    expect(world.listings.filledLots[row]).toBe(0);
  });
});

describe('transfers', () => {
  it('sell whole holdings, expired plans first, to the first who can pay them; the seller bears the fee', () => {
    const world = emptyWorld(open);
    const seller = lender(world);
    loan(world, [[seller, 3]]);
    loan(world, [[seller, 5]]);
    loan(world, [[seller, 1]]);
    const [exitSmall, plan, exitLast] = holdingsOf(world, seller);
    offerHolding(world, exitSmall!, 1);
    offerHolding(world, exitLast!, 1);
    offerHolding(world, plan!, 0);
    lender(world, { cashFen: 2 * lotFen });
    const buyer = lender(world, { cashFen: 6 * lotFen });
    runDays(world, 0, [prepareMatch(world)]);
    expect(world.holdings.lender[plan!]).toBe(buyer);
    expect(world.holdings.lender[exitSmall!]).toBe(seller);
    expect(world.holdings.lender[exitLast!]).not.toBe(seller);
    expect(world.lenders.cashFen[seller]).toBe(6 * lotFen * 0.995);
    expect(world.book.offersFen).toBe(3 * lotFen);
    checkLaws(world);
  });

  it('leave claims of loans behind with their seller', () => {
    const world = emptyWorld(open);
    const seller = lender(world);
    const row = loan(world, [[seller, 1]]);
    world.loans.missed[row] = 1;
    world.platform.delinquentLoans = 1;
    offerHolding(world, 0, 1);
    lender(world, { cashFen: 9 * lotFen });
    runDays(world, 0, [prepareMatch(world)]);
    expect(world.holdings.lender[0]).toBe(seller);
  });
});
