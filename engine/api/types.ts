/** What server and dashboard say to each other. Plain types only: the dashboard imports this file and nothing else of the API. */
import type { KpiName } from '../metrics/catalog.ts';

/** Version of this contract; part of every ETag, so that a newer server is never answered from an older cache. */
export const API_VERSION = 1;

/** One variant of a study with the fate of its replications. */
export interface VariantSummary {
  readonly name: string;
  readonly titleEn: string;
  readonly titleZh: string;
  /** Hash of the resolved scenario. */
  readonly hash: string;
  /** The first variant of a study is its base. */
  readonly base: boolean;
  /** Replications asked for. */
  readonly planned: number;
  readonly survived: number;
  readonly failed: number;
  /** Replications that crashed or broke a law: defects, never averaged in. */
  readonly errored: number;
}

/** A line a figure should not cross, as the scenario states it. */
export interface Limit {
  readonly kpi: KpiName;
  /** `min`: the figure should stay at or above the value. */
  readonly side: 'min' | 'max';
  /** In the unit of the KPI (fen for money). */
  readonly value: number;
}

/** A field in which the variants of a study differ, as text by variant in their order; null where a variant hasn't got it. */
export interface Difference {
  /** Path in the resolved scenario. */
  readonly path: string;
  readonly values: readonly (string | null)[];
}

/** What is known of a study without opening its big tables. */
export interface StudySummary {
  readonly id: string;
  readonly name: string;
  /** Ordered fold of replication hashes: changes whenever the content of the study does. */
  readonly digest: string;
  readonly engineVersion: string;
  readonly seed: number;
  /** ISO date and time at which the study was last written. */
  readonly writtenAt: string;
  /** ISO date of day 0. */
  readonly startDate: string;
  readonly dayCount: number;
  readonly limits: readonly Limit[];
  /** Where the variants differ. */
  readonly differences: readonly Difference[];
  /** In the order of the study; the base first. */
  readonly variants: readonly VariantSummary[];
}

/** A value in an answer: money is whole fen, days count from day 0, dates are ISO text. */
export type Cell = number | string | null;

/** Rows by column; every column has `rowCount` entries. */
export interface Columnar {
  readonly rowCount: number;
  readonly columns: Readonly<Record<string, readonly Cell[]>>;
}

/** How the days of a replication become one number. */
export type Aggregate = 'end' | 'sum' | 'max' | 'min' | 'mean';

/** A KPI and its aggregate, written `kpi:aggregate`; also the name of the column in the answer. */
export type Measure = `${KpiName}:${Aggregate}`;

