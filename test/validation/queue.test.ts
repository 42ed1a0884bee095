/**
 * A capped queue against its fluid limit. Requests come at w a day and b a day is paid, w > b: in order, what is asked for on day
 * t is paid when b x day has caught up with w x t, so it waits (w/b - 1) t. The control: shared pro rata nobody waits so.
 */
import { describe, expect, it } from 'vitest';
import { dailyColumns } from '../../engine/metrics/daily-row.ts';
import { prepareWithdraw } from '../../engine/market/11-withdraw/withdraw.ts';
import { prepareDay } from '../../engine/day.ts';
import { openBook } from '../../engine/opening/opening.ts';
import { REQUEST } from '../../engine/state/codes.ts';
import { deposit, requestWithdrawal } from '../../engine/state/lenders.ts';
import { createWorld, type World } from '../../engine/state/world.ts';
import { override, tinyScenario } from '../helpers/arbitrary-scenario.ts';
import { emptyWorld, lender } from '../helpers/market.ts';
import { payouts } from '../helpers/payouts.ts';

const PER_DAY = 20;

/** Waits of the requests of each day, in days, until the last of them is paid; NaN if that isn't seen. */
function waitsByDay({ requests }: World, days: number): number[] {
  return Array.from({ length: days }, (_, day) => {
    let longest = 0;
    for (let row = 0; row < requests.length; row++) {
      if (requests.day[row] !== day) continue;
      const paidDay = requests.paidDay[row]!;
      longest = paidDay < 0 ? NaN : Math.max(longest, paidDay - day);
    }
    return longest;
  });
}

/** The room alone: each day twenty lenders ask for w together. */
function queueOf(rule: 'fifo' | 'proRata', wFen: number, bFen: number, days: number): number[] {
  const horizon = Math.ceil((days * wFen) / bFen) + 3;
  const policies = { payout: payouts({ rule, promisedDays: 0, dailyCapFen: bFen }) };
  const world = emptyWorld(override(tinyScenario(horizon), { policies }));
  const withdraw = prepareWithdraw(world);
  for (let k = 0; k < PER_DAY; k++) lender(world);
  for (; world.day < horizon; world.day++) {
    world.ledger.day = world.day;
    for (let who = 1; who <= PER_DAY && world.day < days; who++) {
      deposit(world, who, wFen / PER_DAY);
      requestWithdrawal(world, who, wFen / PER_DAY, REQUEST.exit);
    }
    withdraw();
    world.ledger.closeDay();
  }
  return waitsByDay(world, days);
}

describe('a queue with constant requests above its cap', () => {
  // The second is that of a marketplace that told of 114 days after 274 days of a constant shortfall of buyers.
  it.each([
    [30_000, 20_000, 60],
    [14_160, 10_000, 274],
    [40_000, 10_000, 20],
  ])('of %d a day, %d paid, waits (w/b - 1) t in order', (wFen, bFen, days) => {
    queueOf('fifo', wFen, bFen, days).forEach((wait, day) => {
      // What is asked for within the day is done with at its end: t is between the day and the next.
      const at = (t: number) => (wFen / bFen - 1) * t;
      expect(wait).toBeGreaterThanOrEqual(Math.floor(at(day)));
      expect(wait).toBeLessThanOrEqual(Math.ceil(at(day + 1)));
    });
  });

  it('does not wait so when it is shared pro rata: the first wait longest', () => {
    const waits = queueOf('proRata', 30_000, 20_000, 60);
    const off = waits.filter((wait, day) => !(Math.abs(wait - 0.5 * day) <= 2));
    expect(off.length).toBeGreaterThan(50);
    expect(waits[5]!).toBeGreaterThan(waits[55]!);
  });
});

describe('the whole engine configured down to a queue', () => {
  const HAZARD = 0.01;
  const LENDERS = 400;
  const STAKE_FEN = 1_000_000;
  const CAP_FEN = 2_000_000;
  const DAYS = 170;
  const { acquisition } = tinyScenario();
  const shut = (side: 'borrowers' | 'lenders') =>
    Object.fromEntries(Object.keys(acquisition[side]).map((name) => [name, { open: false }]));
  /** Lenders with idle cash of one size, no loans, no fear but a constant one: L (1 - e^-ht) have asked by t. */
  const down = (rule: 'fifo' | 'proRata') =>
    override(tinyScenario(DAYS), {
      opening: { book: 'empty', lenders: LENDERS, loansPerMonth: 1 },
      lenders: {
        stakeSigma: 0,
        stakeMedianFen: STAKE_FEN,
        firstDepositShare: 1,
        churnPerMonth: 0,
        idlePatienceDays: 400,
      },
      confidence: {
        baseHazardDaily: HAZARD,
        hazardCapDaily: HAZARD,
        thetaSigma: 0,
        neverReturnShare: 1,
        channels: {
          overdue: false,
          coverage: false,
          delays: false,
          contacts: false,
          news: false,
          guarantors: false,
          anticipation: false,
        },
      },
      acquisition: {
        borrowers: shut('borrowers'),
        lenders: shut('lenders'),
        repeatShare: 0,
        lenderToBorrower: 0,
      },
      policies: { payout: payouts({ rule, promisedDays: 0, dailyCapFen: CAP_FEN }) },
      failure: { liquidity: null, capitalFloorFen: null },
    });

  /** Mean distance of waits from the closed form W(t) = A(t)/b - t, as a share of the longest. */
  function distance(rule: 'fifo' | 'proRata', seed: number): number {
    const scenario = down(rule);
    const world = createWorld(scenario, seed, 0);
    openBook(world);
    const runDay = prepareDay(world, { columns: dailyColumns(DAYS) });
    for (world.day = 0; world.day < DAYS; world.day++) {
      runDay();
      world.ledger.closeDay();
    }
    const { requests } = world;
    const asked = (t: number) => LENDERS * STAKE_FEN * (1 - Math.exp(-HAZARD * t));
    const wait = (t: number) => Math.max(0, asked(t) / CAP_FEN - t);
    let sum = 0;
    let count = 0;
    let longest = 0;
    for (let row = 0; row < requests.length; row++) {
      const day = requests.day[row]!;
      // Of those whose payment the closed form puts within the horizon.
      if (day + 1 + wait(day + 1) > DAYS - 5) continue;
      const paidDay = requests.paidDay[row]! < 0 ? DAYS : requests.paidDay[row]!;
      sum += Math.abs(paidDay - day - wait(day + 1));
      longest = Math.max(longest, wait(day + 1));
      count += 1;
    }
    expect(count).toBeGreaterThan(100);
    return sum / count / longest;
  }

  it('waits as its closed form says in order, and not when it is shared', () => {
    const seeds = [1, 2, 3, 4];
    const mean = (rule: 'fifo' | 'proRata') =>
      seeds.reduce((sum, seed) => sum + distance(rule, seed), 0) / seeds.length;
    expect(mean('fifo')).toBeLessThan(0.15);
    expect(mean('proRata')).toBeGreaterThan(0.4);
  });
});
