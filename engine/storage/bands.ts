/** Spread of every KPI across replications, computed once when a study is complete. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { KPIS } from '../metrics/catalog.ts';
import { sqlName, sqlText } from './columns.ts';
import { BAND_QUANTILES } from './core-tables.ts';

/** Values that one statement may hold at once: a scan serves as many KPIs as that allows. */
const VALUES_AT_ONCE = 2e7;
const KPIS_AT_ONCE = 40;

/**
 * Fills `kpi_band` anew. Quantiles are order statistics (values that occurred), money is summed as integers, and means of
 * ratios are summed in the order of replications: the sum of DOUBLEs depends on DuckDB's threads otherwise.
 */
export async function fillBands(connection: DuckDBConnection): Promise<void> {
  await connection.run('BEGIN');
  await connection.run('DELETE FROM kpi_band');
  const counted = await connection.runAndReadAll('SELECT count(*)::INTEGER FROM kpi_daily');
  const rows = Number(counted.getRows()[0]![0]);
  const together = Math.max(1, Math.min(KPIS_AT_ONCE, Math.floor(VALUES_AT_ONCE / Math.max(1, rows))));
  const quantiles = BAND_QUANTILES.map((_, k) => `band.q[${k + 1}]`).join(', ');
  for (let first = 0; first < KPIS.length; first += together) {
    const bands = KPIS.slice(first, first + together).map((kpi, i) => bandOf(kpi, first + i));
    await connection.run(
      `INSERT INTO kpi_band
       SELECT variant, day, date, band.kpi, band.n, band.mean, ${quantiles}, band.least, band.greatest FROM (
         SELECT variant, day, any_value(date) AS date, unnest([${bands.join(', ')}]) AS band
         FROM kpi_daily GROUP BY variant, day
       ) ORDER BY band.place, variant, day`,
    );
  }
  await connection.run('COMMIT');
}

/** The band of a KPI on a day, as a struct; `place` orders them. */
function bandOf(kpi: (typeof KPIS)[number], place: number): string {
  const column = sqlName(kpi.name);
  const whole = kpi.unit === 'fen' || kpi.unit === 'count';
  const mean = whole ? `sum(${column})::DOUBLE / count(${column})` : `avg(${column} ORDER BY replication)`;
  const probabilities = BAND_QUANTILES.map(([, p]) => p).join(', ');
  return `{ place: ${place}, kpi: ${sqlText(kpi.name)}, n: count(${column})::INTEGER, mean: (${mean})::DOUBLE,
    q: quantile_disc(${column}, [${probabilities}])::DOUBLE[], least: min(${column})::DOUBLE, greatest: max(${column})::DOUBLE }`;
}
