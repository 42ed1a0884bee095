import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { normalCdf, probit } from '../../../engine/base/mathx.ts';
import { prepareEntry } from '../../../engine/market/07-service/entry.ts';
import { creditModel } from '../../../engine/market/07-service/credit-model.ts';
import { prepareService } from '../../../engine/market/07-service/service.ts';
import { beginArrears } from '../../../engine/settle/arrears.ts';
import { LOAN } from '../../../engine/state/codes.ts';
import { FLOW } from '../../../engine/state/flow.ts';
import type { Scenario } from '../../../engine/scenario/scenario.ts';
import type { World } from '../../../engine/state/world.ts';
import { changed, checkLaws, emptyWorld, lender, loan, runDays, type Terms } from '../../helpers/market.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

const lotFen = loadSmall().splitting.lotFen;
/** A year and a half in which everybody pays and nobody prepays. */
const calm = changed(loadSmall(), (s) => {
  s.clock.horizonDays = 550;
  s.credit.hazardScale = 0;
  s.credit.prepayScale = 0;
  s.pricing.lenderFeeOfInterest = [{ fromDay: 0, value: 0.1 }];
  s.guarantee.scheme = 'none';
});

function oneLoan(scenario: Scenario, terms: Terms = {}, start = 0): { world: World; row: number } {
  const world = emptyWorld(scenario);
  const a = lender(world);
  const b = lender(world);
  world.day = start;
  return { world, row: loan(world, [[a, 2], [b, 3]], terms) }; // prettier-ignore
}

describe('a loan on time', () => {
  it('pays its lenders a level instalment to the fen, as decimal arithmetic has it', () => {
    const { world, row } = oneLoan(calm, { aprPpm: 137_000, termMonths: 12 });
    runDays(world, 400, [prepareService(world)]);
    const rate = new Decimal(137_000).div(12e6);
    const growth = rate.plus(1).pow(12);
    const level = rate
      .times(lotFen)
      .times(growth)
      .div(growth.minus(1))
      .toDecimalPlaces(0, Decimal.ROUND_HALF_UP);
    let owed = new Decimal(lotFen);
    let paid = new Decimal(0);
    for (let k = 1; k <= 12; k++) {
      const interest = owed.times(rate).toDecimalPlaces(0, Decimal.ROUND_HALF_UP);
      const principal = k === 12 ? owed : level.minus(interest);
      owed = owed.minus(principal);
      paid = paid.plus(principal).plus(interest).minus(interest.times('0.1').floor());
    }
    expect(world.lenders.cashFen[1]).toBe(paid.times(2).toNumber());
    expect(world.lenders.cashFen[2]).toBe(paid.times(3).toNumber());
    expect(world.loans.status[row]).toBe(LOAN.repaid);
    expect(world.customers.borrowing[0]).toBe(0);
    checkLaws(world);
  });

  it('falls due on its day of the month, clipped to the month, never on the day of its contract', () => {
    const { world, row } = oneLoan(calm, { termMonths: 3 }, 30);
    expect(world.calendar.dayOfMonth(30)).toBe(31);
    const days: string[] = [];
    let before = 0;
    runDays(world, 150, [prepareService(world)], () => {
      if (world.loans.paid[row]! > before) days.push(world.calendar.iso(world.day).slice(5));
      before = world.loans.paid[row]!;
    });
    expect(days).toEqual(['02-28', '03-31', '04-30']);
  });

  it.each(['equalPrincipal', 'interestOnly', 'bullet'] as const)('repays all of a loan by %s', (method) => {
    const { world, row } = oneLoan(calm, { method, termMonths: 6 });
    runDays(world, 200, [prepareService(world)]);
    expect(world.loans.outstandingFen[row]).toBe(0);
    checkLaws(world);
  });

  it('pays interest of the month only when it prepays', () => {
    const { world } = oneLoan(changed(calm, (s) => (s.credit.prepayScale = 1e9)));
    runDays(world, 40, [prepareService(world)]);
    const interest = lotFen / 100;
    expect(world.lenders.cashFen[1]).toBe(2 * (lotFen + interest - interest / 10));
  });

  it('gives lenders 10 % less interest than without a fee, and the platform or the reserve that', () => {
    const interest = [0, 0.1].map((fee) => {
      const { world } = oneLoan(
        changed(calm, (s) => (s.pricing.lenderFeeOfInterest = [{ fromDay: 0, value: fee }])),
        {
          method: 'bullet',
        },
      );
      runDays(world, 370, [prepareService(world)]);
      return world.lenders.cashFen[1]! - 2 * lotFen;
    });
    expect(1 - interest[1]! / interest[0]!).toBeCloseTo(0.1, 4);
  });
});

