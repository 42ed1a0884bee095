/** What sets one loan product apart from another: hazard, season, owners' means, what is pledged and where it is kept. */
import { describe, expect, it } from 'vitest';
import { creditModel } from '../../../engine/market/07-service/credit-model.ts';
import { prepareEntry } from '../../../engine/market/07-service/entry.ts';
import { prepareRecover } from '../../../engine/market/08-recover/recover.ts';
import { offering, wishDraws } from '../../../engine/draws/wishes.ts';
import { pledgeKeepingFen } from '../../../engine/state/commitments.ts';
import { FLOW } from '../../../engine/state/flow.ts';
import { createWorld } from '../../../engine/state/world.ts';
import { defaultAtOnce } from '../../../engine/settle/arrears.ts';
import { changed, emptyWorld, lender, loan, runDays } from '../../helpers/market.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

const small = loadSmall(['credit.rhoLifetime=0%', 'clock.start=2017-03-01', 'clock.horizon=12mo']);

describe("a product's hazard", () => {
  const chance = (hazard: number, season: readonly number[], day: number) => {
    const scenario = changed(small, (s) => Object.assign(s.loans['credit']!, { hazard, season }));
    const world = emptyWorld(scenario);
    world.day = day;
    const row = loan(world, [[lender(world), 5]], { termMonths: 12 });
    const { curves, rho } = creditModel(scenario);
    const entry = prepareEntry(world, curves, rho);
    entry.beginDay();
    return entry.probability(row, 3);
  };
  const winter = [4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0];

  it('multiplies the chance to miss an instalment, by calendar month too', () => {
    const usual = chance(1, [], 40);
    expect(chance(2.6, [], 40) / usual).toBeCloseTo(2.6, 6);
    expect(chance(1, winter, 40) / usual).toBeCloseTo(1, 6);
    expect(chance(1.5, winter, 310) / usual).toBeCloseTo(6, 6);
    expect(chance(9, winter, 280)).toBe(0);
  });
});

describe('whom a product is offered to', () => {
  it('is asked by none else, and those who are offered nothing ask for nothing', () => {
    const scenario = changed(small, (s) => {
      for (const product of Object.values(s.loans)) product.offeredTo = 'persons';
      s.loans['vehicle']!.offeredTo = 'everybody';
    });
    const world = createWorld(scenario, 1, 0);
    const wish = wishDraws(scenario, world.streams.stream('application'));
    const names = Object.keys(scenario.loans);
    const ordinary = offering(scenario, false)!;
    const of = (kind: number) =>
      new Set(Array.from({ length: 200 }, (_, key) => names[wish(key, 0, kind, ordinary)!.product]));
    expect(of(0)).toEqual(new Set(['credit', 'vehicle']));
    expect(of(2)).toEqual(new Set(['vehicle']));
    expect(wish(1, 0, 1, offering(scenario, true)!)).toBeNull();
  });
});

describe('after a default', () => {
  const COUNT = 600;
  /** Share of principal that loans of a product bring, collection and sale together. */
  const recovered = (kind: number, change: Parameters<typeof changed>[1]): number => {
    const scenario = changed(small, (s) => {
      s.loans['credit']!.recoveryShare = 0.05;
      s.loans['credit']!.recoveryDays = [5];
      change(s);
    });
    const world = emptyWorld(scenario);
    const who = lender(world);
    for (let i = 0; i < COUNT; i++) {
      const row = loan(world, [[who, 5]]);
      world.customers.kind[world.loans.customer[row]!] = kind;
      defaultAtOnce(world, row);
    }
    runDays(world, 20, [prepareRecover(world)]);
    return world.flow[FLOW.recoveredFen]! / (COUNT * 5 * scenario.splitting.lotFen);
  };

  it("owners of businesses add to what is recovered, and nobody's owner adds to a person's loan", () => {
    const liable = (s: Parameters<Parameters<typeof changed>[1]>[0]) => {
      s.loans['credit']!.ownersLiability = 0.2;
    };
    expect(recovered(2, liable)).toBeCloseTo(0.25, 1);
    expect(recovered(0, liable)).toBeCloseTo(0.05, 1);
  });

  it('what is kept or built is always there to be sold, what is driven only if it is found', () => {
    const pledged = (enhancement: 'vehicle' | 'pledge' | 'property') =>
      recovered(0, (s) => {
        s.loans['credit']!.enhancement = enhancement;
        s.loans['credit']!.recoveryShare = 0;
        s.loans['credit']!.collateral = {
          ...s.loans['vehicle']!.collateral!,
          collateralLtv: 0.5,
          auctionShare: 1,
          foundShare: 0.4,
          saleAfterDays: 3,
        };
      });
    expect(pledged('vehicle')).toBeCloseTo(0.4, 1);
    expect(pledged('pledge')).toBe(1);
    expect(pledged('property')).toBe(1);
  });
});

describe('keeping what is pledged', () => {
  it('costs a share of its first value a month until the loan has ended', () => {
    const scenario = changed(small, (s) => {
      Object.assign(s.loans['vehicle']!, { enhancement: 'pledge' });
      Object.assign(s.loans['vehicle']!.collateral!, { collateralLtv: 0.5, keptPerMonth: 0.01 });
    });
    const world = emptyWorld(scenario);
    const product = world.names.loanProducts.indexOf('vehicle');
    const row = loan(world, [[lender(world), 7]], { product });
    loan(world, [[1, 3]], { product: 0 });
    expect(pledgeKeepingFen(world)).toBe((7 * scenario.splitting.lotFen * 2) / 100);
    world.loans.endedDay[row] = 0;
    expect(pledgeKeepingFen(world)).toBe(0);
  });
});
