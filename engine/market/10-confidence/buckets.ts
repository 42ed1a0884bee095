/** Lenders in buckets by a key, group by group: whoever a level reaches is found without looking at the others. */
import { defineTable, type Registry, type Table } from '../../base/columns.ts';

const SCHEMA = {
  key: 'f64',
  group: 'u8',
  /** Bucket within the group, -1 while the lender is in none. */
  bucket: { type: 'i32', fill: -1 },
  previous: { type: 'i32', fill: -1 },
  next: { type: 'i32', fill: -1 },
} as const;

/** `count` buckets per group; which one a key belongs to, the owner says. */
export class Buckets {
  readonly members: Table<typeof SCHEMA>;
  readonly #heads: Int32Array;
  readonly #count: number;

  constructor(
    registry: Registry,
    name: string,
    options: { readonly groups: number; readonly count: number; readonly capacity: number },
  ) {
    this.#count = options.count;
    this.members = defineTable(registry, `${name}.member`, SCHEMA, options.capacity);
    this.#heads = registry.column(`${name}.head`, 'i32', options.groups * options.count, { fill: -1 });
  }

  has(row: number): boolean {
    return row < this.members.length && this.members.bucket[row]! >= 0;
  }

  /** Puts a lender that is in no bucket into one. */
  link(row: number, group: number, key: number, bucket: number): void {
    const { members } = this;
    if (row >= members.length) members.addMany(row + 1 - members.length);
    const at = group * this.#count + bucket;
    const head = this.#heads[at]!;
    members.key[row] = key;
    members.group[row] = group;
    members.bucket[row] = bucket;
    members.previous[row] = -1;
    members.next[row] = head;
    if (head >= 0) members.previous[head] = row;
    this.#heads[at] = row;
  }

  /** Takes a lender out of its bucket; nothing happens if it is in none. */
  unlink(row: number): void {
    if (!this.has(row)) return;
    const { members } = this;
    const previous = members.previous[row]!;
    const next = members.next[row]!;
    if (previous >= 0) members.next[previous] = next;
    else this.#heads[members.group[row]! * this.#count + members.bucket[row]!] = next;
    if (next >= 0) members.previous[next] = previous;
    members.bucket[row] = -1;
    members.previous[row] = -1;
    members.next[row] = -1;
  }

  /** Hands out and unlinks the lenders of a bucket whose key is at most `level`, in no order. */
  collect(group: number, bucket: number, level: number, reached: number[]): void {
    const { key, next } = this.members;
    for (let row = this.#heads[group * this.#count + bucket]!; row >= 0;) {
      const following = next[row]!;
      if (key[row]! <= level) {
        this.unlink(row);
        reached.push(row);
      }
      row = following;
    }
  }
}
