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
  {
    name: 'larger-reserve',
    en: 'Run with a larger reserve',
    zh: '挤兑，准备金加倍',
    hash: '0c7d94e1f6a3b258',
    shock: 0.55,
  },
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
    const volume =
      failureDay < 0 ? 3.1e8 * business * (1 + 0.18 * noise) * Math.max(0.05, 1 - 1.25 * panic) : 0;
    const repaid = outstanding * 0.0031;
    outstanding += volume - repaid;
    overdue += 0.00006 * noise + 0.0005 * panic - 0.02 * (overdue - 0.021);
    const loss = outstanding * overdue * 0.004;
    recovery += loss * 0.5 - recovery * 0.004;
    reserve = Math.max(0, reserve + volume * 0.012 - loss * (0.42 + 1.6 * panic));
    const requested = outstanding * 0.0016 * business * (1 + 14 * panic);
    const paid = Math.min(queue + requested, outstanding * 0.0055 * (1 - 0.3 * panic));
    queue = Math.max(0, queue + requested - paid);
    lateDays = queue > outstanding * 0.085 ? lateDays + 1 : 0;
    if (failureDay < 0 && lateDays > 10) failureDay = day;
    const expectedLoss = outstanding * (overdue * 0.9 + 0.012);
    days.push({
      outstandingFen: outstanding,
      contractsFen: volume,
      overdueRatio: overdue,
      overdueFen: outstanding * overdue,
      inRecoveryFen: recovery,
      reserveFen: reserve,
      expectedLossFen: expectedLoss,
      bufferToLifetimeEl: (reserve + recovery * 0.25) / expectedLoss,
      feesFen: volume * 0.031,
      costsFen: 6.1e6,
      withdrawalQueueFen: queue,
      withdrawalRequestedFen: requested,
      withdrawalPaidFen: paid,
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

const NAMES = variants.map((variant) => `'${variant.name}'`).join(', ');
const KEYS = `variant ENUM (${NAMES}), replication INTEGER`;
const SCHEMA = `
CREATE TABLE replication (${KEYS}, seed BIGINT, status ENUM ('survived', 'failed', 'errored'), cause VARCHAR,
  "failureDay" INTEGER, "dayCount" INTEGER, "stateHash" VARCHAR, error VARCHAR);
CREATE TABLE event (${KEYS}, day INTEGER, date DATE, kind ENUM ('failure', 'shock'), text VARCHAR,
  subject VARCHAR, "valueFen" BIGINT, figure DOUBLE);
CREATE TABLE lender_cohort (${KEYS}, "lenderClass" ENUM ('C1', 'C2', 'C3', 'C4', 'C5'), lenders INTEGER,
  "withdrawnFen" BIGINT, "claimsFen" BIGINT, "cashFen" BIGINT, "queuedFen" BIGINT, "lostPrincipalFen" BIGINT,
  "lostCashFen" BIGINT, "defaultedClaimsFen" BIGINT);
`;

const FILLED = [
  'outstandingFen',
  'contractsFen',
  'overdueRatio',
  'overdueFen',
  'inRecoveryFen',
  'reserveFen',
  'expectedLossFen',
  'bufferToLifetimeEl',
  'feesFen',
  'costsFen',
  'withdrawalQueueFen',
  'withdrawalRequestedFen',
  'withdrawalPaidFen',
  'running',
] as const satisfies readonly KpiName[];

/** Makes the study; the same options give the same rows. */
export async function makeFixture(options: FixtureOptions = {}): Promise<Fixture> {
  const replications = options.replications ?? 20;
  const planned = options.planned ?? replications;
  const dayCount = options.dayCount ?? 366;
  const errored = options.errored ?? 0;
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const kpiColumns = KPIS.map((kpi) => `"${kpi.name}" ${kpi.unit === 'fen' ? 'BIGINT' : 'DOUBLE'}`).join(
    ', ',
  );
  await connection.run(`${SCHEMA}; CREATE TABLE kpi_daily (${KEYS}, day INTEGER, date DATE, ${kpiColumns})`);

  const summaries = [];
  for (const [index, variant] of variants.entries()) {
    const base = index === 0;
    const rows: string[] = [];
    const outcomes: string[] = [];
    const events: string[] = [];
    const classes: string[] = [];
    let failedCount = 0;
    for (let replication = 0; replication < replications; replication += 1) {
      const seed = 42;
      const key = `'${variant.name}', ${replication}`;
      if (replication >= replications - errored) {
        outcomes.push(
          `(${key}, ${seed}, 'errored', NULL, 41, 0, NULL, 'law conservation, day 41, stage withdraw: 12 fen without owner')`,
        );
        continue;
      }
      const result = simulate(variant.shock, replication, dayCount);
      const failed = result.failureDay >= 0;
      if (failed) failedCount += 1;
      const hash = Math.floor(uniform(replication, index, 77) * 2 ** 32)
        .toString(16)
        .padStart(16, '0');
      outcomes.push(
        `(${key}, ${seed}, '${failed ? 'failed' : 'survived'}', ${text(result.cause)}, ${failed ? result.failureDay : 'NULL'}, ${dayCount}, '${hash}', NULL)`,
      );
      if (variant.shock > 0)
        events.push(`(${key}, ${RUN_DAY}, '${iso(RUN_DAY)}', 'shock', 'withdrawal-run', '', 0, NULL)`);
      for (const [day, kpis] of result.days.entries()) {
        const values = FILLED.map((name) => {
          const value = kpis[name] ?? 0;
          return name.endsWith('Fen') ? String(Math.round(value)) : value.toPrecision(12);
        });
        rows.push(`(${key},${day},'${iso(day)}',${values.join(',')})`);
      }
      const haircut = failed ? 0.08 + 0.12 * uniform(replication, 8, 8) : 0.001;
      for (const [rank, name] of ['C1', 'C2', 'C3', 'C4', 'C5'].entries()) {
        const paidIn = Math.round(2.1e10 * (1 - 0.13 * rank));
        const lost = Math.round(paidIn * haircut * (0.7 + 0.2 * rank));
        const owed = Math.round(paidIn * 1.082) - lost;
        const claims = Math.round(owed * 0.46);
        const cash = Math.round(owed * 0.05);
        classes.push(
          `(${key},'${name}',${9_400 - 1_100 * rank},${owed - claims - cash},${claims},${cash},0,${lost},0,0)`,
        );
      }
    }
    await insert(
      connection,
      `kpi_daily (variant, replication, day, date, ${FILLED.map((name) => `"${name}"`).join(', ')})`,
      rows,
    );
    await insert(connection, 'replication', outcomes);
    if (events.length > 0) await insert(connection, 'event', events);
    await insert(connection, 'lender_cohort', classes);
    summaries.push({
      name: variant.name,
      titleEn: variant.en,
      titleZh: variant.zh,
      hash: variant.hash,
      base,
      planned,
      survived: replications - errored - failedCount,
      failed: failedCount,
      errored,
    });
  }
  const bands = FILLED.map(
    (
      kpi,
    ) => `SELECT variant, '${kpi}' AS kpi, day, date, count("${kpi}")::INTEGER AS n, avg("${kpi}") AS mean,
      ${[0.05, 0.25, 0.5, 0.75, 0.95].map((p) => `quantile_disc("${kpi}", ${p})::DOUBLE AS p${Math.round(p * 100)}`).join(', ')},
      min("${kpi}")::DOUBLE AS min, max("${kpi}")::DOUBLE AS max FROM kpi_daily GROUP BY variant, day, date`,
  );
  await connection.run(`CREATE TABLE kpi_band AS ${bands.join(' UNION ALL ')}`);

  const study: StudySummary = {
    id: options.id ?? 'baseline-4c1f',
    name: 'baseline + withdrawal-run',
    digest: `d${replications}-${planned}-${errored}-${dayCount}`,
    engineVersion: '0.1.0',
    seed: 42,
    writtenAt: '2026-01-05T08:30:00Z',
    startDate: iso(0),
    dayCount,
    differences: [],
    limits: [{ kpi: 'bufferToLifetimeEl', side: 'min', value: 1 }],
    variants: summaries,
  };
  const store = sqlStudyStore({
    list: () => Promise.resolve([study]),
    async select(_study, { sql, values }) {
      const reader = await connection.runAndReadAll(sql, [...values]);
      return reader.getColumnsObjectJS();
    },
  });
  return {
    store,
    study,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
