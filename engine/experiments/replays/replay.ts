/** A replay: a published episode simulated again, with what must come out of it, and what must not. */
import type { ReplicationOutcome } from '../../outcome.ts';
import type { Variant } from '../plan.ts';

/** A mean over replications with its 95 % interval. */
export interface Estimate {
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
}

/** A figure of the episode beside the simulated one. */
export interface Observable {
  readonly observable: string;
  readonly unit: string;
  readonly simulated: number;
  /** As the replay says; null for a figure that is exact. */
  readonly interval: readonly [number, number] | null;
  /** Where the simulated figure passes, both ends included. */
  readonly band: readonly [number, number];
  /** Ids of data/sources.yaml. */
  readonly source: string;
  readonly pass: boolean;
}

export interface ReplayResult {
  /** Figures of before the episode, on which the replay was set: shown, but no part of what it is tested on. */
  readonly setOn?: readonly Observable[];
  readonly rows: readonly Observable[];
  /** The same figures without the mechanism: each must miss its band. */
  readonly controls: readonly Observable[];
}

/** What a replay is made with. */
export interface ReplayTools {
  /** A shipped scenario with `path=value` set over it, under a name of its own. */
  readonly scenario: (file: string, set: readonly string[], name: string) => Variant;
  /** Outcomes by variant, in order of replications, of which each variant has the same number. */
  readonly simulate: (
    variants: readonly Variant[],
    replications: number,
  ) => Promise<readonly (readonly ReplicationOutcome[])[]>;
  /** For a replay that simulates by itself: counts its runs, of `total`, where the user sees it. */
  readonly counter: (total: number) => (status: 'survived' | 'failed') => void;
}

export interface Replay {
  readonly name: string;
  readonly title: string;
  /** Ids of data/sources.yaml. */
  readonly sources: readonly string[];
  /** What its intervals are: their level, and over what. */
  readonly intervals: { readonly level: string; readonly over: string };
  readonly run: (tools: ReplayTools) => Promise<ReplayResult>;
}

/** Mean and interval of independent values; the interval is as wide as the sample is small (normal, n - 1). */
export function estimate(values: readonly number[]): Estimate {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const half = n > 1 ? 1.96 * Math.sqrt(squares / (n - 1) / n) : Infinity;
  return { mean, lower: mean - half, upper: mean + half };
}

/** A row whose mean lies in the band or not. */
export function observed(
  observable: string,
  unit: string,
  values: readonly number[],
  band: readonly [number, number],
  source: string,
): Observable {
  const { mean, lower, upper } = estimate(values);
  return {
    observable,
    unit,
    simulated: mean,
    interval: [lower, upper],
    band,
    source,
    pass: mean >= band[0] && mean <= band[1],
  };
}

/** The replay did what it had to: every row within its band, every control outside. */
export function holds({ rows, controls }: ReplayResult): boolean {
  return rows.every(({ pass }) => pass) && controls.every(({ pass }) => !pass);
}
