/** What happened in replications, by kind, and how often in a loan-year. */
import { KPIS, type KpiName } from '../../engine/metrics/catalog.ts';
import { LOAN } from '../../engine/state/codes.ts';
import type { EventKind } from '../../engine/state/events.ts';
import type { World } from '../../engine/state/world.ts';
import type { Run } from './market.ts';

type Count = (run: Run) => number;

const flow =
  (name: KpiName): Count =>
  ({ outcome }) =>
    sum(outcome.kpis[KPIS.findIndex((kpi) => kpi.name === name)]!);

const counted =
  (kind: keyof World['counts']): Count =>
  ({ world }) =>
    world.counts[kind];

const logged =
  (kind: EventKind): Count =>
  ({ world }) =>
    world.events.events.filter((event) => event.kind === kind).length;

const ended =
  (status: number): Count =>
  ({ world }) =>
    world.loans.status.subarray(0, world.loans.length).filter((own) => own === status).length;

/** Every kind of event, in the order of the day. */
const EVENTS: Readonly<Record<string, Count>> = {
  shocks: logged('shock'),
  'lenders visiting': counted('visits'),
  deposits: counted('deposits'),
  'new lenders': flow('lendersNew'),
  applications: flow('applications'),
  reviews: counted('reviews'),
  refusals: flow('rejected'),
  listings: flow('approved'),
  bids: counted('bids'),
  'listings failed': flow('listingsFailed'),
  'claims offered': ({ world }) => world.offers.length,
  'claims sold': counted('transfers'),
  contracts: flow('contracts'),
  'instalments due': counted('instalments'),
  'lot payments': counted('lotPayments'),
  prepayments: counted('prepayments'),
  missed: counted('missed'),
  cures: counted('cures'),
  rolls: counted('rolls'),
  'bucket changes': counted('bucketChanges'),
  defaults: flow('defaults'),
  recoveries: counted('recoveries'),
  'collateral sales': counted('collateralSales'),
  'loans repaid': ended(LOAN.repaid),
  'loans written off': ended(LOAN.writtenOff),
  'compensations asked of guarantors': counted('guarantorCompensations'),
  'compensations asked of the reserve': counted('reserveCompensations'),
  'panic exits': flow('panicExits'),
  churn: flow('churnExits'),
  returns: flow('lendersReturned'),
  'plans expired': counted('planExpiries'),
  'withdrawals asked': ({ world }) => world.requests.length,
  'withdrawals paid': counted('payouts'),
  'plays fired': logged('trigger'),
  'plays cleared': logged('triggerClear'),
  disclosures: logged('disclosure'),
  'capital calls': logged('capitalCall'),
  'credit lines drawn': logged('creditLine'),
  'guarantors failed': logged('guarantorFailed'),
};

/** What one replication amounts to; its world can be forgotten. */
export interface Tally {
  readonly counts: Readonly<Record<string, number>>;
  /** Active loans over days, in years. */
  readonly loanYears: number;
}

/** Counts the events of a replication. */
export function tally(run: Run): Tally {
  const counts = Object.entries(EVENTS).map(([kind, count]) => [kind, count(run)] as const);
  return { counts: Object.fromEntries(counts), loanYears: flow('loansActive')(run) / 365 };
}

/** Rates that differ by less than this are equal but for chance and the lengths of months. */
const TOLERANCE = 0.005;

/** Header and one row per kind: number in a replication, per loan-year, the same of the baseline, a mark if below it. */
export function eventTable(runs: readonly Tally[], baseline: readonly Tally[]): string[][] {
  const rows = Object.keys(EVENTS).map((kind) => {
    const count = sum(runs.map((run) => run.counts[kind]!)) / runs.length;
    const rate = rateOf(kind, runs);
    const usual = rateOf(kind, baseline);
    const mark = rate < usual * (1 - TOLERANCE) ? 'below' : count === 0 ? 'never' : '';
    return [kind, Math.round(count).toString(), shown(rate), shown(usual), mark];
  });
  return [['event', 'a replication', 'per loan-year', 'baseline', ''], ...rows];
}

function rateOf(kind: string, runs: readonly Tally[]): number {
  return sum(runs.map((run) => run.counts[kind]!)) / sum(runs.map((run) => run.loanYears));
}

function shown(rate: number): string {
  return rate === 0 ? '0' : rate.toPrecision(3);
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
