/** Views of a study file: the only definition of an aggregate, one for each question that is asked often. */
import { STATEMENT_LINES } from '../ledger/statement-lines.ts';
import { KPIS } from '../metrics/catalog.ts';
import { STUDY_TABLES } from '../metrics/study-tables.ts';
import { AUDITS } from './audits.ts';
import { sqlName, sqlText } from './columns.ts';

export interface ViewColumn {
  readonly name: string;
  readonly en: string;
  readonly zh: string;
  readonly unit?: string;
}

export interface StudyView {
  readonly name: string;
  readonly en: string;
  readonly zh: string;
  readonly columns: readonly ViewColumn[];
  readonly sql: string;
}

type Row = readonly [name: string, en: string, zh: string, unit?: string];

function view(name: string, en: string, zh: string, columns: readonly Row[], sql: string): StudyView {
  const named = columns.map(([column, e, z, unit]) =>
    unit === undefined ? { name: column, en: e, zh: z } : { name: column, en: e, zh: z, unit },
  );
  return { name, en, zh, columns: named, sql };
}

const VARIANT: Row = ['variant', 'Variant of the study', '方案'];
const REPLICATION: Row = ['replication', 'Number of the replication', '重复序号'];
const DAY: Row = ['day', 'Day', '日', 'days since the first day'];
const DATE: Row = ['date', 'Day, as a date', '日期'];
const MONTH: Row = ['month', 'First day of the calendar month', '月份'];

const kpiRows = (convert: (unit: string) => string): Row[] =>
  KPIS.map((kpi) => [kpi.name, kpi.en, kpi.zh, convert(kpi.unit)]);

const monthExpressions = KPIS.map((kpi) => {
  const column = sqlName(kpi.name);
  // A stock may be NULL at the month's end; any_value over that single row keeps it so.
  if (kpi.kind === 'stock')
    return `any_value(k.${column}) FILTER (WHERE k.date = last_day(k.date) OR k.day = r.dayCount - 1) AS ${column}`;
  if (kpi.unit === 'fen' || kpi.unit === 'count') return `sum(k.${column})::BIGINT AS ${column}`;
  return `avg(k.${column} ORDER BY k.day) AS ${column}`;
});

const kpiMonth = view(
  'v_kpi_month',
  'KPIs by calendar month: stocks at its last simulated day, flows summed, hours, days and shares averaged',
  '月度指标：存量取月末，流量合计',
  [
    VARIANT,
    REPLICATION,
    MONTH,
    ['days', 'Days simulated in the month', '模拟天数'],
    ...kpiRows((unit) => unit),
  ],
  `SELECT k.variant, k.replication, date_trunc('month', k.date)::DATE AS month, count(*)::INTEGER AS days,
     ${monthExpressions.join(',\n     ')}
   FROM kpi_daily k JOIN replication r USING (variant, replication)
   GROUP BY k.variant, k.replication, date_trunc('month', k.date)`,
);

const kpiCny = view(
  'v_kpi_cny',
  'The daily row with money in yuan; names without Fen',
  '每日指标，金额单位为元',
  [
    VARIANT,
    REPLICATION,
    DAY,
    DATE,
    ...KPIS.map((kpi): Row => [cnyName(kpi.name), kpi.en, kpi.zh, kpi.unit === 'fen' ? 'CNY' : kpi.unit]),
  ],
  `SELECT variant, replication, day, date,
     ${KPIS.map((kpi) => (kpi.unit === 'fen' ? `${cnyOf(sqlName(kpi.name))} AS ${sqlName(cnyName(kpi.name))}` : sqlName(kpi.name))).join(',\n     ')}
   FROM kpi_daily`,
);

function cnyName(name: string): string {
  return name.replace(/Fen$/, 'Cny');
}

/** Yuan as DECIMAL, shifted and not divided: a quotient would be a DOUBLE. */
function cnyOf(expression: string): string {
  return `(${expression}::DECIMAL(18, 0) * 0.01::DECIMAL(3, 2))::DECIMAL(20, 2)`;
}

