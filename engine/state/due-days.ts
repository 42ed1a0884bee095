/** Repaying loans by the day of the month on which they fall due: 31 buckets, each in order of contract. */
import { defineTable, type Registry, type Table } from '../base/columns.ts';

const SCHEMA = { loan: 'i32' } as const;
const BUCKETS = 31;

export class DueDays {
  readonly #buckets: Table<typeof SCHEMA>[] = [];
  /** Loans in use of each bucket; rows behind them are left over. */
  readonly #counts: Int32Array;

  constructor(registry: Registry, loanGuess: number) {
    for (let day = 1; day <= BUCKETS; day++) {
      this.#buckets.push(defineTable(registry, `dueDay${day}`, SCHEMA, Math.ceil(loanGuess / BUCKETS) + 8));
    }
    this.#counts = registry.column('dueDay.counts', 'i32', BUCKETS);
  }

  /** Appends a loan; it stays until `serve` lets it go. */
  add(dayOfMonth: number, loan: number): void {
    const bucket = this.#buckets[dayOfMonth - 1]!;
    const position = this.#counts[dayOfMonth - 1]!;
    if (position === bucket.length) bucket.add();
    bucket.loan[position] = loan;
    this.#counts[dayOfMonth - 1] = position + 1;
  }

  count(dayOfMonth: number): number {
    return this.#counts[dayOfMonth - 1]!;
  }

  /** The loan at a position of the bucket, below `count`. */
  at(dayOfMonth: number, position: number): number {
    return this.#buckets[dayOfMonth - 1]!.loan[position]!;
  }

  /**
   * Visits the loans of a bucket in order and keeps those for which `visit` is true. `visit` must not add
   * loans.
   */
  serve(dayOfMonth: number, visit: (loan: number) => boolean): void {
    const { loan: loans } = this.#buckets[dayOfMonth - 1]!;
    const count = this.#counts[dayOfMonth - 1]!;
    let kept = 0;
    for (let position = 0; position < count; position++) {
      const loan = loans[position]!;
      if (!visit(loan)) continue;
      loans[kept] = loan;
      kept += 1;
    }
    this.#counts[dayOfMonth - 1] = kept;
  }
}
