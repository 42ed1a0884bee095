/** Which replications a study needs, and in which order. */
import { isFilledAt } from '../metrics/study-tables.ts';
import type { Detail } from '../metrics/tables.ts';

/** A resolved scenario under a name. */
export interface Variant {
  readonly name: string;
  readonly title: string;
  readonly canonicalJson: string;
  /** The scenario as written, files and --set merged: what further overrides are set on. */
  readonly writtenJson: string;
  readonly hash: string;
}

/** One replication of one variant. */
export interface Task {
  /** Ordinal of the variant. */
  readonly variant: number;
  readonly replication: number;
  readonly detail: Detail;
}

/** What is already there of a task. */
export interface Done {
  readonly variant: number;
  readonly replication: number;
  readonly detail: Detail;
  readonly status: 'survived' | 'failed' | 'errored';
}

export interface PlanOptions {
  readonly variantCount: number;
  readonly replications: number;
  readonly detail: Detail;
  /** Replications stored in full when `detail` is `full`; the others are stored daily. */
  readonly fullReplications: readonly number[];
  readonly done?: readonly Done[];
  /** Simulate errored replications again: a crash of the machine is not a law of nature. */
  readonly retryErrored?: boolean;
}

/** Tasks still to do, replication by replication over all variants, so that a study broken off is an even sample. */
export function planTasks(options: PlanOptions): Task[] {
  const done = new Map((options.done ?? []).map((row) => [`${row.variant}/${row.replication}`, row]));
  const tasks: Task[] = [];
  for (let replication = 0; replication < options.replications; replication++) {
    const detail = detailOf(options, replication);
    for (let variant = 0; variant < options.variantCount; variant++) {
      const row = done.get(`${variant}/${replication}`);
      if (row?.status === 'errored' && options.retryErrored !== true) continue;
      if (row !== undefined && row.status !== 'errored' && isFilledAt(detail, row.detail)) continue;
      tasks.push({ variant, replication, detail });
    }
  }
  return tasks;
}

function detailOf(options: PlanOptions, replication: number): Detail {
  if (options.detail !== 'full') return options.detail;
  return options.fullReplications.includes(replication) ? 'full' : 'daily';
}
