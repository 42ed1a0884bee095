/**
 * Who waits to buy claims, class by class in order of joining, and which listings and offers wait to be
 * bought.
 */
import { defineTable, type Registry, type Table } from '../base/columns.ts';

const ENTRY = { lender: 'i32', ticket: 'i32' } as const;
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

/** First come, first served: lenders of one risk class. An entry whose ticket isn't its lender's is void. */
export class Line {
  readonly #entries: Table<typeof ENTRY>;
  readonly #count: Int32Array;

  constructor(registry: Registry, name: string, capacity: number) {
    this.#entries = defineTable(registry, name, ENTRY, capacity);
    this.#count = registry.column(`${name}.count`, 'i32', 1);
  }

  get count(): number {
    return this.#count[0]!;
  }

  /** Lenders and tickets by position; fetch again after `join`. */
  get lender(): Int32Array {
    return this.#entries.lender;
  }

  get ticket(): Int32Array {
    return this.#entries.ticket;
  }

  join(lender: number, ticket: number): void {
    const position = this.#count[0]!;
    if (position === this.#entries.length) this.#entries.add();
    this.#entries.lender[position] = lender;
    this.#entries.ticket[position] = ticket;
    this.#count[0] = position + 1;
  }

  /** Drops void entries; `tickets` are those of the lenders. */
  compact(tickets: Int32Array): void {
    const { lender, ticket } = this.#entries;
    const count = this.#count[0]!;
    let kept = 0;
    for (let position = 0; position < count; position++) {
      const who = lender[position]!;
      const number = ticket[position]!;
      if (tickets[who] !== number) continue;
      if (kept !== position) {
        lender[kept] = who;
        ticket[kept] = number;
      }
      kept += 1;
    }
    this.#count[0] = kept;
  }
}

/** An empty queue with one line per risk class. */
export function createQueue(registry: Registry, classCount: number, lenderGuess: number) {
  const members = defineTable(registry, 'queue.member', { ticket: 'i32', freed: 'u8' }, lenderGuess);
  return {
    lines: Array.from(
      { length: classCount },
      (_, riskClass) => new Line(registry, `queue.line${riskClass}`, Math.ceil(lenderGuess / classCount)),
    ),
    /**
     * By lender: number of its place in the order of joining, 0 while it isn't queued; `freed`: its limits
     * were eased since the last matching, so that listings it was passed over for are worth a second look.
     */
    members,
    addLender: (): void => {
      members.add();
    },
    counters: registry.scalars('queue.counters', [
      /** Last ticket given. */
      'ticket',
      /** Void entries left in the lines. */
      'void',
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
