/** Spread of every KPI across replications, computed once when a study is complete. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { KPIS } from '../metrics/catalog.ts';
import { sqlName, sqlText } from './columns.ts';
import { BAND_QUANTILES } from './core-tables.ts';

/**
 * Fills `kpi_band` anew. Quantiles are order statistics (values that occurred), money is summed as integers, and means of
 * ratios are summed in the order of replications: the sum of DOUBLEs depends on DuckDB's threads otherwise.
 */
export async function fillBands(connection: DuckDBConnection): Promise<void> {
  await connection.run('BEGIN');
  await connection.run('DELETE FROM kpi_band');
  for (const kpi of KPIS) {
    const column = sqlName(kpi.name);
    const whole = kpi.unit === 'fen' || kpi.unit === 'count';
    const mean = whole ? `sum(${column})::DOUBLE / count(${column})` : `avg(${column} ORDER BY replication)`;
    const probabilities = BAND_QUANTILES.map(([, p]) => p).join(', ');
    const quantiles = BAND_QUANTILES.map((_, k) => `q[${k + 1}]::DOUBLE`).join(', ');
    await connection.run(
      `INSERT INTO kpi_band
       SELECT variant, day, date, ${sqlText(kpi.name)}, n, mean, ${quantiles}, least, greatest FROM (
         SELECT variant, day, any_value(date) AS date, count(${column})::INTEGER AS n, ${mean} AS mean,
           quantile_disc(${column}, [${probabilities}]) AS q, min(${column})::DOUBLE AS least, max(${column})::DOUBLE AS greatest
         FROM kpi_daily GROUP BY variant, day
       ) ORDER BY variant, day`,
    );
  }
  await connection.run('COMMIT');
}
