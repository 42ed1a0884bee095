/** What became of withdrawals: waits of a replication, and of each run on it what the first and the last got. */
import { NO_DAY, REQUEST } from '../../state/codes.ts';
import { waitingFen } from '../../state/requests.ts';
import type { World } from '../../state/world.ts';
import type { TableRows } from '../tables.ts';
import { daysWithin, type Waits } from '../waits.ts';
import { tableRows } from './columns.ts';

/** A week's requests over what lenders were owed before it, from which on there is a run; it is over below half of it. */
const RUN_SHARE = 0.05;
const WEEK_DAYS = 7;
const TENTH = 10;

/** Requests that lenders made, in order of request; what a wind-down puts into the queue nobody asked for. */
function asked({ requests }: World): number[] {
  const rows: number[] = [];
  for (let row = 0; row < requests.length; row++) if (requests.kind[row] !== REQUEST.windDown) rows.push(row);
  return rows;
}

interface Sums {
  readonly requests: number;
  askedFen: number;
  paidFen: number;
  waitingFen: number;
  takenBackFen: number;
  lostFen: number;
  dueFen: number;
  dueRequests: number;
  oldestDays: number;
}

/** One row: what was asked for, what became of it, and how long it took. */
export function waitRows(world: World): TableRows {
  const { requests, waits, day } = world;
  const rows = asked(world);
  const amounts = { paid: waits.paidFen, watched: waits.takenBackFen.slice(), never: 0 };
  const counts = { paid: waits.paidRequests, watched: waits.takenBackRequests.slice(), never: 0 };
  const sums: Sums = {
    requests: rows.length, askedFen: 0, paidFen: 0, waitingFen: 0, takenBackFen: 0, lostFen: 0,
    dueFen: 0, dueRequests: 0, oldestDays: 0,
  }; // prettier-ignore
  for (const row of rows) {
    const fen = waitingFen(world, row);
    const age = day - requests.day[row]!;
    sums.askedFen += requests.requestedFen[row]!;
    sums.paidFen += requests.paidFen[row]!;
    sums.takenBackFen += requests.cancelledFen[row]!;
    sums.lostFen += requests.lostFen[row]!;
    sums.waitingFen += fen;
    amounts.watched[age]! += fen;
    amounts.never += requests.lostFen[row]!;
    if (requests.lostFen[row]! > 0) counts.never += 1;
    else if (fen > 0) counts.watched[age]! += 1;
    if (fen > 0) sums.oldestDays = Math.max(sums.oldestDays, age);
    countDue(world, row, sums);
  }
  const { inTime } = waits;
  const days = (of: Waits, share: number) => () => daysWithin(of, share);
  return tableRows('waits', 1, {
    requests: () => sums.requests,
    askedFen: () => sums.askedFen,
    paidFen: () => sums.paidFen,
    waitingFen: () => sums.waitingFen,
    takenBackFen: () => sums.takenBackFen,
    lostFen: () => sums.lostFen,
    amountP10Days: days(amounts, 0.1),
    amountMedianDays: days(amounts, 0.5),
    amountP90Days: days(amounts, 0.9),
    amountP99Days: days(amounts, 0.99),
    requestsP10Days: days(counts, 0.1),
    requestsMedianDays: days(counts, 0.5),
    requestsP90Days: days(counts, 0.9),
    requestsP99Days: days(counts, 0.99),
    amountInTimeShare: () => (sums.dueFen > 0 ? inTime.fen / sums.dueFen : NaN),
    requestsInTimeShare: () => (sums.dueRequests > 0 ? inTime.requests / sums.dueRequests : NaN),
    oldestUnpaidDays: () => sums.oldestDays,
  });
}

/** What a day was promised for and has passed; what was taken back before it is not due. */
function countDue({ requests, day }: World, row: number, sums: Sums): void {
  const promised = requests.promisedDay[row]!;
  const done = requests.paidDay[row]!;
  const wasInTime = done >= 0 && done <= promised;
  if (promised === NO_DAY || (promised > day && !wasInTime)) return;
  const cancelledFen = requests.cancelledFen[row]!;
  const isTakenBack = wasInTime && cancelledFen > 0;
  sums.dueFen += requests.requestedFen[row]! - (isTakenBack ? cancelledFen : 0);
  if (!isTakenBack) sums.dueRequests += 1;
}

