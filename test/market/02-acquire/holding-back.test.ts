/** Lenders who are still there but lend no more: how many, who, and until when. */
import { describe, expect, it } from 'vitest';
import { exp } from '../../../engine/base/mathx.ts';
import { KPI_INDEX, type KpiName } from '../../../engine/metrics/catalog.ts';
import { simulateScenario } from '../../../engine/simulate.ts';
import { LENDER } from '../../../engine/state/codes.ts';
import { holdingBackToday } from '../../../engine/state/holding-back.ts';
import { crowd } from '../../validation/crowd.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

const COUNT = 20_000;

describe('lenders who hold back', () => {
  const { world } = crowd(COUNT, { holdBack: 1.5 }, { seed: 5 });
  const at = (signal: number): Set<number> => {
    world.lenderView.signal = signal;
    const holdsBack = holdingBackToday(world);
    return new Set(Array.from({ length: COUNT }, (_, k) => k + 1).filter(holdsBack));
  };

  it.each([0.1, 0.5, 2])('are a share 1 - exp(-1.5 X) of those who decide, at a signal X of %d', (signal) => {
    const expected = 1 - exp(-1.5 * signal);
    const band = 4 * Math.sqrt((expected * (1 - expected)) / COUNT);
    expect(Math.abs(at(signal).size / COUNT - expected)).toBeLessThan(band);
    // A tenth more effect would be told apart.
    expect(Math.abs(at(signal).size / COUNT - (1 - exp(-1.65 * signal)))).toBeGreaterThan(band);
  });

  it('are the same ones whenever the signal is as large, and more as it grows', () => {
    const [few, many] = [at(0.2), at(0.6)];
    expect([...few].every((lender) => many.has(lender))).toBe(true);
    expect(at(0.2)).toEqual(few);
  });

  it('are none while there is nothing to fear', () => {
    expect(at(0).size + at(-1).size).toBe(0);
  });
});

describe('a rumour', () => {
  const shocks = 'shocks=[{ date: 20d, kind: rumour, intensity: 30%, halfLife: 10d }]';
  const run = (...set: string[]) => {
    const scenario = loadSmall(['clock.horizon=120d', 'confidence.mechanism=hazard', shocks, ...set]);
    let queuedWhileHoldingBack = 0;
    const { kpis, error } = simulateScenario(scenario, {
      seed: 4,
      watch: (stage, world) => {
        if (stage !== 'match') return;
        const holdsBack = holdingBackToday(world);
        for (let row = 1; row < world.lenders.length; row++)
          if (world.lenders.status[row] === LENDER.investing && world.lenders.queueDay[row] === world.day)
            queuedWhileHoldingBack += holdsBack(row) ? 1 : 0;
      },
    });
    expect(error).toBeNull();
    const sum = (name: KpiName, from: number, to: number): number =>
      kpis[KPI_INDEX[name]]!.slice(from, to).reduce((total, value) => total + value, 0);
    return { sum, queuedWhileHoldingBack };
  };
  const calm = run();
  const careful = run('confidence.holdBack=1');

  it('makes less be lent while it is heard, though no more of them leave', () => {
    expect(careful.sum('contractsFen', 0, 20)).toBe(calm.sum('contractsFen', 0, 20));
    expect(careful.sum('contractsFen', 20, 50)).toBeLessThan(0.95 * calm.sum('contractsFen', 20, 50));
    expect(careful.sum('heldBackFen', 0, 20)).toBe(0);
    expect(careful.sum('heldBackFen', 20, 50)).toBeGreaterThan(0);
    expect(calm.sum('heldBackFen', 0, 120)).toBe(0);
  });

  it('keeps who holds back from joining the queue', () => {
    expect(careful.queuedWhileHoldingBack).toBe(0);
  });
});
