import { describe, expect, it } from 'vitest';
import { ACCOUNT } from '../../../engine/ledger/accounts.ts';
import { REASON } from '../../../engine/ledger/reasons.ts';
import { prepareMatch } from '../../../engine/market/05-match/match.ts';
import { prepareContract } from '../../../engine/market/06-contract/contract.ts';
import { LISTING } from '../../../engine/state/codes.ts';
import type { Scenario } from '../../../engine/scenario/scenario.ts';
import { changed, checkLaws, emptyWorld, lender, listing, runDays } from '../../helpers/market.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

const lotFen = loadSmall().splitting.lotFen;
const open = changed(loadSmall(), (s) => {
  Object.assign(s.matching.caps, { borrower: 1, sector: 1, region: 1, guarantor: 1 });
  s.matching.minYield = { C1: 0, C2: 0, C3: 0, C4: 0, C5: 0 };
  s.matching.listingDays = 7;
  s.reserve.fundedBy = 'platformFee';
});

function start(scenario: Scenario, cashLots: number) {
  const world = emptyWorld(scenario);
  const who = lender(world, { cashFen: cashLots * lotFen });
  return { world, who, steps: [prepareMatch(world), prepareContract(world)] };
}

describe('a full listing', () => {
  it('is a contract the same day, with its terms, its holdings in order of bids and its fees paid', () => {
    const { world, who, steps } = start(open, 3);
    const other = lender(world, { cashFen: 9 * lotFen });
    const terms = {
      lots: 5,
      feeFen: 7000,
      contributionFen: 4000,
      guarantor: 1,
      guaranteeFeeFen: 600,
      sector: 2,
    };
    const row = listing(world, terms);
    const liquidFen = world.guarantors.liquidFen[1]!;
    runDays(world, 0, steps);
    expect(world.listings.status[row]).toBe(LISTING.contract);
    expect([...world.holdings.lender.subarray(0, 2)]).toEqual([who, other]);
    expect([...world.holdings.lots.subarray(0, 2)]).toEqual([3, 2]);
    expect(world.loans.outstandingFen[0]).toBe(5 * lotFen);
    expect(world.loans.key[0]).toBe(world.listings.key[row]);
    expect(world.ledger.balance(ACCOUNT.platformCash)).toBe(3000);
    expect(world.ledger.balance(ACCOUNT.reserveCash)).toBe(4000);
    expect(world.guarantors.liquidFen[1]! - liquidFen).toBe(600);
    expect(world.lenders.heldFen[who]).toBe(0);
    checkLaws(world);
  });

  it('pays the reserve at most what the platform has', () => {
    const { world, steps } = start(open, 5);
    listing(world, { lots: 5, feeFen: 3000, contributionFen: 4000 });
    runDays(world, 0, steps);
    expect(world.ledger.balance(ACCOUNT.reserveCash)).toBe(3000);
  });

  it('waits for the bank under pooled custody, and all filled after it wait behind it', () => {
    const { world, steps } = start(
      changed(open, (s) => (s.custody = 'pooled')),
      6,
    );
    world.ledger.post(REASON.poolMisuse, 2 * lotFen);
    const large = listing(world, { lots: 5 });
    const small = listing(world, { lots: 1 });
    runDays(world, 9, steps);
    expect([large, small].map((row) => world.listings.status[row])).toEqual([LISTING.full, LISTING.full]);
    world.ledger.post(REASON.poolRefill, lotFen);
    runDays(world, 10, steps);
    expect([large, small].map((row) => world.listings.status[row])).toEqual([LISTING.contract, LISTING.full]);
    checkWithoutPlatform(world);
  });
});

describe('a listing that isn’t full', () => {
  it('fails on its deadline and gives back every held fen', () => {
    const { world, who, steps } = start(open, 3);
    const row = listing(world, { lots: 5 });
    runDays(world, 6, steps);
    expect(world.lenders.heldFen[who]).toBe(3 * lotFen);
    runDays(world, 7, steps);
    expect(world.listings.status[row]).toBe(LISTING.failed);
    expect(world.lenders.cashFen[who]).toBe(3 * lotFen);
    expect(world.customers.borrowing[world.listings.customer[row]!]).toBe(0);
    checkLaws(world);
  });

  it('fills with money that comes on day 10 if the deadline is 30 days instead of 7: 1 contract against 0', () => {
    const contracts = [7, 30].map((listingDays) => {
      const { world, steps } = start(
        changed(open, (s) => (s.matching.listingDays = listingDays)),
        3,
      );
      listing(world, { lots: 5 });
      runDays(world, 9, steps);
      lender(world, { cashFen: 2 * lotFen });
      runDays(world, 10, steps);
      return world.loans.length;
    });
    expect(contracts).toEqual([0, 1]);
  });

  it('fails at once in wind-down, as do those that wait for the bank', () => {
    const { world, steps } = start(
      changed(open, (s) => (s.custody = 'pooled')),
      6,
    );
    world.ledger.post(REASON.poolMisuse, 6 * lotFen);
    const rows = [listing(world, { lots: 5 }), listing(world, { lots: 9 })];
    runDays(world, 0, steps);
    world.platform.windDown = 1;
    runDays(world, 1, steps);
    expect(rows.map((row) => world.listings.status[row])).toEqual([LISTING.failed, LISTING.failed]);
    checkWithoutPlatform(world);
  });
});

/** The posts of these tests that empty the pool make no sense beyond it; the books of lenders must all the same. */
function checkWithoutPlatform(world: ReturnType<typeof emptyWorld>): void {
  const debitsFen = world.ledger.balance(ACCOUNT.platformCash);
  if (debitsFen < 0) world.ledger.post(REASON.capitalIn, -debitsFen);
  checkLaws(world);
}
