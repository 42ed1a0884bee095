/** Views on loans and applications: vintages, the score, channels of borrowers. */
import { view, VARIANT, REPLICATION, MONTH } from './view.ts';

export const vintage = view(
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

export const calibration = view(
  'v_calibration',
  'Expected against actual default by obligor grade, all months of contract and replications together, over loans whose outcome is known',
  '按主体等级的预期与实际违约（各月与各次重复合计）',
  [
    VARIANT,
    ['windowMonths', 'Months after the contract within which a default counts', '观察窗（月）'],
    ['obligorGrade', 'Obligor grade', '主体等级'],
    ['loans', 'Contracts whose outcome is known', '结果已知的笔数'],
    ['defaults', 'Of them, defaulted within the window', '违约笔数'],
    ['expectedDefaults', 'Defaults that the platform expected', '预期违约笔数'],
    ['actual', 'defaults/loans, as counts', '违约笔数/笔数'],
    ['expectedShare', 'expectedDefaults / loans', '预期违约率', 'ratio'],
    ['actualShare', 'defaults / loans', '实际违约率', 'ratio'],
  ],
  `SELECT variant, windowMonths, obligorGrade, sum(loans)::INTEGER AS loans, sum(defaults)::INTEGER AS defaults,
     sum(expectedDefaults ORDER BY replication, cohortMonth) AS expectedDefaults,
     sum(defaults)::VARCHAR || '/' || sum(loans)::VARCHAR AS actual,
     sum(expectedDefaults ORDER BY replication, cohortMonth) / nullif(sum(loans), 0) AS expectedShare,
     sum(defaults) / nullif(sum(loans), 0) AS actualShare
   FROM score_calibration GROUP BY variant, windowMonths, obligorGrade`,
);

export const applicationMonth = view(
  'v_application_month',
  'Applications by calendar month beside the power of the score over the loans of that month (defaults within 12 months)',
  '按月申请审批，及当月借款的评分区分能力（12个月内违约）',
  [
    VARIANT,
    REPLICATION,
    MONTH,
    ['decided', 'Applications decided', '审结申请'],
    ['accepted', 'Of them, good enough', '符合条件'],
    ['approvalRate', 'accepted / decided', '通过率', 'ratio'],
    ['reviewed', 'Decided by a reviewer', '人工复核'],
    ['overrideRate', 'Decided against the score / reviewed', '推翻率', 'ratio'],
    ['stabilityIndex', 'PSI against the population of the development', '群体稳定性指数', 'ratio'],
    ['loans', 'Contracts whose outcome within 12 months is known', '结果已知的笔数'],
    ['defaults', 'Of them, defaulted within 12 months', '12个月内违约笔数'],
    ['auc', 'AUC of the score', '区分度', 'ratio'],
    ['ks', 'KS of the score', 'KS 值', 'ratio'],
    ['gini', 'Gini of the score', '基尼系数', 'ratio'],
  ],
  `SELECT a.variant, a.replication, (date_trunc('month', v.startDate) + to_months(a.month))::DATE AS month,
     a.decided, a.accepted, a.approvalRate, a.reviewed, a.overrideRate, a.stabilityIndex, p.loans, p.defaults, p.auc, p.ks, p.gini
   FROM application_month a JOIN variant v ON v.variant = a.variant::VARCHAR
   LEFT JOIN score_power p ON p.variant = a.variant AND p.replication = a.replication AND p.cohortMonth = a.month AND p.windowMonths = 12`,
);

export const channel = view(
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
