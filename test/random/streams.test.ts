import { describe, expect, it } from 'vitest';
import { STREAM_NAMES, type StreamName } from '../../engine/random/stream-names.ts';
import { Stream, Streams, luckKey } from '../../engine/random/streams.ts';
import { threefry2x32 } from '../../engine/random/threefry.ts';

const hex = (words: readonly number[]) => words.map((word) => (word >>> 0).toString(16).padStart(8, '0'));

describe('threefry2x32', () => {
  it('gives the published vectors', () => {
    // Random123, kat_vectors.
    const pi = [0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3] as const;
    expect(hex(threefry2x32(0, 0, 0, 0, 13))).toEqual(['9d1c5ec6', '8bd50731']);
    expect(hex(threefry2x32(-1, -1, -1, -1, 13))).toEqual(['fd36d048', '2d17272c']);
    expect(hex(threefry2x32(...pi, 13))).toEqual(['ba3e4725', 'f27d669e']);
    expect(hex(threefry2x32(0, 0, 0, 0, 20))).toEqual(['6b200159', '99ba4efe']);
    expect(hex(threefry2x32(-1, -1, -1, -1, 20))).toEqual(['1cb996fc', 'bb002be7']);
    expect(hex(threefry2x32(...pi, 20))).toEqual(['c4923a9c', '483df7a0']);
  });

  it('is what Stream.bits unrolls', () => {
    for (let i = 0; i < 2000; i++) {
      const stream = new Stream('x', Math.imul(i, 0x9e3779b9), ~i);
      const key = Math.imul(i, 0x85ebca6b);
      const [day, k] = [i % 4096, i % 7];
      expect(stream.bits(key, day, k)).toBe(threefry2x32(stream.k0, stream.k1, key, day + 65536 * k, 13)[0]);
    }
  });
});

describe('Streams', () => {
  it('has unique names and distinct keys by seed, replication and name', () => {
    expect(new Set(STREAM_NAMES).size).toBe(STREAM_NAMES.length);
    const keys = new Set<string>();
    let count = 0;
    for (const [seed, replication] of [
      [1, 0],
      [1, 1],
      [2, 0],
      [11, 0],
    ] as const) {
      const streams = new Streams(seed, replication);
      for (const name of STREAM_NAMES) {
        const { k0, k1 } = streams.stream(name);
        keys.add(`${k0}/${k1}`);
        count += 1;
      }
    }
    expect(keys.size).toBe(count);
  });

  it('gives the same draws again, whatever else is registered or drawn', () => {
    const alone = new Streams(7, 3, ['service']).stream('service');
    const among = new Streams(7, 3).stream('service');
    for (let i = 0; i < 100; i++) among.bits(i, 5);
    expect(among.bits(42, 17, 2)).toBe(alone.bits(42, 17, 2));
    expect(new Streams(7, 4).stream('service').bits(42, 17, 2)).not.toBe(alone.bits(42, 17, 2));
  });

  it('refuses names that are not registered or are twice', () => {
    expect(() => new Streams(1, 0).stream('service/typo' as StreamName)).toThrow('a stream is registered');
    expect(() => new Streams(1, 0, ['a', 'a'])).toThrow('registered once');
  });

  it('draws uniforms strictly between 0 and 1, and normals by inversion', () => {
    const stream = new Streams(1, 0).stream('service');
    const counts = 20_000;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < counts; i++) {
      const u = stream.uniform(i, 3);
      expect(u > 0 && u < 1).toBe(true);
      const z = stream.normal(i, 3);
      expect(z < 0).toBe(u < 0.5);
      sum += z;
      squares += z * z;
    }
    expect(Math.abs(sum / counts)).toBeLessThan(3.89 / Math.sqrt(counts));
    expect(Math.abs(squares / counts - 1)).toBeLessThan(3.89 * Math.sqrt(2 / counts));
  });
});

describe('luckKey', () => {
  it('differs for every origin, day, channel and ordinal', () => {
    const keys = new Set<number>();
    let count = 0;
    for (const day of [0, 1, 2, 1095, 4095]) {
      for (const channel of [0, 1, 15]) {
        for (const ordinal of [0, 1, 255, 32_767]) {
          keys.add(luckKey('arrival', day, channel, ordinal));
          count += 1;
        }
      }
    }
    for (const ordinal of [0, 1, 32_767, 0x7fffffff]) {
      keys.add(luckKey('founder', 0, 0, ordinal));
      count += 1;
    }
    expect(keys.size).toBe(count);
    expect([...keys].every((key) => key === (key | 0))).toBe(true);
    expect(luckKey('founder', 9, 3, 5)).toBe(luckKey('founder', 0, 0, 5));
  });

  it('refuses what does not fit', () => {
    for (const [day, channel, ordinal] of [
      [4096, 0, 0],
      [-1, 0, 0],
      [0, 16, 0],
      [0, 0, 32_768],
      [0, 0, 0.5],
    ] as const) {
      expect(() => luckKey('arrival', day, channel, ordinal)).toThrow('has a luck key');
    }
    expect(() => luckKey('founder', 0, 0, 2 ** 31)).toThrow('a founder has a luck key');
  });
});
