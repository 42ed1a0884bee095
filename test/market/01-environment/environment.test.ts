import { describe, expect, it } from 'vitest';
import { dailyPersistence, nextFactor } from '../../../engine/market/01-environment/factors.ts';
import {
  rivalNewsOn,
  newsOn,
  stressOn,
  unemploymentOn,
} from '../../../engine/market/01-environment/timeline.ts';
import type { Scenario, Shock } from '../../../engine/scenario/scenario.ts';
import type { World } from '../../../engine/state/world.ts';
import { runFront } from '../../helpers/front.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

function withShocks(shocks: readonly Shock[]): Scenario {
  return { ...loadSmall(), shocks };
}

describe('environment', () => {
  it('moves factors of unit variance that remember a month', () => {
    const a = dailyPersistence(0.9);
    let x = 0.3;
    for (let day = 0; day < 30; day++) x = nextFactor(x, 0, a, false);
    expect(x).toBeCloseTo(0.27, 10);
    expect(a * a + (1 - a * a)).toBeCloseTo(1, 12);
  });

  it('leaves the factors at 0 without noise, and only then', () => {
    const quiet = runFront(loadSmall(['macro.noise=false']), 5).world.truth;
    const loud = runFront(loadSmall(), 5).world.truth;
    expect([quiet.country[0], quiet.sectors[3], quiet.regions[5]]).toEqual([0, 0, 0]);
    expect(loud.country[0]).not.toBe(0);
    expect(loud.sectors[3]).not.toBe(loud.sectors[4]);
  });

  it('draws the factors of regions and sectors apart from who applies', () => {
    const base = runFront(loadSmall(), 10).world.truth.country[0];
    const busy = runFront(loadSmall(['acquisition.borrowers.online.visitsMaxPerMonth=12000']), 10).world.truth
      .country[0];
    expect(busy).toBe(base);
  });

  it('interpolates unemployment and holds the last level', () => {
    const path = {
      base: 0.04,
      path: [
        { day: 10, level: 0.04 },
        { day: 20, level: 0.06 },
      ],
    };
    expect([0, 15, 99].map((day) => unemploymentOn(path, day))).toEqual([0.04, 0.05, 0.06]);
  });

  it('multiplies hazards and recoveries while a stress is in force', () => {
    const shock: Shock = {
      kind: 'creditStress',
      day: 3,
      pdMultiplier: 1.75,
      recoveryMultiplier: 0.7,
      overDays: 2,
    };
    expect([2, 3, 4, 5].map((day) => stressOn([shock], day).pd)).toEqual([1, 1.75, 1.75, 1]);
    const seen: number[] = [];
    runFront(withShocks([shock]), 6, (world: World) => seen.push(world.truth.pdMultiplier[0]!));
    expect(seen).toEqual([1, 1, 1, 1.75, 1.75, 1]);
  });

  it('lets rumours halve, and rivals’ failures grow before they fade', () => {
    const rumour: Shock = { kind: 'rumour', day: 2, intensity: 1, halfLifeDays: 10 };
    expect(newsOn([rumour], 'rumour', 1)).toBe(0);
    expect(newsOn([rumour], 'rumour', 12)).toBeCloseTo(0.5, 12);
    const rivals: Shock = { kind: 'rivalFailures', day: 0, share: 0.1, overDays: 5 };
    expect(rivalNewsOn([rivals], 0, 20)).toBeCloseTo(0.1, 12);
    expect(rivalNewsOn([rivals], 4, 20)).toBeCloseTo(0.5, 12);
    expect(rivalNewsOn([rivals], 24, 20)).toBeCloseTo(0.25, 12);
  });

  it('takes a guarantor’s liquid assets through the ledger and tells of it', () => {
    const shock: Shock = { kind: 'guarantorLoss', day: 1, guarantor: 'huaxin', shareOfLiquid: 0.5 };
    const { world } = runFront(withShocks([shock]), 3);
    const row = world.names.guarantors.indexOf('huaxin');
    const opening = Math.floor(world.scenario.guarantors['huaxin']!.netAssetsFen * 0.3);
    expect(world.guarantors.liquidFen[row]).toBe(opening - Math.floor(opening * 0.5));
    expect(world.events.events.some((event) => event.kind === 'shock' && event.subject === 'huaxin')).toBe(
      true,
    );
    world.ledger.check();
  });
});
