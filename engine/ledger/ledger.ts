/**
 * The ledger: the only way money and claims move. Control accounts live here, sub-ledger columns in the
 * state.
 */

import { InvariantError, invariant } from '../base/assert.ts';
import { Registry } from '../base/columns.ts';
import { ACCOUNTS, type AccountId, type Book } from './accounts.ts';
import type { Journal } from './journal.ts';
import { REASONS, type ReasonId } from './reasons.ts';

const FROM = Uint8Array.from(REASONS, (reason) => reason.from);
const TO = Uint8Array.from(REASONS, (reason) => reason.to);

export interface LedgerOptions {
  /** Where the control accounts are registered; an own registry if absent. */
  readonly registry?: Registry;
  /** Pooled custody: `poolGap` may be negative. */
  readonly pooled?: boolean;
  readonly journal?: Journal | null;
}

/** Receives one call per (day, reason) with anything posted; the rows of `ledger_daily`. */
export type DailySink = (day: number, reason: ReasonId, postings: number, amountFen: number) => void;

/** Hears every posting as it is made; bears on no outcome. */
export interface PostingWatcher {
  posted(reason: ReasonId, amountFen: number, loan: number): void;
}

export class Ledger {
  /** Set once a day by the day loop, before anything is posted. */
  day = 0;
  /** Custody may change by policy. */
  pooled: boolean;
  journal: Journal | null;
  watcher: PostingWatcher | null = null;
  /** Amount and number posted since the last `closeDay`, by reason. */
  readonly dayFen: Float64Array;
  readonly dayPostings: Int32Array;
  /** Amount posted in days closed, by reason. */
  readonly totalFen: Float64Array;
  readonly #debitsFen: Float64Array;
  readonly #creditsFen: Float64Array;

  constructor(options: LedgerOptions = {}) {
    const registry = options.registry ?? new Registry();
    this.pooled = options.pooled ?? false;
    this.journal = options.journal ?? null;
    this.#debitsFen = registry.column('ledger.debitsFen', 'f64', ACCOUNTS.length);
    this.#creditsFen = registry.column('ledger.creditsFen', 'f64', ACCOUNTS.length);
    this.dayFen = registry.column('ledger.dayFen', 'f64', REASONS.length);
    this.dayPostings = registry.column('ledger.dayPostings', 'i32', REASONS.length);
    this.totalFen = registry.column('ledger.totalFen', 'f64', REASONS.length);
  }

  /**
   * Moves `amountFen` from the reason's debit account to its credit account: one call per event and reason.
   * `loan` is the row of the loan concerned, `party` the one party concerned (see `partyKindOf`), -1 if none
   * or many. The caller updates sub-ledger columns itself. Throws InvariantError unless the amount is a
   * nonnegative safe integer.
   */
  post(reason: ReasonId, amountFen: number, loan = -1, party = -1): void {
    if (!(amountFen >= 0 && amountFen <= 9007199254740991 && Math.floor(amountFen) === amountFen)) {
      throw new InvariantError('an amount is a nonnegative safe integer', { amountFen, reason, loan });
    }
    const from = FROM[reason];
    if (from === undefined) throw new InvariantError('a reason is declared', { reason, amountFen, loan });
    this.#debitsFen[from]! += amountFen;
    this.#creditsFen[TO[reason]!]! += amountFen;
    this.dayFen[reason]! += amountFen;
    this.dayPostings[reason]! += 1;
    if (this.watcher !== null) this.watcher.posted(reason, amountFen, loan);
    if (this.journal !== null) this.journal.record(this.day, reason, amountFen, loan, party);
  }

  /** What the account holds: credits less debits. */
  balance(account: AccountId): number {
    return this.#creditsFen[account]! - this.#debitsFen[account]!;
  }

  debits(account: AccountId): number {
    return this.#debitsFen[account]!;
  }

  credits(account: AccountId): number {
    return this.#creditsFen[account]!;
  }

  /** Ends the day: hands the day's totals by reason to `sink`, in order of reasons, and starts new ones. */
  closeDay(sink: DailySink | null = null): void {
    for (let reason = 0; reason < REASONS.length; reason++) {
      const postings = this.dayPostings[reason]!;
      if (postings === 0) continue;
      if (sink !== null) sink(this.day, reason, postings, this.dayFen[reason]!);
      this.totalFen[reason]! += this.dayFen[reason]!;
      this.dayFen[reason] = 0;
      this.dayPostings[reason] = 0;
    }
  }

  /** Throws InvariantError unless each book sums to zero and no account is negative that must not be. */
  check(): void {
    this.#checkBook('cash');
    this.#checkBook('claims');
    ACCOUNTS.forEach((account, id) => {
      const allowed = account.negative === 'always' || (account.negative === 'pooled' && this.pooled);
      const balanceFen = this.balance(id);
      invariant(allowed || balanceFen >= 0, 'no forbidden negative account', () => ({
        account: account.name,
        balanceFen,
      }));
      invariant(
        Number.isSafeInteger(this.#debitsFen[id]!) && Number.isSafeInteger(this.#creditsFen[id]!),
        'account totals are safe integers',
        () => ({ account: account.name, debitsFen: this.#debitsFen[id]!, creditsFen: this.#creditsFen[id]! }),
      );
    });
    this.journal?.checkNothingPending();
  }

  /**
   * Throws InvariantError unless the first `length` balances of a sub-ledger are safe integers that add up to
   * the control account, none of them negative if the account must not be.
   */
  checkSubLedger(account: AccountId, column: Float64Array, length: number): void {
    const { name, negative } = ACCOUNTS[account]!;
    const mayBeNegative = negative === 'always';
    let sumFen = 0;
    for (let row = 0; row < length; row++) {
      const balanceFen = column[row]!;
      if (!Number.isSafeInteger(balanceFen) || (balanceFen < 0 && !mayBeNegative)) {
        throw new InvariantError('a sub-ledger balance is allowed', { account: name, row, balanceFen });
      }
      sumFen += balanceFen;
    }
    const controlFen = this.balance(account);
    invariant(sumFen === controlFen, 'a sub-ledger adds up to its control account', () => ({
      account: name,
      sumFen,
      controlFen,
      differenceFen: sumFen - controlFen,
    }));
  }

  #checkBook(book: Book): void {
    let sumFen = 0;
    ACCOUNTS.forEach((account, id) => {
      if (account.book === book) sumFen += this.balance(id);
    });
    invariant(sumFen === 0, 'the balances of a book add up to zero', () => ({ book, sumFen }));
  }
}
