/** Lenders with money on other platforms: who gets away from failures there, by the laws of Poisson and Bernoulli. */
import { describe, expect, it } from 'vitest';
import { exp, ln1p } from '../../../engine/base/mathx.ts';
import { FLOW } from '../../../engine/state/flow.ts';
import { crowd } from '../../validation/crowd.ts';

const COUNT = 20_000;
const DAYS = 30;
/** Share of rivals that fails over the month, evenly by day. */
const SHARE = 0.12;

/** Share of a crowd that left, and losses by lender, while rivals fail for a month. */
function month(elsewhere: { platforms: number; leaveShare: number }, lagDays = 0, channel = true) {
  const shocks = [{ kind: 'rivalFailures' as const, day: 1, share: SHARE, overDays: DAYS }];
  const market = crowd(
    COUNT,
    { elsewhere, lags: { elsewhere: lagDays }, channels: { rivals: false, elsewhere: channel } },
    { seed: 11, shocks },
  );
  let left = 0;
  let lost = 0;
  const leftOn: number[] = [];
  for (let day = 0; day <= DAYS; day++) {
    market.world.flow.fill(0);
    left = market.nextDay();
    leftOn.push(left / COUNT);
    lost += market.world.flow[FLOW.lostElsewhere]!;
  }
  return { left: left / COUNT, lost: lost / COUNT, leftOn };
}

/** Hazard of one platform over the month. */
const HAZARD = -DAYS * ln1p(-SHARE / DAYS);
/** With Poisson(m) platforms none fails with the chance exp(-m (1 - e^-H)). */
const leavingShare = (m: number) => 1 - exp(-m * (1 - exp(-HAZARD)));
const band = (p: number) => 4 * Math.sqrt((p * (1 - p)) / COUNT);

describe('lenders with money elsewhere', () => {
  it.each([1.97, 5])('leave as often as one of Poisson(%d) platforms fails', (platforms) => {
    const { left } = month({ platforms, leaveShare: 1 });
    const expected = leavingShare(platforms);
    expect(Math.abs(left - expected)).toBeLessThan(band(expected));
    // A tenth more platforms would be told apart.
    expect(Math.abs(left - leavingShare(platforms * 1.1))).toBeGreaterThan(band(expected));
  });

  it('who stays waits for the next loss: as many losses as failures of its platforms', () => {
    const { lost, left } = month({ platforms: 1.97, leaveShare: 0 });
    expect(left).toBe(0);
    const expected = 1.97 * HAZARD;
    // Losses of a lender given its platforms are Poisson; over lenders they vary by the number of platforms too.
    expect(Math.abs(lost - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 + HAZARD)) / COUNT));
  });

  it('hear of it when the lag says so, and not at all with the channel off', () => {
    const now = month({ platforms: 1.97, leaveShare: 1 });
    const later = month({ platforms: 1.97, leaveShare: 1 }, 5);
    expect(later.leftOn[5]).toBe(0);
    expect(later.leftOn[30]).toBe(now.leftOn[25]);
    expect(month({ platforms: 1.97, leaveShare: 1 }, 0, false)).toMatchObject({ left: 0, lost: 0 });
  });
});
