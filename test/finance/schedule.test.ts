import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  METHODS,
  ScheduleBook,
  lotSchedule,
  monthlyInterestFen,
  type Method,
} from '../../engine/finance/schedule.ts';
import { HAS_SHARED, needsShared, sharedJson } from '../helpers/shared.ts';

interface ReferenceCase {
  kind: string;
  principal: string;
  annualRate: string;
  months: number;
  schedule: { k: number; principal: string; interest: string; balance: string }[];
}

const METHOD_OF: Record<string, Method> = {
  level: 'levelInstalment',
  equalPrincipal: 'equalPrincipal',
  interestOnly: 'interestOnly',
  bullet: 'bullet',
};

const fen = (yuan: string) => new Decimal(yuan).times(100).toNumber();
const ppm = (rate: string) => new Decimal(rate).times(1_000_000).toNumber();

function mismatches(cases: ReferenceCase[], shiftPpm: number): number {
  let count = 0;
  for (const { kind, principal, annualRate, months, schedule } of cases) {
    const lot = lotSchedule(fen(principal), ppm(annualRate) + shiftPpm, months, METHOD_OF[kind]!);
    const rows = new Map(schedule.map((row) => [row.k, row]));
    for (let k = 1; k <= months; k++) {
      const row = rows.get(k) ?? { principal: '0', interest: '0', balance: principal };
      if (
        lot.principalFen[k - 1] !== fen(row.principal) ||
        lot.interestFen[k - 1] !== fen(row.interest) ||
        lot.balanceFen[k] !== fen(row.balance)
      )
        count += 1;
    }
  }
  return count;
}

describe.skipIf(!HAS_SHARED)(needsShared('lotSchedule against the reference'), () => {
  const cases = HAS_SHARED ? sharedJson<{ cases: ReferenceCase[] }>('reference/01_schedules.json').cases : [];

  it('equals every row to the fen', () => {
    expect(cases.length).toBe(14);
    expect(mismatches(cases, 0)).toBe(0);
  });

  it('would not at a rate 0.1 % higher', () => {
    expect(mismatches(cases, 1000)).toBeGreaterThan(50);
  });
});

const anyLot = fc.record({
  lotFen: fc.integer({ min: 1, max: 20_000_000 }),
  aprPpm: fc.integer({ min: 0, max: 600_000 }),
  termMonths: fc.integer({ min: 1, max: 60 }),
  method: fc.constantFrom(...METHODS),
});

describe('lotSchedule', () => {
  it('repays the lot exactly and never owes less than nothing', () => {
    fc.assert(
      fc.property(anyLot, ({ lotFen, aprPpm, termMonths, method }) => {
        const { principalFen, interestFen, balanceFen } = lotSchedule(lotFen, aprPpm, termMonths, method);
        const total = principalFen.reduce((a, b) => a + b, 0);
        return (
          total === lotFen &&
          balanceFen[0] === lotFen &&
          balanceFen[termMonths] === 0 &&
          principalFen.every((value) => value >= 0) &&
          interestFen.every((value) => value >= 0) &&
          principalFen.every((value, k) => balanceFen[k]! - value === balanceFen[k + 1])
        );
      }),
      { numRuns: 1500, seed: 21 },
    );
  });

  it('charges the interest decimal.js charges', () => {
    const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.integer({ min: 0, max: 600_000 }),
        (balanceFen, aprPpm) => {
          const exact = new Exact(balanceFen).times(aprPpm).div(12_000_000).toDecimalPlaces(0).toNumber();
          return monthlyInterestFen(balanceFen, aprPpm) === exact;
        },
      ),
      { numRuns: 2000, seed: 22 },
    );
  });

  it('has equal instalments but for the last, within the fen that rounding leaves', () => {
    const { principalFen, interestFen } = lotSchedule(100_000, 118_000, 24, 'levelInstalment');
    const instalments = Array.from(principalFen, (value, k) => value + interestFen[k]!);
    expect(new Set(instalments.slice(0, -1)).size).toBe(1);
    expect(Math.abs(instalments[23]! - instalments[0]!)).toBeLessThanOrEqual(24);
  });

  it('refuses what is no lot', () => {
    expect(() => lotSchedule(0, 1, 1, 'bullet')).toThrow('positive lot');
    expect(() => lotSchedule(100, 0.5, 1, 'bullet')).toThrow('integer rate');
    expect(() => lotSchedule(100, 1, 1, 'other' as Method)).not.toThrow();
    expect(() => lotSchedule(100, 1, 2, 'other' as Method)).toThrow('unreachable');
  });
});

describe('ScheduleBook', () => {
  it('gives one id per kind of schedule, anew after a reset', () => {
    const book = new ScheduleBook(100_000);
    const first = book.schedule(120_000, 12, 'levelInstalment');
    const second = book.schedule(120_000, 12, 'bullet');
    expect([first, second, book.schedule(120_000, 12, 'levelInstalment')]).toEqual([0, 1, 0]);
    expect(book.get(second).method).toBe('bullet');
    expect(book.get(book.schedule(120_000, 12, 'bullet', 50_000)).lotFen).toBe(50_000);
    book.reset();
    expect(() => book.get(0)).toThrow('id was given');
    expect(book.schedule(120_000, 12, 'bullet')).toBe(0);
  });
});
