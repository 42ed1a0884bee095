import { describe, expect, it } from 'vitest';
import { Registry } from '../../../engine/base/columns.ts';
import { exp, ln } from '../../../engine/base/mathx.ts';
import { Clocks } from '../../../engine/market/10-confidence/clocks.ts';
import { Streams } from '../../../engine/random/streams.ts';

const LENDERS = 4000;
const DAYS = 400;

/** A scare: the hazard of a day jumps at day 100 and decays. */
function hazardOn(day: number): number {
  return 0.0005 + (day >= 100 ? 0.03 * exp(-(day - 100) / 30) : 0);
}

/** Own multipliers that change in steps, differently for everybody. */
function multiplierOn(lender: number, day: number): number {
  const nature = exp(((lender % 11) - 5) / 5);
  const seen = (day + lender) % 37 < 7 ? 2.5 : 1;
  return nature * seen;
}

function exitDays(seed: number): Int32Array {
  const stream = new Streams(seed, 0).stream('panic');
  const clocks = new Clocks(new Registry(), 'test', 1, 64);
  const days = new Int32Array(LENDERS).fill(-1);
  for (let row = 0; row < LENDERS; row++) {
    clocks.enter(row, 0, -ln(stream.uniform(row, 0)), multiplierOn(row, 0));
  }
  for (let day = 0; day < DAYS; day++) {
    for (let row = 0; row < LENDERS; row++)
      if (clocks.isRunning(row)) clocks.setMultiplier(row, multiplierOn(row, day));
    const leaving: number[] = [];
    clocks.advance(0, hazardOn(day), leaving);
    for (const row of leaving) days[row] = day;
  }
  return days;
}

/** The oracle: one draw per lender and day against 1 - exp(-hazard). */
function dailyDraws(seed: number): Int32Array {
  const stream = new Streams(seed, 1).stream('panic');
  const days = new Int32Array(LENDERS).fill(-1);
  for (let row = 0; row < LENDERS; row++) {
    for (let day = 0; day < DAYS && days[row]! < 0; day++) {
      const p = 1 - exp(-hazardOn(day) * multiplierOn(row, day));
      if (stream.uniform(row, day) < p) days[row] = day;
    }
  }
  return days;
}

describe('hazard clocks', () => {
  it('lets a lender leave on the day on which its integrated hazard reaches its tolerance', () => {
    const days = exitDays(7);
    const stream = new Streams(7, 0).stream('panic');
    for (let row = 0; row < LENDERS; row++) {
      const tolerance = -ln(stream.uniform(row, 0));
      let spent = 0;
      let expected = -1;
      for (let day = 0; day < DAYS && expected < 0; day++) {
        spent += hazardOn(day) * multiplierOn(row, day);
        if (spent >= tolerance * (1 + 1e-12)) expected = day;
      }
      expect(days[row], `lender ${row}`).toBe(expected);
    }
  });

  it('has the exit times of daily draws', () => {
    const count = (days: Int32Array, before: number) => days.filter((day) => day >= 0 && day < before).length;
    let clock = [0, 0, 0];
    let draws = [0, 0, 0];
    for (let seed = 1; seed <= 5; seed++) {
      const a = exitDays(seed);
      const b = dailyDraws(seed);
      clock = clock.map((sum, i) => sum + count(a, [100, 130, DAYS][i]!));
      draws = draws.map((sum, i) => sum + count(b, [100, 130, DAYS][i]!));
    }
    clock.forEach((sum, i) => {
      const sigma = Math.sqrt(sum + draws[i]!);
      expect(Math.abs(sum - draws[i]!), `exits ${sum} against ${draws[i]}`).toBeLessThan(3.5 * sigma);
    });
  });

  it('agrees with the closed form', () => {
    let expected = 0;
    for (let row = 0; row < LENDERS; row++) {
      let spent = 0;
      for (let day = 0; day < DAYS; day++) spent += hazardOn(day) * multiplierOn(row, day);
      expected += 1 - exp(-spent);
    }
    let exits = 0;
    for (let seed = 1; seed <= 5; seed++) exits += exitDays(seed).filter((day) => day >= 0).length;
    expect(Math.abs(exits / 5 - expected)).toBeLessThan(3.5 * Math.sqrt(expected / 5));
  });

  it('finds keys far beyond the window of its buckets', () => {
    const clocks = new Clocks(new Registry(), 'test', 2, 4);
    clocks.enter(0, 1, 40, 0.5);
    clocks.enter(1, 1, 5, 1);
    clocks.enter(2, 0, 1, 1);
    const left: [number, number][] = [];
    for (let day = 1; day <= 100; day++) {
      const leaving: number[] = [];
      clocks.advance(1, 1, leaving);
      for (const row of leaving) left.push([row, day]);
    }
    expect(left).toEqual([
      [1, 5],
      [0, 80],
    ]);
    expect(clocks.isRunning(2)).toBe(true);
  });

  it('keeps what is left of a tolerance when a stay stops and begins anew only', () => {
    const clocks = new Clocks(new Registry(), 'test', 1, 4);
    clocks.enter(0, 0, 2, 1);
    const leaving: number[] = [];
    clocks.advance(0, 1, leaving);
    clocks.stop(0);
    clocks.advance(0, 5, leaving);
    expect(leaving).toEqual([]);
    clocks.enter(0, 0, 2, 1);
    clocks.advance(0, 1.5, leaving);
    expect(leaving).toEqual([]);
    clocks.advance(0, 0.5, leaving);
    expect(leaving).toEqual([0]);
  });
});
