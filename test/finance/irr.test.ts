import { describe, expect, it } from 'vitest';
import { parseIsoDate } from '../../engine/base/calendar.ts';
import { irr, xirr } from '../../engine/finance/irr.ts';
import { HAS_SHARED, needsShared, sharedJson } from '../helpers/shared.ts';

interface Reference {
  xirr: { name: string; flows: [string, string][]; xirr: number | null }[];
  irr: { name: string; flows: number[]; irrPerPeriod: number }[];
}

describe.skipIf(!HAS_SHARED)(needsShared('rates of return against the reference'), () => {
  const reference = HAS_SHARED ? sharedJson<Reference>('reference/02_xirr.json') : { xirr: [], irr: [] };

  it('equals every dated case to 1e-12', () => {
    expect(reference.xirr.length).toBe(12);
    for (const { name, flows, xirr: expected } of reference.xirr) {
      const rate = xirr(flows.map(([date, yuan]) => ({ day: parseIsoDate(date), fen: Number(yuan) * 100 })));
      if (expected === null) expect(rate, name).toBeNull();
      else expect(Math.abs(rate! - expected), name).toBeLessThan(1e-12);
    }
  });

  it('equals every periodic case to 1e-12', () => {
    for (const { name, flows, irrPerPeriod } of reference.irr) {
      expect(Math.abs(irr(flows)! - irrPerPeriod), name).toBeLessThan(1e-12);
    }
  });

  it('would not with one flow a day later', () => {
    const shifted = reference.xirr
      .filter((one) => one.xirr !== null)
      .filter(({ flows, xirr: expected }) => {
        const days = flows.map(([date, yuan], i) => ({
          day: parseIsoDate(date) + (i === flows.length - 1 ? 1 : 0),
          fen: Number(yuan),
        }));
        return Math.abs(xirr(days)! - expected!) < 1e-9;
      });
    expect(shifted).toEqual([]);
  });
});

describe('xirr', () => {
  it('is undefined without a change of sign', () => {
    expect(xirr([])).toBeNull();
    expect(xirr([{ day: 0, fen: -5 }])).toBeNull();
    expect(
      xirr([
        { day: 0, fen: 5 },
        { day: 9, fen: 5 },
      ]),
    ).toBeNull();
  });

  it('does not depend on the unit of money', () => {
    const flows = [
      { day: 0, fen: -100_000 },
      { day: 100, fen: 40_000 },
      { day: 400, fen: 70_000 },
    ];
    expect(xirr(flows.map(({ day, fen }) => ({ day, fen: fen * 1000 })))).toBeCloseTo(xirr(flows)!, 13);
  });
});
