import { describe, expect, it } from 'vitest';
import { Streams } from '../../engine/random/streams.ts';

/** Draws of an entity on a day from one of several streams, as uint32. */
type Generator = (stream: number, entity: number, day: number) => number;

const streams = new Streams(20240101, 0);
const pair = [streams.stream('service'), streams.stream('recovery')];
const ours: Generator = (stream, entity, day) => pair[stream]!.bits(entity, day) >>> 0;

/** The negative control: a multiplicative mix that looks random in its top bits and has no finish. */
const bad: Generator = (stream, entity, day) =>
  (Math.imul(entity + 1, 0x9e3779b9) + Math.imul(day + 1, 0x7f4a7c15) + Math.imul(stream + 1, 0x3c6ef372)) >>>
  0;

/** How many standard deviations a chi-square statistic lies from its mean. */
function chiSquareZ(counts: Float64Array): number {
  const total = counts.reduce((a, b) => a + b, 0);
  const expected = total / counts.length;
  const statistic = counts.reduce(
    (sum, count) => sum + ((count - expected) * (count - expected)) / expected,
    0,
  );
  const freedom = counts.length - 1;
  return Math.abs(statistic - freedom) / Math.sqrt(2 * freedom);
}

const CELLS = 64;
const cell = (bits: number) => Math.floor((bits / 4294967296) * CELLS);

const tests: Record<string, (draw: Generator) => number> = {
  'spreads entities evenly': (draw) => {
    const counts = new Float64Array(1024);
    for (let entity = 0; entity < 400_000; entity++) counts[draw(0, entity, 7) >>> 22]! += 1;
    return chiSquareZ(counts);
  },
  'spreads the low bits of days evenly': (draw) => {
    const counts = new Float64Array(1024);
    for (let day = 0; day < 4000; day++) {
      for (let entity = 0; entity < 100; entity++) counts[draw(0, entity, day) & 1023]! += 1;
    }
    return chiSquareZ(counts);
  },
  'keeps neighbouring entities independent': (draw) => {
    const counts = new Float64Array(CELLS * CELLS);
    for (let i = 0; i < 400_000; i++) counts[cell(draw(0, i, 3)) * CELLS + cell(draw(0, i + 1, 3))]! += 1;
    return chiSquareZ(counts);
  },
  'keeps neighbouring days independent': (draw) => {
    const counts = new Float64Array(CELLS * CELLS);
    for (let i = 0; i < 400_000; i++) {
      const day = i & 1023;
      counts[cell(draw(0, i >> 10, day)) * CELLS + cell(draw(0, i >> 10, day + 1))]! += 1;
    }
    return chiSquareZ(counts);
  },
  'keeps streams independent': (draw) => {
    const counts = new Float64Array(CELLS * CELLS);
    for (let i = 0; i < 400_000; i++) counts[cell(draw(0, i, 5)) * CELLS + cell(draw(1, i, 5))]! += 1;
    return chiSquareZ(counts);
  },
  'flips each output bit half of the time when an input bit flips': (draw) => {
    const samples = 2000;
    let worst = 0;
    for (const flip of [0, 1, 7, 15, 30]) {
      const flipped = new Float64Array(32);
      for (let i = 0; i < samples; i++) {
        const changed = draw(0, i, 9) ^ draw(0, i ^ (1 << flip), 9);
        for (let bit = 0; bit < 32; bit++) flipped[bit]! += (changed >>> bit) & 1;
      }
      for (const count of flipped)
        worst = Math.max(worst, Math.abs(count - samples / 2) / Math.sqrt(samples / 4));
    }
    return worst;
  },
  'has as many repeated birthday spacings as chance': (draw) => {
    // 4,096 birthdays in 2^32 days: repeated spacings are Poisson with mean m^3 / 4n = 4 a round; 100 rounds.
    let repeats = 0;
    for (let round = 0; round < 100; round++) {
      const birthdays = new Float64Array(4096);
      for (let i = 0; i < 4096; i++) birthdays[i] = draw(0, round * 4096 + i, round);
      birthdays.sort();
      const spacings = Float64Array.from(birthdays, (value, i) =>
        i === 0 ? value : value - birthdays[i - 1]!,
      ).sort();
      for (let i = 1; i < spacings.length; i++) if (spacings[i] === spacings[i - 1]) repeats += 1;
    }
    return Math.abs(repeats - 400) / Math.sqrt(400);
  },
};

/** Two-sided 1 in 10,000 a test (3.89), a little more for the maximum over 160 bits. */
const LIMIT = 4.5;

describe('a stream', () => {
  for (const [name, statistic] of Object.entries(tests)) {
    it(`${name}; a bad generator does not`, () => {
      expect(statistic(ours)).toBeLessThan(LIMIT);
      expect(statistic(bad)).toBeGreaterThan(LIMIT);
    });
  }
});
