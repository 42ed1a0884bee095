/** The queue of a day's matching: who joins, and who is asked in which order. */
import { LENDER, POOL } from '../../state/codes.ts';
import type { World } from '../../state/world.ts';
import type { LotCaps } from './caps.ts';
import type { JoiningOrder } from './orders/order.ts';

export interface LineUp {
  /** Clears void places and lets lenders with new cash join. */
  beginDay(): void;
  /**
   * Starts a walk over the lenders of the classes that are 1 in `accepting`, longest waiting first. Those whose limit
   * for the sector was reached earlier today are left out.
   */
  start(accepting: Uint8Array, sector: number): void;
  /**
   * The same over those alone who joined today or whose limits were eased since yesterday's matching. Nobody
   * else can bid for a listing of base lots that is open since yesterday: whoever has money for a lot was
   * asked then, and kept off by limits that have only become tighter.
   */
  startFresh(accepting: Uint8Array): void;
  /** The next lender of the walk, -1 at its end. A lender may lose its place while it is visited. */
  next(): number;
  /** Whether nobody waits. */
  isEmpty(): boolean;
}

/** Some lenders of a class in order of tickets. */
interface Rank {
  lender: Int32Array;
  ticket: Int32Array;
  count: number;
  /** Places before it are void for the rest of the day. */
  head: number;
  /** Places of the class's line that the rank has taken in; the walk takes in more as it needs them. */
  seen: number;
}

/** After so many lost places the fresh are counted again. */
const VOID_MAX = 64;
const NOBODY = 0x7fffffff;

/** The queue of `world`, walked in order of tickets; `order` ranks those who join on the same day. */
export function prepareLineUp(world: World, order: JoiningOrder, caps: LotCaps): LineUp {
  const { queue, lenders, scenario } = world;
  const { lines, members, counters } = queue;
  const { sectors } = world.exposure;
  const { lotFen } = scenario.splitting;
  const classCount = lines.length;
  const positions = new Int32Array(classCount);
  /**
   * Ticket at the walk's position of each class; `NOBODY` at the end of the line or where the class doesn't
   * accept.
   */
  const tickets = new Int32Array(classCount);
  const joiners: number[] = [];
  const freshIds: number[] = [];
  const fresh = lines.map(emptyRank);
  /** By sector and class: those with room in the sector when they were first come upon today. */
  const withRoom = Array.from({ length: sectors.stride }, () => lines.map(emptyRank));
  let voidAtCount = 0;
  let walked: Rank[] = fresh;
  /** Sector of the walk; -1 over the fresh. */
  let walkedSector = -1;

  const join = (): void => {
    const { newCash, status, cashFen, riskClass, queueDay } = lenders;
    const { ticket, freed } = members;
    joiners.length = 0;
    freshIds.length = 0;
    const count = lenders.length;
    // Every lender is looked at every day: marks first, the rest of those alone that have one.
    for (let lender = POOL + 1; lender < count; lender++) {
      if ((newCash[lender]! | freed[lender]!) === 0) continue;
      if (freed[lender] === 1) {
        freed[lender] = 0;
        if (ticket[lender] !== 0) freshIds.push(lender);
      }
      if (newCash[lender] === 0 || status[lender] !== LENDER.investing) continue;
      newCash[lender] = 0;
      if (cashFen[lender]! >= lotFen && ticket[lender] === 0) joiners.push(lender);
    }
    freshIds.sort((a, b) => ticket[a]! - ticket[b]!);
    joiners.sort((a, b) => order(a, b, cashFen));
    for (const lender of joiners) {
      counters.ticket += 1;
      ticket[lender] = counters.ticket;
      queueDay[lender] = world.day;
      lines[riskClass[lender]!]!.join(lender, counters.ticket);
      freshIds.push(lender);
    }
  };

  /** Ranks the fresh who still have their place. */
  const rankFresh = (): void => {
    voidAtCount = counters.void;
    for (const rank of fresh) rank.count = 0;
    for (const lender of freshIds) {
      const ticket = members.ticket[lender]!;
      if (ticket !== 0) append(fresh[lenders.riskClass[lender]!]!, lender, ticket);
    }
  };

  /** Takes the line's next lender with room in the sector into its rank; false if there is none. */
  const takeIn = (rank: Rank, riskClass: number): boolean => {
    const { lender, ticket, count } = lines[riskClass]!;
    const held = members.ticket;
    const capOf = caps.sector;
    const { lots, stride } = sectors;
    for (let at = rank.seen; at < count; at++) {
      const who = lender[at]!;
      if (held[who] !== ticket[at] || capOf[who]! <= lots[who * stride + walkedSector]!) continue;
      rank.seen = at + 1;
      append(rank, who, ticket[at]!);
      return true;
    }
    rank.seen = count;
    return false;
  };

  /** First place from `position` on that isn't void. */
  const seek = (riskClass: number, position: number): void => {
    const rank = walked[riskClass]!;
    const held = members.ticket;
    let at = position;
    for (;;) {
      while (at < rank.count && held[rank.lender[at]!] !== rank.ticket[at]) at += 1;
      if (at < rank.count || walkedSector < 0 || !takeIn(rank, riskClass)) break;
    }
    if (position === rank.head) rank.head = at;
    positions[riskClass] = at;
    tickets[riskClass] = at < rank.count ? rank.ticket[at]! : NOBODY;
  };

  const walk = (ranks: Rank[], accepting: Uint8Array): void => {
    walked = ranks;
    for (let c = 0; c < classCount; c++) {
      if (accepting[c] === 1) seek(c, ranks[c]!.head);
      else tickets[c] = NOBODY;
    }
  };

  return {
    beginDay() {
      if (counters.void > 0) for (const line of lines) line.compact(members.ticket);
      counters.void = 0;
      for (const ranks of withRoom) for (const rank of ranks) rank.count = rank.head = rank.seen = 0;
      join();
      rankFresh();
    },
    startFresh(accepting) {
      if (counters.void - voidAtCount > VOID_MAX) rankFresh();
      walkedSector = -1;
      for (const rank of fresh) rank.head = 0;
      walk(fresh, accepting);
    },
    start(accepting, sector) {
      walkedSector = sector;
      walk(withRoom[sector]!, accepting);
    },
    next() {
      let first = 0;
      for (let c = 1; c < classCount; c++) if (tickets[c]! < tickets[first]!) first = c;
      if (tickets[first] === NOBODY) return -1;
      const position = positions[first]!;
      const lender = walked[first]!.lender[position]!;
      seek(first, position + 1);
      return lender;
    },
    isEmpty() {
      const held = members.ticket;
      return lines.every(({ lender, ticket, count }) => {
        let at = 0;
        while (at < count && held[lender[at]!] !== ticket[at]) at += 1;
        return at === count;
      });
    },
  };
}

function emptyRank(): Rank {
  return { lender: new Int32Array(64), ticket: new Int32Array(64), count: 0, head: 0, seen: 0 };
}

function append(rank: Rank, lender: number, ticket: number): void {
  const place = rank.count;
  if (place === rank.lender.length) {
    rank.lender = larger(rank.lender);
    rank.ticket = larger(rank.ticket);
  }
  rank.lender[place] = lender;
  rank.ticket[place] = ticket;
  rank.count = place + 1;
}

function larger(array: Int32Array): Int32Array {
  const twice = new Int32Array(2 * array.length);
  twice.set(array);
  return twice;
}
