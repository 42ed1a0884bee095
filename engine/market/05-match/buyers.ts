/**
 * Who of the waiting lenders could pay for a whole holding: one tournament tree per class over the line's places, with
 * the most cash and the largest borrower limit below each node. Finding the first buyer costs a descent, not a walk.
 */
import { POOL } from '../../state/codes.ts';
import type { World } from '../../state/world.ts';
import type { LotCaps } from './caps.ts';

export interface Buyers {
  /** Takes the lines as they stand; call once a day, after listings were offered. */
  beginDay(): void;
  /** The accepting lender of the earliest ticket with cash of the price and a borrower limit of the lots, -1 if none. */
  first(accepting: Uint8Array, priceFen: number, baseLots: number): number;
  /** The next one after the lender last returned. */
  next(): number;
  /** The lender had no room; after `looks` such offers it is asked no more today. */
  turnAway(lender: number, looks: number): void;
  /** The lender's cash has changed. */
  update(lender: number): void;
}

interface Tree {
  /** Number of leaves, a power of two; node n has children 2n and 2n + 1, leaves start at `size`. */
  size: number;
  cashFen: Float64Array;
  lots: Int32Array;
  lender: Int32Array;
  ticket: Int32Array;
}

/** Search trees over the waiting lines, rebuilt where a day needs them; they are no state. */
export function prepareBuyers(world: World, caps: LotCaps): Buyers {
  const { queue, lenders } = world;
  const { lines, members } = queue;
  const trees: Tree[] = lines.map(() => emptyTree(1));
  /** Leaf of each waiting lender, -1 for others. */
  let leafOf = new Int32Array(0);
  /** Offers a lender had no room for today. */
  let turnedAway = new Uint8Array(0);
  /** Place of the next candidate of each class, -1 none; `last` is the class of the one last returned, if any. */
  const at = new Int32Array(lines.length);
  let last = -1;
  let priceFen = 0;
  let baseLots = 0;

  const build = (riskClass: number): void => {
    const line = lines[riskClass]!;
    let tree = trees[riskClass]!;
    if (tree.size < line.count || tree.size > 4 * line.count + 64)
      tree = trees[riskClass] = emptyTree(line.count);
    const { size, cashFen, lots } = tree;
    const { lender: lineLender, ticket: lineTicket, count } = line;
    const held = members.ticket;
    const cashOf = lenders.cashFen;
    const capOf = caps.borrower;
    let leaf = 0;
    for (let place = 0; place < count; place++) {
      const lender = lineLender[place]!;
      if (held[lender] !== lineTicket[place]) continue;
      tree.lender[leaf] = lender;
      tree.ticket[leaf] = lineTicket[place]!;
      cashFen[size + leaf] = cashOf[lender]!;
      lots[size + leaf] = capOf[lender]!;
      leafOf[lender] = leaf;
      leaf += 1;
    }
    cashFen.fill(0, size + leaf);
    lots.fill(0, size + leaf);
    for (let node = size - 1; node >= 1; node--) {
      const left = 2 * node;
      cashFen[node] = cashFen[left]! >= cashFen[left + 1]! ? cashFen[left]! : cashFen[left + 1]!;
      lots[node] = lots[left]! >= lots[left + 1]! ? lots[left]! : lots[left + 1]!;
    }
  };

  /** First leaf from `from` on that may pay, -1 if none. */
  const seek = (tree: Tree, from: number): number => {
    const { size, cashFen, lots } = tree;
    if (from >= size) return -1;
    // From the largest subtree that begins there: what cannot pay is passed over in one look.
    let node = size + from;
    while ((node & 1) === 0) node >>= 1;
    if (from === 0) node = 1;
    for (;;) {
      if (cashFen[node]! >= priceFen && lots[node]! >= baseLots) {
        if (node >= size) return node - size;
        node *= 2;
        continue;
      }
      // On to the next subtree to the right; at the right edge there is none.
      while ((node & 1) === 1) node >>= 1;
      if (node === 0) return -1;
      node += 1;
    }
  };

  const next = (): number => {
    if (last >= 0) at[last] = seek(trees[last]!, at[last]! + 1);
    last = -1;
    for (let c = 0; c < at.length; c++) {
      if (at[c]! >= 0 && (last < 0 || trees[c]!.ticket[at[c]!]! < trees[last]!.ticket[at[last]!]!)) last = c;
    }
    return last < 0 ? -1 : trees[last]!.lender[at[last]!]!;
  };

  const setCash = (lender: number, cash: number): void => {
    const tree = trees[lenders.riskClass[lender]!]!;
    let node = tree.size + leafOf[lender]!;
    const { cashFen } = tree;
    cashFen[node] = cash;
    for (node >>= 1; node >= 1; node >>= 1) {
      const most = Math.max(cashFen[2 * node]!, cashFen[2 * node + 1]!);
      if (cashFen[node] === most) return;
      cashFen[node] = most;
    }
  };

  return {
    beginDay() {
      if (leafOf.length < lenders.capacity) {
        leafOf = new Int32Array(lenders.capacity);
        turnedAway = new Uint8Array(lenders.capacity);
      }
      leafOf.fill(-1);
      turnedAway.fill(0);
      for (let c = 0; c < lines.length; c++) build(c);
    },
    first(accepting, price, lots) {
      priceFen = price;
      baseLots = lots;
      last = -1;
      for (let c = 0; c < at.length; c++) at[c] = accepting[c] === 1 ? seek(trees[c]!, 0) : -1;
      return next();
    },
    next,
    turnAway(lender, looks) {
      turnedAway[lender]! += 1;
      if (turnedAway[lender] === looks) {
        setCash(lender, 0);
        leafOf[lender] = -1;
      }
    },
    update(lender) {
      if (lender !== POOL && leafOf[lender]! >= 0)
        setCash(lender, members.ticket[lender] === 0 ? 0 : lenders.cashFen[lender]!);
    },
  };
}

function emptyTree(leaves: number): Tree {
  let size = 1;
  while (size < leaves) size *= 2;
  return {
    size,
    cashFen: new Float64Array(2 * size),
    lots: new Int32Array(2 * size),
    lender: new Int32Array(size),
    ticket: new Int32Array(size),
  };
}
