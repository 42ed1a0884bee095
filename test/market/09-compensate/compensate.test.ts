import { describe, expect, it } from 'vitest';
import { REASON } from '../../../engine/ledger/reasons.ts';
import { prepareCompensate } from '../../../engine/market/09-compensate/compensate.ts';
import { payable, proRataLimits } from '../../../engine/market/09-compensate/scheme.ts';
import { beginArrears } from '../../../engine/settle/arrears.ts';
import { lendersClaimFen } from '../../../engine/settle/outstanding.ts';
import { FLOW } from '../../../engine/state/flow.ts';
import type { Scenario } from '../../../engine/scenario/scenario.ts';
import type { World } from '../../../engine/state/world.ts';
import { changed, checkLaws, emptyWorld, lender, loan, runDays } from '../../helpers/market.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

type SchemeName = Scenario['guarantee']['scheme'];
const small = loadSmall();
const lotFen = small.splitting.lotFen;

interface Setting {
  readonly scheme: SchemeName;
  readonly order?: ('guarantor' | 'reserve')[];
  readonly proceeds?: ('lenders' | 'guarantor' | 'reserve')[];
  readonly reserveFen: number;
  readonly liquidFen?: number;
  readonly lots?: readonly number[];
}

/** Loans of the lots given, one lender, guarantor 0, one instalment of 1 % interest unpaid for 90 days today. */
function unpaid(setting: Setting): { world: World; compensate: () => void } {
  const scenario = changed(small, (s) => {
    s.guarantee.scheme = setting.scheme;
    s.guarantee.advanceOrder = setting.order ?? ['guarantor', 'reserve'];
    s.guarantee.proceedsOrder = setting.proceeds ?? ['lenders', 'guarantor', 'reserve'];
    s.guarantee.afterDays = 90;
    for (const guarantor of Object.values(s.guarantors)) guarantor.netAssetsFen = 0;
  });
  const world = emptyWorld(scenario);
  const liquidFen = setting.liquidFen ?? 0;
  world.guarantors.liquidFen[0]! += liquidFen;
  world.guarantors.broughtFen[0]! += liquidFen;
  world.ledger.post(REASON.guarantorFunding, liquidFen, -1, 0);
  world.ledger.post(REASON.openingReserve, setting.reserveFen);
  const who = lender(world);
  for (const lots of setting.lots ?? [7]) {
    const row = loan(world, [[who, lots]], { guarantor: 0, method: 'interestOnly' });
    world.loans.due[row] = 1;
    beginArrears(world, row, 1, -90);
  }
  return { world, compensate: prepareCompensate(world) };
}

describe('compensation', () => {
  it('happens on the day that is afterDays past the oldest unpaid due date, and only if it is still unpaid', () => {
    const scenario = changed(small, (s) => Object.assign(s.guarantee, { scheme: 'full', afterDays: 20 }));
    const world = emptyWorld(scenario);
    world.ledger.post(REASON.openingReserve, 1e8);
    const who = lender(world);
    const row = loan(world, [[who, 1]]);
    world.day = 31;
    world.loans.due[row] = 1;
    beginArrears(world, row, 1, 31);
    const compensate = prepareCompensate(world);
    runDays(world, 50, [compensate]);
    expect(world.loans.compensated[row]).toBe(0);
    runDays(world, 51, [compensate]);
    expect(world.loans.compensated[row]).toBe(1);
  });

  it('asks the guarantor first; what it can’t pay the reserve does, and the guarantor has failed', () => {
    const { world, compensate } = unpaid({ scheme: 'full', liquidFen: 3 * lotFen, reserveFen: 100 * lotFen });
    runDays(world, 0, [compensate]);
    expect(world.loans.guarantorClaimFen[0]).toBe(3 * lotFen - ((3 * lotFen) % 7));
    expect(lendersClaimFen(world, 0)).toBe(0);
    expect(world.guarantors.failedDay[0]).toBe(0);
    expect(world.book.guarantorsFailed).toBe(1);
    expect(world.platform.reserveExhaustedDay).toBe(-1);
    expect(world.flow[FLOW.compensationUnpaidFen]).toBe(0);
    expect(world.guarantors.exposureFen[0]).toBe(0);
  });

  it('exhausts a reserve that is a fen short', () => {
    const askedFen = 7 * (lotFen + lotFen / 100);
    const days = [0, 1].map((short) => {
      const { world, compensate } = unpaid({ scheme: 'reserveInOrder', reserveFen: askedFen - short });
      runDays(world, 0, [compensate]);
      expect(world.flow[FLOW.compensationUnpaidFen]).toBe(7 * short);
      return world.platform.reserveExhaustedDay;
    });
    expect(days).toEqual([-1, 0]);
  });

  it('pays the first loan whole in order, and half of each pro rata', () => {
    const reserveFen = 10 * (lotFen + lotFen / 100);
    const left = (['reserveInOrder', 'reserveProRata'] as const).map((scheme) => {
      const { world, compensate } = unpaid({ scheme, reserveFen, lots: [10, 10] });
      runDays(world, 0, [compensate]);
      return [0, 1].map((row) => lendersClaimFen(world, row) / (10 * lotFen));
    });
    expect(left[0]).toEqual([0, 1]);
    expect(left[1]![0]).toBeCloseTo(0.495, 3);
    expect(left[1]![1]).toBeCloseTo(0.495, 3);
  });

  it('costs lenders 7.07 lots without a scheme, 0.07 with principal only, nothing with full', () => {
    const missing = (['none', 'principalOnly', 'full'] as const).map((scheme) => {
      const { world, compensate } = unpaid({ scheme, reserveFen: 100 * lotFen });
      runDays(world, 0, [compensate]);
      return (7.07 * lotFen - world.lenders.cashFen[1]!) / lotFen;
    });
    expect(missing.map((lots) => Number(lots.toFixed(2)))).toEqual([7.07, 0.07, 0]);
  });
});

