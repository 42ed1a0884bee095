import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvariantError } from '../../engine/base/assert.ts';
import { Registry } from '../../engine/base/columns.ts';
import { ACCOUNT, ACCOUNTS } from '../../engine/ledger/accounts.ts';
import { Ledger } from '../../engine/ledger/ledger.ts';
import { REASON, REASONS, checkedReasons } from '../../engine/ledger/reasons.ts';

describe('chart of accounts and reasons', () => {
  it('name every account and reason once, in both languages', () => {
    expect(new Set(ACCOUNTS.map((account) => account.name)).size).toBe(ACCOUNTS.length);
    expect(new Set(REASONS.map((reason) => reason.name)).size).toBe(REASONS.length);
    for (const { en, zh } of [...ACCOUNTS, ...REASONS]) {
      expect(en).toMatch(/^[A-Z]/);
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
    }
    for (const list of ['en', 'zh'] as const) {
      expect(new Set(REASONS.map((reason) => reason[list])).size).toBe(REASONS.length);
    }
    REASONS.forEach((reason, id) => expect((REASON as Record<string, number>)[reason.name]).toBe(id));
  });

  it('refuse a reason that crosses books, names no account or is declared twice', () => {
    expect(() => checkedReasons([['x', 'lenderCash', 'lenderClaims', 'X', '某']])).toThrow(
      'stays within its book',
    );
    expect(() => checkedReasons([['x', 'lenderCash', 'nowhere', 'X', '某']])).toThrow('names two accounts');
    const twice = ['x', 'lenderCash', 'lenderHeld', 'X', '某'] as const;
    expect(() => checkedReasons([twice, twice])).toThrow('declared once');
    expect(checkedReasons([twice])).toHaveLength(1);
  });
});

describe('post', () => {
  it('moves the amount from the debit to the credit account of the reason', () => {
    const ledger = new Ledger();
    ledger.post(REASON.deposit, 500, -1, 3);
    ledger.post(REASON.bidHold, 200);
    ledger.post(REASON.bidRelease, 50);
    expect(
      [ACCOUNT.outsideLenders, ACCOUNT.lenderCash, ACCOUNT.lenderHeld].map((id) => ledger.balance(id)),
    ).toEqual([-500, 350, 150]);
    expect([ledger.debits(ACCOUNT.lenderCash), ledger.credits(ACCOUNT.lenderCash)]).toEqual([200, 550]);
  });

  it('refuses amounts that are not nonnegative safe integers, and reasons not declared', () => {
    const ledger = new Ledger();
    for (const amount of [-1, 0.5, NaN, Infinity, 2 ** 53]) {
      expect(() => ledger.post(REASON.deposit, amount)).toThrow(InvariantError);
    }
    expect(() => ledger.post(REASONS.length, 1)).toThrow('a reason is declared');
    expect(() => ledger.post(-1, 1)).toThrow('a reason is declared');
    expect(ACCOUNTS.every((_, id) => ledger.balance(id) === 0)).toBe(true);
  });

  it('keeps each book at zero whatever is posted', () => {
    const posting = fc.tuple(
      fc.integer({ min: 0, max: REASONS.length - 1 }),
      fc.integer({ min: 0, max: 1e9 }),
    );
    fc.assert(
      fc.property(fc.array(posting, { maxLength: 200 }), (postings) => {
        const ledger = new Ledger();
        for (const [reason, amountFen] of postings) ledger.post(reason, amountFen);
        const sums = { cash: 0, claims: 0 };
        ACCOUNTS.forEach((account, id) => (sums[account.book] += ledger.balance(id)));
        return sums.cash === 0 && sums.claims === 0;
      }),
      { numRuns: 200, seed: 41 },
    );
  });
});

