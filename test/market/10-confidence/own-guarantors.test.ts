/** Fear for one's own guarantor: who leaves at which share of orphaned claims, and that the shares are those of the holdings. */
import { describe, expect, it } from 'vitest';
import { exp, normalCdf } from '../../../engine/base/mathx.ts';
import { ACCOUNT } from '../../../engine/ledger/accounts.ts';
import { REASON } from '../../../engine/ledger/reasons.ts';
import type { Scenario } from '../../../engine/scenario/scenario.ts';
import { figureOf } from '../../../engine/metrics/daily-row.ts';
import { addHolding, claimOfHolding, holdingsOf, loanOfHolding } from '../../../engine/settle/holdings.ts';
import { changeOutstanding } from '../../../engine/settle/outstanding.ts';
import { simulateScenario } from '../../../engine/simulate.ts';
import { LENDER, LOAN, NO_GUARANTOR } from '../../../engine/state/codes.ts';
import type { World } from '../../../engine/state/world.ts';
import { loadSmall } from '../../helpers/scenarios.ts';
import { crowd } from '../../validation/crowd.ts';

/** Lots that lenders hold of the failed guarantor's loan, of eight. */
const LOTS = 8;
const OWN = [0, 2, 4] as const;
const DAYS = 20;
const HAZARD = 0.01;
/** A quarter of one's claims doubles the hazard. */
const WEIGHT = Math.log(2) / (2 / LOTS);

/** A loan of which lender `row` gets `lotsOf(row)` lots. */
function addLoan(world: World, guarantor: number, lotsOf: (row: number) => number): void {
  const { loans, lenders, schedules, scenario } = world;
  const { lotFen } = scenario.splitting;
  const loan = loans.add();
  loans.guarantor[loan] = guarantor;
  loans.status[loan] = LOAN.repaying;
  loans.schedule[loan] = schedules.schedule(120_000, 12, 'bullet', lotFen);
  for (let row = 1; row < lenders.length; row++) {
    if (lotsOf(row) === 0) continue;
    addHolding(world, loan, row, lotsOf(row));
    loans.lots[loan] = loans.lots[loan]! + lotsOf(row);
  }
  changeOutstanding(world, loan, loans.lots[loan]! * lotFen);
}

interface Choice {
  readonly weight: number;
  readonly lagDays?: number;
  readonly isOn?: boolean;
  readonly count?: number;
  readonly others?: Partial<Scenario['confidence']>;
}

/** Rows of those who left by the end of each day, by share of orphaned claims; the guarantor fails on day 0. */
function leavers({ weight, lagDays = 0, isOn = true, count = 1000, others = {} }: Choice): Set<number>[][] {
  const market = crowd(
    OWN.length * count,
    {
      baseHazardDaily: HAZARD,
      weights: { ownGuarantors: weight },
      lags: { ownGuarantors: lagDays },
      channels: { contacts: false, delays: false, guarantors: false, ownGuarantors: isOn },
      ...others,
    },
    { seed: 5 },
  );
  const { world } = market;
  const own = (row: number): number => OWN[row % OWN.length]!;
  world.guarantors.addMany(2);
  addLoan(world, 0, own);
  addLoan(world, 1, (row) => (row % 2 === 0 ? LOTS - own(row) : 0));
  addLoan(world, NO_GUARANTOR, (row) => (row % 2 === 0 ? 0 : LOTS - own(row)));
  world.guarantors.failedDay[0] = 0;
  const left = OWN.map(() => new Set<number>());
  const byDay: Set<number>[][] = [];
  for (let day = 0; day <= DAYS; day++) {
    market.nextDay();
    for (const row of world.today.leavers) left[row % OWN.length]!.add(row);
    byDay.push(left.map((rows) => new Set(rows)));
  }
  return byDay;
}

const sizes = (groups: readonly ReadonlySet<number>[]): number[] => groups.map((rows) => rows.size);
const off = leavers({ weight: 0 });

