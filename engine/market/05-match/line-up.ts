/** The queue of a day's matching: who joins, and who is asked in which order. */
import { LENDER, POOL } from '../../state/codes.ts';
import type { World } from '../../state/world.ts';
import type { JoiningOrder } from './orders/index.ts';

export interface LineUp {
  /** Clears void places and lets lenders with new cash join. */
  beginDay(): void;
  /** Starts a walk over the lenders of the classes that are 1 in `accepting`, longest waiting first. */
  start(accepting: Uint8Array): void;
  /** The next lender of the walk, -1 at its end. A lender may lose its place while it is visited. */
  next(): number;
  /** Whether nobody waits. */
  isEmpty(): boolean;
  /** Most cash that a waiting lender has, at the time of the call. */
  mostCashFen(): number;
}

export function prepareLineUp(world: World, order: JoiningOrder): LineUp {
  const { queue, lenders, scenario } = world;
  const { lines, members, counters } = queue;
  const { lotFen } = scenario.splitting;
  const classCount = lines.length;
  /** Places before it are void for the rest of the day. */
  const heads = new Int32Array(classCount);
  const positions = new Int32Array(classCount);
  /** Ticket at the walk's position of each class; `NOBODY` at the end of the line or where the class doesn't accept. */
  const tickets = new Int32Array(classCount);
  const joiners: number[] = [];

  const join = (): void => {
    const { newCash, status, cashFen, riskClass, queueDay } = lenders;
    joiners.length = 0;
    for (let lender = POOL + 1; lender < lenders.length; lender++) {
      if (newCash[lender] === 0 || status[lender] !== LENDER.investing) continue;
      newCash[lender] = 0;
      if (members.ticket[lender] === 0 && cashFen[lender]! >= lotFen) joiners.push(lender);
    }
    joiners.sort((a, b) => order(a, b, cashFen));
    for (const lender of joiners) {
      counters.ticket += 1;
      members.ticket[lender] = counters.ticket;
      queueDay[lender] = world.day;
      lines[riskClass[lender]!]!.join(lender, counters.ticket);
    }
  };

  /** First place from `position` on that isn't void. */
  const seek = (riskClass: number, position: number): void => {
    const line = lines[riskClass]!;
    const { lender, ticket, count } = line;
    const held = members.ticket;
    let at = position;
    while (at < count && held[lender[at]!] !== ticket[at]) at += 1;
    if (position === heads[riskClass]) heads[riskClass] = at;
    positions[riskClass] = at;
    tickets[riskClass] = at < count ? ticket[at]! : NOBODY;
  };

  return {
    beginDay() {
      if (counters.void > 0) for (const line of lines) line.compact(members.ticket);
      counters.void = 0;
      heads.fill(0);
      join();
    },
    start(accepting) {
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
      const lender = lines[first]!.lender[position]!;
      seek(first, position + 1);
      return lender;
    },
    isEmpty() {
      return lines.every((_, c) => {
        seek(c, heads[c]!);
        return tickets[c] === NOBODY;
      });
    },
    mostCashFen() {
      let most = 0;
      for (const { lender, count } of lines) {
        for (let at = 0; at < count; at++) most = Math.max(most, lenders.cashFen[lender[at]!]!);
      }
      return most;
    },
  };
}

const NOBODY = 0x7fffffff;
