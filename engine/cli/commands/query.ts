/** `query`: one reading SQL statement on a study. */
import { StudyStore } from '../../storage/index.ts';
import type { OutputOptions, TableFormat } from '../output.ts';
import { formatResult, note, printData } from '../output.ts';
import { missingVariant } from '../variant-named.ts';

/** Prints the answer; --json wraps it in the envelope, `--format json` is the bare rows. */
export async function query(
  file: string,
  sql: string,
  flags: OutputOptions & { readonly format: TableFormat },
): Promise<number> {
  const store = await StudyStore.create();
  try {
    const reader = await store.open(file);
    const result = await reader.query(sql);
    if (result.rowCount === 0) {
      const missing = missingVariant((await reader.study()).variants, sql);
      if (missing !== null) note(flags, missing);
    }
    printData('query', flags, result, () => formatResult(result, flags.format));
    return 0;
  } finally {
    await store.close();
  }
}
