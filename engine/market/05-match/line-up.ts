/** The queue of a day's matching: who joins, and who is asked in which order. */
import { LENDER, POOL } from '../../state/codes.ts';
import type { World } from '../../state/world.ts';
import type { JoiningOrder } from './orders/order.ts';

export interface LineUp {
  /** Clears void places and lets lenders with new cash join. */
  beginDay(): void;
  /** Starts a walk over the lenders of the classes that are 1 in `accepting`, longest waiting first. */
  start(accepting: Uint8Array): void;
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

/** One class in order of tickets: the whole line, or those of it who are fresh. */
interface Rank {
  readonly lender: ArrayLike<number>;
  readonly ticket: ArrayLike<number>;
  readonly count: number;
}

/** After so many lost places the fresh are counted again. */
const VOID_MAX = 64;
const NOBODY = 0x7fffffff;

/** The queue of `world`, walked in order of tickets; `order` ranks those who join on the same day. */
export function prepareLineUp(world: World, order: JoiningOrder): LineUp {
  const { queue, lenders, scenario } = world;
  const { lines, members, counters } = queue;
  const { lotFen } = scenario.splitting;
  const classCount = lines.length;
  /** Places before it are void for the rest of the day. */
  const heads = new Int32Array(classCount);
  const positions = new Int32Array(classCount);
  /**
   * Ticket at the walk's position of each class; `NOBODY` at the end of the line or where the class doesn't
   * accept.
   */
  const tickets = new Int32Array(classCount);
  const joiners: number[] = [];
  const freshIds: number[] = [];
  const fresh = lines.map(() => ({ lender: [] as number[], ticket: [] as number[], count: 0 }));
  let voidAtCount = 0;
  let walked: readonly Rank[] = lines;

  const join = (): void => {
    const { newCash, status, cashFen, riskClass, queueDay } = lenders;
    const { ticket, freed } = members;
    joiners.length = 0;
    freshIds.length = 0;
    const count = lenders.length;
    // Every lender is looked at every day: the test that few pass comes first, for the branch predictor.
    for (let lender = POOL + 1; lender < count; lender++) {
      const bit = newCash[lender]!;
      const investing = status[lender] === LENDER.investing ? 1 : 0;
      newCash[lender] = bit & (investing ^ 1);
      if (freed[lender] === 1) {
        freed[lender] = 0;
        if (ticket[lender] !== 0) freshIds.push(lender);
      }
      if (cashFen[lender]! >= lotFen && (bit & investing) === 1 && ticket[lender] === 0) joiners.push(lender);
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
      if (ticket === 0) continue;
      const rank = fresh[lenders.riskClass[lender]!]!;
      rank.lender[rank.count] = lender;
      rank.ticket[rank.count] = ticket;
      rank.count += 1;
    }
  };

  /** First place from `position` on that isn't void. */
  const seek = (riskClass: number, position: number): void => {
    const { lender, ticket, count } = walked[riskClass]!;
    const held = members.ticket;
    let at = position;
    while (at < count && held[lender[at]!] !== ticket[at]) at += 1;
    if (walked === lines && position === heads[riskClass]) heads[riskClass] = at;
    positions[riskClass] = at;
    tickets[riskClass] = at < count ? ticket[at]! : NOBODY;
  };

  return {
    beginDay() {
      if (counters.void > 0) for (const line of lines) line.compact(members.ticket);
      counters.void = 0;
      heads.fill(0);
      join();
      rankFresh();
    },
    startFresh(accepting) {
      walked = fresh;
      if (counters.void - voidAtCount > VOID_MAX) rankFresh();
      for (let c = 0; c < classCount; c++) {
        if (accepting[c] === 1) seek(c, 0);
        else tickets[c] = NOBODY;
      }
    },
    start(accepting) {
      walked = lines;
      for (let c = 0; c < classCount; c++) {
        if (accepting[c] === 1) seek(c, heads[c]!);
        else tickets[c] = NOBODY;
      }
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
      walked = lines;
      return lines.every((_, c) => {
        seek(c, heads[c]!);
        return tickets[c] === NOBODY;
      });
    },
  };
}
