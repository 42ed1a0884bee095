/** Views on how replications ended, what warned of it, and whether the file is sound. */
import { AUDITS } from '../audits.ts';
import { sqlText } from '../columns.ts';
import { view, VARIANT, REPLICATION, DAY, DATE } from './view.ts';

export const variantView = view(
  'v_variant',
  'Replications of each variant by how they ended',
  '各方案的结局统计',
  [
    VARIANT,
    ['ordinal', 'Position in the study, 0 = base', '序号'],
    ['n', 'Replications that count (survived or failed)', '有效重复数'],
    ['survived', 'Survived to the horizon', '存续'],
    ['failed', 'Failed', '失败'],
    ['errored', 'Errored: defects, in no average', '出错'],
    ['reserveExhausted', 'Reserve exhausted at least once', '准备金耗尽'],
    ['failedShare', 'failed / n', '失败比例', 'ratio'],
    [
      'medianFailureDay',
      'Middle failure day of those that failed',
      '失败日中位数',
      'days since the first day',
    ],
  ],
  `SELECT v.variant, v.ordinal,
     count(*) FILTER (WHERE r.status <> 'errored')::INTEGER AS n,
     count(*) FILTER (WHERE r.status = 'survived')::INTEGER AS survived,
     count(*) FILTER (WHERE r.status = 'failed')::INTEGER AS failed,
     count(*) FILTER (WHERE r.status = 'errored')::INTEGER AS errored,
     count(*) FILTER (WHERE r.status <> 'errored' AND r.reserveExhaustedDay IS NOT NULL)::INTEGER AS reserveExhausted,
     failed / nullif(n, 0) AS failedShare,
     quantile_disc(r.failureDay, 0.5) FILTER (WHERE r.status = 'failed') AS medianFailureDay
   FROM variant v LEFT JOIN replication r ON r.variant::VARCHAR = v.variant
   GROUP BY v.variant, v.ordinal`,
);

export const survival = view(
  'v_survival',
  'Share of replications still in business at the end of each day; every replication is seen to the horizon',
  '存续曲线：每日末仍存续的比例',
  [
    VARIANT,
    DAY,
    DATE,
    ['n', 'Replications that count', '有效重复数'],
    ['failed', 'Failed so far', '累计失败'],
    ['survivedShare', '(n - failed) / n', '存续比例', 'ratio'],
  ],
  `WITH horizon AS (
     SELECT variant, max(dayCount) AS dayCount, count(*)::INTEGER AS n FROM replication WHERE status <> 'errored' GROUP BY variant
   ), days AS (
     SELECT variant, n, unnest(range(0, dayCount))::INTEGER AS day FROM horizon
   ), failures AS (
     SELECT variant, failureDay AS day, count(*)::INTEGER AS failures FROM replication WHERE status = 'failed' GROUP BY ALL
   )
   SELECT d.variant, d.day, (v.startDate + d.day)::DATE AS date, d.n,
     sum(coalesce(f.failures, 0)) OVER (PARTITION BY d.variant ORDER BY d.day)::INTEGER AS failed,
     (d.n - sum(coalesce(f.failures, 0)) OVER (PARTITION BY d.variant ORDER BY d.day)) / d.n AS survivedShare
   FROM days d JOIN variant v ON v.variant = d.variant::VARCHAR LEFT JOIN failures f ON f.variant = d.variant AND f.day = d.day`,
);

export const failures = view(
  'v_failures',
  'Failures by first cause',
  '按首要原因统计的失败',
  [
    VARIANT,
    ['cause', 'First cause', '首要原因'],
    ['failures', 'Replications', '重复数'],
    ['share', 'failures / replications that count', '占有效重复比例', 'ratio'],
    ['firstDay', 'Earliest', '最早', 'days since the first day'],
    ['medianDay', 'Middle', '中位', 'days since the first day'],
    ['lastDay', 'Latest', '最晚', 'days since the first day'],
  ],
  `WITH counted AS (SELECT variant, count(*) AS n FROM replication WHERE status <> 'errored' GROUP BY variant)
   SELECT r.variant, r.cause::VARCHAR AS cause, count(*)::INTEGER AS failures, count(*) / any_value(c.n) AS share,
     min(r.failureDay) AS firstDay, quantile_disc(r.failureDay, 0.5) AS medianDay, max(r.failureDay) AS lastDay
   FROM replication r JOIN counted c USING (variant) WHERE r.status = 'failed' GROUP BY r.variant, r.cause`,
);