describe('check', () => {
  it('accepts a life of a loan and refuses it with one step left out', () => {
    const life = [
      [REASON.deposit, 1000],
      [REASON.bidHold, 1000],
      [REASON.disbursement, 1000],
      [REASON.claimCreated, 1000],
      [REASON.platformFee, 30],
      [REASON.reserveContribution, 10],
      [REASON.repayPrincipal, 600],
      [REASON.claimRepaidToLenders, 600],
      [REASON.repayInterest, 12],
      [REASON.claimLostByLenders, 400],
      [REASON.withdrawalRequest, 612],
      [REASON.withdrawalPaid, 612],
    ] as const;
    const run = (skipped: number) => {
      const ledger = new Ledger();
      life.forEach(([reason, amountFen], i) => {
        if (i !== skipped) ledger.post(reason, amountFen);
      });
      ledger.check();
      return ledger;
    };
    const ledger = run(-1);
    expect(ledger.balance(ACCOUNT.lostByLenders)).toBe(400);
    expect(ledger.balance(ACCOUNT.borrowerDebt)).toBe(-400);
    for (const needed of [0, 1, 3, 4, 6, 10]) expect(() => run(needed)).toThrow('no forbidden negative');
  });

  it('lets the pool have a gap only under pooled custody', () => {
    const post = (pooled: boolean) => {
      const ledger = new Ledger({ pooled });
      ledger.post(REASON.poolMisuse, 5);
      return ledger;
    };
    expect(() => post(false).check()).toThrow('poolGap');
    expect(() => post(true).check()).not.toThrow();
  });

  it('finds totals tampered with behind its back', () => {
    const registry = new Registry();
    const ledger = new Ledger({ registry });
    ledger.post(REASON.deposit, 500);
    ledger.check();
    const saved = registry.save();
    saved.columns[1]![ACCOUNT.lenderCash]! += 1;
    registry.load(saved);
    expect(() => ledger.check()).toThrow('add up to zero');
  });
});

describe('checkSubLedger', () => {
  const ledger = new Ledger();
  ledger.post(REASON.deposit, 600);

  it('accepts balances that add up', () => {
    expect(() => ledger.checkSubLedger(ACCOUNT.lenderCash, Float64Array.of(100, 500, 7), 2)).not.toThrow();
    expect(() => ledger.checkSubLedger(ACCOUNT.outsideLenders, Float64Array.of(-700, 100), 2)).not.toThrow();
  });

  it('refuses sums that are a fen off, negative balances and fractions', () => {
    const check =
      (...balances: number[]) =>
      () =>
        ledger.checkSubLedger(ACCOUNT.lenderCash, Float64Array.from(balances), balances.length);
    expect(check(100, 501)).toThrow('adds up to its control account');
    expect(check(-100, 700)).toThrow('balance is allowed');
    expect(check(100.5, 499.5)).toThrow('balance is allowed');
    expect(check(NaN, 600)).toThrow('balance is allowed');
  });
});

describe('closeDay', () => {
  it('hands out the day by reason and starts anew, keeping totals', () => {
    const ledger = new Ledger();
    const rows: number[][] = [];
    const sink = (...row: number[]) => rows.push(row);
    for (ledger.day = 0; ledger.day < 2; ledger.day++) {
      ledger.post(REASON.deposit, 10 + ledger.day);
      ledger.post(REASON.deposit, 5);
      ledger.post(REASON.bidHold, 1);
      ledger.closeDay(sink);
    }
    expect(rows).toEqual([
      [0, REASON.deposit, 2, 15],
      [0, REASON.bidHold, 1, 1],
      [1, REASON.deposit, 2, 16],
      [1, REASON.bidHold, 1, 1],
    ]);
    expect([ledger.totalFen[REASON.deposit], ledger.dayFen[REASON.deposit]]).toEqual([31, 0]);
  });

  it('has day rows that rebuild every balance', () => {
    const ledger = new Ledger();
    const rebuilt = new Float64Array(ACCOUNTS.length);
    REASONS.forEach((_, id) => ledger.post(id, 1000 + id));
    ledger.closeDay((_day, reason, _postings, amountFen) => {
      rebuilt[REASONS[reason]!.from]! -= amountFen;
      rebuilt[REASONS[reason]!.to]! += amountFen;
    });
    expect([...rebuilt]).toEqual(ACCOUNTS.map((_, id) => ledger.balance(id)));
  });
});

describe('registered state', () => {
  it('resets with the registry and shows in its hash', () => {
    const registry = new Registry();
    const ledger = new Ledger({ registry });
    const empty = registry.hash();
    ledger.post(REASON.deposit, 1);
    expect(registry.hash()).not.toBe(empty);
    registry.reset();
    expect(registry.hash()).toBe(empty);
  });
});
