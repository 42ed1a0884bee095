/** Tables that storage itself fills: what the study is, its variants, its replications and the bands across them. */
import type { FailureCause } from '../outcome.ts';
import { DETAILS } from '../metrics/study-tables.ts';
import type { StoredColumn, StoredTable } from './columns.ts';
import { keyColumns } from './columns.ts';

export const STATUS_LABELS = ['survived', 'failed', 'errored'] as const;

export const CAUSE_LABELS: readonly FailureCause[] = [
  'liquidity',
  'reserve',
  'capital',
  'guarantor-cascade',
  'regulatory',
  'fraud',
  'operations',
  'gate',
  'credit',
];

/** Quantiles of `kpi_band`, as column name and probability. */
export const BAND_QUANTILES = [
  ['p5', 0.05],
  ['p25', 0.25],
  ['p50', 0.5],
  ['p75', 0.75],
  ['p95', 0.95],
] as const;

const study: StoredTable = {
  name: 'study',
  en: 'One row: what this file is and how to make it again',
  zh: '一行：本文件的身份与复现方法',
  columns: [
    {
      name: 'id',
      sqlType: 'VARCHAR',
      en: 'Address: hash of configurations, seed and engine version',
      zh: '研究编号',
    },
    { name: 'name', sqlType: 'VARCHAR', en: 'Name', zh: '名称' },
    { name: 'title', sqlType: 'VARCHAR', en: 'Title', zh: '标题' },
    { name: 'schemaVersion', sqlType: 'INTEGER', en: 'Version of these tables', zh: '表结构版本' },
    { name: 'engineVersion', sqlType: 'VARCHAR', en: 'Version of the engine', zh: '引擎版本' },
    { name: 'seed', sqlType: 'BIGINT', en: 'Seed of the study', zh: '随机种子' },
    {
      name: 'replications',
      sqlType: 'INTEGER',
      en: 'Replications asked for per variant',
      zh: '每方案重复次数',
    },
    { name: 'detail', sqlType: 'ENUM', labels: DETAILS, en: 'Detail asked for', zh: '明细程度' },
    {
      name: 'fullReplications',
      sqlType: 'VARCHAR',
      en: 'Replications stored in full, comma separated',
      zh: '完整保存的重复',
    },
    {
      name: 'digest',
      sqlType: 'VARCHAR',
      en: 'Ordered fold of all replication hashes; NULL while unfinished',
      zh: '研究摘要',
    },
    {
      name: 'createdAt',
      sqlType: 'TIMESTAMP',
      en: 'First written (UTC); not part of the identity',
      zh: '创建时间（UTC）',
    },
    { name: 'command', sqlType: 'VARCHAR', en: 'Command that reproduces the study', zh: '复现命令' },
  ],
};

const variant: StoredTable = {
  name: 'variant',
  en: 'Compared scenarios, resolved; the first is the base',
  zh: '方案（已解析的情景），第一个为基准',
  columns: [
    { name: 'variant', sqlType: 'VARCHAR', en: 'Name', zh: '名称' },
    { name: 'ordinal', sqlType: 'INTEGER', en: 'Position in the study, 0 = base', zh: '序号，0 为基准' },
    { name: 'title', sqlType: 'VARCHAR', en: 'Title', zh: '标题' },
    { name: 'hash', sqlType: 'VARCHAR', en: 'Hash of the resolved scenario', zh: '情景哈希' },
    { name: 'startDate', sqlType: 'DATE', en: 'Date of day 0', zh: '首日日期' },
    {
      name: 'scenarioJson',
      sqlType: 'VARCHAR',
      en: 'Resolved scenario, canonical JSON',
      zh: '已解析情景（JSON）',
    },
    {
      name: 'writtenJson',
      sqlType: 'VARCHAR',
      en: 'The scenario as written, files and overrides merged, before defaults',
      zh: '所写情景（合并文件与覆盖值，未补默认值，JSON）',
    },
  ],
};

