/** `query`: one reading SQL statement on a study. */
import { StudyStore } from '../../storage/index.ts';
import type { OutputOptions, TableFormat } from '../output.ts';
import { formatResult, printData } from '../output.ts';

/** Prints the answer; --json wraps it in the envelope, `--format json` is the bare rows. */
export async function query(
  file: string,
  sql: string,
  flags: OutputOptions & { readonly format: TableFormat },
): Promise<number> {
  const store = await StudyStore.create();
  try {
    const result = await (await store.open(file)).query(sql);
    printData('query', flags, result, () => formatResult(result, flags.format));
    return 0;
  } finally {
    await store.close();
  }
}
