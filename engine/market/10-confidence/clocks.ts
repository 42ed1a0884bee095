/**
 * Hazard clocks (ENGINE rulings 14 to 16). A group has a clock L, the sum of its hazard over days; a member has a key
 * L + E / m, with E its tolerance and m its own multiplier, and leaves when the clock reaches the key. Keys wait in
 * buckets of fixed width over L, so that a day costs its exits and the members of one bucket.
 */
import { invariant } from '../../base/assert.ts';
import { defineTable, type Registry, type Table } from '../../base/columns.ts';

const SCHEMA = {
  key: 'f64',
  multiplier: 'f64',
  group: 'u8',
  /** Bucket within the group, -1 if its clock isn't running. */
  bucket: { type: 'i32', fill: -1 },
  previous: { type: 'i32', fill: -1 },
  next: { type: 'i32', fill: -1 },
} as const;

const BUCKET_WIDTH = 1 / 64;
const BUCKETS = 1024;
/** Keys beyond the window of the buckets wait here. */
const OVERFLOW = BUCKETS;
const STRIDE = BUCKETS + 1;

export class Clocks {
  readonly #members: Table<typeof SCHEMA>;
  /** L by group. */
  readonly #elapsed: Float64Array;
  /** L at which the window of the buckets begins, by group. */
  readonly #start: Float64Array;
  readonly #heads: Int32Array;

  constructor(registry: Registry, name: string, groups: number, capacity: number) {
    this.#members = defineTable(registry, `${name}.member`, SCHEMA, capacity);
    this.#elapsed = registry.column(`${name}.elapsed`, 'f64', groups);
    this.#start = registry.column(`${name}.start`, 'f64', groups);
    this.#heads = registry.column(`${name}.head`, 'i32', groups * STRIDE, { fill: -1 });
  }

  /** The clock of a group. */
  elapsed(group: number): number {
    return this.#elapsed[group]!;
  }

  isRunning(row: number): boolean {
    return row < this.#members.length && this.#members.bucket[row]! >= 0;
  }

  multiplier(row: number): number {
    return this.#members.multiplier[row]!;
  }

  /** A stay begins: the hazard counts from the group's next step. A stay still running ends first. */
  enter(row: number, group: number, tolerance: number, multiplier: number): void {
    const members = this.#members;
    if (row >= members.length) members.addMany(row + 1 - members.length);
    if (members.bucket[row]! >= 0) this.#unlink(row);
    members.group[row] = group;
    members.multiplier[row] = multiplier;
    members.key[row] = this.#elapsed[group]! + tolerance / multiplier;
    this.#link(row);
  }

  /** A stay ends for another reason. */
  stop(row: number): void {
    if (this.isRunning(row)) this.#unlink(row);
  }

  /** A new multiplier from the next step on: what is left of the tolerance is spent at the new speed. */
  setMultiplier(row: number, multiplier: number): void {
    const members = this.#members;
    const before = members.multiplier[row]!;
    if (before === multiplier || members.bucket[row]! < 0) return;
    this.#unlink(row);
    const elapsed = this.#elapsed[members.group[row]!]!;
    members.key[row] = elapsed + ((members.key[row]! - elapsed) * before) / multiplier;
    members.multiplier[row] = multiplier;
    this.#link(row);
  }

  /** Adds a day's hazard to the clock; rows whose key it reached stop and go into `leaving`, in no order. */
  advance(group: number, hazard: number, leaving: number[]): void {
    invariant(hazard >= 0, 'a hazard is not negative', () => ({ group, hazard }));
    const before = this.#elapsed[group]!;
    const elapsed = before + hazard;
    this.#elapsed[group] = elapsed;
    const first = Math.min(OVERFLOW, this.#bucketOf(group, before));
    const last = Math.min(OVERFLOW, this.#bucketOf(group, elapsed));
    for (let bucket = first; bucket <= last; bucket++) this.#collect(group, bucket, elapsed, leaving);
    if (last === OVERFLOW) this.#moveWindow(group);
  }

  #collect(group: number, bucket: number, elapsed: number, leaving: number[]): void {
    const { key, next } = this.#members;
    for (let row = this.#heads[group * STRIDE + bucket]!; row >= 0;) {
      const following = next[row]!;
      if (elapsed >= key[row]!) {
        this.#unlink(row);
        leaving.push(row);
      }
      row = following;
    }
  }

  /** The clock has left the window: a new one starts at it and takes in who waited beyond the old one. */
  #moveWindow(group: number): void {
    const waiting: number[] = [];
    const { next } = this.#members;
    for (let row = this.#heads[group * STRIDE + OVERFLOW]!; row >= 0; row = next[row]!) waiting.push(row);
    for (const row of waiting) this.#unlink(row);
    this.#start[group] = this.#elapsed[group]!;
    for (const row of waiting) this.#link(row);
  }

  #bucketOf(group: number, key: number): number {
    return Math.min(OVERFLOW, Math.max(0, Math.floor((key - this.#start[group]!) / BUCKET_WIDTH)));
  }

  #link(row: number): void {
    const members = this.#members;
    const group = members.group[row]!;
    const bucket = this.#bucketOf(group, members.key[row]!);
    const head = this.#heads[group * STRIDE + bucket]!;
    members.bucket[row] = bucket;
    members.previous[row] = -1;
    members.next[row] = head;
    if (head >= 0) members.previous[head] = row;
    this.#heads[group * STRIDE + bucket] = row;
  }

  #unlink(row: number): void {
    const members = this.#members;
    const previous = members.previous[row]!;
    const next = members.next[row]!;
    if (previous >= 0) members.next[previous] = next;
    else this.#heads[members.group[row]! * STRIDE + members.bucket[row]!] = next;
    if (next >= 0) members.previous[next] = previous;
    members.bucket[row] = -1;
    members.previous[row] = -1;
    members.next[row] = -1;
  }
}