describe('lenders who hold claims of a guarantor that failed', () => {
  const COUNT = 15_000;
  const shareAfter = (weight: number, lots: number): number =>
    1 - exp(-HAZARD * DAYS * exp((weight * lots) / LOTS));

  it('leave by the share they hold: 1 - exp(-H e^(wE)) of them', () => {
    const last = leavers({ weight: WEIGHT, count: COUNT }).at(-1)!;
    OWN.forEach((lots, group) => {
      const expected = shareAfter(WEIGHT, lots);
      const band = 4 * Math.sqrt((expected * (1 - expected)) / COUNT);
      const left = last[group]!.size / COUNT;
      expect(Math.abs(left - expected)).toBeLessThan(band);
      // A tenth more weight would be told apart.
      if (lots > 0) expect(Math.abs(left - shareAfter(1.1 * WEIGHT, lots))).toBeGreaterThan(band);
    });
  });

  it('are the only ones who hear of it: the same others leave on the same days, more of them as more is held', () => {
    const on = leavers({ weight: WEIGHT });
    const more = leavers({ weight: 2 * WEIGHT });
    const missing: number[] = [];
    on.forEach((groups, day) => {
      expect(groups[0]).toEqual(off[day]![0]);
      for (const group of [1, 2]) {
        missing.push(...[...off[day]![group]!].filter((row) => !groups[group]!.has(row)));
        missing.push(...[...groups[group]!].filter((row) => !more[day]![group]!.has(row)));
      }
    });
    expect(missing).toEqual([]);
    const [none, some, much] = sizes(on.at(-1)!) as [number, number, number];
    expect(some).toBeGreaterThan(1.4 * none);
    expect(much).toBeGreaterThan(1.3 * some);
  });

  it('hear nothing with the channel off, and later by the lag', () => {
    expect(leavers({ weight: WEIGHT, isOn: false })).toEqual(off);
    const late = leavers({ weight: WEIGHT, lagDays: 5 });
    expect(late.slice(0, 6)).toEqual(off.slice(0, 6));
    expect(late[6]![2]!.size).toBeGreaterThan(off[6]![2]!.size);
  });

  it('leave at once with thresholds, if theirs is reached', () => {
    const count = 4000;
    const threshold = { law: 'normal', mean: 0.5, sigma: 0.15, signalEffect: 0.1 } as const;
    const last = leavers({ weight: 6, count, others: { mechanism: 'threshold', threshold } }).at(-1)!;
    OWN.forEach((lots, group) => {
      const expected = normalCdf(((0.1 * 6 * lots) / LOTS - 0.5) / 0.15);
      const band = 4 * Math.sqrt((expected * (1 - expected)) / count);
      expect(Math.abs(last[group]!.size / count - expected)).toBeLessThan(band);
    });
  });
});

/** A guarantor of half of the guaranteed loans can't pay from its first compensation on. */
const FAILING = [
  'clock.horizon=80d',
  'opening.lenders=40',
  'opening.loansPerMonth=12',
  'acquisition.borrowers.guarantors.visitsMaxPerMonth=200',
  'guarantors.huaxin.share=60%',
  'credit.hazardScale=4',
  'guarantee.after=10d',
  'confidence={ baseHazardDaily: 0.002, thetaSigma: 0, returnMean: 10d, weights: { overdue: 0 } }',
  'confidence.channels={ contacts: false, delays: false }',
  'shocks=[{ date: 1d, kind: guarantorLoss, guarantor: huaxin, shareOfLiquid: 100% }, { date: 10d, kind: leads, side: borrowers, multiplier: 0.1, over: 70d }]',
];
const WORLDS: readonly (readonly [string, number, readonly string[]])[] = [
  [
    'the reserve pays for it',
    1,
    ['guarantee.advanceOrder=[guarantor, reserve]', 'reserve.target={ fixed: 0 CNY }'],
  ],
  ['nobody pays for it', 2, ['guarantee.advanceOrder=[guarantor]', 'splitting.lot=333 CNY']],
];
const FORK_DAY = 50;

