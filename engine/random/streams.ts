/**
 * Named streams: a draw is a function of (seed, replication, stream, entity, day, number), never of what came
 * before.
 */

import seedrandom from 'seedrandom';
import { invariant } from '../base/assert.ts';
import { probit } from '../base/mathx.ts';
import { STREAM_NAMES, type StreamName } from './stream-names.ts';

const PARITY = 0x1bd11bda;
const UNIT = 1 / 4294967296;

/**
 * One source of chance. Holds a key and no position: draws can be asked in any order, any number of times.
 */
export class Stream {
  readonly name: string;
  readonly k0: number;
  readonly k1: number;

  /** `k0` and `k1` are the 64 bits of the key, as int32. */
  constructor(name: string, k0: number, k1: number) {
    this.name = name;
    this.k0 = k0 | 0;
    this.k1 = k1 | 0;
  }

  /**
   * 32 random bits as int32: the first word of Threefry-2x32-13 at counter (luckKey, day + 65536 k).
   * `day` is 0..65535, `k` (the number of the entity's draw that day) 0..65535; not checked here.
   */
  bits(luckKey: number, day: number, k = 0): number {
    const k0 = this.k0;
    const k1 = this.k1;
    const k2 = PARITY ^ k0 ^ k1;
    let x0 = (luckKey + k0) | 0;
    let x1 = (day + (k << 16) + k1) | 0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
    x0 = (x0 + k1) | 0;
    x1 = (x1 + k2 + 1) | 0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0;
    x0 = (x0 + k2) | 0;
    x1 = (x1 + k0 + 2) | 0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
    x0 = (x0 + k0) | 0;
    x1 = (x1 + k1 + 3) | 0;
    return (x0 + x1) | 0;
  }

  /** In (0, 1), never 0 or 1: the centres of 2^32 equal cells. */
  uniform(luckKey: number, day: number, k = 0): number {
    return ((this.bits(luckKey, day, k) >>> 0) + 0.5) * UNIT;
  }

  /** Standard normal by inversion of one uniform; within +-6.34. */
  normal(luckKey: number, day: number, k = 0): number {
    return probit(((this.bits(luckKey, day, k) >>> 0) + 0.5) * UNIT);
  }
}

/** The streams of one replication. Keys come from `seedrandom('<seed>/<replication>/<name>')`. */
export class Streams {
  readonly seed: number;
  readonly replication: number;
  readonly #streams: ReadonlyMap<string, Stream>;

  /** `names` is only given by tests. Throws InvariantError on a duplicate name. */
  constructor(seed: number, replication: number, names: readonly string[] = STREAM_NAMES) {
    this.seed = seed;
    this.replication = replication;
    const streams = new Map<string, Stream>();
    for (const name of names) {
      invariant(!streams.has(name), 'a stream name is registered once', () => ({ name }));
      const keys = seedrandom(`${seed}/${replication}/${name}`);
      streams.set(name, new Stream(name, keys.int32(), keys.int32()));
    }
    this.#streams = streams;
  }

  /** Throws InvariantError on a name that isn't in `STREAM_NAMES`. Look streams up once, not per draw. */
  stream(name: StreamName): Stream {
    const stream = this.#streams.get(name);
    invariant(stream !== undefined, 'a stream is registered', () => ({ name }));
    return stream;
  }
}

export const LUCK_DAY_MAX = 4095;
export const LUCK_CHANNEL_MAX = 15;
export const LUCK_ORDINAL_MAX = 32_767;
export const LUCK_FOUNDER_MAX = 0x7fffffff;

/**
 * The number under which an entity draws for life, as int32:
 *
 *     founder   1 | ordinal (31 bits)                              day and channel are ignored
 *     arrival   0 | day (12) | channel (4) | ordinal (15)          ordinal within that day and channel
 *
 * Roles (customer, lender, application) never share a stream, so the same number in two roles does no harm; a
 * contract keeps the key of its application. Throws InvariantError beyond the limits: 4,096 days, 16
 * channels, 32,768 arrivals a day and channel.
 */
export function luckKey(
  origin: 'founder' | 'arrival',
  day: number,
  channel: number,
  ordinal: number,
): number {
  if (origin === 'founder') {
    invariant(within(ordinal, LUCK_FOUNDER_MAX), 'a founder has a luck key', () => ({ ordinal }));
    return 0x80000000 | ordinal;
  }
  invariant(
    within(day, LUCK_DAY_MAX) && within(channel, LUCK_CHANNEL_MAX) && within(ordinal, LUCK_ORDINAL_MAX),
    'an arrival has a luck key',
    () => ({ day, channel, ordinal }),
  );
  return (day << 19) | (channel << 15) | ordinal;
}

function within(value: number, max: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= max;
}
