/** What one replication hands over to whoever asked for it. Plain data: structured-clone safe, typed arrays transferable. */
import type { Detail, TableRows } from './metrics/tables.ts';

export type FailureCause =
  | 'liquidity'
  | 'reserve'
  | 'capital'
  | 'guarantor-cascade'
  | 'regulatory'
  | 'fraud'
  | 'operations'
  | 'gate'
  | 'credit';

export interface ReplicationRequest {
  /** Resolved scenario, as canonical JSON (worker threads parse it once per variant). */
  readonly scenarioJson: string;
  readonly seed: number;
  readonly replication: number;
  readonly detail: Detail;
  /** Check every law every day instead of at month ends and at the end. */
  readonly verify: boolean;
  /** Only whether and when it fails is asked: it ends on the day of failure, without figures, tables and hashes. */
  readonly untilFailure?: boolean;
}

export interface Breach {
  readonly day: number;
  readonly cause: FailureCause;
  readonly message: string;
}

export interface ReplicationOutcome {
  readonly replication: number;
  readonly seed: number;
  /** `errored` means that a law was broken or the engine crashed: it is a defect, counted and shown, never averaged in. */
  readonly status: 'survived' | 'failed' | 'errored';
  readonly cause: FailureCause | null;
  /** First day of failure; -1 if none. */
  readonly failureDay: number;
  readonly breaches: readonly Breach[];
  /** Message with seed, day, stage, law and figures when `errored`. */
  readonly error: string | null;
  /** 16 hex digits over all outcome-bearing state at the end. */
  readonly stateHash: string;
  /** The same at each month end, in order: a fork proves its common prefix with them. */
  readonly monthHashes: readonly string[];
  /** First day an eligible compensation was not paid in full; -1 if never. */
  readonly reserveExhaustedDay: number;
  readonly dayCount: number;
  /** One column per KPI in catalogue order, `dayCount` entries each. Empty when errored. */
  readonly kpis: readonly Float64Array[];
  /** Tables of the detail asked for. */
  readonly tables: readonly TableRows[];
  /** CPU-independent counts of what happened, by event kind, for benches. */
  readonly eventCounts: Readonly<Record<string, number>>;
}

/** Runs one replication from day 0 to the horizon. Same request, same bits, on any machine. */
export type Simulate = (request: ReplicationRequest) => ReplicationOutcome;
