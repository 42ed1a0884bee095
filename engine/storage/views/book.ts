/** Views on the month's book: disclosure, coverage, expected loss by stage. */
import { STUDY_TABLES } from '../../metrics/study-tables.ts';
import { sqlName } from '../columns.ts';
import { view, VARIANT, REPLICATION, MONTH, type Row } from './view.ts';

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

export const disclosure = view(
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

export const coverage = view(
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

export const stage = view(
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
