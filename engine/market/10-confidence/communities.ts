/** Communities (投资群): everybody in one knows everybody else in it, and hears of what happens after it has come. */
import { defineTable, type Registry, type Table } from '../../base/columns.ts';
import type { Circle, Newcomer } from './circle.ts';

const NODE = {
  community: 'i32',
  /** The member of its community that came before it. */
  previous: { type: 'i32', fill: -1 },
  day: 'i32',
  /** Members that left in the last seven days. */
  leavers: 'i32',
} as const;

const COMMUNITY = { last: { type: 'i32', fill: -1 }, size: 'i32' } as const;

export class Communities implements Circle {
  readonly nodes: Table<typeof NODE>;
  readonly #communities: Table<typeof COMMUNITY>;

  constructor(registry: Registry, count: number, capacity: number) {
    this.nodes = defineTable(registry, 'community.node', NODE, capacity);
    this.#communities = defineTable(registry, 'community', COMMUNITY, count);
    if (this.nodes.length > 0) return;
    this.#communities.addMany(count);
    this.nodes.add();
  }

  join({ community }: Newcomer, day: number): void {
    const row = this.nodes.add();
    const { last, size } = this.#communities;
    this.nodes.community[row] = community;
    this.nodes.day[row] = day;
    this.nodes.previous[row] = last[community]!;
    last[community] = row;
    size[community]! += 1;
  }

  visit(row: number, day: number, visitor: (lender: number) => void): void {
    const { community, previous, day: since } = this.nodes;
    if (since[row]! >= day) return;
    for (let member = this.#communities.last[community[row]!]!; member >= 0; member = previous[member]!) {
      if (member !== row && since[member]! < day) visitor(member);
    }
  }

  visitMetOn(day: number, visitor: (lender: number) => void): void {
    const { community, previous, day: since } = this.nodes;
    for (let row = this.nodes.length - 1; row > 0 && since[row] === day; row--) {
      for (let member = this.#communities.last[community[row]!]!; member >= 0; member = previous[member]!)
        visitor(member);
    }
  }

  known(row: number): number {
    return this.#communities.size[this.nodes.community[row]!]! - 1;
  }
}
