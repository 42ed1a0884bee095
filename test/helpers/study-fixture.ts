/** A small, plausible, deterministic study in DuckDB's memory, for tests of the API and the dashboard. */
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { sqlStudyStore } from '../../engine/api/store.ts';
import type { StudyStore, StudySummary } from '../../engine/api/types.ts';
import { KPIS, type KpiName } from '../../engine/metrics/catalog.ts';

export interface FixtureOptions {
  readonly replications?: number;
  readonly planned?: number;
  readonly dayCount?: number;
  readonly errored?: number;
  readonly id?: string;
}

export interface Fixture {
  readonly store: StudyStore;
  readonly study: StudySummary;
  close(): void;
}

const START = Date.UTC(2025, 0, 1);
const iso = (day: number) => new Date(START + day * 86_400_000).toISOString().slice(0, 10);

/** A uniform that belongs to (replication, day, what): the same in every variant. */
function uniform(...keys: readonly number[]): number {
  let hash = 0x9e3779b9;
  for (const key of keys) {
    hash = Math.imul(hash ^ (key + 0x7f4a7c15), 0x85ebca6b);
    hash ^= hash >>> 13;
    hash = Math.imul(hash, 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return (hash >>> 0) / 2 ** 32;
}

const normal = (a: number, b: number, c: number) =>
  Math.sqrt(-2 * Math.log(uniform(a, b, c, 1) + 1e-12)) * Math.cos(2 * Math.PI * uniform(a, b, c, 2));

const variants = [
  { name: 'baseline', en: 'Baseline', zh: '基准', hash: '3f9a1c07d2b84e65', shock: 0 },
  { name: 'withdrawal-run', en: 'Withdrawal run', zh: '挤兑', hash: 'b81e55f0a9c2374d', shock: 1 },
  { name: 'larger-reserve', en: 'Run with a larger reserve', zh: '挤兑，准备金加倍', hash: '0c7d94e1f6a3b258', shock: 0.55 },
] as const;

const RUN_DAY = 120;

interface Simulated {
  readonly failureDay: number;
  readonly cause: string | null;
  readonly days: Record<string, number>[];
}

function simulate(shock: number, replication: number, dayCount: number): Simulated {
  const luck = normal(replication, 0, 7);
  const severity = shock * (0.55 + 0.35 * uniform(replication, 3, 9)) * (1 + 0.25 * luck);
  let outstanding = 9.4e10 * (1 + 0.02 * luck);
  let queue = 0;
  let reserve = (shock === 0.55 ? 6.2e9 : 3.6e9) * (1 + 0.03 * luck);
  let overdue = 0.021 + 0.002 * luck;
  let recovery = 1.1e9;
  let failureDay = -1;
  let lateDays = 0;
  const days: Record<string, number>[] = [];
  for (let day = 0; day < dayCount; day += 1) {
    const weekday = (day + 3) % 7;
    const business = weekday < 5 ? 1 : 0.35;
    const since = day - RUN_DAY;
    const panic = since >= 0 ? severity * Math.exp(-since / 70) : 0;
    const noise = normal(replication, day, 5);
    const volume = failureDay < 0 ? 3.1e8 * business * (1 + 0.18 * noise) * Math.max(0.05, 1 - 1.25 * panic) : 0;
    const repaid = outstanding * 0.0031;
    outstanding += volume - repaid;
    overdue += 0.00006 * noise + 0.0005 * panic - 0.02 * (overdue - 0.021);
    const loss = outstanding * overdue * 0.004;
    recovery += loss * 0.5 - recovery * 0.004;
    reserve = Math.max(0, reserve + volume * 0.012 - loss * (0.42 + 1.6 * panic));
    const requested = outstanding * 0.0016 * business * (1 + 14 * panic);
    const paid = Math.min(queue + requested, outstanding * 0.0055 * (1 - 0.3 * panic));
    queue = Math.max(0, queue + requested - paid);
    lateDays = queue > outstanding * 0.07 ? lateDays + 1 : 0;
    if (failureDay < 0 && lateDays > 10) failureDay = day;
    const expectedLoss = outstanding * (overdue * 0.9 + 0.012);
    days.push({
      outstandingFen: outstanding, contractsFen: volume, overdueRatio: overdue, overdueFen: outstanding * overdue,
      inRecoveryFen: recovery, reserveFen: reserve, expectedLossFen: expectedLoss,
      bufferToLifetimeEl: (reserve + recovery * 0.25) / expectedLoss, feesFen: volume * 0.031, costsFen: 6.1e6,
      withdrawalQueueFen: queue, withdrawalRequestedFen: requested, withdrawalPaidFen: paid,
      running: failureDay < 0 ? 1 : 0,
    });
  }
  const cause = failureDay < 0 ? null : uniform(replication, 4, 4) < 0.72 ? 'liquidity' : 'reserve';
  return { failureDay, cause, days };
}

const text = (value: string | null) => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`);

async function insert(connection: DuckDBConnection, table: string, rows: readonly string[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 2_000) {
    await connection.run(`INSERT INTO ${table} VALUES ${rows.slice(start, start + 2_000).join(',')}`);
  }
}

const SCHEMA = `
CREATE TABLE variant (variant INTEGER, name TEXT, title_en TEXT, title_zh TEXT, hash TEXT, base BOOLEAN);
CREATE TABLE replication (variant INTEGER, replication INTEGER, seed BIGINT, status TEXT, cause TEXT,
  failure_day INTEGER, state_hash TEXT, error TEXT);
CREATE TABLE event (variant INTEGER, replication INTEGER, day INTEGER, kind TEXT, text TEXT);
CREATE TABLE lender_class (variant INTEGER, replication INTEGER, class TEXT, lenders INTEGER, paid_in_fen BIGINT,
  back_fen BIGINT, lost_fen BIGINT);
CREATE TABLE v_survival (variant INTEGER, day INTEGER, at_risk INTEGER, failed INTEGER, survival DOUBLE,
  lower DOUBLE, upper DOUBLE);
`;

const VIEWS = `
CREATE VIEW v_failures AS SELECT variant, cause, count(*)::INTEGER AS replications,
  median(failure_day)::INTEGER AS median_day FROM replication WHERE status = 'failed' GROUP BY variant, cause;
CREATE VIEW v_lender_class AS SELECT variant, class, median(lenders)::INTEGER AS lenders,
  median(paid_in_fen)::BIGINT AS paid_in_fen, median(back_fen)::BIGINT AS back_fen,
  median(lost_fen)::BIGINT AS lost_fen, count(*)::INTEGER AS replications FROM lender_class GROUP BY variant, class;
`;

const FILLED = ['outstandingFen', 'contractsFen', 'overdueRatio', 'overdueFen', 'inRecoveryFen', 'reserveFen',
  'expectedLossFen', 'bufferToLifetimeEl', 'feesFen', 'costsFen', 'withdrawalQueueFen', 'withdrawalRequestedFen',
  'withdrawalPaidFen', 'running'] as const satisfies readonly KpiName[];

/** Makes the study; the same options give the same rows. */
export async function makeFixture(options: FixtureOptions = {}): Promise<Fixture> {
  const replications = options.replications ?? 20;
  const planned = options.planned ?? replications;
  const dayCount = options.dayCount ?? 366;
  const errored = options.errored ?? 0;
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const kpiColumns = KPIS.map((kpi) => `"${kpi.name}" ${kpi.unit === 'fen' ? 'BIGINT' : 'DOUBLE'}`).join(', ');
  await connection.run(`${SCHEMA}; CREATE TABLE kpi_daily (variant INTEGER, replication INTEGER, day INTEGER,
    date DATE, ${kpiColumns})`);

  const summaries = [];
  for (const [index, variant] of variants.entries()) {
    const base = index === 0;
    await insert(connection, 'variant', [`(${index}, '${variant.name}', '${variant.en}', '${variant.zh}', '${variant.hash}', ${base})`]);
    const rows: string[] = [];
    const outcomes: string[] = [];
    const events: string[] = [];
    const classes: string[] = [];
    const failureDays: number[] = [];
    for (let replication = 0; replication < replications; replication += 1) {
      const seed = 1_000 + replication;
      if (replication >= replications - errored) {
        outcomes.push(`(${index}, ${replication}, ${seed}, 'errored', NULL, NULL, NULL, 'law conservation, day 41, stage withdraw: 12 fen without owner')`);
        continue;
      }
      const result = simulate(variant.shock, replication, dayCount);
      const failed = result.failureDay >= 0;
      failureDays.push(failed ? result.failureDay : Number.POSITIVE_INFINITY);
      const hash = Math.floor(uniform(replication, index, 77) * 2 ** 32).toString(16).padStart(16, '0');
      outcomes.push(`(${index}, ${replication}, ${seed}, '${failed ? 'failed' : 'survived'}', ${text(result.cause)}, ${failed ? result.failureDay : 'NULL'}, '${hash}', NULL)`);
      if (variant.shock > 0) events.push(`(${index}, ${replication}, ${RUN_DAY}, 'shock', 'withdrawal-run')`);
      for (const [day, kpis] of result.days.entries()) {
        const values = KPIS.map((kpi) => {
          const value = (kpis as Partial<Record<string, number>>)[kpi.name];
          if (value === undefined) return 'NULL';
          return kpi.unit === 'fen' ? String(Math.round(value)) : value.toPrecision(12);
        });
        rows.push(`(${index},${replication},${day},'${iso(day)}',${values.join(',')})`);
      }
      const haircut = failed ? 0.08 + 0.12 * uniform(replication, 8, 8) : 0.001;
      for (const [rank, name] of ['C1', 'C2', 'C3', 'C4', 'C5'].entries()) {
        const paidIn = Math.round(2.1e10 * (1 - 0.13 * rank));
        const lost = Math.round(paidIn * haircut * (0.7 + 0.2 * rank));
        classes.push(`(${index},${replication},'${name}',${9_400 - 1_100 * rank},${paidIn},${Math.round(paidIn * 1.082) - lost},${lost})`);
      }
    }
    await insert(connection, 'kpi_daily', rows);
    await insert(connection, 'replication', outcomes);
    if (events.length > 0) await insert(connection, 'event', events);
    await insert(connection, 'lender_class', classes);
    await insert(connection, 'v_survival', survivalRows(index, failureDays, dayCount));
    const failedCount = failureDays.filter(Number.isFinite).length;
    summaries.push({
      name: variant.name, titleEn: variant.en, titleZh: variant.zh, hash: variant.hash, base, planned,
      survived: failureDays.length - failedCount, failed: failedCount, errored,
    });
  }
  const bands = FILLED.map(
    (kpi) => `SELECT variant, '${kpi}' AS kpi, day, date, count("${kpi}") AS n, avg("${kpi}") AS mean,
      ${[0.05, 0.25, 0.5, 0.75, 0.95].map((p) => `quantile_cont("${kpi}", ${p})::DOUBLE AS p${Math.round(p * 100)}`).join(', ')},
      min("${kpi}")::DOUBLE AS min, max("${kpi}")::DOUBLE AS max FROM kpi_daily GROUP BY variant, day, date`,
  );
  await connection.run(`CREATE TABLE kpi_band AS ${bands.join(' UNION ALL ')}; ${VIEWS}`);

  const study: StudySummary = {
    id: options.id ?? 'baseline-4c1f', name: 'baseline + withdrawal-run', digest: `d${replications}-${planned}-${errored}-${dayCount}`,
    engineVersion: '0.1.0', seed: 42, writtenAt: '2026-01-05T08:30:00Z', startDate: iso(0), dayCount,
    limits: [{ kpi: 'bufferToLifetimeEl', side: 'min', value: 1 }], variants: summaries,
  };
  const store = sqlStudyStore({
    list: () => Promise.resolve([study]),
    async select(_study, { sql, values }) {
      const reader = await connection.runAndReadAll(sql, [...values]);
      return reader.getColumnsObjectJS();
    },
  });
  return { store, study, close: () => { connection.closeSync(); instance.closeSync(); } };
}

function survivalRows(variant: number, failureDays: readonly number[], dayCount: number): string[] {
  let survival = 1;
  let greenwood = 0;
  const rows = [`(${variant}, 0, ${failureDays.length}, 0, 1, 1, 1)`];
  const steps = [...new Set(failureDays.filter(Number.isFinite))].sort((a, b) => a - b);
  for (const day of steps) {
    const atRisk = failureDays.filter((failure) => failure >= day).length;
    const failed = failureDays.filter((failure) => failure === day).length;
    survival *= 1 - failed / atRisk;
    if (atRisk > failed) greenwood += failed / (atRisk * (atRisk - failed));
    const half = 1.96 * survival * Math.sqrt(greenwood);
    rows.push(`(${variant}, ${day}, ${atRisk}, ${failed}, ${survival}, ${Math.max(0, survival - half)}, ${Math.min(1, survival + half)})`);
  }
  const last = rows.at(-1)?.split(',').slice(4).join(',') ?? '';
  const left = failureDays.filter((failure) => !Number.isFinite(failure)).length;
  rows.push(`(${variant}, ${dayCount - 1}, ${left}, 0,${last}`);
  return rows;
}
