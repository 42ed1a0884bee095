/**
 * The journal: what was posted, row by row, for storage. It bears on no outcome, so it isn't part of the
 * state.
 *
 * Event level: `Ledger.post` writes one row. Full level: the code that moves money party by party calls
 * `entry` for each party first, and the `post` that follows stamps those rows and refuses them unless they
 * add up to the amount.
 */

import { invariant } from '../base/assert.ts';
import { Registry, defineTable, type Table } from '../base/columns.ts';
import { ACCOUNTS } from './accounts.ts';
import { REASONS, partyKindOf } from './reasons.ts';

export type JournalDetail = 'events' | 'full';

const COLUMNS = {
  day: 'i32',
  /** Number of the posting; rows of one posting share it. */
  event: 'i32',
  reason: 'u8',
  debitAccount: 'u8',
  creditAccount: 'u8',
  amountFen: 'f64',
  /**
   * Row of the party in the sub-ledger of the account; -1 where the account has one owner or none is given.
   */
  debitParty: { type: 'i32', fill: -1 },
  creditParty: { type: 'i32', fill: -1 },
  loan: { type: 'i32', fill: -1 },
  holding: { type: 'i32', fill: -1 },
} as const;

export type JournalColumns = Table<typeof COLUMNS>;

const PARTY_KIND = REASONS.map(partyKindOf);
const DEBIT_HAS_PARTY = REASONS.map((reason, id) => ACCOUNTS[reason.from]!.party === PARTY_KIND[id]);
const CREDIT_HAS_PARTY = REASONS.map((reason, id) => ACCOUNTS[reason.to]!.party === PARTY_KIND[id]);
const BY_LENDER = PARTY_KIND.map((kind) => kind === 'lender');

/** One payer was asked to compensate the lenders of a loan. */
export interface Ask {
  readonly day: number;
  readonly loan: number;
  readonly payer: string;
  readonly dueFen: number;
  readonly paidFen: number;
}

export class Journal {
  /** Compensation asked for, paid or not, in order. */
  readonly asks: Ask[] = [];
  readonly detail: JournalDetail;
  /** Rows 0..length-1 are complete unless a posting is under way. */
  readonly rows: JournalColumns;
  #firstPending = 0;
  #pendingFen = 0;
  #events = 0;

  constructor(detail: JournalDetail) {
    this.detail = detail;
    this.rows = defineTable(new Registry(), 'ledger_entry', COLUMNS, 1024);
  }

  /** True if code that moves money party by party must call `entry`. */
  get full(): boolean {
    return this.detail === 'full';
  }

  /** One party's part of the posting that follows; -1 for a side without a party. Only at full detail. */
  entry(debitParty: number, creditParty: number, amountFen: number, holding = -1): void {
    const row = this.rows.add();
    const rows = this.rows;
    rows.amountFen[row] = amountFen;
    rows.debitParty[row] = debitParty;
    rows.creditParty[row] = creditParty;
    rows.holding[row] = holding;
    this.#pendingFen += amountFen;
  }

  /**
   * Called by `Ledger.post` alone. Throws InvariantError if entries were given and don't add up, or if a
   * posting to accounts kept by lender names no lender at full detail.
   */
  record(day: number, reason: number, amountFen: number, loan: number, party: number): void {
    const rows = this.rows;
    const { from, to } = REASONS[reason]!;
    if (this.#firstPending === rows.length) {
      if (amountFen === 0) return;
      invariant(
        this.detail === 'events' ||
          !BY_LENDER[reason] ||
          (party >= 0 && !(DEBIT_HAS_PARTY[reason] && from === to)),
        'a posting to lenders names them at full detail',
        () => ({ reason: REASONS[reason]!.name, amountFen, loan }),
      );
      this.entry(DEBIT_HAS_PARTY[reason] ? party : -1, CREDIT_HAS_PARTY[reason] ? party : -1, amountFen);
    } else {
      invariant(this.#pendingFen === amountFen, 'the entries of a posting add up to it', () => ({
        reason: REASONS[reason]!.name,
        amountFen,
        entriesFen: this.#pendingFen,
        entries: rows.length - this.#firstPending,
      }));
    }
    for (let row = this.#firstPending; row < rows.length; row++) {
      rows.day[row] = day;
      rows.event[row] = this.#events;
      rows.reason[row] = reason;
      rows.debitAccount[row] = from;
      rows.creditAccount[row] = to;
      rows.loan[row] = loan;
    }
    this.#events += 1;
    this.#firstPending = rows.length;
    this.#pendingFen = 0;
  }

  /** Forgets rows already stored; the numbering of postings goes on. */
  drain(): void {
    invariant(this.#firstPending === this.rows.length, 'a journal is drained between postings', () => ({}));
    this.#clearRows();
  }

  /** Back to birth, for the next replication. */
  reset(): void {
    this.#clearRows();
    this.#events = 0;
  }

  /** Throws InvariantError if entries wait for a posting that never came. */
  checkNothingPending(): void {
    invariant(this.#firstPending === this.rows.length, 'every entry belongs to a posting', () => ({
      entries: this.rows.length - this.#firstPending,
    }));
  }

  #clearRows(): void {
    const { rows } = this;
    this.asks.length = 0;
    rows.debitParty.fill(-1, 0, rows.length);
    rows.creditParty.fill(-1, 0, rows.length);
    rows.loan.fill(-1, 0, rows.length);
    rows.holding.fill(-1, 0, rows.length);
    rows.setLength(0);
    this.#firstPending = 0;
    this.#pendingFen = 0;
  }
}