describe('a guarantor in court', () => {
  const askedFen = 7 * (lotFen + lotFen / 100);

  function contested(reserveFen: number, change: (s: Scenario) => void = () => undefined): World {
    const { world } = unpaid({ scheme: 'full', liquidFen: 100 * lotFen, reserveFen });
    world.scenario = changed(world.scenario, (s) => {
      s.legal = { litigated: 1, overCap: 1, unlicensed: 0.45 };
      Object.values(s.guarantors)[0]!.licensed = false;
      change(s);
    });
    runDays(world, 0, [prepareCompensate(world)]);
    checkLaws(world);
    return world;
  }
  const upheld = (share: number) => Math.floor(7 * lotFen * share) + Math.floor(7 * (lotFen / 100) * share);

  it('pays what is upheld and does not fail by it; the next payer is asked for the rest', () => {
    const world = contested(100 * lotFen);
    expect(world.flow[FLOW.compensatedGuarantorFen]).toBe(upheld(0.45));
    expect(world.flow[FLOW.guaranteesDeniedFen]).toBe(askedFen - upheld(0.45));
    expect(world.flow[FLOW.compensatedReserveFen]).toBe(askedFen - upheld(0.45));
    expect(world.guarantors.failedDay[0]).toBe(-1);
    expect(world.lenders.cashFen[1]).toBe(askedFen);
  });

  it('leaves lenders with what nobody pays', () => {
    const world = contested(0);
    expect(world.lenders.cashFen[1]).toBe(upheld(0.45));
    expect(world.flow[FLOW.compensationUnpaidFen]).toBe(askedFen - upheld(0.45));
    expect(lendersClaimFen(world, 0)).toBe(7 * lotFen - Math.floor(7 * lotFen * 0.45));
  });

  it('pays all with a licence and a sound contract, or while nobody goes to court', () => {
    const licensed = contested(0, (s) => {
      (Object.values(s.guarantors)[0] as { licensed: boolean }).licensed = true;
    });
    const quiet = contested(0, (s) => {
      (s.legal as { litigated: number }).litigated = 0;
    });
    for (const { flow } of [licensed, quiet]) {
      expect(flow[FLOW.compensatedGuarantorFen]).toBe(askedFen);
      expect(flow[FLOW.guaranteesDeniedFen]).toBe(0);
    }
  });
});

describe('payable', () => {
  it('is whole fen per lot of the part that can’t be paid whole, principal first', () => {
    const asked = { principalFen: 100, interestFen: 10 };
    expect(payable(asked, 110, 7)).toEqual(asked);
    expect(payable(asked, 108, 7)).toEqual({ principalFen: 100, interestFen: 7 });
    expect(payable(asked, 99, 7)).toEqual({ principalFen: 98, interestFen: 0 });
  });

  it('shares a reserve in proportion, exactly beyond 2^53', () => {
    expect(proRataLimits([3, 1], 10)).toEqual([3, 1]);
    expect(proRataLimits([6_000_000_000_000, 2_000_000_000_000], 4_000_000_000_001)).toEqual([
      3_000_000_000_000, 1_000_000_000_000,
    ]);
  });
});
