/** The matching queue: who waits to buy claims, and which listings and offers wait to be bought. */
import { defineTable, type Registry, type Table } from '../base/columns.ts';
import type { WaitingLine } from './waiting-line.ts';

const ID = { id: 'i32' } as const;

/** A list of row ids whose rows are used again: `count` of them are in use. */
export class IdList {
  readonly #table: Table<typeof ID>;
  readonly #count: Int32Array;

  constructor(registry: Registry, name: string, capacity: number) {
    this.#table = defineTable(registry, name, ID, capacity);
    this.#count = registry.column(`${name}.count`, 'i32', 1);
  }

  get count(): number {
    return this.#count[0]!;
  }

  at(position: number): number {
    return this.#table.id[position]!;
  }

  add(id: number): void {
    const position = this.#count[0]!;
    if (position === this.#table.length) this.#table.add();
    this.#table.id[position] = id;
    this.#count[0] = position + 1;
  }

  /** Visits ids in order and keeps those for which `visit` is true. `visit` must not add ids. */
  filter(visit: (id: number) => boolean): void {
    const ids = this.#table.id;
    const count = this.#count[0]!;
    let kept = 0;
    for (let position = 0; position < count; position++) {
      const id = ids[position]!;
      if (!visit(id)) continue;
      ids[kept] = id;
      kept += 1;
    }
    this.#count[0] = kept;
  }
}

/** What waits for money and claims, and who waits to buy them. */
export function createQueue(registry: Registry, line: WaitingLine) {
  return {
    line,
    counters: registry.scalars('queue.counters', [
      /** Rows of `listings` and `offers` already seen by matching. */
      'listingsSeen',
      'offersSeen',
      /** First slot of the free list of bids, as row + 1; 0 none. */
      'freeBid',
    ]),
    openListings: new IdList(registry, 'queue.open', 512),
    /** Full listings that wait for the bank to hold their money. */
    fullListings: new IdList(registry, 'queue.full', 512),
    /** Open offers by rank: expired plans, exits, the pool's. */
    offers: [0, 1, 2].map((rank) => new IdList(registry, `queue.offers${rank}`, 256)),
  };
}
