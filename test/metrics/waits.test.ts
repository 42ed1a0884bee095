import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysWithin } from '../../engine/metrics/waits.ts';

const none = [0, 0, 0, 0, 0, 0];

describe('daysWithin', () => {
  it('is the plain quantile where everything is paid', () => {
    const paid = [1, 1, 4, 2, 1, 1];
    const at = (share: number) => daysWithin({ paid, watched: none, never: 0 }, share);
    expect([0.1, 0.2, 0.21, 0.5, 0.6, 0.8, 0.9, 1].map(at)).toEqual([0, 1, 2, 2, 2, 3, 4, 5]);
  });

  it('reaches no further than payments do', () => {
    expect(daysWithin({ paid: [3, 0, 0, 0, 0, 0], watched: none, never: 7 }, 0.5)).toBeNaN();
    expect(daysWithin({ paid: [3, 0, 0, 0, 0, 0], watched: none, never: 7 }, 0.3)).toBe(0);
    expect(daysWithin({ paid: none, watched: none, never: 0 }, 0.5)).toBeNaN();
  });

  it('counts who is watched for some days among those at risk on those days', () => {
    // Of ten two are paid at once; four are watched for a day; of the four others half are paid on day 3.
    const waits = { paid: [2, 0, 0, 2, 0, 0], watched: [0, 4, 0, 0, 0, 2], never: 0 };
    expect(daysWithin(waits, 0.6)).toBe(3);
    expect(daysWithin(waits, 0.61)).toBeNaN();
  });

  it('never becomes shorter when something is left unpaid instead of paid', () => {
    const days = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 6, maxLength: 6 });
    const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });
    fc.assert(
      fc.property(days, days, share, fc.integer({ min: 0, max: 5 }), (paid, watched, of, day) => {
        const all = daysWithin({ paid, watched, never: 0 }, of);
        const short = [...paid];
        const left = Math.ceil(short[day]! / 2);
        short[day]! -= left;
        const fewer = daysWithin({ paid: short, watched, never: left }, of);
        expect(Number.isNaN(fewer) || fewer >= all).toBe(true);
      }),
    );
  });
});
