/** `statements`: income, balance sheet and cash flow of a year or a month, over the replications of a study. */
import { STATEMENTS, type StatementName } from '../../ledger/statement-lines.ts';
import { StudyStore } from '../../storage/index.ts';
import type { OutputOptions } from '../output.ts';
import { printData } from '../output.ts';
import { periodOf, readStatements } from '../statements-data.ts';
import { statementsText } from '../statements-text.ts';
import { variantNamed } from '../variant-named.ts';

export interface StatementFlags extends OutputOptions {
  readonly variant?: string;
  readonly year?: string;
  readonly month?: string;
  readonly statement: readonly StatementName[];
}

/** What a manager reads first. */
const FIRST: readonly StatementName[] = ['income', 'balance', 'cash'];

/** Prints the statements asked for of one variant, or of all. */
export async function statements(file: string, flags: StatementFlags): Promise<number> {
  const store = await StudyStore.create();
  try {
    const reader = await store.open(file);
    const study = await reader.study();
    const names = study.variants.map(({ name }) => name);
    const asked = flags.variant === undefined ? names : [names[variantNamed(study.variants, flags.variant)]!];
    const period = await periodOf(reader, flags);
    const wanted =
      flags.statement.length === 0 ? FIRST : STATEMENTS.filter((name) => flags.statement.includes(name));
    const variants = await readStatements(reader, period, wanted, asked);
    const data = { path: file, study: study.title, period, variants };
    printData('statements', flags, data, () => statementsText(study.title, period, wanted, variants));
    return 0;
  } finally {
    await store.close();
  }
}