export const earlyWarning = view(
  'v_early_warning',
  'Lights of early warning over all replications of a variant: failures warned of, lead time, false alarms',
  '各方案预警灯汇总：预警命中、提前天数与虚警',
  [
    VARIANT,
    ['light', 'Light of the scenario', '预警灯'],
    ['n', 'Replications that ended without error', '有效重复次数'],
    ['failures', 'Of them those in which the platform failed', '其中失败次数'],
    ['warned', 'Of the failures those that the light warned of', '被预警的失败次数'],
    ['warnedShare', 'warned / failures', '预警命中率（被预警的失败次数 / 失败次数）'],
    ['leadDaysLow', 'Shortest lead of those warned of', '最短提前天数', 'days'],
    ['leadDaysMedian', 'Median lead of those warned of', '提前天数中位数', 'days'],
    ['leadDaysHigh', 'Longest lead of those warned of', '最长提前天数', 'days'],
    ['alarms', 'Spells in which it was on', '亮灯次数'],
    ['falseAlarms', 'Of them false ones', '虚警次数'],
    ['judgedAlarms', 'Of them those that can be judged: they warned, or were false', '可判断的亮灯次数'],
    ['falseShare', 'falseAlarms / judgedAlarms', '虚警率（虚警次数 / 可判断的亮灯次数）'],
    [
      'litBeforeShare',
      'Share of the days within reach of a failure on which it was on',
      '失败前窗口期亮灯天数占比',
    ],
    ['litCalmShare', 'Share of the days followed by no failure on which it was on', '平静期亮灯天数占比'],
    [
      'noiseToSignal',
      'litCalmShare / litBeforeShare: below 1 it tells more than chance, the lower the better',
      '噪声信号比（平静期亮灯占比 / 窗口期亮灯占比），小于 1 才有信息',
    ],
  ],
  `WITH counted AS (
     SELECT e.variant, e.light, min(e.rowid) AS place, count(*)::INTEGER AS n,
       count(*) FILTER (WHERE r.status = 'failed')::INTEGER AS failures,
       count(e.leadDays)::INTEGER AS warned, min(e.leadDays) AS low, quantile_disc(e.leadDays, 0.5) AS median,
       max(e.leadDays) AS high, sum(e.alarms)::BIGINT AS alarms, sum(e.falseAlarms)::BIGINT AS falseAlarms,
       sum(e.alarms - e.openAlarms)::BIGINT AS judgedAlarms,
       sum(e.litBeforeDays)::DOUBLE / nullif(sum(e.beforeDays), 0) AS litBefore,
       sum(e.litCalmDays)::DOUBLE / nullif(sum(e.calmDays), 0) AS litCalm
     FROM early_warning e JOIN replication r USING (variant, replication)
     GROUP BY e.variant, e.light)
   SELECT variant, light, n, failures, warned, warned::DOUBLE / nullif(failures, 0) AS warnedShare, low AS leadDaysLow,
     median AS leadDaysMedian, high AS leadDaysHigh, alarms, falseAlarms, judgedAlarms,
     falseAlarms::DOUBLE / nullif(judgedAlarms, 0) AS falseShare, litBefore AS litBeforeShare, litCalm AS litCalmShare,
     litCalm / nullif(litBefore, 0) AS noiseToSignal
   FROM counted ORDER BY variant, place`,
);

export const audit = view(
  'v_audit',
  'Audits of the ledger that failed: a study without a defect has no rows here',
  '未通过的账务审计：无缺陷时为空',
  [
    ['audit', 'What should hold', '审计项（英文）'],
    ['auditZh', 'The same in Chinese', '审计项（中文）'],
    VARIANT,
    REPLICATION,
    ['exceptions', 'Rows that break it', '例外数'],
  ],
  AUDITS.map(
    ({ name, zh, sql }) =>
      `SELECT ${sqlText(name)} AS audit, ${sqlText(zh)} AS auditZh, variant, replication, count(*)::INTEGER AS exceptions
   FROM (${sql}) GROUP BY variant, replication`,
  ).join('\nUNION ALL '),
);