/** Whole days, both ends included. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

/** The named queries and their parameters. Variants are given by name. */
export interface QueryParams {
  /** One row per variant, KPI and day: n, mean, p5, p25, p50, p75, p95, min, max across replications. */
  readonly 'kpi-band': Days & {
    readonly variants: readonly string[];
    readonly kpis: readonly KpiName[];
    /** Every how many days; the last day of the window is always there. */
    readonly step: number;
  };
  /** One row per variant and replication that finished, one column per measure, over the window. */
  readonly 'replication-measures': Days & {
    readonly variants: readonly string[];
    readonly measures: readonly Measure[];
  };
  /** One row per variant and replication: seed, status, cause, failureDay, stateHash, error. */
  readonly replications: { readonly variants: readonly string[] };
  /** One row per variant and day on which the curve steps, first and last day included: n, failed, survival, lower, upper. */
  readonly survival: { readonly variants: readonly string[] };
  /** One row per variant and first cause of failure: replications, medianDay. */
  readonly failures: { readonly variants: readonly string[] };
  /**
   * One row per variant and class of lenders, means over n replications: lenders, withdrawnFen, cashFen (queue included),
   * claimsFen (loans not in default), lostFen (written off, lost cash and claims in default); and lostShareMin,
   * lostShareMedian, lostShareMax of lost / (withdrawn + cash + claims + lost).
   */
  readonly 'lender-class': { readonly variants: readonly string[] };
  /** Events that happened on the same day in at least `minShare` of the replications of a variant. */
  readonly events: Days & { readonly variants: readonly string[]; readonly minShare: number };
  /** One row per variant, period of `step` days and KPI: the mean over replications of the sum of a flow; last period may be short. */
  readonly 'flow-periods': Days & {
    readonly variants: readonly string[];
    readonly kpis: readonly KpiName[];
    readonly step: number;
  };
  /**
   * Days within which a share of withdrawals was paid, across replications: one row per variant, basis (amount or requests) and
   * share in percent; n, reached (replications that got so far), and low, median, high, NULL where payments got no further.
   */
  readonly waits: { readonly variants: readonly string[] };
  /** The largest run of each replication: firstDay, askedFen, and what the first and the last tenth got per yuan asked for. */
  readonly 'first-mover': { readonly variants: readonly string[] };
  /**
   * What a run costs in the base, one row per part (liquidity, refinancing, wilful, collection, their total):
   * lossFen with lower and upper, creditFen and cashFen of it, firstFen, lastFen, n. No rows in a study that doesn't split it.
   */
  readonly 'run-cost': { readonly variants: readonly string[] };
  /**
   * The ladder last drawn up by day `to` of each replication: one row per variant and step ahead (lastAhead); n, below (replications
   * in which customers' cash was expected to be short then) and low, median, high of customers' cash at its end.
   */
  readonly ladder: Days & { readonly variants: readonly string[] };
  /**
   * What the law brought, over the window: one row per variant and step (`regime.NAME`, `inspection.found`, `inspection.putRight`,
   * `inspection.clean`, `measure.NAME`); n, replications (those that saw it), the day it first happened in them (low, median, high),
   * meanFen of its amounts over all n, and subjects: what was found or put right, separated by commas.
   */
  readonly law: Days & { readonly variants: readonly string[] };
  /**
   * Share of their claims that lenders of failed platforms had back by days since the failure (since, every 30 days), across the n
   * replications of the `failed` that are still seen then: low, median, high.
   */
  readonly 'recovery-course': { readonly variants: readonly string[] };
  /**
   * The same at the horizon by `basis` (class, product, size, entry: quarter of the first deposit, or founder) and label; n, lenders, dueFen
   * and recoveredFen (means), low, median, high of the share, and medians of days50 and days90: the days from the failure to half
   * and nine tenths of all that a lender of the group got.
   */
  readonly 'recovery-by': { readonly variants: readonly string[] };
  /** Axes of a search for breaking magnitudes: axis, path, unit, mildest, severest. No rows in another study. */
  readonly 'reverse-axes': NoParams;
  /** Levels searched for: level, already (passed at the mildest end), replications, coverage of the interval, spot checks made and contrary. */
  readonly 'reverse-search': NoParams;
  /** Its frontier, one row per level, ray and point (threshold, lower, upper): best, replications, share1 to 3, magnitude1 to 3, cost. */
  readonly 'reverse-rays': NoParams;
  /** The points it asked: share1 to 3, magnitude1 to 3; replications asked there, and failed of them. */
  readonly 'reverse-points': NoParams;
  /** What its answers settle at each tenth of the ranges: share1, share2, failed, held, replications; the rest is open. */
  readonly 'reverse-grid': NoParams;
  /** One row per day of one replication: day, date and a column per KPI. */
  readonly 'replication-days': Days & OneReplication & { readonly kpis: readonly KpiName[] };
  /** Every event of one replication in order: day, date, kind, subject, valueFen, figure, text. */
  readonly 'replication-events': OneReplication;
  /** Postings of one day of one replication by reason and pair of accounts: entries, amountFen. */
  readonly 'ledger-day': OneReplication & { readonly day: number };
}

/** A query about the study as a whole. */
export type NoParams = Readonly<Record<string, never>>;

/** One replication of one variant. */
export interface OneReplication {
  readonly variant: string;
  readonly replication: number;
}

export type QueryName = keyof QueryParams;

/** Where studies come from. The server knows nothing of files or of DuckDB. */
export interface StudyStore {
  list(): Promise<readonly StudySummary[]>;
  query<N extends QueryName>(study: string, name: N, params: QueryParams[N]): Promise<Columnar>;
}

export type ApiErrorCode =
  | 'unknown-study'
  | 'unknown-query'
  | 'invalid-parameter'
  | 'not-found'
  | 'method-not-allowed'
  | 'foreign-host'
  | 'study-unreadable'
  | 'internal';

/** Body of every answer that is not a success. */
export interface ApiErrorBody {
  readonly code: ApiErrorCode;
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
}

/** Answer of `/api/health`. */
export interface Health {
  readonly ok: true;
  readonly apiVersion: number;
  readonly studies: number;
}
