import { beforeAll, describe, expect, it } from 'vitest';
import { ACCOUNT } from '../../engine/ledger/accounts.ts';
import { openBook } from '../../engine/opening/opening.ts';
import { claimsOf } from '../../engine/settle/holdings.ts';
import { LENDER, POOL } from '../../engine/state/codes.ts';
import { createWorld, type World } from '../../engine/state/world.ts';
import { loadSmall } from '../helpers/scenarios.ts';

function opened(set: readonly string[] = [], seed = 1): World {
  const world = createWorld(loadSmall(set), seed, 0);
  openBook(world);
  return world;
}

describe('openBook', () => {
  let world: World;
  beforeAll(() => {
    world = opened();
  });

  it('keeps the ledger’s laws and its sub-ledgers', () => {
    const { ledger, lenders, loans } = world;
    ledger.check();
    ledger.checkSubLedger(ACCOUNT.lenderCash, lenders.cashFen, lenders.length);
    let outstandingFen = 0;
    for (let row = 0; row < loans.length; row++) outstandingFen += loans.outstandingFen[row]!;
    expect(ledger.balance(ACCOUNT.lenderClaims)).toBe(outstandingFen);
    expect(world.book.outstandingFen).toBe(outstandingFen);
    expect(world.outstandingByCell.reduce((a, b) => a + b, 0)).toBe(outstandingFen);
  });

  it('sells every lot of every loan, and founders brought what their claims and cash are worth', () => {
    const { loans, holdings, lenders } = world;
    for (let row = 0; row < loans.length; row++) {
      let lots = 0;
      const first = loans.firstHolding[row]!;
      for (let h = first; h < first + loans.holdingCount[row]!; h++) lots += holdings.lots[h]!;
      expect(lots).toBe(loans.lots[row]);
    }
    for (let row = 1; row < lenders.length; row++) {
      expect(claimsOf(world, row) + lenders.cashFen[row]!).toBe(lenders.depositedFen[row]);
    }
  });

  it('puts the pool on row 0, without money', () => {
    expect(world.lenders.status[POOL]).toBe(LENDER.gone);
    expect(world.lenders.depositedFen[POOL]).toBe(0);
    expect(world.book.lendersInvesting).toBe(world.scenario.opening.lenders);
  });

  it('has loans behind whose due dates, buckets and instalments agree', () => {
    const { loans, book } = world;
    let behind = 0;
    for (let row = 0; row < loans.length; row++) {
      const missed = loans.missed[row]!;
      expect(loans.contractDay[row]).toBeLessThan(0);
      if (missed === 0) {
        expect(loans.paid[row]).toBe(loans.due[row]);
        continue;
      }
      behind += 1;
      const past = -loans.oldestDueDay[row]!;
      expect(past).toBeGreaterThan(0);
      expect(past).toBeLessThanOrEqual(93);
      expect(loans.bucket[row]).toBe(past <= 30 ? 1 : past <= 60 ? 2 : 3);
      expect(loans.due[row]! - loans.paid[row]!).toBeGreaterThan(0);
    }
    expect(behind / loans.length).toBeGreaterThan(0.005);
    expect(behind / loans.length).toBeLessThan(0.1);
    expect(book.overdueM1Fen).toBeGreaterThan(0);
  });

  it('opens the reserve at its cover of the expected loss', () => {
    const { ledger, platform, scenario } = world;
    const wanted = Math.floor(scenario.opening.reserveCover * platform.expectedLossFen);
    expect(ledger.balance(ACCOUNT.reserveCash)).toBe(wanted);
  });

  it('opens an empty book with lenders and their first deposits, no loans', () => {
    const empty = opened(['opening.book=empty']);
    empty.ledger.check();
    expect(empty.loans.length).toBe(0);
    expect(empty.book.outstandingFen).toBe(0);
    expect(empty.lenders.cashFen[1]).toBeGreaterThanOrEqual(empty.scenario.splitting.lotFen);
  });

  it('leaves founders as they are when more of them come', () => {
    const more = opened(['opening.lenders=400']);
    for (let row = 1; row <= 300; row++) expect(more.lenders.stakeFen[row]).toBe(world.lenders.stakeFen[row]);
  });
});
