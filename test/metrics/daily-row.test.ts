/** Every figure of the daily row against the same figure worked out from rows and postings, every day of small worlds. */
import { describe, expect, it } from 'vitest';
import { prepareDay } from '../../engine/day.ts';
import { dailyColumns } from '../../engine/metrics/daily-row.ts';
import { openBook } from '../../engine/opening/opening.ts';
import type { Play, Scenario } from '../../engine/scenario/scenario.ts';
import { createWorld, type World } from '../../engine/state/world.ts';
import { tinyScenario, type Overrides } from '../helpers/arbitrary-scenario.ts';
import { payouts } from '../helpers/payouts.ts';
import { changes, estimates, evening, ladder, type Evening } from './history.ts';
import {
  columnsOf,
  derived,
  happened,
  movedToday,
  posted,
  stocks,
  type Columns,
  type Figures,
} from './recomputed.ts';

const PLANS = {
  lots: { kind: 'lots', share: 0.5, lockInMonths: 0, renewal: 0 },
  month: { kind: 'plan', share: 0.5, lockInMonths: 1, renewal: 0.4 },
} as const;
const RUMOUR = { kind: 'rumour', day: 20, intensity: 0.6, halfLifeDays: 20 } as const;
const LATE = {
  payout: payouts({ rule: 'fifo', promisedDays: 1, workdays: true, dailyCapFen: 300_000 }),
} as const;

const STOP: Play = {
  name: 'stop',
  when: { figure: 'withdrawalQueueFen', side: 'above', value: 3_000_000 },
  clearWhen: { figure: 'withdrawalQueueFen', side: 'below', value: 3_000_000 },
  actions: [{ kind: 'suspend', forDays: 8 }],
  delayDays: 0,
};

const WORLDS: Readonly<Record<string, Overrides>> = {
  'single lots, guarantors and a reserve': { credit: { hazardScale: 4, prepayScale: 6 } },
  'a run on single lots, payouts late': {
    confidence: { baseHazardDaily: 0.01 },
    policies: LATE,
    shocks: [RUMOUR],
    failure: { liquidity: null },
  },
  'borrowers who see lenders leave and hear what is said': {
    confidence: { baseHazardDaily: 0.01 },
    policies: LATE,
    shocks: [RUMOUR],
    failure: { liquidity: null },
    borrowersRun: { leavingAt: 0.3, fearAt: 20, earlierShare: 0.1, funding: true },
  },
  'parts in turn, requests taken back, a gate, a suspension, a haircut': {
    confidence: { baseHazardDaily: 0.01, returnMeanDays: 8 },
    credit: { hazardScale: 4 },
    policies: {
      payout: payouts({ rule: 'fifo', noDay: true, dailyCapFen: 400_000, cancel: true }, [
        30,
        {
          rule: 'roundRobin',
          dailyCapFen: 500_000,
          perLenderDailyCapFen: 90_000,
          partFen: 20_000,
          cancel: true,
          gate: { when: null, forDays: 15 },
        },
      ]),
      haircut: [
        { fromDay: 0, value: { share: 0, below: 1 } },
        { fromDay: 10, value: { share: 0.5, below: 2 } },
      ],
      playbook: [STOP],
    },
    shocks: [RUMOUR],
    failure: { liquidity: null },
  },
  'a pool with plans, run on and wound down': {
    custody: 'pooled',
    products: PLANS,
    policies: { ...LATE, poolPaysCosts: true },
    confidence: { baseHazardDaily: 0.003 },
    credit: { hazardScale: 4 },
    reserve: { fundedBy: 'lenderSpread', topUp: true },
    shocks: [RUMOUR],
  },
  'plans, a surcharge and a reserve that shares': {
    products: PLANS,
    credit: { hazardScale: 5 },
    guarantee: { scheme: 'reserveProRata', afterDays: 30 },
    reserve: { fundedBy: 'borrowerSurcharge', release: true },
  },
};

/** Days on which a figure differs, by name. */
class Differences {
  readonly found: string[] = [];

