/**
 * Thresholds: a member has a need and leaves on the first day on which its group's level reaches it. Needs and levels move
 * both ways; needs wait in buckets, so that a day costs who is reached and the members of one bucket.
 */
import type { Registry } from '../../base/columns.ts';
import { Buckets } from './buckets.ts';

/** Needs from -1 to 3 have buckets of their own; those beyond wait in the first and the last. */
const LOWEST = -1;
const WIDTH = 1 / 128;
const COUNT = 4 / WIDTH;

export class Levels {
  readonly #buckets: Buckets;

  constructor(registry: Registry, name: string, groups: number, capacity: number) {
    this.#buckets = new Buckets(registry, name, { groups, count: COUNT, capacity });
  }

  isWaiting(row: number): boolean {
    return this.#buckets.has(row);
  }

  /** The lender waits with this need, from the next look on. */
  set(row: number, group: number, need: number): void {
    this.#buckets.unlink(row);
    this.#buckets.link(row, group, need, bucketOf(need));
  }

  stop(row: number): void {
    this.#buckets.unlink(row);
  }

  /** Hands out those whose need the level reaches, in no order; they wait no more. */
  reach(group: number, level: number, reached: number[]): void {
    const last = bucketOf(level);
    for (let bucket = 0; bucket <= last; bucket++) this.#buckets.collect(group, bucket, level, reached);
  }
}

function bucketOf(need: number): number {
  return Math.max(0, Math.min(COUNT - 1, Math.floor((need - LOWEST) / WIDTH)));
}
