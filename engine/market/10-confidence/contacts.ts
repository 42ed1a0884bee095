/**
 * Who knows whom: undirected edges with heavy-tailed degrees (median 2, mean 5.6 unless scaled), drawn when a lender comes. A newcomer
 * names half its degree as contacts among those before it; each is picked with a weight of one plus its degree.
 */
import { defineTable, type Registry, type Table } from '../../base/columns.ts';
import type { Stream } from '../../random/streams.ts';
import { contactDegree } from '../../random/variates.ts';
import type { Circle, Newcomer } from './circle.ts';

const NODE = {
  head: { type: 'i32', fill: -1 },
  degree: 'i32',
  /** Contacts that left in the last seven days. */
  leavers: 'i32',
} as const;

const EDGE = {
  to: 'i32',
  next: { type: 'i32', fill: -1 },
  day: 'i32',
} as const;

export const MOST_CONTACTS = 500;
/** Draws of stream `lender`. */
const NUMBER_OF_CONTACTS = 5;
const FIRST_CONTACT = 8;

export class Contacts implements Circle {
  /** Rows are lenders; row 0, the pool, knows nobody. */
  readonly nodes: Table<typeof NODE>;
  readonly #edges: Table<typeof EDGE>;

  readonly #stream: Stream;
  readonly #degrees: { readonly scale: number; readonly tail: number };

  /** Contacts are drawn from the stream. */
  constructor(
    registry: Registry,
    stream: Stream,
    degrees: { readonly scale: number; readonly tail: number },
    capacity: number,
  ) {
    this.#stream = stream;
    this.#degrees = degrees;
    this.nodes = defineTable(registry, 'contact.node', NODE, capacity);
    this.#edges = defineTable(registry, 'contact.edge', EDGE, capacity * 6);
    if (this.nodes.length === 0) this.nodes.add();
  }

  join({ key, bornDay }: Newcomer, day: number): void {
    const stream = this.#stream;
    const known = this.nodes.length - 1;
    const row = this.nodes.add();
    if (known === 0) return;
    const { scale, tail } = this.#degrees;
    const degree = contactDegree(stream.uniform(key, bornDay, NUMBER_OF_CONTACTS), scale, tail);
    const wanted = Math.min(MOST_CONTACTS, Math.ceil(degree / 2));
    const ends = this.#edges.length;
    for (let j = 0; j < wanted; j++) {
      const index = Math.floor(stream.uniform(key, bornDay, FIRST_CONTACT + j) * (known + ends));
      const contact = index < known ? index + 1 : this.#edges.to[index - known]!;
      if (!this.#knows(row, contact)) this.#connect(row, contact, day);
    }
  }

  visit(row: number, day: number, visitor: (contact: number) => void): void {
    const { to, next, day: since } = this.#edges;
    for (let edge = this.nodes.head[row]!; edge >= 0; edge = next[edge]!) {
      if (since[edge]! < day) visitor(to[edge]!);
    }
  }

  visitMetOn(day: number, visitor: (lender: number) => void): void {
    const { to, day: since } = this.#edges;
    for (let edge = this.#edges.length - 1; edge >= 0 && since[edge] === day; edge--) visitor(to[edge]!);
  }

  known(row: number): number {
    return this.nodes.degree[row]!;
  }

  #knows(row: number, contact: number): boolean {
    const { to, next } = this.#edges;
    for (let edge = this.nodes.head[row]!; edge >= 0; edge = next[edge]!)
      if (to[edge] === contact) return true;
    return false;
  }

  #connect(row: number, contact: number, day: number): void {
    this.#half(row, contact, day);
    this.#half(contact, row, day);
  }

  #half(from: number, to: number, day: number): void {
    const edge = this.#edges.add();
    const { nodes } = this;
    this.#edges.to[edge] = to;
    this.#edges.day[edge] = day;
    this.#edges.next[edge] = nodes.head[from]!;
    nodes.head[from] = edge;
    nodes.degree[from]! += 1;
  }
}