interface Run {
  readonly firstDay: number;
  /** -1 while it lasts. */
  lastDay: number;
  readonly rows: number[];
}

/** Spells of many requests: from the first day of a week that asks for RUN_SHARE to the day before one that asks for half of it. */
function runsOf(world: World): Run[] {
  const { requests, history, day: lastDay } = world;
  const byDay = new Map<number, number[]>();
  for (const row of asked(world)) {
    const rows = byDay.get(requests.day[row]!) ?? [];
    rows.push(row);
    byDay.set(requests.day[row]!, rows);
  }
  const fenOf = (day: number) =>
    (byDay.get(day) ?? []).reduce((sum, row) => sum + requests.requestedFen[row]!, 0);
  const runs: Run[] = [];
  let run: Run | null = null;
  let weekFen = 0;
  for (let day = 0; day <= lastDay; day++) {
    weekFen += fenOf(day) - fenOf(day - WEEK_DAYS);
    const owedFen =
      day >= WEEK_DAYS ? history.lenderBalanceFen[day - WEEK_DAYS]! : history.opening.lenderBalanceFen;
    if (run === null && weekFen > 0 && weekFen >= RUN_SHARE * owedFen) {
      const firstDay = Math.max(day - WEEK_DAYS + 1, 0, (runs.at(-1)?.lastDay ?? -1) + 1);
      run = { firstDay, lastDay: -1, rows: [] };
      runs.push(run);
      for (let before = firstDay; before < day; before++) run.rows.push(...(byDay.get(before) ?? []));
    }
    if (run === null) continue;
    if (weekFen < (RUN_SHARE / 2) * owedFen) {
      run.lastDay = day - 1;
      run = null;
    } else run.rows.push(...(byDay.get(day) ?? []));
  }
  return runs;
}

/** Paid of each yuan asked for and not taken back. */
function paidShare({ requests }: World, rows: readonly number[]): number {
  let askedFen = 0;
  let paidFen = 0;
  for (const row of rows) {
    askedFen += requests.requestedFen[row]! - requests.cancelledFen[row]!;
    paidFen += requests.paidFen[row]!;
  }
  return askedFen > 0 ? paidFen / askedFen : NaN;
}

/** Days within which half of the requests were paid in full. */
function medianDays(world: World, rows: readonly number[]): number {
  const { requests, day } = world;
  const waits = { paid: new Float64Array(day + 1), watched: new Float64Array(day + 1), never: 0 };
  for (const row of rows) {
    const done = requests.paidDay[row]!;
    if (requests.lostFen[row]! > 0) waits.never += 1;
    else if (done >= 0 && requests.cancelledFen[row] === 0) waits.paid[done - requests.day[row]!]! += 1;
    else waits.watched[(done >= 0 ? done : day) - requests.day[row]!]! += 1;
  }
  return daysWithin(waits, 0.5);
}

/** One row per run, in order. */
export function runRows(world: World): TableRows {
  const runs = runsOf(world);
  const tenth = ({ rows }: Run): number => Math.floor(rows.length / TENTH);
  const first = (run: Run) => run.rows.slice(0, tenth(run));
  const last = (run: Run) => run.rows.slice(run.rows.length - tenth(run));
  return tableRows('withdrawal_run', runs.length, {
    run: (i) => i,
    firstDay: (i) => runs[i]!.firstDay,
    lastDay: (i) => runs[i]!.lastDay,
    requests: (i) => runs[i]!.rows.length,
    askedFen: (i) => runs[i]!.rows.reduce((sum, row) => sum + world.requests.requestedFen[row]!, 0),
    paidFen: (i) => runs[i]!.rows.reduce((sum, row) => sum + world.requests.paidFen[row]!, 0),
    firstTenthShare: (i) => paidShare(world, first(runs[i]!)),
    lastTenthShare: (i) => paidShare(world, last(runs[i]!)),
    firstMoverAdvantage: (i) => paidShare(world, first(runs[i]!)) - paidShare(world, last(runs[i]!)),
    firstTenthMedianDays: (i) => medianDays(world, first(runs[i]!)),
    lastTenthMedianDays: (i) => medianDays(world, last(runs[i]!)),
  });
}
