import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KPI_INDEX, KPIS } from '../../engine/metrics/catalog.ts';
import { STUDY_TABLES } from '../../engine/metrics/study-tables.ts';
import type { StudyReader } from '../../engine/storage/index.ts';
import { NAMED_QUERIES, rowObjects, StudyStore } from '../../engine/storage/index.ts';
import { outcomesOf, studyRequest, testFolder, writeStudy } from '../helpers/studies.ts';

const folder = testFolder();
const request = studyRequest({ replications: 25, detail: 'full', fullReplications: [0] });
let store: StudyStore;
let reader: StudyReader;

const rows = async (sql: string): Promise<Record<string, unknown>[]> => rowObjects(await reader.query(sql));

beforeAll(async () => {
  const path = join(folder, 'contents.duckdb');
  await writeStudy(path, request);
  store = await StudyStore.create();
  reader = await store.open(path);
});

afterAll(async () => store.close());

describe('a finished study', () => {
  it('holds every daily figure as simulated, money to the fen and NaN as NULL', async () => {
    for (const replication of [0, 24]) {
      const { outcome } = outcomesOf(request, replication)[1]!;
      const result = await reader.query(
        `SELECT * FROM kpi_daily WHERE variant = 'run' AND replication = ${replication} ORDER BY day`,
      );
      expect(result.rowCount).toBe(outcome.dayCount);
      for (const [index, kpi] of KPIS.entries()) {
        const stored = result.columns[result.names.indexOf(kpi.name)]!;
        expect(stored, kpi.name).toEqual(
          [...outcome.kpis[index]!].map((value) => (Number.isNaN(value) ? null : value)),
        );
      }
      expect(result.columns[result.names.indexOf('date')]!.slice(0, 2)).toEqual(['2017-01-31', '2017-02-01']);
    }
  });

  it('holds every engine table as handed over', async () => {
    const { outcome } = outcomesOf(request, 0)[0]!;
    for (const spec of STUDY_TABLES) {
      const result = await reader.query(
        `SELECT * FROM ${spec.name} WHERE variant = 'base' AND replication = 0`,
      );
      const handed = outcome.tables.find((table) => table.table === spec.name)!;
      expect(result.rowCount, spec.name).toBe(handed.rowCount);
      for (const column of spec.columns) {
        const expected = Array.from(handed.columns[column.name]! as ArrayLike<number | string>, (value) => {
          if (column.type === 'code') return column.labels![Number(value)];
          if (column.type === 'flag') return value === 1;
          if (column.type === 'day') return value === -1 ? null : value;
          return typeof value === 'number' && Number.isNaN(value) ? null : value;
        });
        expect(result.columns[result.names.indexOf(column.name)], `${spec.name}.${column.name}`).toEqual(
          expected,
        );
      }
    }
  });

  it('says in both languages what every table, view and column means', async () => {
    const bare = await rows(`
      SELECT table_name AS place, comment FROM duckdb_tables() WHERE database_name = current_database()
      UNION ALL SELECT view_name, comment FROM duckdb_views() WHERE database_name = current_database() AND NOT internal
      UNION ALL SELECT table_name || '.' || column_name, comment FROM duckdb_columns() WHERE database_name = current_database() AND NOT internal`);
    expect(bare.length).toBeGreaterThan(300);
    expect(bare.filter((row) => !/^.+ \| .*\p{Script=Han}/u.test(String(row['comment'])))).toEqual([]);
  });

  it('has money as BIGINT and ratios as DOUBLE', async () => {
    const types = await rows(
      `SELECT column_name AS name, data_type AS type FROM duckdb_columns() WHERE table_name = 'kpi_daily' AND database_name = current_database()`,
    );
    const typeOf = new Map(types.map((row) => [row['name'], row['type']]));
    for (const kpi of KPIS)
      expect(typeOf.get(kpi.name), kpi.name).toBe(
        kpi.unit === 'fen' ? 'BIGINT' : kpi.unit === 'count' ? 'INTEGER' : 'DOUBLE',
      );
  });

  it('bands are order statistics of the replications', async () => {
    const [band] = await rows(
      `SELECT * FROM kpi_band WHERE variant = 'base' AND kpi = 'reserveFen' AND day = 9`,
    );
    const values = Array.from(
      { length: 25 },
      (_, replication) => outcomesOf(request, replication)[0]!.outcome.kpis[KPI_INDEX.reserveFen]![9]!,
    );
    values.sort((a, b) => a - b);
    expect(band).toMatchObject({
      n: 25,
      min: values[0],
      p5: values[1],
      p25: values[6],
      p50: values[12],
      p75: values[18],
      p95: values[23],
      max: values[24],
    });
    expect(band!['mean']).toBe(values.reduce((sum, value) => sum + value, 0) / 25);
  });

  it('months sum flows and take stocks at their last day', async () => {
    const { outcome } = outcomesOf(request, 2)[0]!;
    const months = await rows(
      `SELECT * FROM v_kpi_month WHERE variant = 'base' AND replication = 2 ORDER BY month`,
    );
    expect(months.map((row) => [row['month'], row['days']])).toEqual([
      ['2017-01-01', 1],
      ['2017-02-01', 28],
      ['2017-03-01', 31],
      ['2017-04-01', 10],
    ]);
    const deposits = outcome.kpis[KPI_INDEX.depositsFen]!;
    expect(months[1]!['depositsFen']).toBe(deposits.subarray(1, 29).reduce((sum, value) => sum + value, 0));
    expect(months.map((row) => row['reserveFen'])).toEqual(
      [0, 28, 59, 69].map((day) => outcome.kpis[KPI_INDEX.reserveFen]![day]),
    );
    expect(months.map((row) => row['overdueRatio'] ?? Number.NaN)).toEqual(
      [0, 28, 59, 69].map((day) => outcome.kpis[KPI_INDEX.overdueRatio]![day]),
    );
  });

  it('yuan are decimals of two places', async () => {
    const [row] = await rows(
      `SELECT typeof(reserveCny) AS type, reserveCny::VARCHAR AS cny, d.reserveFen AS fen FROM v_kpi_cny c JOIN kpi_daily d USING (variant, replication, day) WHERE day = 3 LIMIT 1`,
    );
    expect(row!['type']).toMatch(/^DECIMAL\(\d+,2\)$/);
    expect(Number(String(row!['cny']).replace('.', ''))).toBe(row!['fen']);
  });

  it('survival and causes count each failure once', async () => {
    const curve = await rows(`SELECT * FROM v_survival WHERE variant = 'base' ORDER BY day`);
    expect(curve).toHaveLength(70);
    expect(curve.at(-1)).toMatchObject({ n: 25, failed: 5, survivedShare: 0.8 });
    const [{ total } = {}] = await rows(
      `SELECT sum(failures)::INTEGER AS total FROM v_failures WHERE variant = 'base'`,
    );
    expect(total).toBe(5);
  });

  it('counts warned failures, lead and false alarms of a light over its replications', async () => {
    const lights = await rows('SELECT * FROM early_warning');
    const [seen] = await rows('SELECT * FROM v_early_warning');
    const own = lights.filter(
      (row) => row['variant'] === seen!['variant'] && row['light'] === seen!['light'],
    );
    const sum = (name: string) => own.reduce((total, row) => total + Number(row[name]), 0);
    const leads = own.flatMap((row) => (row['leadDays'] === null ? [] : [Number(row['leadDays'])]));
    leads.sort((a, b) => a - b);
    const judged = sum('alarms') - sum('openAlarms');
    expect(seen).toMatchObject({
      n: own.length,
      warned: leads.length,
      leadDaysLow: leads[0] ?? null,
      leadDaysMedian: leads[Math.ceil(leads.length / 2) - 1] ?? null,
      falseAlarms: sum('falseAlarms'),
      falseShare: judged === 0 ? null : sum('falseAlarms') / judged,
      litCalmShare: sum('litCalmDays') / sum('calmDays'),
    });
  });

  it('pairs each variant with the base by replication', async () => {
    const [row] = await rows(`SELECT * FROM v_paired WHERE replication = 4 AND kpi = 'reserveFen'`);
    expect(row).toMatchObject({ variant: 'run', difference: 5000 });
  });

  it('answers every named query', async () => {
    const parameters = {
      variant: 'run',
      replication: 0,
      kpi: 'reserveFen',
      kpis: ['reserveFen', 'fear'],
      day: 3,
    };
    for (const name of Object.keys(NAMED_QUERIES) as (keyof typeof NAMED_QUERIES)[]) {
      const result = await reader.named(name, parameters);
      expect(
        result.columns.every((column) => column.length === result.rowCount),
        name,
      ).toBe(true);
      if (name !== 'errors') expect(result.rowCount, name).toBeGreaterThan(0);
      JSON.stringify(result);
    }
    await expect(reader.named('bands', { kpi: 'x"; DROP TABLE study' })).rejects.toMatchObject({
      exitCode: 2,
    });
    await expect(reader.named('daily', { ...parameters, replication: '1' })).rejects.toMatchObject({
      exitCode: 2,
    });
    await expect(reader.named('constructor' as 'study')).rejects.toMatchObject({ exitCode: 2 });
  });

  it('refuses whatever is not one reading statement', async () => {
    for (const sql of [
      'DROP TABLE study',
      'SELECT 1; SELECT 2',
      "COPY study TO 'x.csv'",
      "ATTACH 'y'",
      'SELEC 1',
      'SELECT nothing FROM study',
      '',
    ]) {
      await expect(reader.query(sql), sql).rejects.toMatchObject({ exitCode: 2 });
    }
    expect((await reader.query('DESCRIBE study')).rowCount).toBeGreaterThan(5);
    expect((await reader.query('WITH x AS (SELECT 1 AS a) SELECT a FROM x')).columns).toEqual([[1]]);
  });
});