describe('a borrower who never pays', () => {
  const missing = { neverPays: true, termMonths: 12 };
  const rolling = changed(
    calm,
    (s) => (s.credit.chain = { cure: [0, 0, 0], stay: [0, 0, 0], roll: [1, 1, 1] }),
  );

  it('goes through M1, M2 and M3 by calendar and defaults 91 days after the first missed date', () => {
    const { world, row } = oneLoan(rolling, missing);
    const seen: number[] = [];
    runDays(world, 200, [prepareService(world)], () => {
      const bucket = world.loans.bucket[row]!;
      if (bucket !== (seen.at(-1) ?? 0) % 10) seen.push(world.day * 10 + bucket);
      checkLaws(world);
    });
    const due = 31;
    expect(seen).toEqual([(due + 1) * 10 + 1, (due + 31) * 10 + 2, (due + 61) * 10 + 3, (due + 91) * 10 + 4]);
    expect(world.loans.defaultDay[row]).toBe(due + 91);
    expect(world.book.inRecoveryFen).toBe(5 * lotFen);
  });

  it('owes nothing before the end of a bullet loan', () => {
    const { world, row } = oneLoan(rolling, { ...missing, method: 'bullet', termMonths: 3 });
    runDays(world, 89, [prepareService(world)], () => expect(world.loans.missed[row]).toBe(0));
    runDays(world, 90, [prepareService(world)]);
    expect(world.loans.missed[row]).toBe(1);
  });

  it('stays one instalment behind and is repaid after the last under a chain that always stays', () => {
    const staying = changed(
      calm,
      (s) => (s.credit.chain = { cure: [0, 0, 0], stay: [1, 1, 1], roll: [0, 0, 0] }),
    );
    const { world, row } = oneLoan(staying, { ...missing, termMonths: 3 });
    runDays(world, 119, [prepareService(world)]);
    expect([world.loans.paid[row], world.loans.missed[row]]).toEqual([2, 1]);
    runDays(world, 121, [prepareService(world)]);
    expect(world.loans.status[row]).toBe(LOAN.repaid);
    checkLaws(world);
  });
});

describe('the chain', () => {
  it('cures, stays and rolls in the shares of the matrix, and loses cures to distress', () => {
    const shares = [0, 1].map((distress) => {
      const scenario = changed(calm, (s) => {
        s.credit.chain = { cure: [0.6, 0.25, 0.15], stay: [0.05, 0.05, 0.05], roll: [0.35, 0.7, 0.8] };
        s.servicing.loansPerCollector = 1e9;
        s.borrowersRun.collection = true;
        s.borrowersRun.collectionEffect = 0.5;
      });
      const world = emptyWorld(scenario);
      const who = lender(world);
      const count = 4000;
      for (let i = 0; i < count; i++) {
        const row = loan(world, [[who, 1]]);
        world.loans.due[row] = 1;
        beginArrears(world, row, 1, 0);
      }
      world.platform.distress = distress;
      world.day = 31;
      runDays(world, 31, [prepareService(world)]);
      const states = [0, 0, 0];
      for (let row = 0; row < count; row++) states[world.loans.missed[row]!]! += 1 / count;
      checkLaws(world);
      return states;
    });
    expect(shares[0]![0]).toBeCloseTo(0.6, 1);
    expect(shares[0]![2]! - 0.35).toBeLessThan(0.025);
    expect(shares[1]![0]).toBeCloseTo(0.3, 1);
    expect(shares[1]![2]).toBeCloseTo(0.65, 1);
  });
});

