/** The auditor itself against results known from elsewhere: reference schedules, a queue worked out by hand, a waterfall of a few fen. */
import { describe, expect, test } from 'vitest';
import { Streams } from '../../engine/random/streams.ts';
import { HAS_SHARED, needsShared, sharedJson } from '../helpers/shared.ts';
import { loadSmall } from '../helpers/scenarios.ts';
import {
  Book,
  addHolding,
  newGuarantor,
  newLender,
  openLoan,
  outstanding,
  type Lender,
  type Terms,
} from './book.ts';
import { compensate } from './compensate.ts';
import { Dates } from './dates.ts';
import { must } from './exact.ts';
import { payByOrder } from './proceeds.ts';
import { schedule } from './schedules.ts';
import { payouts } from './payouts.ts';
import { largestRemainder, request } from './withdraw.ts';

interface Case {
  readonly kind: 'level' | 'equalPrincipal' | 'interestOnly' | 'bullet';
  readonly principal: string;
  readonly annualRate: string;
  readonly months: number;
  readonly schedule: readonly { readonly principal: string; readonly interest: string }[];
}

const fen = (yuan: string) => Math.round(Number(yuan) * 100);

describe.skipIf(!HAS_SHARED)(needsShared('reference schedules'), () => {
  const cases = HAS_SHARED ? sharedJson<{ cases: Case[] }>('reference/01_schedules.json').cases : [];
  test.each(cases)('$kind $principal at $annualRate over $months months', (one) => {
    const method = one.kind === 'level' ? 'levelInstalment' : one.kind;
    const made = schedule(fen(one.principal), Math.round(Number(one.annualRate) * 1e6), one.months, method);
    // The reference lists a bullet's one payment, the schedule every month.
    const owed = method === 'bullet' ? made.slice(-1) : made;
    expect(owed).toEqual(
      one.schedule.map(({ principal, interest }) => ({ principal: fen(principal), interest: fen(interest) })),
    );
  });
});

function bookOf(set: readonly string[], lenders: number): Book {
  const streams = new Streams(1, 0);
  const book = new Book(loadSmall(set), (name) => streams.stream(name), {
    entry: () => 0,
    smm: () => 0,
    rho: 0,
    recoveryQuantile: () => 0,
    card: () => ({ basePoints: 0, attributes: [], scores: new Float64Array() }),
    pd36: () => 0,
    exposureAtDefault: () => 0,
    qualityMean: () => 0,
    frailtyMean: () => 1,
  });
  for (let id = 0; id <= lenders; id++) book.lenders.push(lender(id));
  return book;
}

function lender(id: number): Lender {
  return newLender({
    id,
    key: id,
    bornDay: 0,
    channel: 0,
    riskClass: 0,
    ownClass: 0,
    community: 0,
    product: 0,
    stake: 1_000_000,
  });
}

interface Queue {
  readonly dailyExact: {
    readonly capCents: number;
    readonly requests: readonly (readonly [day: number, fen: number])[];
    readonly completionDay: readonly number[];
  };
}

test.skipIf(!HAS_SHARED)('the reference queue: first come, first served under a daily cap', () => {
  const { capCents, requests, completionDay } = sharedJson<Queue>('reference/07_queue.json').dailyExact;
  const set = [`policies.payout={ rule: fifo, promised: 0d, dailyCap: ${capCents / 100} CNY }`];
  const book = bookOf(set, requests.length);
  for (book.day = 0; book.day < 30; book.day++) {
    requests.forEach(([day, amount], i) => {
      if (day !== book.day) return;
      book.payLender(must(book.lenders[i + 1]), 'outsideLenders', amount);
      request(book, must(book.lenders[i + 1]), amount, 0);
    });
    payouts(book);
  }
  expect(book.requests.map(({ paidDay }) => paidDay)).toEqual(completionDay);
});

