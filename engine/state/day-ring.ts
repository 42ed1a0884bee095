/**
 * What comes again within a bounded number of days, for things so frequent that an agenda's linked entries cost more than
 * what they stand for: one list per day of the ring, handed out in the order in which entries were made.
 */
import type { Registry } from '../base/columns.ts';
import { IdList } from './queue.ts';

/** Entries are row ids; a day is reached at most `longestDays` ahead. */
export class DayRing {
  readonly #lists: readonly IdList[];

  constructor(registry: Registry, name: string, longestDays: number, capacity: number) {
    const perDay = Math.ceil(capacity / (longestDays + 1)) + 16;
    this.#lists = Array.from(
      { length: longestDays + 1 },
      (_, slot) => new IdList(registry, `${name}${slot}`, perDay),
    );
  }

  /** Puts a row on the list of a day, at most `longestDays` from today. */
  add(day: number, id: number): void {
    this.#lists[day % this.#lists.length]!.add(id);
  }

  /** Hands out today's rows and forgets them; the visitor may add rows for later days. */
  visit(day: number, visitor: (id: number) => void): void {
    this.#lists[day % this.#lists.length]!.filter((id) => {
      visitor(id);
      return false;
    });
  }
}
