/**
 * Hazard clocks (ENGINE rulings 14 to 16). A group has a clock L, the sum of its hazard over days; a member has a key
 * L + E / m, with E its tolerance and m its own multiplier, and leaves when the clock reaches the key. Keys wait in
 * buckets of fixed width over L, so that a day costs its exits and the members of one bucket.
 */
import { invariant } from '../../base/assert.ts';
import { defineTable, type Registry, type Table } from '../../base/columns.ts';
import { Buckets } from './buckets.ts';

const BUCKET_WIDTH = 1 / 64;
/** Keys beyond the window of the buckets wait in the last one. */
const OVERFLOW = 1024;

const OWN = { multiplier: 'f64' } as const;

export class Clocks {
  readonly #buckets: Buckets;
  readonly #own: Table<typeof OWN>;
  /** L by group. */
  readonly #elapsed: Float64Array;
  /** L at which the window of the buckets begins, by group. */
  readonly #start: Float64Array;

  constructor(registry: Registry, name: string, groups: number, capacity: number) {
    this.#buckets = new Buckets(registry, name, { groups, count: OVERFLOW + 1, capacity });
    this.#own = defineTable(registry, `${name}.own`, OWN, capacity);
    this.#elapsed = registry.column(`${name}.elapsed`, 'f64', groups);
    this.#start = registry.column(`${name}.start`, 'f64', groups);
  }

  /** The clock of a group. */
  elapsed(group: number): number {
    return this.#elapsed[group]!;
  }

  isRunning(row: number): boolean {
    return this.#buckets.has(row);
  }

  multiplier(row: number): number {
    return this.#own.multiplier[row]!;
  }

  /** A stay begins: the hazard counts from the group's next step. A stay still running ends first. */
  enter(row: number, group: number, tolerance: number, multiplier: number): void {
    const own = this.#own;
    if (row >= own.length) own.addMany(row + 1 - own.length);
    own.multiplier[row] = multiplier;
    this.#place(row, group, this.#elapsed[group]! + tolerance / multiplier);
  }

  /** A stay ends for another reason. */
  stop(row: number): void {
    this.#buckets.unlink(row);
  }

  /** A new multiplier from the next step on: what is left of the tolerance is spent at the new speed. */
  setMultiplier(row: number, multiplier: number): void {
    const before = this.#own.multiplier[row]!;
    if (before === multiplier || !this.isRunning(row)) return;
    const { key, group } = this.#buckets.members;
    const elapsed = this.#elapsed[group[row]!]!;
    this.#own.multiplier[row] = multiplier;
    this.#place(row, group[row]!, elapsed + ((key[row]! - elapsed) * before) / multiplier);
  }

  /** Hazard of its own that the group doesn't share, spent at the lender's speed: it counts at the next step. */
  hasten(row: number, hazard: number): void {
    if (!this.isRunning(row)) return;
    const { key, group } = this.#buckets.members;
    this.#place(row, group[row]!, key[row]! - hazard);
  }

  /** Adds a day's hazard to the clock; rows whose key it reached stop and go into `leaving`, in no order. */
  advance(group: number, hazard: number, leaving: number[]): void {
    invariant(hazard >= 0, 'a hazard is not negative', () => ({ group, hazard }));
    const before = this.#elapsed[group]!;
    const first = this.#bucketOf(group, before);
    const elapsed = before + hazard;
    this.#elapsed[group] = elapsed;
    const last = this.#bucketOf(group, elapsed);
    for (let bucket = first; bucket <= last; bucket++) this.#buckets.collect(group, bucket, elapsed, leaving);
    if (last === OVERFLOW) this.#moveWindow(group);
  }

  /** The clock has left the window: a new one starts at it and takes in who waited beyond the old one. */
  #moveWindow(group: number): void {
    const waiting: number[] = [];
    this.#buckets.collect(group, OVERFLOW, Infinity, waiting);
    this.#start[group] = this.#elapsed[group]!;
    const { key } = this.#buckets.members;
    for (const row of waiting) this.#place(row, group, key[row]!);
  }

  /** A key that the clock has passed already waits in the clock's bucket: that is where the next step looks first. */
  #bucketOf(group: number, key: number): number {
    const from = Math.max(key, this.#elapsed[group]!) - this.#start[group]!;
    return Math.min(OVERFLOW, Math.floor(from / BUCKET_WIDTH));
  }

  #place(row: number, group: number, key: number): void {
    this.#buckets.unlink(row);
    this.#buckets.link(row, group, key, this.#bucketOf(group, key));
  }
}
