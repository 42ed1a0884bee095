/** Accounts and reasons of the ledger in words, for whoever shows postings: names as stored, labels in both languages. */
import { ACCOUNTS } from '../ledger/accounts.ts';
import { REASONS } from '../ledger/reasons.ts';

interface Words {
  readonly en: string;
  readonly zh: string;
}

const wordsOf = (rows: readonly (Words & { readonly name: string })[]): ReadonlyMap<string, Words> =>
  new Map(rows.map(({ name, en, zh }) => [name, { en, zh }]));

/** Labels of accounts by name. */
export const ACCOUNT_WORDS = wordsOf(ACCOUNTS);

/** Labels of reasons by name. */
export const REASON_WORDS = wordsOf(REASONS);
