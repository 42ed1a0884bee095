/** The arithmetic of a queue of exits, read off a replication: nothing here is a figure that a scenario states. */
import { KPI_INDEX, type KpiName } from '../../metrics/catalog.ts';
import type { ReplicationOutcome } from '../../outcome.ts';

/** Days before and after the day in question on which an exit counts as asked for on it. */
const AROUND_DAYS = 10;

/** Values of a figure, by day. */
export function column(outcome: ReplicationOutcome, name: KpiName): Float64Array {
  return outcome.kpis[KPI_INDEX[name]]!;
}

/** Sum of a flow over days `from` to `until`, the latter not included. */
export function sumOf(outcome: ReplicationOutcome, name: KpiName, from: number, until: number): number {
  return column(outcome, name)
    .subarray(from, until)
    .reduce((sum, value) => sum + value, 0);
}

/** Mean of a figure over the days on which it is one. */
export function meanOf(outcome: ReplicationOutcome, name: KpiName, from: number, until: number): number {
  const values = column(outcome, name)
    .subarray(from, until)
    .filter((value) => !Number.isNaN(value));
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

interface ExitRow {
  readonly day: number;
  readonly firstSoldDay: number;
  readonly endedDay: number;
}

/** Every exit of the replication. */
export function exitsOf(outcome: ReplicationOutcome): ExitRow[] {
  const table = outcome.tables.find((rows) => rows.table === 'exit');
  if (table === undefined) throw new Error('exits are stored from detail daily on');
  const { day, firstSoldDay, endedDay } = table.columns;
  return Array.from({ length: table.rowCount }, (_, row) => ({
    day: Number(day![row]),
    firstSoldDay: Number(firstSoldDay![row]),
    endedDay: Number(endedDay![row]),
  }));
}

/** Mean days until an exit asked for around a day was over (`endedDay`) or had its first sale; those still waiting count until the last day. */
export function waitAround(
  outcome: ReplicationOutcome,
  day: number,
  until: 'firstSoldDay' | 'endedDay' = 'endedDay',
): number {
  const asked = exitsOf(outcome).filter((exit) => Math.abs(exit.day - day) <= AROUND_DAYS);
  const last = outcome.dayCount - 1;
  const waits = asked.map((exit) => (exit[until] < 0 ? last : exit[until]) - exit.day);
  return waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
}

/** Wait that the flows since the shortfall began give for an exit asked for `days` later: (w/b - 1) t. */
export function waitByFlows(outcome: ReplicationOutcome, begins: number, days: number): number {
  const askedFen = sumOf(outcome, 'exitAskedFen', begins, begins + days);
  const soldFen = sumOf(outcome, 'transferredFen', begins, begins + days);
  return (askedFen / soldFen - 1) * days;
}

/** Days in which the money that came pays one part to each exit under way on a day: one turn of a round robin. */
export function turnDays(outcome: ReplicationOutcome, day: number, partFen: number): number {
  const waiting = exitsOf(outcome).filter(
    (exit) => exit.day <= day && (exit.endedDay < 0 || exit.endedDay > day),
  ).length;
  const soldFen = sumOf(outcome, 'transferredFen', day - 60, day);
  return (waiting * partFen * 60) / soldFen;
}

/** Fen that lenders have on the last day beyond, or short of, what they had on a day and brought and took since. */
export function unexplainedFen(outcome: ReplicationOutcome, since: number): number {
  const balance = column(outcome, 'lenderBalanceFen');
  const last = outcome.dayCount - 1;
  const broughtFen = sumOf(outcome, 'depositsFen', since + 1, last + 1);
  const takenFen = sumOf(outcome, 'withdrawalPaidFen', since + 1, last + 1);
  return Math.abs(balance[last]! - balance[since]! - broughtFen + takenFen);
}