const variantView = view(
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

const survival = view(
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

const failures = view(
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

const lenderClass = view(
  'v_lender_class',
  'What each risk class of lenders got back, by replication',
  '各风险类别出借人的回收情况',
  [
    VARIANT,
    REPLICATION,
    ['lenderClass', 'Risk class', '风险类别'],
    ['lenders', 'Lenders', '人数'],
    ['depositedFen', 'Paid in', '累计充值', 'fen'],
    ['withdrawnFen', 'Paid out', '累计提现', 'fen'],
    ['claimsFen', 'Claims at the horizon, nominal', '期末债权', 'fen'],
    ['defaultedClaimsFen', 'Of claimsFen, on loans in default', '其中违约借款的债权', 'fen'],
    ['cashFen', 'Cash at the horizon', '期末现金', 'fen'],
    ['queuedFen', 'Withdrawals asked for and not paid', '排队未付提现', 'fen'],
    ['lostPrincipalFen', 'Claims written off', '核销本金', 'fen'],
    ['lostCashFen', 'Cash lost', '损失现金', 'fen'],
    ['interestFen', 'Interest received, less fees', '已收利息（扣除费用）', 'fen'],
    ['recoveredShare', 'Share got back, weighted by money paid in', '回收比例', 'ratio'],
  ],
  `SELECT variant, replication, lenderClass, sum(lenders)::INTEGER AS lenders,
     ${['deposited', 'withdrawn', 'claims', 'defaultedClaims', 'cash', 'queued', 'lostPrincipal', 'lostCash', 'interest'].map((name) => `sum(${name}Fen)::BIGINT AS ${name}Fen`).join(', ')},
     sum(recoveredShare * depositedFen ORDER BY product, sizeBand, entryMonth) FILTER (WHERE recoveredShare IS NOT NULL)
       / nullif(sum(depositedFen) FILTER (WHERE recoveredShare IS NOT NULL), 0) AS recoveredShare
   FROM lender_cohort GROUP BY variant, replication, lenderClass`,
);

const exit = view(
  'v_exit',
  'Exits from claims by replication and kind: waits by count and by amount, share unsold, discount',
  '债权退出：等待天数（按笔与按金额）、未转让比例、折价率',
  [
    VARIANT,
    REPLICATION,
    ['kind', 'Plan that ended, or lender who left', '类型：计划到期、退出'],
    ['exits', 'Exits asked for', '申请笔数'],
    ['done', 'Of them, nothing left that could be sold', '已完成'],
    ['askedFen', 'Principal offered', '申请本金', 'fen'],
    ['soldFen', 'Principal sold', '已转让本金', 'fen'],
    [
      'unsoldShare',
      'Claims of exits under way at the horizon / principal offered',
      '期末未转让比例',
      'ratio',
    ],
    ['discount', '1 - price / principal of what was sold', '折价率', 'ratio'],
    ['waitDays', 'Mean days from asking to the last sale, over exits done', '平均等待天数（按笔）', 'days'],
    ['moneyWaitDays', 'Mean days from asking to sale, over principal sold', '平均等待天数（按金额）', 'days'],
    ['longestWaitDays', 'Longest wait of an exit done', '最长等待天数', 'days'],
    [
      'oldestDays',
      'Days since the oldest exit under way at the horizon was asked for',
      '期末未完成退出的最久天数',
      'days',
    ],
  ],
  `SELECT variant, replication, kind::VARCHAR AS kind, sum(exits)::INTEGER AS exits, sum(done)::INTEGER AS done,
     sum(askedFen)::BIGINT AS askedFen, sum(soldFen)::BIGINT AS soldFen,
     sum(unsoldFen) / nullif(sum(askedFen), 0) AS unsoldShare, sum(discountFen) / nullif(sum(soldFen), 0) AS discount,
     sum(waitDays * done ORDER BY askedMonth) / nullif(sum(done), 0) AS waitDays,
     sum(moneyWaitDays * soldFen ORDER BY askedMonth) / nullif(sum(soldFen), 0) AS moneyWaitDays,
     max(longestWaitDays) AS longestWaitDays, max(oldestDays) AS oldestDays
   FROM exit_cohort GROUP BY variant, replication, kind`,
);

const vintage = view(
  'v_vintage',
  'Vintages with their calendar month and rates by count and by amount',
  '账龄分组及违约率（按笔数与金额）',
  [
    VARIANT,
    REPLICATION,
    MONTH,
    ['grade', 'Facility grade', '债项等级'],
    ['termMonths', 'Term in months', '期限（月）'],
    ['loans', 'Contracts', '笔数'],
    ['principalFen', 'Principal lent', '放款本金', 'fen'],
    ['defaults', 'Contracts that defaulted', '违约笔数'],
    ['defaultedFen', 'Principal outstanding at default', '违约时剩余本金', 'fen'],
    ['lostFen', 'Principal written off', '核销本金', 'fen'],
    ['defaultShareByCount', 'defaults / loans', '违约率（笔数）', 'ratio'],
    ['defaultShareByAmount', 'defaultedFen / principalFen', '违约率（金额）', 'ratio'],
    ['lossShare', 'lostFen / principalFen', '损失率', 'ratio'],
  ],
  `SELECT c.variant, c.replication, (date_trunc('month', v.startDate) + to_months(c.cohortMonth))::DATE AS month, c.grade, c.termMonths,
     c.loans, c.principalFen, c.defaults, c.defaultedFen, c.lostFen, c.defaults / nullif(c.loans, 0) AS defaultShareByCount,
     c.defaultedFen / nullif(c.principalFen, 0) AS defaultShareByAmount, c.lostFen / nullif(c.principalFen, 0) AS lossShare
   FROM vintage c JOIN variant v ON v.variant = c.variant::VARCHAR`,
);

/** Columns of the month's book that are shown as they are stored. */
const BOOK_WORDS = new Map(
  STUDY_TABLES.find(({ name }) => name === 'month_book')!.columns.map(({ name, en, zh, type }) => [
    name,
    type === 'fen' ? ([name, en, zh, 'fen'] as const) : ([name, en, zh] as const),
  ]),
);
const bookColumns = (names: readonly string[]): Row[] => names.map((name) => BOOK_WORDS.get(name)!);

const MONTH_OF_BOOK = `(date_trunc('month', v.startDate) + to_months(b.month))::DATE AS month`;

const DISCLOSED = [
  'cumulativeVolumeFen', 'cumulativeContracts', 'balanceFen', 'loansOutstanding', 'interestBalanceFen',
  'cumulativeLenders', 'cumulativeBorrowers', 'currentLenders', 'currentBorrowers', 'topTenFen', 'largestFen',
  'relatedFen', 'relatedLoans', 'overdueFen', 'overdueLoans', 'overduePrincipalFen', 'overdue90Fen', 'overdue90Loans',
  'compensatedFen', 'compensatedLoans',
]; // prettier-ignore

const disclosure = view(
  'v_disclosure_cn',
  'Monthly disclosure of a Chinese platform (CBRC [2017] No. 113, article 8), as the platform sees it; how each item is worked out here is said with it and in engine/MODEL.md, "The business in statements": the annex with the official wording is not at hand, so numerators and denominators stand beside the ratios',
  '网贷机构月度信息披露（银监办发〔2017〕113号第八条所列项目，平台口径）；官方附件《信息披露内容说明》未取得，各项口径以本列说明为准，比率的分子分母均已列示',
  [
    VARIANT,
    REPLICATION,
    MONTH,
    ...bookColumns(DISCLOSED),
    ['topTenShare', 'topTenFen / balanceFen', '前十大借款人待还金额占比', 'ratio'],
    ['largestShare', 'largestFen / balanceFen', '最大单一借款人待还金额占比', 'ratio'],
    ['contractOverdueRatio', 'overdueLoans / loansOutstanding', '项目逾期率：逾期笔数/借贷余额笔数', 'ratio'],
    [
      'amountOverdueRatio',
      'overdueFen / (balanceFen + interestBalanceFen): due and unpaid over all that is owed',
      '金额逾期率：逾期金额/（借贷余额+利息余额）',
      'ratio',
    ],
    [
      'principalOverdueRatio',
      'overduePrincipalFen / balanceFen: whole principal of overdue contracts',
      '逾期合同剩余本金/借贷余额',
      'ratio',
    ],
  ],
  `SELECT b.variant, b.replication, ${MONTH_OF_BOOK},
     ${DISCLOSED.map((name) => `b.${sqlName(name)}`).join(', ')},
     b.topTenFen / nullif(b.balanceFen, 0) AS topTenShare, b.largestFen / nullif(b.balanceFen, 0) AS largestShare,
     b.overdueLoans / nullif(b.loansOutstanding, 0) AS contractOverdueRatio,
     b.overdueFen / nullif(b.balanceFen + b.interestBalanceFen, 0) AS amountOverdueRatio,
     b.overduePrincipalFen / nullif(b.balanceFen, 0) AS principalOverdueRatio
   FROM month_book b JOIN variant v ON v.variant = b.variant::VARCHAR`,
);

const coverage = view(
  'v_coverage',
  "The four coverage ratios of the reserve at month ends, each with numerator and denominator; the platform's estimate",
  '准备金四种覆盖率（月末，平台口径），分子分母并列',
  [
    VARIANT,
    REPLICATION,
    MONTH,
    ...bookColumns([
      'bufferFen',
      'reserveFen',
      'expectedLossFen',
      'expectedLoss12mFen',
      'overdueRepayingFen',
      'repayingFen',
    ]),
    [
      'bufferToLifetimeEl',
      'bufferFen / expectedLossFen: the headline',
      '覆盖率：准备金及追偿/存续期预期损失',
      'ratio',
    ],
    ['cashToEl12m', 'reserveFen / expectedLoss12mFen', '现金/12个月预期损失', 'ratio'],
    ['cashToOverdue', 'reserveFen / overdueRepayingFen', '现金/逾期本金', 'ratio'],
    ['cashToBalance', 'reserveFen / repayingFen', '现金/借贷余额', 'ratio'],
  ],
  `SELECT b.variant, b.replication, ${MONTH_OF_BOOK}, b.bufferFen, b.reserveFen, b.expectedLossFen, b.expectedLoss12mFen,
     b.overdueRepayingFen, b.repayingFen,
     b.bufferFen / nullif(b.expectedLossFen, 0) AS bufferToLifetimeEl, b.reserveFen / nullif(b.expectedLoss12mFen, 0) AS cashToEl12m,
     b.reserveFen / nullif(b.overdueRepayingFen, 0) AS cashToOverdue, b.reserveFen / nullif(b.repayingFen, 0) AS cashToBalance
   FROM month_book b JOIN variant v ON v.variant = b.variant::VARCHAR`,
);

const stage = view(
  'v_credit_stage',
  'Expected loss by stage at month ends with its rate (numerator over denominator), and of all stages as stage NULL',
  '月末分阶段预期损失及比率，阶段为空者为合计',
  [
    VARIANT,
    REPLICATION,
    MONTH,
    ['stage', 'Stage 1 to 3; NULL for all', '阶段，空为合计'],
    ['loans', 'Contracts', '笔数'],
    ['exposureFen', 'Principal owed to lenders and the reserve: denominator', '风险敞口（分母）', 'fen'],
    ['expectedLossFen', 'Expected loss: numerator', '预期损失（分子）', 'fen'],
    ['lossRate', 'expectedLossFen / exposureFen', '预期损失率', 'ratio'],
  ],
  `SELECT b.variant, b.replication, ${MONTH_OF_BOOK}, b.stage, sum(b.loans)::INTEGER AS loans, sum(b.exposureFen)::BIGINT AS exposureFen,
     sum(b.expectedLossFen)::BIGINT AS expectedLossFen, sum(b.expectedLossFen) / nullif(sum(b.exposureFen), 0) AS lossRate
   FROM credit_stage b JOIN variant v ON v.variant = b.variant::VARCHAR
   GROUP BY GROUPING SETS ((b.variant, b.replication, b.month, v.startDate, b.stage), (b.variant, b.replication, b.month, v.startDate))`,
);

/** Words and order of every line of the statements, as rows. */
const LINE_WORDS = STATEMENT_LINES.map(
  ({ statement, line, en, zh }, k) =>
    `(${k}, ${sqlText(statement)}, ${sqlText(line)}, ${sqlText(en)}, ${sqlText(zh)})`,
).join(', ');

const LINE_COLUMNS: readonly Row[] = [
  ['statement', 'Statement', '报表'],
  ['section', 'Part of it', '部分'],
  ['line', 'Line', '项目'],
  ['en', 'Line, in English', '项目名称（英文）'],
  ['zh', 'Line, in Chinese', '项目名称（中文）'],
  ['ordinal', 'Place of the line', '行序'],
];

const statement = view(
  'v_statement',
  'Monthly statements with their words; accounting policy in engine/MODEL.md, "The business in statements"',
  '月度报表（含项目名称）',
  [
    VARIANT,
    REPLICATION,
    ['monthNumber', 'Month, 0 = the month of the first day; -1 = the opening', '月份序号，-1 为期初'],
    ['month', 'First day of the calendar month; NULL for the opening', '月份，期初为空'],
    ...LINE_COLUMNS,
    ['fen', 'Amount: flows of the month, stocks at its end', '金额：流量为当月，存量为月末', 'fen'],
  ],
  `WITH words(ordinal, statement, line, en, zh) AS (VALUES ${LINE_WORDS})
   SELECT s.variant, s.replication, s.month AS monthNumber,
     CASE WHEN s.month >= 0 THEN (date_trunc('month', v.startDate) + to_months(s.month))::DATE END AS month,
     s.statement::VARCHAR AS statement, s.section::VARCHAR AS section, s.line::VARCHAR AS line, w.en, w.zh, w.ordinal, s.fen
   FROM statement s JOIN variant v ON v.variant = s.variant::VARCHAR
   JOIN words w ON w.statement = s.statement::VARCHAR AND w.line = s.line::VARCHAR`,
);

const statementYear = view(
  'v_statement_year',
  'Statements by calendar year: flows of its simulated months, stocks at the last of them; the opening stands apart as year NULL',
  '年度报表：流量为当年各月合计，存量为年末；期初年份为空',
  [
    VARIANT,
    REPLICATION,
    ['year', 'Calendar year; NULL for the opening', '年份，期初为空'],
    ...LINE_COLUMNS,
    ['fen', 'Amount', '金额', 'fen'],
  ],
  `WITH ends AS (SELECT variant, replication, year(month) AS year, max(monthNumber) AS lastMonth FROM v_statement GROUP BY ALL)
   SELECT s.variant, s.replication, e.year, s.statement, s.section, s.line, s.en, s.zh, s.ordinal, sum(s.fen)::BIGINT AS fen
   FROM v_statement s JOIN ends e ON e.variant = s.variant AND e.replication = s.replication
     AND e.year IS NOT DISTINCT FROM year(s.month)
   WHERE s.statement <> 'balance' OR s.monthNumber = e.lastMonth
   GROUP BY ALL`,
);

const channel = view(
  'v_channel',
  'Borrower channels over all months: funnel, contribution, and the default rate of their loans by count, opening book apart',
  '借款渠道全期：转化、贡献及其借款违约率（不含开业存量）',
  [
    VARIANT,
    REPLICATION,
    ['channel', 'Channel', '渠道'],
    ['visits', 'Visits', '访问'],
    ['applications', 'Applications', '申请'],
    ['contracts', 'Contracts', '成交笔数'],
    ['volumeFen', 'Volume contracted', '成交金额', 'fen'],
    ['feesFen', 'Fees of borrowers', '服务费', 'fen'],
    ['contributionFen', 'Fees less what is passed on, looks, budget and fixed cost', '贡献', 'fen'],
    ['costPerContractFen', 'Budget, looks and fixed cost per contract', '单笔获客成本', 'fen'],
    ['defaults', 'Of its contracts, defaulted by the horizon', '违约笔数'],
    ['defaultShare', 'defaults / contracts', '违约率（笔数）', 'ratio'],
    ['defaultedShare', 'Principal outstanding at default / principal lent', '违约率（金额）', 'ratio'],
  ],
  `WITH months AS (
     SELECT variant, replication, channel, sum(visits)::BIGINT AS visits, sum(applications)::BIGINT AS applications,
       sum(contracts)::BIGINT AS contracts, sum(volumeFen)::BIGINT AS volumeFen, sum(feesFen)::BIGINT AS feesFen,
       sum(contributionFen)::BIGINT AS contributionFen, sum(marketingFen + lookUpsFen + fixedFen) AS costFen
     FROM borrower_channel GROUP BY ALL
   ), made AS (
     SELECT variant, replication, channel, sum(defaults)::BIGINT AS defaults, sum(defaultedFen) AS defaultedFen, sum(principalFen) AS principalFen
     FROM channel_vintage WHERE cohortMonth >= 0 GROUP BY ALL
   )
   SELECT m.variant, m.replication, m.channel, m.visits, m.applications, m.contracts, m.volumeFen, m.feesFen, m.contributionFen,
     m.costFen / nullif(m.contracts, 0) AS costPerContractFen, coalesce(d.defaults, 0) AS defaults,
     coalesce(d.defaults, 0) / nullif(m.contracts, 0) AS defaultShare, d.defaultedFen / nullif(d.principalFen, 0) AS defaultedShare
   FROM months m LEFT JOIN made d USING (variant, replication, channel)`,
);

const lenderChannel = view(
  'v_lender_channel',
  'Lender channels over all months: cost of a lender (CAC), retention, money brought, and what a lender has brought in fees against it',
  '出借渠道全期：获客成本、留存、资金及人均费用贡献与成本之比',
  [
    VARIANT,
    REPLICATION,
    ['channel', 'Channel', '渠道'],
    ['lenders', 'Lenders who came in the months simulated; founders: those there on the first day', '人数'],
    ['marketingFen', 'Budget paid', '营销费用', 'fen'],
    ['cacFen', 'Cost of a lender: marketingFen / lenders', '获客成本', 'fen'],
    ['firstDepositFen', 'First deposits', '首次充值', 'fen'],
    ['broughtFen', 'Paid in less paid out by the horizon', '净带入资金', 'fen'],
    [
      'feesPerLenderFen',
      'Fees that a lender has brought by the horizon, nothing for the time after it',
      '人均费用收入（截至期末）',
      'fen',
    ],
    ['valueToCost', 'feesPerLenderFen / cacFen; NULL where nothing is paid', '价值与成本之比', 'ratio'],
    [
      'retainedShare3',
      'Investing three months after the month of entry, of those who came long enough ago',
      '3个月留存率',
      'ratio',
    ],
    ['retainedShare6', 'The same after six', '6个月留存率', 'ratio'],
    ['retainedShare12', 'The same after twelve', '12个月留存率', 'ratio'],
  ],
  `WITH spent AS (SELECT variant, replication, channel, sum(marketingFen)::BIGINT AS marketingFen FROM lender_channel WHERE channel <> '' GROUP BY ALL),
   came AS (
     SELECT variant, replication, channel, sum(lenders)::BIGINT AS lenders, sum(firstDepositFen)::BIGINT AS firstDepositFen,
       sum(depositedFen - withdrawnFen)::BIGINT AS broughtFen, sum(feesFen) AS feesFen,
       ${[3, 6, 12].map((n) => `sum(retained${n} ORDER BY entryMonth) / nullif(sum(lenders) FILTER (WHERE retained${n} IS NOT NULL), 0) AS retainedShare${n}`).join(', ')}
     FROM lender_channel_cohort GROUP BY ALL
   )
   SELECT s.variant, s.replication, s.channel, coalesce(c.lenders, 0) AS lenders, s.marketingFen,
     s.marketingFen / nullif(c.lenders, 0) AS cacFen, coalesce(c.firstDepositFen, 0) AS firstDepositFen, coalesce(c.broughtFen, 0) AS broughtFen,
     c.feesFen / nullif(c.lenders, 0) AS feesPerLenderFen,
     c.feesFen / nullif(s.marketingFen, 0) AS valueToCost, c.retainedShare3, c.retainedShare6, c.retainedShare12
   FROM spent s LEFT JOIN came c USING (variant, replication, channel)`,
);

const paired = view(
  'v_paired',
  'Each KPI at the horizon against the base, replication by replication (common random numbers)',
  '与基准方案逐重复配对的期末差异',
  [
    VARIANT,
    REPLICATION,
    ['kpi', 'KPI, a column of kpi_total', '指标'],
    ['baseValue', 'Value in the base', '基准值', 'as the KPI'],
    ['value', 'Value in the variant', '方案值', 'as the KPI'],
    ['difference', 'value - baseValue', '差异', 'as the KPI'],
  ],
  `WITH long AS (
     UNPIVOT (SELECT variant, replication, ${KPIS.map((kpi) => `${sqlName(kpi.name)}::DOUBLE AS ${sqlName(kpi.name)}`).join(', ')} FROM kpi_total)
     ON * EXCLUDE (variant, replication) INTO NAME kpi VALUE figure
   ), base AS (SELECT replication, kpi, figure FROM long WHERE variant = (SELECT variant FROM variant WHERE ordinal = 0))
   SELECT l.variant, l.replication, l.kpi, b.figure AS baseValue, l.figure AS value, l.figure - b.figure AS difference
   FROM long l JOIN base b USING (replication, kpi)
   WHERE l.variant <> (SELECT variant FROM variant WHERE ordinal = 0)`,
);

const audit = view(
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

const reverseGrid = view(
  'v_reverse_grid',
  'Heat map of a search for breaking magnitudes: what its runs settle at each tenth of the range, if a larger shock breaks whatever a smaller one breaks; a third axis stands at its mildest end',
  '逆向压力测试热图：在各轴每十分之一处由已模拟结果可推知的失败次数（第三轴取最轻）',
  [
    ['share1', 'Share of the range of axis 1', '第 1 轴比例'],
    ['share2', 'Share of the range of axis 2; 0 without such an axis', '第 2 轴比例，无则为 0'],
    ['failed', 'Replications that surely fail there', '必然失败的重复数'],
    ['held', 'Replications that surely survive there', '必然存续的重复数'],
    ['replications', 'Replications of the search; the others are open', '搜索的重复总数，其余未定'],
  ],
  `WITH runs AS (SELECT replication, share1, coalesce(share2, 0) AS share2, coalesce(share3, 0) AS share3, failed FROM reverse_run),
   steps AS (SELECT unnest(range(0, 11)) / 10.0::DOUBLE AS share),
   grid AS (SELECT a.share AS share1, b.share AS share2 FROM steps a, steps b
     WHERE b.share = 0 OR EXISTS (SELECT 1 FROM reverse_axis WHERE axis = 2)),
   settled AS (SELECT g.share1, g.share2, n.replication,
     EXISTS (SELECT 1 FROM runs r WHERE r.replication = n.replication AND r.failed
       AND r.share1 <= g.share1 AND r.share2 <= g.share2 AND r.share3 <= 0) AS fails,
     EXISTS (SELECT 1 FROM runs r WHERE r.replication = n.replication AND NOT r.failed
       AND r.share1 >= g.share1 AND r.share2 >= g.share2) AS holds
     FROM grid g, (SELECT DISTINCT replication FROM reverse_run) n)
   SELECT share1, share2, count(*) FILTER (WHERE fails)::INTEGER AS failed,
     count(*) FILTER (WHERE holds AND NOT fails)::INTEGER AS held, count(*)::INTEGER AS replications
   FROM settled GROUP BY share1, share2 ORDER BY share1, share2`,
);

const magnitudes = [1, 2, 3].map((axis) => ({
  axis,
  columns: [
    [`magnitude${axis}`, `Threshold on axis ${axis}, in its unit`, `第 ${axis} 轴阈值（以该轴单位计）`],
    [`lower${axis}`, 'Lower end of its 95 % interval; NULL where it is open', '95 % 区间下端，未定则为 NULL'],
    [`upper${axis}`, 'Upper end of it', '95 % 区间上端，未定则为 NULL'],
  ] as const,
}));

/** How sure each answer of a search is, beside the answer. */
const reverseAnswer = view(
  'v_reverse',
  'Answers of a search for breaking magnitudes, one row per level: the cheapest combination with its interval, how sure the interval is, and spot checks',
  '逆向压力测试结果（每个水平一行）：成本最低的组合及其区间、区间置信度与抽查',
  [
    ['level', 'Share of failing replications that is passed', '所超过的失败比例'],
    ['replications', 'Replications asked', '重复次数'],
    ['already', 'Passed at the mildest end already', '最轻一端即已超过'],
    ...magnitudes.flatMap(({ columns }) => columns),
    ['cost', 'Cost of the combination; NULL if no ray reaches the level', '组合成本；未达到则为 NULL'],
    [
      'coverage',
      'Probability, at least, that the interval encloses the threshold; NULL where a side is open',
      '区间包含真实阈值的概率下限；有一侧未定则为 NULL',
    ],
    [
      'checks',
      'Spot checks of the assumption that a larger shock breaks whatever a smaller one breaks',
      '单调性抽查次数',
    ],
    ['contrary', 'Spot checks that went against it', '与单调假定相反的抽查次数'],
  ],
  `SELECT s.level, s.replications, s.already,
     ${magnitudes.map(({ axis }) => `t.magnitude${axis}, l.magnitude${axis} AS lower${axis}, u.magnitude${axis} AS upper${axis}`).join(',\n     ')},
     t.cost, s.coverage, s.checks, s.contrary
   FROM reverse_search s
   ${(['threshold', 'lower', 'upper'] as const).map((point) => `LEFT JOIN reverse_ray ${point[0]} ON ${point[0]}.level = s.level AND ${point[0]}.best AND ${point[0]}.point = '${point}'`).join('\n   ')}
   ORDER BY s.level`,
);

/** Cash that lenders lose: what was never there, and what the wind-down costs them. */
const CASH_LOST = ['queuedWrittenOff', 'estateGapClosed', 'windDownCharge', 'estateCosts'];

const runCostCell = view(
  'v_run_cost_cell',
  'Losses of each replication in each variant of a study that splits the cost of a run: what is compared',
  '挤兑成本分解：各方案各重复的损失',
  [
    VARIANT,
    REPLICATION,
    ['run', 'Lenders can take fright', '出借人可恐慌撤资'],
    ['refinancing', 'New loans for old fail', '借新还旧中断'],
    ['wilful', 'Borrowers stop paying on purpose', '恶意逃废债'],
    ['collection', 'Collection works less well', '催收失效'],
    [
      'creditFen',
      'Principal in default not recovered by the horizon, of loans made before the run, whoever bears it',
      '挤兑前放款借款期末未追回的违约本金（不论由谁承担）',
      'fen',
    ],
    [
      'cashFen',
      "Lenders' cash lost and costs of the wind-down charged to them",
      '出借人现金损失与所承担清退费用',
      'fen',
    ],
  ],
  `WITH credit AS (
     SELECT v.variant, v.replication, sum(v.defaultedFen - v.recoveredFen)::DOUBLE AS fen
     FROM vintage v JOIN run_cost_cell c ON c.variant = v.variant::VARCHAR
     WHERE v.cohortMonth < c.beforeMonth GROUP BY v.variant, v.replication),
   cash AS (
     SELECT variant, replication, sum(amountFen)::DOUBLE AS fen FROM ledger_daily
     WHERE reason::VARCHAR IN (${CASH_LOST.map(sqlText).join(', ')}) GROUP BY variant, replication)
   SELECT c.variant, r.replication, c.run, c.refinancing, c.wilful, c.collection,
     coalesce(credit.fen, 0) AS creditFen, coalesce(cash.fen, 0) AS cashFen
   FROM run_cost_cell c
   JOIN replication r ON r.variant::VARCHAR = c.variant AND r.status <> 'errored'
   LEFT JOIN credit ON credit.variant = r.variant AND credit.replication = r.replication
   LEFT JOIN cash ON cash.variant = r.variant AND cash.replication = r.replication
   ORDER BY r.variant, r.replication`,
);

const earlyWarning = view(
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

/** Every view, in the order in which they are created. */
export const STUDY_VIEWS: readonly StudyView[] = [
  reverseAnswer,
  reverseGrid,
  runCostCell,
  variantView,
  kpiMonth,
  kpiCny,
  survival,
  failures,
  lenderClass,
  exit,
  vintage,
  disclosure,
  coverage,
  stage,
  statement,
  statementYear,
  channel,
  lenderChannel,
  earlyWarning,
  paired,
  audit,
];