describe('entry', () => {
  it('is the copula’s probability for every loan, whatever the quick bound says', () => {
    const world = emptyWorld(changed(loadSmall(), (s) => (s.credit.hazardScale = 8)));
    const who = lender(world);
    const { curves, rho } = creditModel(world.scenario);
    const entry = prepareEntry(world, curves, rho);
    world.truth.country[0] = -1.3;
    world.truth.sectors.forEach((_, i) => (world.truth.sectors[i] = i - 2));
    world.truth.regions.forEach((_, i) => (world.truth.regions[i] = 1 - i));
    entry.beginDay();
    const { weights } = world.scenario.macro;
    for (let i = 0; i < 300; i++) {
      const sector = i % world.truth.sectors.length;
      const region = i % world.truth.regions.length;
      const row = loan(world, [[who, 1]], { obligorGrade: i % 7, sector, region, multiplier: 0.2 + (i % 9) });
      const k = 1 + (i % 12);
      const p0 = Math.min(1, curves.entry(i % 7, 12)[k - 1]! * 8 * (0.2 + (i % 9)));
      const factor =
        Math.sqrt(weights.country) * -1.3 +
        Math.sqrt(weights.sector) * (sector - 2) +
        Math.sqrt(weights.region) * (1 - region);
      const p = normalCdf((probit(p0) - Math.sqrt(rho) * factor) / Math.sqrt(1 - rho));
      expect(entry.probability(row, k)).toBe(p);
      expect(entry.misses(row, k, p - 1e-9)).toBe(true);
      expect(entry.misses(row, k, p + 1e-9)).toBe(false);
    }
  });

  it('makes 0 of 2,000 loans miss at hazard 0, about 1.9 times as many at twice the hazard', () => {
    const missed = [0, 1, 2].map((scale) => {
      const world = emptyWorld(
        changed(calm, (s) => {
          s.credit.hazardScale = scale * 2;
          s.credit.rhoLifetime = 0;
        }),
      );
      const who = lender(world);
      for (let i = 0; i < 2000; i++) loan(world, [[who, 1]], { obligorGrade: 6 });
      runDays(world, 120, [prepareService(world)]);
      let count = 0;
      for (let row = 0; row < 2000; row++)
        if (world.loans.missed[row]! > 0 || world.loans.status[row] === LOAN.recovery) count += 1;
      return count;
    });
    expect(missed[0]).toBe(0);
    expect(missed[2]! / missed[1]!).toBeGreaterThan(1.6);
    expect(missed[2]! / missed[1]!).toBeLessThan(2.2);
  });

  it('is certain for a borrower whose own withdrawal is late, with cross exposure only', () => {
    for (const crossExposure of [true, false]) {
      const scenario = changed(calm, (s) => (s.credit.crossExposure = crossExposure));
      const world = emptyWorld(scenario);
      const who = lender(world);
      const row = loan(world, [[lender(world), 1]], { lender: who });
      const request = world.requests.add();
      world.requests.lender[request] = who;
      world.requests.promisedDay[request] = 30;
      world.requests.requestedFen[request] = 100;
      world.lenders.queuedFen[who] = 100;
      runDays(world, 31, [prepareService(world)]);
      expect(world.loans.missed[row]).toBe(crossExposure ? 1 : 0);
    }
  });
});

describe('flows', () => {
  it('count what is due and what is paid', () => {
    const { world } = oneLoan(calm, { method: 'interestOnly' });
    runDays(world, 31, [prepareService(world)]);
    expect(world.flow[FLOW.dueFen]).toBe(5 * (lotFen / 100));
    expect(world.flow[FLOW.repaidFen]).toBe(5 * (lotFen / 100));
    expect(world.flow[FLOW.feesFen]).toBe(5 * (lotFen / 1000));
  });
});

describe('a payment holiday', () => {
  /** Instalments are put off on the days from `from` to before `to`. */
  const serveWithHoliday = (world: World, from: number, to: number) => {
    const serve = prepareService(world);
    return () => {
      world.majeure.holiday[0] = world.day >= from && world.day < to ? 1 : 0;
      serve();
    };
  };

  it('puts all that is unpaid off by a month for each due day in it, and asks for nothing more', () => {
    const plain = oneLoan(calm, { termMonths: 6 });
    const rested = oneLoan(calm, { termMonths: 6 });
    const ends: number[] = [];
    for (const [{ world, row }, from, to] of [
      [plain, 0, 0],
      [rested, 40, 110],
    ] as const) {
      runDays(world, 400, [serveWithHoliday(world, from, to)]);
      ends.push(world.calendar.monthIndex(world.loans.endedDay[row]!));
      expect(world.loans.status[row]).toBe(LOAN.repaid);
      checkLaws(world);
    }
    // The due days of March and April fall into it.
    expect(ends[1]! - ends[0]!).toBe(2);
    expect(rested.world.loans.deferredMonths[0]).toBe(2);
    expect(Array.from(rested.world.lenders.cashFen)).toEqual(Array.from(plain.world.lenders.cashFen));
    const [second, third] = [rested.world.flow[FLOW.deferredFen], plain.world.flow[FLOW.deferredFen]];
    expect([second! > 0, third]).toEqual([true, 0]);
  });

  it('stops the clock of who is behind, and is over for who lives elsewhere', () => {
    const never = changed(calm, (s) => {
      s.credit.chain.cure.fill(0);
      s.credit.chain.stay.fill(0);
      s.credit.chain.roll.fill(1);
    });
    const days = [0, 1].map((region) => {
      const { world, row } = oneLoan(never, { termMonths: 12, region });
      world.loans.due[row] = 1;
      world.day = 31;
      beginArrears(world, row, 1, 31);
      runDays(world, 300, [serveWithHoliday(world, 50, 115)]);
      return world.loans.defaultDay[row]!;
    });
    // Due on the first of the month: put off in March and in April.
    expect(days[1]).toBe(31 + 91);
    expect(days[0]).toBe(31 + 59 - 28 + 31 + 91 - 31 + 28);
  });
});
