/** Words of the ledger in both languages, from the engine's own chart of accounts and reasons. */
import { ACCOUNTS } from '../../../engine/ledger/accounts.ts';
import { REASONS } from '../../../engine/ledger/reasons.ts';
import type { Lang } from './index.ts';

const accounts = new Map(ACCOUNTS.map((account) => [account.name, account]));
const reasons = new Map(REASONS.map((reason) => [reason.name, reason]));

/** Name of an account; its own code if it is of a newer engine. */
export function accountWord(name: string, lang: Lang): string {
  return accounts.get(name)?.[lang] ?? name;
}

/** What a posting was for. */
export function reasonWord(name: string, lang: Lang): string {
  return reasons.get(name)?.[lang] ?? name;
}