/** Claims of a lender, and those of them whose guarantor failed before today, from its holdings. */
function fromHoldings(world: World, lender: number): [all: number, orphaned: number] {
  const { loans, guarantors, day } = world;
  let [all, orphaned] = [0, 0];
  for (const holding of holdingsOf(world, lender)) {
    const fen = claimOfHolding(world, holding);
    const guarantor = loans.guarantor[loanOfHolding(world, holding)]!;
    const failedDay = guarantor === NO_GUARANTOR ? -1 : guarantors.failedDay[guarantor]!;
    all += fen;
    if (failedDay >= 0 && failedDay < day) orphaned += fen;
  }
  return [all, orphaned];
}

/** Columns of room 10, which is closed to others; none of those registered after them can be rebuilt. */
function columnsOf({ registry }: World, wanted: readonly string[]): ArrayLike<number>[] {
  const names = registry.names();
  const { columns } = registry.save();
  return wanted.map((name) => columns[names.indexOf(name) - names.length + columns.length]!);
}

describe('orphaned claims kept by events', () => {
  it.each(WORLDS)(
    'are those of the holdings on every day, and felt at once where a fork says so: %s',
    (_name, seed, set) => {
      const seen = { days: 0, lenders: 0, changes: 0, felt: 0, sold: 0 };
      let before = 0;
      const look = (now: World): void => {
        const { lenders, orphaned, ledger } = now;
        let [claimsFen, orphanedFen, investing] = [0, 0, 0];
        for (let row = 0; row < lenders.length; row++) {
          const [all, some] = orphaned.now.kept === 1 ? fromHoldings(now, row) : [0, 0];
          expect(orphaned.lenders.claimsFen[row]).toBe(all);
          expect(orphaned.lenders.orphanedFen[row]).toBe(some);
          claimsFen += all;
          orphanedFen += some;
          if (some > 0) seen.lenders += 1;
          if (some > 0 && lenders.status[row] === LENDER.investing) investing += 1;
        }
        expect(figureOf(now, 'orphanedClaimsFen')).toBe(orphanedFen);
        expect(figureOf(now, 'orphanedLenders')).toBe(investing);
        if (orphaned.now.kept === 0) return;
        expect(claimsFen).toBe(ledger.balance(ACCOUNT.lenderClaims));
        seen.days += 1;
        if (orphaned.now.claimsFen !== before) seen.changes += 1;
        before = orphaned.now.claimsFen;
        seen.sold += now.ledger.dayFen[REASON.claimTransferred]!;
      };
      const feel = (now: World): void => {
        const { lenders, orphaned } = now;
        const [multiplier, running] = columnsOf(now, ['panic.own.multiplier', 'panic.member.bucket']);
        for (let row = 1; row < lenders.length; row++) {
          if (running![row]! < 0) continue;
          const { claimsFen, orphanedFen } = orphaned.lenders;
          const share = orphanedFen[row] === 0 ? 0 : orphanedFen[row]! / claimsFen[row]!;
          expect(multiplier![row]).toBe(now.day < FORK_DAY ? 1 : exp(5 * share));
          if (now.day >= FORK_DAY && share > 0) seen.felt += 1;
        }
      };
      const outcome = simulateScenario(
        {
          ...loadSmall([...FAILING, ...set]),
          forks: [{ fromDay: FORK_DAY, values: { 'confidence.weights.ownGuarantors': 5 } }],
        },
        {
          seed,
          detail: 'summary',
          watch: (stage, now) => {
            if (stage === 'treasury') look(now);
            if (stage === 'confidence' && now.day >= FORK_DAY - 1 && now.day < FORK_DAY + 9) feel(now);
          },
        },
      );
      expect(outcome.error).toBeNull();
      expect(seen.days).toBeGreaterThan(30);
    },
  );
});
