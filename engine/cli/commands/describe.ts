/** `describe`: what a study file holds and how to make it again. */
import { rowObjects, StudyStore } from '../../storage/index.ts';
import type { OutputOptions } from '../output.ts';
import { printData, textTable } from '../output.ts';

const COLUMNS = `
  SELECT t.name, t.comment AS tableComment, c.column_name AS columnName,
    CASE WHEN c.data_type LIKE 'ENUM%' THEN 'ENUM' ELSE c.data_type END AS type, c.comment
  FROM (
    SELECT table_oid AS oid, table_name AS name, comment FROM duckdb_tables() WHERE database_name = current_database()
    UNION ALL
    SELECT view_oid, view_name, comment FROM duckdb_views() WHERE database_name = current_database() AND NOT internal
  ) t JOIN duckdb_columns() c ON c.database_name = current_database() AND c.table_name = t.name
  ORDER BY t.name LIKE 'v\\_%' ESCAPE '\\', t.name, c.column_index`;

/** Prints identity, variants, tables and columns. */
export async function describe(
  file: string,
  flags: OutputOptions & { readonly table?: string },
): Promise<number> {
  const store = await StudyStore.create();
  try {
    const reader = await store.open(file);
    const { stored, variants, ...study } = await reader.study();
    const columns = rowObjects(await reader.query(COLUMNS));
    const counts = rowObjects(await reader.query('SELECT * FROM v_variant ORDER BY ordinal'));
    const names = [...new Set(columns.map((row) => String(row['name'])))];
    const data = {
      path: file,
      study,
      variants: variants.map(({ canonicalJson: _json, writtenJson: _written, ...variant }) => variant),
      counts,
      columns,
    };
    printData('describe', flags, data, () => {
      if (flags.table !== undefined) {
        const rows = columns.filter((row) => row['name'] === flags.table);
        return textTable(
          ['Column', 'Type', 'Meaning'],
          rows.map((row) => [String(row['columnName']), String(row['type']), String(row['comment'])]),
          9,
        );
      }
      const tables = names.map((name) => {
        const rows = columns.filter((row) => row['name'] === name);
        return [name, String(rows.length), String(rows[0]?.['tableComment'] ?? '').split(' | ')[0]!];
      });
      return [
        `${study.title}\n  file     ${file}\n  digest   ${study.digest ?? 'unfinished'}\n  engine   ${study.engineVersion}   seed ${study.seed}   detail ${study.detail}\n  again    ${study.command}\n  check    lendsim verify ${file}`,
        textTable(
          ['Variant', 'Hash', 'n', 'Survived', 'Failed', 'Errored'],
          counts.map((row, k) => [
            String(row['variant']),
            variants[k]!.hash.slice(0, 12),
            ...['n', 'survived', 'failed', 'errored'].map((key) => String(row[key])),
          ]),
          2,
        ),
        textTable(['Table', 'Columns', 'Meaning'], tables, 9),
        `${stored.length} replications; columns of one table: npx lendsim describe ${file} --table kpi_daily`,
      ].join('\n\n');
    });
    return 0;
  } finally {
    await store.close();
  }
}
