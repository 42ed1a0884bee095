/** Where a study stands, at most four times a second. */

export interface VariantProgress {
  readonly name: string;
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  readonly errored: number;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  readonly errored: number;
  readonly elapsedMs: number;
  /** Null until the first replication is back. */
  readonly remainingMs: number | null;
  readonly variants: readonly VariantProgress[];
}

const LEAST_INTERVAL_MS = 250;

/** Counts what comes back and reports it; the last report is never swallowed. */
export class ProgressMeter {
  readonly #names: readonly string[];
  readonly #counts: { done: number; total: number; failed: number; errored: number }[];
  readonly #report: (progress: Progress) => void;
  readonly #start = performance.now();
  #lastReport = Number.NEGATIVE_INFINITY;

  constructor(names: readonly string[], totals: readonly number[], report: (progress: Progress) => void) {
    this.#names = names;
    this.#counts = totals.map((total) => ({ done: 0, total, failed: 0, errored: 0 }));
    this.#report = report;
  }

  add(variant: number, status: 'survived' | 'failed' | 'errored'): void {
    const count = this.#counts[variant]!;
    count.done++;
    if (status === 'failed') count.failed++;
    if (status === 'errored') count.errored++;
    if (performance.now() - this.#lastReport >= LEAST_INTERVAL_MS) this.report();
  }

  report(): void {
    this.#lastReport = performance.now();
    this.#report(this.snapshot());
  }

  snapshot(): Progress {
    const sum = (key: 'done' | 'total' | 'failed' | 'errored'): number =>
      this.#counts.reduce((total, count) => total + count[key], 0);
    const elapsedMs = performance.now() - this.#start;
    const done = sum('done');
    const total = sum('total');
    return {
      done,
      total,
      failed: sum('failed'),
      errored: sum('errored'),
      elapsedMs,
      remainingMs: done === 0 ? null : (elapsedMs / done) * (total - done),
      variants: this.#counts.map((count, ordinal) => ({ name: this.#names[ordinal]!, ...count })),
    };
  }
}