function replicationTable(keys: readonly StoredColumn[]): StoredTable {
  return {
    name: 'replication',
    en: 'One row per variant and replication: how it ended, with its hashes',
    zh: '每方案、重复一行：结局与哈希',
    columns: [
      ...keys,
      { name: 'seed', sqlType: 'BIGINT', en: 'Seed of the study', zh: '随机种子' },
      {
        name: 'status',
        sqlType: 'ENUM',
        labels: STATUS_LABELS,
        en: 'Survived, failed, or errored (a defect: in no average)',
        zh: '结局：存续、失败、出错（不计入统计）',
      },
      {
        name: 'cause',
        sqlType: 'ENUM',
        labels: CAUSE_LABELS,
        en: 'First cause of failure',
        zh: '首要失败原因',
      },
      {
        name: 'failureDay',
        sqlType: 'INTEGER',
        en: 'First day of failure, or day of the error',
        zh: '失败日（或出错日）',
      },
      { name: 'failureDate', sqlType: 'DATE', en: 'The same as a date', zh: '失败日期' },
      { name: 'error', sqlType: 'VARCHAR', en: 'What went wrong when errored', zh: '出错信息' },
      {
        name: 'reserveExhaustedDay',
        sqlType: 'INTEGER',
        en: 'First day the reserve did not pay a compensation in full',
        zh: '准备金耗尽日',
      },
      { name: 'reserveExhaustedDate', sqlType: 'DATE', en: 'The same as a date', zh: '准备金耗尽日期' },
      { name: 'dayCount', sqlType: 'INTEGER', en: 'Days simulated', zh: '模拟天数' },
      {
        name: 'stateHash',
        sqlType: 'VARCHAR',
        en: 'Hash of all state at the end, 16 hex digits',
        zh: '期末状态哈希',
      },
      {
        name: 'monthHashes',
        sqlType: 'VARCHAR',
        en: 'Hashes at each month end, separated by spaces',
        zh: '月末状态哈希',
      },
      { name: 'detail', sqlType: 'ENUM', labels: DETAILS, en: 'Detail stored', zh: '明细程度' },
      { name: 'eventCounts', sqlType: 'VARCHAR', en: 'Events by kind, as JSON', zh: '事件计数（JSON）' },
    ],
  };
}

function breachTable(keys: readonly StoredColumn[]): StoredTable {
  return {
    name: 'breach',
    en: 'Every failure test that was breached, the first included',
    zh: '全部触发的失败条件',
    columns: [
      ...keys,
      { name: 'day', sqlType: 'INTEGER', en: 'Day of the breach', zh: '日' },
      { name: 'date', sqlType: 'DATE', en: 'Day of the breach, as a date', zh: '日期' },
      { name: 'cause', sqlType: 'ENUM', labels: CAUSE_LABELS, en: 'Test that was breached', zh: '原因' },
      { name: 'message', sqlType: 'VARCHAR', en: 'In words', zh: '说明' },
    ],
  };
}

function bandTable(variantColumn: StoredColumn): StoredTable {
  const value = (name: string, en: string, zh: string): StoredColumn => ({
    name,
    sqlType: 'DOUBLE',
    en,
    zh,
    unit: 'as the KPI',
  });
  return {
    name: 'kpi_band',
    en: 'Spread of each KPI across replications by day: order statistics, errored replications left out',
    zh: '各指标每日在重复间的分布（次序统计量）',
    columns: [
      variantColumn,
      { name: 'day', sqlType: 'INTEGER', en: 'Day', zh: '日', unit: 'days since the first day' },
      { name: 'date', sqlType: 'DATE', en: 'Day, as a date', zh: '日期' },
      { name: 'kpi', sqlType: 'VARCHAR', en: 'KPI, a column of kpi_daily', zh: '指标' },
      { name: 'n', sqlType: 'INTEGER', en: 'Replications with a value', zh: '有效重复数' },
      value('mean', 'Mean', '平均'),
      ...BAND_QUANTILES.map(([name, p]) =>
        value(
          name,
          `Order statistic of rank ceil(${p} n)${p === 0.05 || p === 0.95 ? '; read with about 60 or more' : ''}`,
          `${p * 100}% 分位`,
        ),
      ),
      value('min', 'Least', '最小'),
      value('max', 'Greatest', '最大'),
    ],
  };
}

function extremeTable(keys: readonly StoredColumn[]): StoredTable {
  const value = (name: string, en: string, zh: string): StoredColumn => ({
    name,
    sqlType: 'DOUBLE',
    en,
    zh,
    unit: 'as the KPI',
  });
  const day = (name: string, en: string, zh: string): StoredColumn => ({
    name,
    sqlType: 'INTEGER',
    en,
    zh,
    unit: 'days since the first day',
  });
  return {
    name: 'kpi_extreme',
    en: 'Least and greatest daily value of each KPI in each replication, with the first day it was reached',
    zh: '各重复中各指标的最小、最大日值及首次出现日',
    columns: [
      ...keys,
      { name: 'kpi', sqlType: 'VARCHAR', en: 'KPI, a column of kpi_daily', zh: '指标' },
      value('least', 'Least; NULL if it never had a value', '最小值'),
      day('leastDay', 'Day of the least', '最小值日'),
      value('greatest', 'Greatest; NULL if it never had a value', '最大值'),
      day('greatestDay', 'Day of the greatest', '最大值日'),
    ],
  };
}

/** Storage's own tables for a study with these variants. */
export function coreTables(variantNames: readonly string[]): readonly StoredTable[] {
  const keys = keyColumns(variantNames);
  return [study, variant, replicationTable(keys), breachTable(keys), extremeTable(keys), bandTable(keys[0]!)];
}