  expect(day: number, of: Columns, figures: Figures, tolerance = 0): void {
    for (const [name, wanted] of Object.entries(figures)) {
      const got = of(name as Parameters<Columns>[0])[day]!;
      const same =
        Object.is(got, wanted) || Math.abs(got - wanted) <= tolerance * Math.max(1, Math.abs(wanted));
      if (!same) this.found.push(`day ${day}: ${name} is ${got}, worked out ${wanted}`);
    }
  }
}

function checkDay(world: World, of: Columns, before: Evening, differences: Differences): void {
  const { day, scenario } = world;
  const moved = movedToday(world);
  const { withdrawalOldestDays = 0, ...levels } = stocks(world);
  differences.expect(day, of, levels);
  const oldest = of('withdrawalOldestDays')[day]!;
  expect(
    world.payouts.planWaits.length > 0 ? oldest >= withdrawalOldestDays : oldest === withdrawalOldestDays,
  ).toBe(true);
  differences.expect(day, of, happened(world));
  differences.expect(day, of, posted(moved));
  const { churnExits: ended = 0, ...flows } = changes(world, before, moved);
  differences.expect(day, of, flows, 1e-12);
  const lossesFen = of('lossLendersFen')[day]! + of('lossPoolFen')[day]!;
  expect(lossesFen).toBe(moved('claimLostByLenders'));
  const stops = of('panicExits')[day]! + of('churnExits')[day]!;
  const plans = Object.values(scenario.products).some(({ kind }) => kind === 'plan');
  expect(plans ? ended >= stops : ended === stops, `stays ended on day ${day}`).toBe(true);
  if (day > 0) {
    const came = of('lendersNew')[day]! + of('lendersReturned')[day]!;
    expect(of('lendersInvesting')[day]).toBe(of('lendersInvesting')[day - 1]! + came - ended);
  }
  const { loss12mFen, ...estimated } = estimates(world);
  differences.expect(day, of, estimated, 1e-6);
  differences.expect(day, of, { ladder7dFen: ladder(world, of) });
  differences.expect(day, of, { reserveTargetFen: Math.max(7_500_000, 1.25 * loss12mFen) }, 1e-6);
}

/** Borrowers' view of distress from its own columns. */
function checkDistress(of: Columns, scenario: Scenario, differences: Differences): void {
  const keeps = 2 ** (-1 / scenario.borrowersRun.halfLifeDays);
  let distress = 0;
  for (let day = 0; day < scenario.clock.horizonDays; day++) {
    const closed = day > 0 && of('running')[day - 1] === 0;
    const balanceFen = of('lenderBalanceFen')[day]!;
    const late = balanceFen > 0 ? of('withdrawalLateFen')[day]! / (0.01 * balanceFen) : 0;
    const { leavingAt, fearAt } = scenario.borrowersRun;
    const waiting = of('withdrawalQueueFen')[day]! + of('transferOffersFen')[day]!;
    const leaving = leavingAt === null || balanceFen === 0 ? 0 : waiting / (leavingAt * balanceFen);
    const signal = of('fear')[day]! / scenario.confidence.classSensitivity.C3;
    const talk = fearAt === null ? 0 : signal / fearAt;
    const target = closed ? 1 : Math.min(1, Math.max(late, leaving, talk));
    distress = target + (distress - target) * keeps;
    differences.expect(day, of, { distress }, 1e-9);
  }
}

describe.each(Object.entries(WORLDS))('%s', (_name, overrides) => {
  it('every evening, each figure is what its text says', () => {
    const scenario = tinyScenario(120, overrides);
    const world = createWorld(scenario, 1, 0);
    const kpis = dailyColumns(scenario.clock.horizonDays);
    const of = columnsOf(kpis);
    openBook(world);
    const runDay = prepareDay(world, { columns: kpis });
    const openingFen = world.history.opening.lenderBalanceFen;
    const differences = new Differences();
    for (let day = 0; day < scenario.clock.horizonDays; day++) {
      world.day = day;
      const before = evening(world);
      runDay();
      checkDay(world, of, before, differences);
      differences.expect(day, of, derived(of, day, openingFen), 1e-12);
      world.ledger.closeDay(null);
    }
    checkDistress(of, scenario, differences);
    expect(differences.found.slice(0, 12)).toEqual([]);
  });
});
