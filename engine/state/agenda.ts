/** What is to happen on a later day: entries by day, handed out in the order in which they were made. */
import { defineTable, type Registry, type Table } from '../base/columns.ts';

const SCHEMA = {
  ref: 'i32',
  amountFen: 'f64',
  next: { type: 'i32', fill: -1 },
} as const;

/** One agenda per kind of thing. An entry beyond the last day is dropped: it can't bear on the outcome. */
export class Agenda {
  readonly #entries: Table<typeof SCHEMA>;
  readonly #head: Int32Array;
  readonly #tail: Int32Array;
  /** First entry of the free list. */
  readonly #free: Int32Array;
  readonly #dayCount: number;

  constructor(registry: Registry, name: string, dayCount: number, capacity: number) {
    this.#dayCount = dayCount;
    this.#entries = defineTable(registry, `${name}.entry`, SCHEMA, capacity);
    this.#head = registry.column(`${name}.head`, 'i32', dayCount, { fill: -1 });
    this.#tail = registry.column(`${name}.tail`, 'i32', dayCount, { fill: -1 });
    this.#free = registry.column(`${name}.free`, 'i32', 1, { fill: -1 });
  }

  /** Puts `ref` (a row id) on the list of `day`, which must not be before today. */
  add(day: number, ref: number, amountFen = 0): void {
    if (day >= this.#dayCount) return;
    const entries = this.#entries;
    let entry = this.#free[0]!;
    if (entry >= 0) this.#free[0] = entries.next[entry]!;
    else entry = entries.add();
    entries.ref[entry] = ref;
    entries.amountFen[entry] = amountFen;
    entries.next[entry] = -1;
    const tail = this.#tail[day]!;
    if (tail < 0) this.#head[day] = entry;
    else entries.next[tail] = entry;
    this.#tail[day] = entry;
  }

  /** Hands out and frees today's entries one by one; the visitor may add entries, for today too. */
  visit(day: number, visitor: (ref: number, amountFen: number) => void): void {
    for (;;) {
      const entry = this.#head[day]!;
      if (entry < 0) return;
      const entries = this.#entries;
      const next = entries.next[entry]!;
      const ref = entries.ref[entry]!;
      const amountFen = entries.amountFen[entry]!;
      this.#head[day] = next;
      if (next < 0) this.#tail[day] = -1;
      entries.next[entry] = this.#free[0]!;
      this.#free[0] = entry;
      visitor(ref, amountFen);
    }
  }

  /** Gives what waits other references. */
  renumber(refOf: (ref: number) => number): void {
    const { ref, next } = this.#entries;
    for (const first of this.#head) {
      for (let entry = first; entry >= 0; entry = next[entry]!) ref[entry] = refOf(ref[entry]!);
    }
  }

  /** Shows the entries due from one day to another, both included, and leaves them where they are. */
  read(fromDay: number, toDay: number, visitor: (ref: number, amountFen: number) => void): void {
    const { ref, next, amountFen } = this.#entries;
    for (let day = Math.max(0, fromDay); day <= Math.min(toDay, this.#dayCount - 1); day++) {
      for (let entry = this.#head[day]!; entry >= 0; entry = next[entry]!)
        visitor(ref[entry]!, amountFen[entry]!);
    }
  }

  /** Sum of the amounts due from one day to another, both included. Cost follows the entries. */
  sumFen(fromDay: number, toDay: number): number {
    const { next, amountFen } = this.#entries;
    let sum = 0;
    for (let day = Math.max(0, fromDay); day <= Math.min(toDay, this.#dayCount - 1); day++) {
      for (let entry = this.#head[day]!; entry >= 0; entry = next[entry]!) sum += amountFen[entry]!;
    }
    return sum;
  }
}