test('largest remainders, ties to the first', () => {
  expect(largestRemainder(10, [1, 1, 1])).toEqual([4, 3, 3]);
  expect(largestRemainder(5, [50, 30, 20])).toEqual([3, 1, 1]);
  expect(largestRemainder(0, [7])).toEqual([0]);
});

const TERMS: Terms = {
  key: 1,
  lots: 3,
  lot: 1000,
  aprPpm: 120_000,
  term: 1,
  method: 0,
  product: 2,
  obligorGrade: 0,
  facilityGrade: 0,
  region: 0,
  sector: 0,
  guarantor: 0,
  group: 0,
  customer: 0,
  ownLender: -1,
  multiplier: 1,
  neverPays: false,
  owners: false,
};

/** Three lots of 1000 fen, two with lender 1 and one with lender 2, ninety days past due. */
function lateLoan(guarantorFen: number, reserveFen: number): Book {
  const set = [
    'guarantee.scheme=full',
    'guarantee.advanceOrder=[guarantor, reserve]',
    'guarantee.proceedsOrder=[reserve, lenders, guarantor]',
  ];
  const book = bookOf(set, 2);
  const loan = openLoan(book, TERMS, 0, book.dates.dayOfMonth(0));
  addHolding(book, loan, must(book.lenders[1]), 2);
  addHolding(book, loan, must(book.lenders[2]), 1);
  loan.missed = 3;
  book.guarantors.push(newGuarantor(guarantorFen));
  book.balances.set('guarantorCash', guarantorFen);
  book.balances.set('reserveCash', reserveFen);
  book.day = book.dates.monthsLater(0, 1, 1) + 90;
  return book;
}

describe('a loan of 30.00 with 0.30 of interest is compensated', () => {
  test('in full by the guarantor', () => {
    const book = lateLoan(10_000, 0);
    compensate(book);
    const loan = must(book.loans[0]);
    expect([loan.guarantorClaim, loan.reserveClaim, outstanding(loan)]).toEqual([3000, 0, 3000]);
    expect(book.lenders.map(({ cash }) => cash)).toEqual([0, 2020, 1010]);
    expect(must(book.guarantors[0])).toMatchObject({ liquid: 10_000 - 3030, failedDay: -1 });
  });

  test('by a guarantor who fails at it, then by the reserve; proceeds in order', () => {
    const book = lateLoan(1000, 1501);
    compensate(book);
    const loan = must(book.loans[0]);
    // 1000 / 3 = 333 a lot and a fen left; 1501 / 3 = 500 a lot and a fen left.
    expect([loan.guarantorClaim, loan.reserveClaim]).toEqual([999, 1500]);
    expect(must(book.guarantors[0])).toMatchObject({ liquid: 1, failedDay: book.day });
    expect(book.balance('reserveCash')).toBe(1);
    expect(book.lenders.map(({ cash }) => cash)).toEqual([0, 1666, 833]);
    payByOrder(book, loan, 1600, 7);
    // Interest 7 on claims of 1500, 501, 999: 3, 1, 2 and the odd fen to the reserve. Lenders: 100 over 3 lots.
    expect([loan.reserveClaim, loan.guarantorClaim]).toEqual([0, 999]);
    expect(book.balance('reserveCash')).toBe(1 + 1500 + 4);
    expect(book.lenders.map(({ cash }) => cash)).toEqual([0, 1666 + 34 + 33 + 1, 833 + 33]);
    expect(must(book.guarantors[0]).liquid).toBe(1 + 2);
  });
});

test('due days and workdays', () => {
  const dates = new Dates('2020-01-31');
  const due = [1, 2, 3, 13].map((months) =>
    dates
      .date(dates.monthsLater(0, months, 31))
      .toISOString()
      .slice(0, 10),
  );
  expect(due).toEqual(['2020-02-29', '2020-03-31', '2020-04-30', '2021-02-28']);
  // Friday 31 January 2020; the holiday ends on the 30th.
  expect(dates.workdaysLater(0, 1)).toBe(3);
  expect(new Dates('2018-02-14').workdaysLater(0, 1)).toBe(8);
});
