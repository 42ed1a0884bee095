import { describe, expect, it } from 'vitest';
import { branchRamp, leadsOn, saturation } from '../../../engine/market/02-acquire/funnel.ts';
import { chancePerVisit, demand, topUpFen } from '../../../engine/market/02-acquire/visiting.ts';
import { ACCOUNT } from '../../../engine/ledger/accounts.ts';
import type { Applicant } from '../../../engine/state/today.ts';
import { runFront } from '../../helpers/front.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

/** Applicants of some days by key, as the platform sees them. */
function applicants(set: readonly string[], days = 20): Map<number, Applicant> {
  const seen = new Map<number, Applicant>();
  runFront(loadSmall(set), days, (world) => {
    for (const one of world.today.applicants) seen.set(one.key, one);
  });
  return seen;
}

describe('acquire', () => {
  it('has half of the visits that can be had at the half budget', () => {
    expect(saturation(7, 7)).toBe(0.5);
    expect(saturation(0, 0)).toBe(1);
    expect(branchRamp(135, 9)).toBeCloseTo(0.5, 12);
  });

  it('lets the stated share of lenders apply within a year', () => {
    const gaps = { visitGapMinDays: 3, visitGapMaxDays: 30 };
    expect(1 - (1 - chancePerVisit(0.1, gaps)) ** (365 / 16.5)).toBeCloseTo(0.1, 12);
    const set = ['acquisition.lenderToBorrower=20%', 'clock.horizon=1y'];
    const channel = Object.keys(loadSmall().acquisition.borrowers).length + 1;
    const askers = new Set<number>();
    let lenderDays = 0;
    runFront(loadSmall(set), 365, ({ today, lenders }) => {
      lenderDays += lenders.length - 1;
      for (const one of today.applicants) if (one.channel === channel) askers.add(one.key);
    });
    const share = askers.size / (lenderDays / 365);
    expect(share).toBeGreaterThan(0.14);
    expect(share).toBeLessThan(0.26);
  });

  it('brings fewer visits, applications and listings with a channel closed, and costs less', () => {
    const open = runFront(loadSmall(), 60).totals;
    const closed = runFront(loadSmall(['acquisition.borrowers.online.open=false']), 60).totals;
    expect(closed.visits).toBeLessThan(open.visits * 0.3);
    expect(closed.applications).toBeLessThan(open.applications * 0.6);
    expect(closed.approved).toBeLessThan(open.approved * 0.6);
    expect(closed.marketingFen).toBeLessThan(open.marketingFen);
  });

  it('leaves the luck of everybody else alone when a channel opens or grows', () => {
    const without = applicants(['acquisition.borrowers.branches.open=false']);
    const base = applicants([]);
    const grown = applicants(['acquisition.borrowers.branches.visitsMaxPerMonth=600']);
    for (const [key, applicant] of without)
      expect({ ...base.get(key), customer: -1 }).toEqual({ ...applicant, customer: -1 });
    for (const [key, applicant] of base)
      expect({ ...grown.get(key), customer: -1 }).toEqual({ ...applicant, customer: -1 });
    expect(grown.size).toBeGreaterThan(base.size);
    expect(base.size).toBeGreaterThan(without.size);
  });

  it('gives applicants of a day different keys', () => {
    runFront(loadSmall(['acquisition.borrowers.online.visitsMaxPerMonth=60000']), 3, (world) => {
      const keys = world.today.applicants.map((one) => one.key);
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  it('brings new lenders and their first deposits, fewer when people are afraid', () => {
    const calm = runFront(loadSmall(), 40);
    const afraid = runFront(loadSmall(), 40, (world) => {
      world.lenderView.signal = 2;
    });
    expect(calm.totals.lendersNew).toBeGreaterThan(0);
    expect(afraid.totals.lendersNew).toBeLessThan(calm.totals.lendersNew);
    expect(afraid.totals.depositsFen).toBeLessThan(calm.totals.depositsFen);
  });

  it('tops up where listings want money, within the stake', () => {
    expect(topUpFen(1_000_000, 0, 0.15, 100_000)).toBe(150_000);
    expect(topUpFen(1_000_000, 900_000, 0.15, 100_000)).toBe(100_000);
    expect(topUpFen(1_000_000, 950_000, 0.15, 100_000)).toBe(0);
    expect(demand(300, 100, 3)).toBe(1);
    expect(demand(150, 100, 3)).toBe(0.5);
  });

  it('multiplies leads only while a shock is in force', () => {
    const shock = { kind: 'leads', side: 'lenders', day: 5, multiplier: 2, overDays: 3 } as const;
    expect([4, 5, 7, 8].map((day) => leadsOn([shock], 'lenders', day))).toEqual([1, 2, 2, 1]);
    expect(leadsOn([shock], 'borrowers', 6)).toBe(1);
  });

  it('brings nobody in wind-down', () => {
    const { totals } = runFront(loadSmall(), 5, (world) => {
      world.platform.windDown = 1;
    });
    const first = runFront(loadSmall(), 1).totals;
    expect(totals.applications).toBe(first.applications);
    expect(totals.lendersNew).toBe(first.lendersNew);
  });

  it('keeps sub-ledgers equal to their accounts', () => {
    const { world } = runFront(loadSmall(), 60);
    world.ledger.check();
    world.ledger.checkSubLedger(ACCOUNT.lenderCash, world.lenders.cashFen, world.lenders.length);
    world.ledger.checkSubLedger(ACCOUNT.lenderQueued, world.lenders.queuedFen, world.lenders.length);
  });
});
