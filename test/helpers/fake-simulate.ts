/** A tiny engine with the real one's contract: figures follow from scenario, seed, replication and day only. */
import { createHash } from 'node:crypto';
import { ACCOUNT, type AccountName } from '../../engine/ledger/accounts.ts';
import { REASON } from '../../engine/ledger/reasons.ts';
import { KPI_INDEX, KPIS, type KpiName } from '../../engine/metrics/catalog.ts';
import { isFilledAt, STUDY_TABLES } from '../../engine/metrics/study-tables.ts';
import type { ColumnData, ColumnSpec, TableRows, TableSpec } from '../../engine/metrics/tables.ts';
import type { FailureCause, ReplicationOutcome, ReplicationRequest, Simulate } from '../../engine/outcome.ts';

export interface FakeScenario {
  readonly name: string;
  readonly clock: { readonly startDate: string };
  readonly days: number;
  /** Shifts all figures. */
  readonly level: number;
  /** Every so many replications fail; 0 = never. */
  readonly failEvery?: number;
  readonly throwAt?: readonly number[];
  readonly dieAt?: readonly number[];
  readonly fractionAt?: readonly number[];
  readonly slowMs?: number;
}

/** Uniform in [0, 1) from small integers. */
function mix(a: number, b: number, c: number): number {
  let h = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35)) | 0;
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 2 ** 32;
}

export const simulate: Simulate = (request: ReplicationRequest): ReplicationOutcome => {
  const scenario = JSON.parse(request.scenarioJson) as FakeScenario;
  const { replication, seed } = request;
  if (scenario.throwAt?.includes(replication) === true) {
    throw Object.assign(new Error(`law broken: cash conserved, seed ${seed}, day 3, off by 7 fen`), {
      day: 3,
    });
  }
  if (scenario.dieAt?.includes(replication) === true) process.exit(9);
  if (scenario.slowMs !== undefined)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, scenario.slowMs);
  const luck = seed * 1000 + replication;
  const kpis = KPIS.map((kpi, index) => {
    const column = new Float64Array(scenario.days);
    for (let day = 0; day < scenario.days; day++) {
      const u = mix(luck, index, day);
      if (kpi.unit === 'fen') column[day] = Math.floor(u * 1e9) + scenario.level * 100;
      else if (kpi.unit === 'count') column[day] = Math.floor(u * 100) + scenario.level;
      else column[day] = u < 0.02 ? Number.NaN : u;
    }
    return column;
  });
  if (scenario.fractionAt?.includes(replication) === true) kpis[0]![2] = 0.5;
  const fails =
    (scenario.failEvery ?? 0) > 0 && replication % scenario.failEvery! === scenario.failEvery! - 1;
  const cause: FailureCause = mix(luck, 7, 7) < 0.5 ? 'liquidity' : 'reserve';
  const failureDay = fails ? Math.floor(mix(luck, 8, 8) * scenario.days) : -1;
  const stateHash = createHash('sha256')
    .update(`${request.scenarioJson}|${seed}|${replication}`)
    .digest('hex')
    .slice(0, 16);
  return {
    replication,
    seed,
    status: fails ? 'failed' : 'survived',
    cause: fails ? cause : null,
    failureDay,
    breaches: fails ? [{ day: failureDay, cause, message: `unpaid for 8 days, “${cause}”` }] : [],
    error: null,
    stateHash,
    monthHashes: [stateHash.replace(/./, '0'), stateHash],
    reserveExhaustedDay: fails ? Math.max(0, failureDay - 1) : -1,
    dayCount: scenario.days,
    kpis,
    tables: STUDY_TABLES.filter((spec) => isFilledAt(spec.detail, request.detail)).map((spec) =>
      spec.name === 'ledger_daily' ? ledgerOf(kpis, scenario.days) : tableOf(spec, luck),
    ),
    eventCounts: { contracts: 10 + replication },
  };
};

const STOCKS: readonly (readonly [account: AccountName, stocks: readonly KpiName[]])[] = [
  ['lenderCash', ['idleCashFen']],
  ['lenderHeld', ['heldFen']],
  ['lenderQueued', ['withdrawalQueueFen']],
  ['reserveCash', ['reserveFen']],
  ['platformCash', ['platformCashFen']],
  ['lenderClaims', ['outstandingFen', 'inRecoveryFen']],
];

/** Postings that bring the accounts to the daily row's stocks, so that audits of the ledger hold for invented figures too. */
function ledgerOf(kpis: readonly Float64Array[], days: number): TableRows {
  const rows: { day: number; debit: number; credit: number; fen: number }[] = [];
  for (let day = 0; day < days; day++) {
    for (const [account, stocks] of STOCKS) {
      const levelFen = (at: number): number =>
        at < 0 ? 0 : stocks.reduce((sum, name) => sum + kpis[KPI_INDEX[name]]![at]!, 0);
      const fen = levelFen(day) - levelFen(day - 1);
      const [inside, outside] = [ACCOUNT[account], ACCOUNT.outsideVendors];
      if (fen > 0) rows.push({ day, debit: outside, credit: inside, fen });
      else if (fen < 0) rows.push({ day, debit: inside, credit: outside, fen: -fen });
    }
  }
  return {
    table: 'ledger_daily',
    rowCount: rows.length,
    columns: {
      day: Int32Array.from(rows, ({ day }) => day),
      // A reason that moves no line of a statement.
      reason: new Uint8Array(rows.length).fill(REASON.bidHold),
      debitAccount: Uint8Array.from(rows, ({ debit }) => debit),
      creditAccount: Uint8Array.from(rows, ({ credit }) => credit),
      entries: new Int32Array(rows.length).fill(1),
      amountFen: Float64Array.from(rows, ({ fen }) => fen),
    },
  };
}

/** Tables whose rows have to tie to the ledger: invented ones couldn't. */
const TIED = ['statement', 'borrower_channel', 'lender_channel', 'department_month'];

function tableOf(spec: TableSpec, luck: number): TableRows {
  const rowCount = TIED.includes(spec.name) ? 0 : spec.detail === 'full' ? 50 : 5;
  const columns = spec.columns.map((column, index): [string, ColumnData] => [
    column.name,
    columnOf(column, index, rowCount, luck),
  ]);
  return { table: spec.name, rowCount, columns: Object.fromEntries(columns) };
}

function columnOf(column: ColumnSpec, index: number, rowCount: number, luck: number): ColumnData {
  const u = (row: number): number => mix(luck, index + 500, row);
  switch (column.type) {
    case 'fen':
      return Float64Array.from({ length: rowCount }, (_, row) => Math.floor(u(row) * 1e12));
    case 'ratio':
      return Float64Array.from({ length: rowCount }, (_, row) => (u(row) < 0.2 ? Number.NaN : u(row)));
    case 'count':
      return Int32Array.from({ length: rowCount }, (_, row) => row + 1);
    case 'day':
      return Int32Array.from({ length: rowCount }, (_, row) => row - 1);
    case 'code':
      return Uint8Array.from({ length: rowCount }, (_, row) => row % column.labels!.length);
    case 'flag':
      return Uint8Array.from({ length: rowCount }, (_, row) => row % 2);
    case 'text':
      return Array.from({ length: rowCount }, (_, row) => `${column.name} ${row % 3} 元`);
  }
}
