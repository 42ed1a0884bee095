/** Exits from claims: by month of asking, and one by one. */
import { EXIT_END } from '../../state/codes.ts';
import { claimOfHolding } from '../../settle/holdings.ts';
import type { World } from '../../state/world.ts';
import type { TableRows } from '../tables.ts';
import { tableRows } from './columns.ts';

interface Cohort {
  month: number;
  rank: number;
  exits: number;
  done: number;
  takenBack: number;
  askedFen: number;
  soldFen: number;
  priceFen: number;
  unsoldFen: number;
  soldFenDays: number;
  doneDays: number;
  longestDays: number;
  oldestDays: number;
}

/** Principal that the lender of an exit still has for sale, claims taken off the market for their age included. */
function unsoldFen(world: World, exit: number): number {
  const { exits, lenders, holdings } = world;
  if (exits.endedDay[exit]! >= 0) return 0;
  let sumFen = 0;
  for (let row = lenders.firstHolding[exits.lender[exit]!]!; row >= 0; row = holdings.nextOfLender[row]!) {
    sumFen += claimOfHolding(world, row);
  }
  return sumFen;
}

/** Exits by month of asking and kind, in that order. */
export function exitCohortRows(world: World): TableRows {
  const { exits, calendar, day } = world;
  const groups = new Map<number, Cohort>();
  for (let exit = 0; exit < exits.length; exit++) {
    const month = calendar.monthIndex(exits.day[exit]!);
    const rank = exits.rank[exit]!;
    let group = groups.get(2 * month + rank);
    if (group === undefined) {
      group = {
        month, rank, exits: 0, done: 0, takenBack: 0, askedFen: 0, soldFen: 0, priceFen: 0, unsoldFen: 0,
        soldFenDays: 0, doneDays: 0, longestDays: 0, oldestDays: 0,
      }; // prettier-ignore
      groups.set(2 * month + rank, group);
    }
    group.exits += 1;
    group.askedFen += exits.askedFen[exit]!;
    group.soldFen += exits.soldFen[exit]!;
    group.priceFen += exits.priceFen[exit]!;
    group.unsoldFen += unsoldFen(world, exit);
    group.soldFenDays += exits.soldFenDays[exit]!;
    if (exits.endedDay[exit]! < 0) group.oldestDays = Math.max(group.oldestDays, day - exits.day[exit]!);
    if (exits.end[exit] === EXIT_END.takenBack) group.takenBack += 1;
    if (exits.end[exit] !== EXIT_END.done) continue;
    const days = exits.endedDay[exit]! - exits.day[exit]!;
    group.done += 1;
    group.doneDays += days;
    group.longestDays = Math.max(group.longestDays, days);
  }
  const rows = [...groups.values()].sort((a, b) => a.month - b.month || a.rank - b.rank);
  return tableRows('exit_cohort', rows.length, {
    askedMonth: (row) => rows[row]!.month,
    kind: (row) => rows[row]!.rank,
    exits: (row) => rows[row]!.exits,
    done: (row) => rows[row]!.done,
    takenBack: (row) => rows[row]!.takenBack,
    askedFen: (row) => rows[row]!.askedFen,
    soldFen: (row) => rows[row]!.soldFen,
    discountFen: (row) => rows[row]!.soldFen - rows[row]!.priceFen,
    unsoldFen: (row) => rows[row]!.unsoldFen,
    waitDays: (row) => over(rows[row]!.doneDays, rows[row]!.done),
    moneyWaitDays: (row) => over(rows[row]!.soldFenDays, rows[row]!.soldFen),
    longestWaitDays: (row) => rows[row]!.longestDays,
    oldestDays: (row) => rows[row]!.oldestDays,
  });
}

/** Every exit, in order of asking. */
export function exitRows(world: World): TableRows {
  const { exits } = world;
  return tableRows('exit', exits.length, {
    exit: (row) => row,
    lender: (row) => exits.lender[row]!,
    kind: (row) => exits.rank[row]!,
    day: (row) => exits.day[row]!,
    firstSoldDay: (row) => exits.firstSoldDay[row]!,
    endedDay: (row) => exits.endedDay[row]!,
    end: (row) => exits.end[row]!,
    askedFen: (row) => exits.askedFen[row]!,
    soldFen: (row) => exits.soldFen[row]!,
    priceFen: (row) => exits.priceFen[row]!,
    unsoldFen: (row) => unsoldFen(world, row),
    moneyWaitDays: (row) => over(exits.soldFenDays[row]!, exits.soldFen[row]!),
  });
}

function over(numerator: number, denominator: number): number {
  return denominator > 0 ? numerator / denominator : NaN;
}
