/**
 * Tables of a study file that a replication fills beside the daily row. To amend one: change its rows here; storage builds
 * the table, its comments and the appender from them. Every change of a name or a type raises `SCHEMA_VERSION` in storage.
 */
import { GRADES, RISK_CLASSES } from '../base/vocabulary.ts';
import { ACCOUNTS } from '../ledger/accounts.ts';
import { REASONS } from '../ledger/reasons.ts';
import { SECTIONS, STATEMENT_LINES, STATEMENTS } from '../ledger/statement-lines.ts';
import { DECISIONS, KIND_NAMES } from '../state/codes.ts';
import { EVENT_KINDS } from '../state/events.ts';
import type { ColumnSpec, ColumnType, Detail, TableSpec } from './tables.ts';

type ColumnRow = readonly [
  name: string,
  type: ColumnType,
  en: string,
  zh: string,
  labels?: readonly string[],
];

function table(
  name: string,
  detail: Detail,
  en: string,
  zh: string,
  columns: readonly ColumnRow[],
): TableSpec {
  return { name, detail, en, zh, columns: columns.map(columnSpec) };
}

function columnSpec([name, type, en, zh, labels]: ColumnRow): ColumnSpec {
  return labels === undefined ? { name, type, en, zh } : { name, type, en, zh, labels };
}

/** What a withdrawal asks for. */
export const WITHDRAWAL_KINDS = ['cash', 'plan', 'claim'] as const;

/** What an exit from claims begins with, and how it ends. */
const EXIT_KINDS = ['plan', 'exit'] as const;
/** Codes of `modification.kind`. */
const MODIFICATION_LABELS = ['none', 'reaged', 'extended', 'restructured'] as const;
const EXIT_ENDS = ['open', 'done', 'takenBack'] as const;

/** Lines of all statements; some stand in several. */
export const STATEMENT_LINE_NAMES: readonly string[] = [...new Set(STATEMENT_LINES.map(({ line }) => line))];

/** Reasons and accounts as codes: millions of postings would be far larger as text. */
const REASON_LABELS = REASONS.map(({ name }) => name);
const ACCOUNT_LABELS = ACCOUNTS.map(({ name }) => name);

const MONTH_EN = 'Month, 0 = the month of the first day; negative for the opening book';
const MONTH_ZH = '月份序号，0 为首日所在月，开业存量为负';

const MONTH_COLUMN: ColumnRow = [
  'month',
  'count',
  'Month, 0 = the month of the first day',
  '月份序号，0 为首日所在月',
];
const LENDER_COLUMN: ColumnRow = ['lender', 'count', 'Number of the lender', '出借人编号'];
const LOAN_COLUMN: ColumnRow = ['loan', 'count', 'Number of the contract', '合同编号'];
const GRADE_COLUMNS: readonly ColumnRow[] = [
  ['grade', 'code', 'Facility grade', '债项等级', GRADES],
  ['termMonths', 'count', 'Term in months', '期限（月）'],
];
const POSTING_COLUMNS: readonly ColumnRow[] = [
  ['reason', 'code', 'Reason code', '原因代码', REASON_LABELS],
  ['debitAccount', 'code', 'Account debited', '借方科目', ACCOUNT_LABELS],
  ['creditAccount', 'code', 'Account credited', '贷方科目', ACCOUNT_LABELS],
];
const EXIT_KIND_COLUMN: ColumnRow = [
  'kind',
  'code',
  'Plan that ended, or lender who left',
  '类型：计划到期、退出',
  EXIT_KINDS,
];
const MONEY_WAIT_COLUMN: ColumnRow = [
  'moneyWaitDays',
  'ratio',
  'Mean days from asking to sale, over principal sold',
  '平均等待天数（按金额）',
];

/** What kind of lender a row is about. */
const KIND_COLUMNS: readonly ColumnRow[] = [
  ['lenderClass', 'code', 'Risk class', '风险类别', RISK_CLASSES],
  ['product', 'text', 'Product of the scenario', '产品'],
];
/** What a lender, or many, put in, took out and still has. */
const PAID_COLUMNS: readonly ColumnRow[] = [
  ['depositedFen', 'fen', 'Paid in', '累计充值'],
  ['withdrawnFen', 'fen', 'Paid out', '累计提现'],
  ['claimsFen', 'fen', 'Claims at the horizon, nominal', '期末债权（面值）'],
];
const OUTCOME_COLUMNS: readonly ColumnRow[] = [
  ['cashFen', 'fen', 'Cash at the horizon, held for bids included', '期末现金（含投标冻结）'],
  ['queuedFen', 'fen', 'Withdrawals asked for and not paid', '排队未付提现'],
  ['lostPrincipalFen', 'fen', 'Claims written off', '核销本金'],
  ['lostCashFen', 'fen', 'Cash lost', '损失现金'],
  ['discountGivenFen', 'fen', 'Lost in sales of claims below their principal', '折价转让损失'],
  ['discountGotFen', 'fen', 'Got in purchases of claims below their principal', '折价受让收益'],
  ['interestFen', 'fen', 'Interest received, less fees', '已收利息（扣除费用）'],
  ['haircutFen', 'fen', 'Interest that went to the reserve instead', '转入准备金的利息'],
];

/** Columns of every table of recovery: claim + interest = recovered + charged + lost + outstanding. */
const CLAIM_COLUMNS: readonly ColumnRow[] = [
  ['claimFen', 'fen', 'Claims on the day of the failure, by the claim basis', '失败当日债权（按清退口径）'],
  [
    'interestFen',
    'fen',
    'Interest earned since on own lots; 0 where an estate is shared',
    '失败后自有份额所生利息，合并清退时为 0',
  ],
  ['recoveredFen', 'fen', 'Paid in distributions', '清退已兑付'],
  ['chargedFen', 'fen', 'Taken for the costs of the wind-down', '承担的清退费用'],
  ['lostFen', 'fen', 'Lost for good since the failure', '失败后确定损失'],
  [
    'outstandingFen',
    'fen',
    'Neither recovered nor lost on the last day: the run-off is not over',
    '期末尚未收回也未核销（清退未结束）',
  ],
  ['recoveredShare', 'ratio', 'recoveredFen / (claimFen + interestFen)', '回收比例（金额加权）'],
];
const TIME_COLUMNS: readonly ColumnRow[] = [
  ['recoveredShareMean', 'ratio', 'Mean over lenders of their recovered share', '回收比例（按人平均）'],
  [
    'medianDaysTo50',
    'ratio',
    'Median over lenders who got anything: days from the failure to half of all they got; NULL if none',
    '收到最终回收额 50% 的天数（中位数）',
  ],
  ['medianDaysTo90', 'ratio', 'The same for nine tenths', '收到最终回收额 90% 的天数（中位数）'],
];
const LENDERS_COLUMN: ColumnRow = ['lenders', 'count', 'Lenders with a claim', '有债权的人数'];

const summaryTables = [
  table(
    'early_warning',
    'summary',
    'What each light of early warning was worth in a replication; every light of the scenario has a row',
    '各预警灯在每次重复中的表现（每盏灯一行）',
    [
      ['light', 'text', 'Light of the scenario', '预警灯'],
      ['alarms', 'count', 'Spells in which it was on', '亮灯次数'],
      [
        'alarmsBefore',
        'count',
        'Of them those with a day within earlyWarning.within of the failure: they warned of it',
        '其中在失败前窗口期内亮灯的次数（有效预警）',
      ],
      ['falseAlarms', 'count', 'Of them those that no failure followed within as long', '其中虚警次数'],
      [
        'openAlarms',
        'count',
        'Of them those of which neither can be said, since the run ends too soon after them',
        '其中因模拟结束而无法判断的次数',
      ],
      [
        'leadDays',
        'ratio',
        'Days from the first spell that warned to the failure; NULL if none did',
        '首次有效预警至失败的天数，无则为空',
      ],
      ['beforeDays', 'count', 'Days within reach of the failure, 0 without one', '失败前窗口期天数'],
      ['litBeforeDays', 'count', 'Of them days on which it was on', '窗口期内亮灯天数'],
      ['calmDays', 'count', 'Days of which it is known that no failure follows within reach', '平静期天数'],
      ['litCalmDays', 'count', 'Of them days on which it was on', '平静期亮灯天数'],
    ],
  ),
  table(
    'reserve_vintage',
    'summary',
    'Use of the reserve by month of contract: what is paid in for loans, paid for them, and came back; the opening reserve, top-ups, releases and loans belong to no month',
    '按放款月份汇总的准备金使用情况',
    [
      ['cohortMonth', 'count', MONTH_EN, MONTH_ZH],
      ['loans', 'count', 'Contracts', '笔数'],
      ['principalFen', 'fen', 'Principal lent', '放款本金'],
      ['paidInFen', 'fen', 'Contributions, surcharges, spreads and haircuts of these loans', '计提入账'],
      ['paidOutFen', 'fen', 'Compensation paid for these loans', '代偿支出'],
      ['cameBackFen', 'fen', 'Receipts on the claims taken over', '追偿回款'],
      ['claimFen', 'fen', 'Claims still held on these loans', '剩余追偿权'],
      [
        'usedShare',
        'ratio',
        '(paidOutFen - cameBackFen) / paidInFen: above 1 the month has used up what it paid in',
        '净支出 / 计提，超过 1 即本月批次耗尽所计提准备金',
      ],
    ],
  ),
  table(
    'vintage',
    'summary',
    'Loans by month of contract, facility grade and term',
    '按放款月份、债项等级和期限汇总的借款',
    [
      ['cohortMonth', 'count', MONTH_EN, MONTH_ZH],
      ...GRADE_COLUMNS,
      ['loans', 'count', 'Contracts', '笔数'],
      ['principalFen', 'fen', 'Principal lent', '放款本金'],
      ['defaults', 'count', 'Contracts that defaulted by the horizon', '截至期末违约笔数'],
      ['defaultedFen', 'fen', 'Principal outstanding at default', '违约时剩余本金'],
      ['prepaidFen', 'fen', 'Principal prepaid', '提前还款本金'],
      [
        'repaidPrincipalFen',
        'fen',
        'Principal repaid, prepayments, net recoveries and payments before the first day included',
        '已还本金（含提前还款、净追回及首日前已还）',
      ],
      ['recoveredFen', 'fen', 'Gross proceeds of recovery after default', '违约后追回金额'],
      ['lostFen', 'fen', 'Principal written off', '核销本金'],
      [
        'outstandingFen',
        'fen',
        'Principal outstanding at the horizon, in recovery included',
        '期末剩余本金（含追偿中）',
      ],
    ],
  ),
  table(
    'lender_cohort',
    'summary',
    'What lenders got back, by class, product, size and entry',
    '按类别、产品、规模和进入月份汇总的出借人结果',
    [
      ...KIND_COLUMNS,
      ['sizeBand', 'text', 'Band of the stake: what the lender means to hold', '规模档'],
      [
        'entryMonth',
        'count',
        'Month of the first deposit, 0 = the month of the first day; -1 = founder',
        '首次充值月份，-1 为初始出借人',
      ],
      ['lenders', 'count', 'Lenders', '人数'],
      ...PAID_COLUMNS,
      ['defaultedClaimsFen', 'fen', 'Of claimsFen, on loans in default', '其中违约借款的债权'],
      ...OUTCOME_COLUMNS,
      [
        'recoveredShare',
        'ratio',
        '(paid out + cash + withdrawals not paid + claims on loans not in default) / (paid in, opening balance included)',
        '回收比例',
      ],
      [
        'xirr',
        'ratio',
        'Yearly internal rate of return of the cash flows, each counted at its month end, claims on loans in default for nothing; NULL where none exists',
        '年化内部收益率',
      ],
    ],
  ),
  table('exit_cohort', 'summary', 'Exits from claims by month of asking', '按申请月份汇总的债权退出', [
    ['askedMonth', 'count', 'Month of asking, 0 = the month of the first day', '申请月份，0 为首日所在月'],
    EXIT_KIND_COLUMN,
    ['exits', 'count', 'Exits asked for', '申请笔数'],
    ['done', 'count', 'Of them, nothing left that could be sold', '已完成'],
    ['takenBack', 'count', 'Of them, taken back by a lender who returned', '已撤回'],
    ['askedFen', 'fen', 'Principal offered', '申请本金'],
    ['soldFen', 'fen', 'Principal sold', '已转让本金'],
    ['discountFen', 'fen', 'Principal sold less its price', '折价金额'],
    ['unsoldFen', 'fen', 'Claims of exits under way at the horizon', '期末未转让本金'],
    ['waitDays', 'ratio', 'Mean days from asking to the last sale, over exits done', '平均等待天数（按笔）'],
    MONEY_WAIT_COLUMN,
    ['longestWaitDays', 'count', 'Longest wait of an exit done', '最长等待天数'],
    [
      'oldestDays',
      'count',
      'Days at the horizon since the oldest exit under way was asked for',
      '期末未完成退出的最久天数',
    ],
  ]),
];

const businessTables = [
  table(
    'statement',
    'summary',
    'Statements of the platform by month: income, balance sheet, own cash, and the money it keeps for others; lines of 0 are left out, words are in v_statement',
    '平台月度报表：损益、资产负债、自有现金流及代管资金；零值行省略，名称见 v_statement',
    [
      [
        'month',
        'count',
        'Month, 0 = the month of the first day; -1 = the opening',
        '月份序号，0 为首日所在月，-1 为期初',
      ],
      ['statement', 'code', 'Statement', '报表', STATEMENTS],
      ['section', 'code', 'Part of it', '部分', SECTIONS],
      ['line', 'code', 'Line', '项目', STATEMENT_LINE_NAMES],
      [
        'fen',
        'fen',
        'Income and flows: what came in (plus) or went out (minus) in the month; balance: stock at its end, positive on its side',
        '金额：损益与流量为当月发生（流入为正），资产负债为月末余额（各侧以正数列示）',
      ],
    ],
  ),
  table(
    'borrower_channel',
    'summary',
    'Borrower channels by month, branches among them; fees and costs add up to the lines of the income statement',
    '借款渠道（含门店）月度情况；费用与成本合计等于损益表各行',
    [
      MONTH_COLUMN,
      [
        'channel',
        'text',
        'Channel of the application; repeat = customers who come again, lenders = lenders who borrow, empty = not attributed',
        '申请渠道；repeat 为老客户，lenders 为出借人借款，空为未归属',
      ],
      ['visits', 'count', 'Visits', '访问'],
      ['registrations', 'count', 'Registrations', '注册'],
      ['applications', 'count', 'Applications', '申请'],
      ['approved', 'count', 'Listed', '通过并挂标'],
      ['contracts', 'count', 'Contracts', '成交笔数'],
      ['volumeFen', 'fen', 'Volume contracted', '成交金额'],
      ['feesFen', 'fen', 'Fees of borrowers', '借款人服务费'],
      ['toReserveFen', 'fen', 'Of them passed on to the reserve', '其中计提准备金'],
      ['lookUpsFen', 'fen', 'Data and look-ups, by looks made', '征信查询费（按查询）'],
      ['marketingFen', 'fen', 'Budget paid', '营销费用'],
      ['fixedFen', 'fen', 'Fixed cost', '固定费用'],
      [
        'contributionFen',
        'fen',
        'feesFen - toReserveFen - lookUpsFen - marketingFen - fixedFen',
        '贡献：费用收入减各项成本',
      ],
      [
        'defaults',
        'count',
        'Loans of the channel that defaulted in the month, whenever made',
        '当月违约笔数',
      ],
      ['defaultedFen', 'fen', 'Their principal outstanding at default', '当月违约本金'],
    ],
  ),
  table(
    'channel_vintage',
    'summary',
    'Loans by borrower channel and month of contract',
    '按借款渠道和放款月份汇总的借款',
    [
      ['channel', 'text', 'Channel of the application', '申请渠道'],
      ['cohortMonth', 'count', MONTH_EN, MONTH_ZH],
      ['loans', 'count', 'Contracts', '笔数'],
      ['principalFen', 'fen', 'Principal lent', '放款本金'],
      ['defaults', 'count', 'Contracts that defaulted by the horizon', '截至期末违约笔数'],
      ['defaultedFen', 'fen', 'Principal outstanding at default', '违约时剩余本金'],
      ['recoveredFen', 'fen', 'Gross proceeds of recovery after default', '违约后追回金额'],
      ['lostFen', 'fen', 'Principal written off', '核销本金'],
      ['outstandingFen', 'fen', 'Principal outstanding at the horizon', '期末剩余本金'],
    ],
  ),
  table(
    'lender_channel',
    'summary',
    "Lender channels by month; fees are what their lenders' money brought and add up to the fee lines of the income statement",
    '出借渠道月度情况；费用为其资金带来的收入，合计等于损益表收入',
    [
      MONTH_COLUMN,
      [
        'channel',
        'text',
        'Channel of the first deposit; founder = there on the first day, borrowers = borrowers who lend, empty = not attributed',
        '首次充值渠道；founder 为初始出借人，borrowers 为借款人转出借，空为未归属',
      ],
      ['visits', 'count', 'Visits', '访问'],
      ['registrations', 'count', 'Registrations', '注册'],
      ['firstDeposits', 'count', 'Lenders who deposited for the first time', '首次充值人数'],
      ['firstDepositFen', 'fen', 'Their first deposits', '首次充值金额'],
      ['marketingFen', 'fen', 'Budget paid', '营销费用'],
      ['depositedFen', 'fen', 'Paid in by all lenders of the channel', '充值'],
      ['withdrawnFen', 'fen', 'Paid out to them', '提现'],
      ['investing', 'count', 'Of them investing at the end of the month', '月末在投人数'],
      [
        'feesFen',
        'fen',
        'Revenue: fees of borrowers by the new lots taken, all other by the lots held at the end of the month',
        '费用收入：借款人服务费按新投份额、其余按月末持有份额分摊',
      ],
    ],
  ),
  table(
    'lender_channel_cohort',
    'summary',
    'Lenders by channel and month of entry: cost, retention, money, value',
    '按渠道和进入月份汇总的出借人：成本、留存、资金、价值',
    [
      ['channel', 'text', 'Channel of the first deposit', '首次充值渠道'],
      [
        'entryMonth',
        'count',
        'Month of the first deposit, 0 = the month of the first day; -1 = founder',
        '首次充值月份，-1 为初始出借人',
      ],
      ['lenders', 'count', 'Lenders', '人数'],
      ['firstDepositFen', 'fen', 'First deposits', '首次充值金额'],
      ['marketingFen', 'fen', 'Budget of the channel paid in the month of entry', '进入当月营销费用'],
      [
        'retained3',
        'ratio',
        'Investing at the end of the third month after; NULL if not reached',
        '3个月后在投人数',
      ],
      ['retained6', 'ratio', 'The same of the sixth', '6个月后在投人数'],
      ['retained12', 'ratio', 'The same of the twelfth', '12个月后在投人数'],
      ['depositedFen', 'fen', 'Paid in by the horizon', '累计充值'],
      ['withdrawnFen', 'fen', 'Paid out by the horizon', '累计提现'],
      ['feesFen', 'fen', 'Fees that their money brought by the horizon', '累计费用收入'],
    ],
  ),
  table(
    'department_month',
    'summary',
    'Departments by month; pay adds up to the payroll',
    '部门月度情况；工资合计等于工资支出',
    [
      MONTH_COLUMN,
      ['department', 'text', 'Department; empty = not attributed', '部门，空为未归属'],
      ['headcount', 'ratio', 'People at the end of the month', '月末人数'],
      ['hours', 'ratio', 'Hours of those who were paid, overtime included', '工时（含加班）'],
      ['overtimeHours', 'ratio', 'Of them overtime', '其中加班'],
      [
        'tasks',
        'count',
        'Applications reviewed, contacts answered, payouts made, incidents met, receipts of recovery and cures, visits won, by department',
        '完成任务：审核、答复、付款、事故、催收回款与恢复、访问',
      ],
      ['payrollFen', 'fen', 'Pay, by what was due to each', '工资（按应付分摊）'],
    ],
  ),
];

/** What lenders' returns are told by. */
export const RETURN_DIMENSIONS = ['all', 'class', 'size', 'product', 'channel', 'entry'] as const;
const DIMENSION_COLUMNS: readonly ColumnRow[] = [
  ['dimension', 'code', 'What lenders are grouped by', '分组方式', RETURN_DIMENSIONS],
  [
    'key',
    'text',
    'Group: risk class, band of the stake, product, channel, or month of the first deposit (-1 = founder)',
    '分组：风险类别、规模档、产品、渠道或首次充值月份（-1 为初始出借人）',
  ],
];

const returnTables = [
  table(
    'lender_return',
    'summary',
    'Money-weighted returns of lenders by group, after losses, fees, haircuts and discounts',
    '出借人资金加权收益率（扣除损失、费用、让息与折价）',
    [
      ...DIMENSION_COLUMNS,
      ['lenders', 'count', 'Lenders', '人数'],
      ['depositedFen', 'fen', 'Paid in, opening balance included', '累计充值（含期初）'],
      ['withdrawnFen', 'fen', 'Paid out', '累计提现'],
      [
        'cashFen',
        'fen',
        'Cash at the horizon: at hand, held, queued, under way',
        '期末现金（含冻结、排队与在途）',
      ],
      [
        'claimsFen',
        'fen',
        'Claims at the horizon at par, those in default included',
        '期末债权（面值，含违约）',
      ],
      [
        'claimsExpectedFen',
        'fen',
        'The same at expected value: current loans at par, those behind less probability of default times loss given default, those in default at what is expected to come',
        '期末债权（预期价值：正常按面值，逾期扣预期损失，违约按预期回收）',
      ],
      [
        'xirrPar',
        'ratio',
        'Yearly internal rate of return of the flows in lender_flow, cash and claims at par at the horizon; NULL where none exists',
        '年化内部收益率（债权按面值）',
      ],
      [
        'xirrExpected',
        'ratio',
        'The same with claims at their expected value',
        '年化内部收益率（债权按预期价值）',
      ],
    ],
  ),
  table(
    'lender_flow',
    'summary',
    'Money that groups of lenders paid in and out, each flow counted at its month end; the opening on the first day',
    '出借人分组现金流（按月末计；期初计于首日）',
    [
      ...DIMENSION_COLUMNS,
      ['day', 'day', 'Day on which the flow counts', '计息日'],
      ['inFen', 'fen', 'Paid in', '充值'],
      ['outFen', 'fen', 'Paid out', '提现'],
    ],
  ),
  table(
    'loan_yield',
    'summary',
    'Yields of loans to their lenders by month of contract and facility grade: promised, and realised so far after losses and fees, whoever paid',
    '按放款月份和债项等级的借款收益率：承诺与迄今实现（扣除损失与费用，含代偿）',
    [
      ['cohortMonth', 'count', MONTH_EN, MONTH_ZH],
      ['grade', 'code', 'Facility grade', '债项等级', GRADES],
      ['loans', 'count', 'Contracts', '笔数'],
      ['principalFen', 'fen', 'Principal lent', '放款本金'],
      [
        'promised',
        'ratio',
        'Contract rate, weighted by principal, as effective rate a year',
        '合同利率（年化有效，按本金加权）',
      ],
      [
        'netReceivedFen',
        'fen',
        'Paid to lenders on them less fees, spreads and haircuts, less what was lent (opening book: less what it owed on the first day)',
        '净回款（减费用、利差、让息与本金投入）',
      ],
      ['claimsFen', 'fen', 'Claims of lenders at the horizon at par', '期末出借人债权（面值）'],
      [
        'claimsExpectedFen',
        'fen',
        'The same at expected value, as in lender_return',
        '期末出借人债权（预期价值）',
      ],
      [
        'realisedPar',
        'ratio',
        'Yearly internal rate of return, flows at their month end, claims at par; NULL where none exists',
        '迄今内部收益率（债权按面值）',
      ],
      [
        'realisedExpected',
        'ratio',
        'The same with claims at their expected value',
        '迄今内部收益率（债权按预期价值）',
      ],
    ],
  ),
];

const bookTables = [
  table(
    'month_book',
    'summary',
    'The book at each month end as the platform discloses it: its own view; ratios are in v_disclosure_cn and v_coverage',
    '月末业务数据（平台口径），比率见 v_disclosure_cn 与 v_coverage',
    [
      MONTH_COLUMN,
      ['cumulativeVolumeFen', 'fen', 'Lent since the first day', '累计成交金额'],
      ['cumulativeContracts', 'count', 'Contracts since the first day', '累计成交笔数'],
      ['balanceFen', 'fen', 'Principal outstanding, in default included', '借贷余额（本金，含违约）'],
      ['loansOutstanding', 'count', 'Contracts with principal outstanding', '借贷余额笔数'],
      [
        'interestBalanceFen',
        'fen',
        'Interest of the schedule not paid yet on those contracts, due or not, in default included',
        '利息余额（未付计划利息）',
      ],
      [
        'cumulativeLenders',
        'count',
        'Lenders who ever paid in, those of the first day included',
        '累计出借人数量',
      ],
      ['currentLenders', 'count', 'Lenders who hold a lot', '当前出借人数量'],
      [
        'cumulativeBorrowers',
        'count',
        'Customers who ever had a contract, the opening book included',
        '累计借款人数量',
      ],
      ['currentBorrowers', 'count', 'Customers with principal outstanding', '当前借款人数量'],
      ['topTenFen', 'fen', 'Principal owed by the ten largest borrowers', '前十大借款人待还本金'],
      ['largestFen', 'fen', 'Principal owed by the largest borrower', '最大单一借款人待还本金'],
      [
        'relatedFen',
        'fen',
        'Principal owed by related parties as far as known: loans of the owners once they have come out',
        '关联关系借款余额（已披露部分）',
      ],
      ['relatedLoans', 'count', 'Their contracts', '关联关系借款笔数'],
      [
        'overdueFen',
        'fen',
        'Due and not paid: instalments past due, principal and interest, and all principal in default',
        '逾期金额（到期未付本息及违约本金）',
      ],
      ['overdueLoans', 'count', 'Contracts with anything past due', '逾期笔数'],
      ['overduePrincipalFen', 'fen', 'Whole principal outstanding of those contracts', '逾期合同的剩余本金'],
      [
        'overdue90Fen',
        'fen',
        'Principal outstanding of contracts more than 90 days past due (in default)',
        '逾期90天以上金额',
      ],
      ['overdue90Loans', 'count', 'Those contracts', '逾期90天以上笔数'],
      [
        'compensatedFen',
        'fen',
        'Compensation by guarantors and the reserve since the first day',
        '累计代偿金额',
      ],
      ['compensatedLoans', 'count', 'Contracts compensated', '累计代偿笔数'],
      ['reserveFen', 'fen', 'Cash of the reserve', '准备金余额'],
      [
        'bufferFen',
        'fen',
        'The same and what claims of the reserve are expected to bring',
        '准备金及追偿权预期回款',
      ],
      ['expectedLossFen', 'fen', 'Expected lifetime loss on the covered book', '存续期预期损失'],
      ['expectedLoss12mFen', 'fen', 'Expected loss of 12 months', '12个月预期损失'],
      ['repayingFen', 'fen', 'Principal outstanding, in default apart', '借贷余额（不含违约）'],
      ['overdueRepayingFen', 'fen', 'Principal of loans past due, in default apart', '逾期本金（不含违约）'],
    ],
  ),
  table(
    'credit_stage',
    'summary',
    'Expected loss by stage at each month end, on what lenders and the reserve are owed: 1 current or up to 30 days behind (12 months), 2 31 days and more or guarantor failed (lifetime), 3 in default (less expected recovery)',
    '月末分阶段预期损失（出借人与准备金债权）：第一阶段12个月，第二阶段存续期，第三阶段已违约',
    [
      MONTH_COLUMN,
      ['stage', 'count', 'Stage, 1 to 3', '阶段'],
      ['loans', 'count', 'Contracts', '笔数'],
      ['exposureFen', 'fen', 'Principal owed to lenders and the reserve', '风险敞口'],
      ['expectedLossFen', 'fen', 'Loss that the platform expects on it', '预期损失'],
    ],
  ),
];

const WINDOW_COLUMN: ColumnRow = [
  'windowMonths',
  'count',
  'Months after the contract within which a default (91 days past due) counts; half a month more has gone by for every loan counted',
  '观察窗（放款后月数）',
];
const OUTCOME_KNOWN: ColumnRow = [
  'loans',
  'count',
  'Contracts of the month whose outcome within the window is known on the last day',
  '结果已知的笔数',
];

const scoreTables = [
  table(
    'application_month',
    'summary',
    'Applications decided by month: what became of them, reviews, overrides, and whether applicants still are those that the score was developed on',
    '按月汇总的申请：审批结果、人工复核与推翻、评分稳定性',
    [
      ['month', 'count', MONTH_EN, MONTH_ZH],
      ['decided', 'count', 'Applications decided, wind-down apart', '审结申请'],
      [
        'accepted',
        'count',
        'Of them, good enough: neither the guarantor, the grade, a reviewer, the burden nor the cap on the rate refused them',
        '符合条件',
      ],
      ['approvalRate', 'ratio', 'accepted / decided; NULL if none was decided', '通过率'],
      ['approved', 'count', 'Approved and taken by the applicant', '成功获批'],
      ['declined', 'count', 'Of the accepted, declined by the applicant', '申请人放弃'],
      [
        'throttled',
        'count',
        'Of the accepted, not let through: throttle, buffer, order or a limit on concentration',
        '限流（含集中度）',
      ],
      ['refusedGuarantor', 'count', 'Passed on by no guarantor', '担保公司未通过'],
      ['refusedGrade', 'count', 'Refused for the grade', '等级不足'],
      ['refusedBurden', 'count', 'Refused for the burden', '负担过重'],
      ['refusedRateCap', 'count', 'Refused because the all-in rate passes the cap', '超利率上限'],
      ['reviewed', 'count', 'Decided by a reviewer', '人工复核'],
      ['overridesUp', 'count', 'Of them, let pass against the score', '上调'],
      ['overridesDown', 'count', 'Of them, refused against the score', '下调'],
      ['overrideRate', 'ratio', '(overridesUp + overridesDown) / reviewed; NULL without reviews', '推翻率'],
      [
        'stabilityIndex',
        'ratio',
        'PSI of the scores by tenths of the population of their development; NULL if none was scored. Below 0.1 the same people, above 0.25 others',
        '群体稳定性指数（PSI）',
      ],
    ],
  ),
  table(
    'score_power',
    'summary',
    'How well the score told who would default, by month of contract, over loans whose outcome is known',
    '按放款月份的评分区分能力（仅计结果已知的借款）',
    [
      [
        'cohortMonth',
        'count',
        'Month of contract, 0 = the month of the first day; -1 = all months together',
        '放款月份序号，0 为首日所在月，-1 为各月合计',
      ],
      WINDOW_COLUMN,
      OUTCOME_KNOWN,
      ['defaults', 'count', 'Of them, defaulted within the window', '窗口内违约笔数'],
      [
        'auc',
        'ratio',
        'Chance that one that did not default had a higher score than one that did, ties half; NULL without both',
        '区分度（AUC）',
      ],
      ['ks', 'ratio', 'Largest distance between the scores of both (Kolmogorov-Smirnov)', 'KS 值'],
      ['gini', 'ratio', '2 auc - 1', '基尼系数'],
      [
        'overriddenLoans',
        'count',
        'Of the loans, those that a reviewer let pass against the score',
        '人工上调的笔数',
      ],
      ['overriddenDefaults', 'count', 'Of them, defaulted within the window', '其中违约'],
    ],
  ),
  table(
    'score_calibration',
    'summary',
    'Expected against actual default by month of contract and obligor grade, over loans whose outcome is known',
    '按放款月份与主体等级的预期与实际违约',
    [
      ['cohortMonth', 'count', MONTH_EN, MONTH_ZH],
      WINDOW_COLUMN,
      ['obligorGrade', 'code', 'Obligor grade', '主体等级', GRADES],
      OUTCOME_KNOWN,
      [
        'expectedDefaults',
        'ratio',
        'Defaults within the window that the platform expected: sum over the loans of the chance by grade and term',
        '预期违约笔数',
      ],
      ['defaults', 'count', 'Defaulted within the window', '窗口内违约笔数'],
    ],
  ),
  table(
    'scorecard',
    'summary',
    'The card of points in use, bin by bin; no row where the score is no card',
    '评分卡：各属性分箱与分值',
    [
      ['attribute', 'text', 'Source of information, or what the application says', '属性'],
      ['bin', 'count', 'Number of the bin, from 0', '分箱序号'],
      ['label', 'text', 'Code, or missing; empty for an interval', '取值'],
      ['lowerEnd', 'ratio', 'Lower end, included; NULL if there is none', '下限（含）'],
      ['upperEnd', 'ratio', 'Upper end, excluded; NULL if there is none', '上限（不含）'],
      ['goods', 'count', 'Records of the development that turned out good', '好样本'],
      ['bads', 'count', 'Records of the development that turned out bad', '坏样本'],
      ['weightOfEvidence', 'ratio', 'Weight of evidence of the bin, smoothed', '证据权重（WOE）'],
      ['informationValue', 'ratio', 'Information value of the attribute', '信息值（IV）'],
      ['coefficient', 'ratio', 'Coefficient of the attribute in the regression; 0: left out', '回归系数'],
      ['points', 'count', 'Points of the bin', '分值'],
      ['basePoints', 'count', 'Points that everybody has', '基础分'],
    ],
  ),
];

const recoveryTables = [
  table(
    'wind_down',
    'summary',
    'What all lenders of a failed platform got back; no row if it survived',
    '失败平台的清退结果，存续则无记录',
    [
      ['failureDay', 'day', 'Day of the failure', '失败日'],
      ['overDay', 'day', 'Day of the last distribution; NULL if the run-off is not over', '清退结束日'],
      LENDERS_COLUMN,
      ...CLAIM_COLUMNS,
      ...TIME_COLUMNS,
      ['clawedBackFen', 'fen', 'Withdrawals claimed back, claims again', '追回的提现'],
      ['estateFen', 'fen', 'Money of the estate not distributed', '未分配的清退财产'],
    ],
  ),
  table(
    'recovery',
    'summary',
    'What lenders of a failed platform got back, by class, product, size and entry',
    '按类别、产品、规模和进入月份汇总的清退结果',
    [
      ...KIND_COLUMNS,
      ['sizeBand', 'text', 'Band of the stake', '规模档'],
      ['entryMonth', 'count', 'Month of the first deposit, -1 = founder', '首次充值月份，-1 为初始出借人'],
      LENDERS_COLUMN,
      ...CLAIM_COLUMNS,
      ...TIME_COLUMNS,
    ],
  ),
  table('distribution', 'summary', 'Distributions of a wind-down in time', '清退兑付时间表', [
    ['day', 'day', 'Day of the distribution', '日'],
    ['daysSinceFailure', 'count', 'Days since the failure', '失败后天数'],
    ['paidFen', 'fen', 'Paid to lenders', '兑付金额'],
    ['paidSoFarFen', 'fen', 'Paid to lenders so far', '累计兑付'],
  ]),
];

const WAIT_EN =
  'days from request to payment; what is unpaid counts as waiting on, NULL if payments reach no further';
const WAIT_ZH = '申请至到账天数；未付视为仍在等待，未达到则为空';
const within = (name: string, of: string, zhOf: string): ColumnRow[] =>
  (
    [
      ['P10', '10'],
      ['Median', '50'],
      ['P90', '90'],
      ['P99', '99'],
    ] as const
  ).map(([word, percent]) => [
    `${name}${word}Days`,
    'ratio',
    `Days within which ${percent} % of ${of} are paid: ${WAIT_EN}`,
    `${zhOf}的${percent}%到账所需天数：${WAIT_ZH}`,
  ]);

const waitTables = [
  table(
    'waits',
    'summary',
    'What became of the withdrawals that lenders asked for; what a wind-down puts into the queue apart',
    '提现等待（清盘时自动排队的除外）',
    [
      ['requests', 'count', 'Requests', '申请笔数'],
      ['askedFen', 'fen', 'Asked for', '申请金额'],
      ['paidFen', 'fen', 'Paid by the horizon', '已付金额'],
      ['waitingFen', 'fen', 'Unpaid at the horizon', '期末未付'],
      ['takenBackFen', 'fen', 'Taken back by lenders who came back', '撤销金额'],
      ['lostFen', 'fen', 'Lost', '损失金额'],
      ...within('amount', 'the yuan', '金额'),
      ...within('requests', 'the requests, each by its last fen,', '笔数'),
      [
        'amountInTimeShare',
        'ratio',
        'Paid by the promised day / asked for with a promised day by the horizon; NULL if nothing was due',
        '按金额计的按时支付率',
      ],
      [
        'requestsInTimeShare',
        'ratio',
        'Requests paid in full by the promised day / requests with a promised day by the horizon; NULL if none was due',
        '按笔数计的按时支付率',
      ],
      [
        'oldestUnpaidDays',
        'count',
        'Days since the oldest unpaid request was made',
        '最早未付申请已等待天数',
      ],
    ],
  ),
  table(
    'withdrawal_run',
    'summary',
    'Runs: from the first day of a week in which 5 % of what lenders were owed before it is asked for, to the day before a week that asks for less than half of that',
    '挤兑：一周提现申请达到此前应付出借人余额的5%起，至低于其一半止',
    [
      ['run', 'count', 'Number of the run, from 0', '序号'],
      ['firstDay', 'day', 'First day', '首日'],
      ['lastDay', 'day', 'Last day; NULL if it lasts to the horizon', '末日'],
      ['requests', 'count', 'Requests made in it', '申请笔数'],
      ['askedFen', 'fen', 'Asked for in it', '申请金额'],
      ['paidFen', 'fen', 'Of it paid by the horizon', '其中已付'],
      [
        'firstTenthShare',
        'ratio',
        'Paid by the horizon per yuan asked for and not taken back by the first tenth of its requests, in order of request; NULL with fewer than ten',
        '最先十分之一申请的兑付率',
      ],
      ['lastTenthShare', 'ratio', 'The same of the last tenth of its requests', '最后十分之一申请的兑付率'],
      [
        'firstMoverAdvantage',
        'ratio',
        'First-mover advantage: firstTenthShare - lastTenthShare',
        '先动优势：两者之差',
      ],
      [
        'firstTenthMedianDays',
        'ratio',
        'Days within which half of the first tenth were paid in full; NULL if that was not reached',
        '最先十分之一的中位等待天数',
      ],
      [
        'lastTenthMedianDays',
        'ratio',
        'Days within which half of the last tenth were paid in full; NULL if that was not reached',
        '最后十分之一的中位等待天数',
      ],
    ],
  ),
];

const dailyTables = [
  table(
    'event',
    'daily',
    'What happened: failures, triggers, shocks, disclosures',
    '事件：失败、触发、冲击、披露',
    [
      ['day', 'day', 'Day of the event', '日'],
      ['kind', 'code', 'Kind of event', '事件类型', EVENT_KINDS],
      ['subject', 'text', 'Whom or what it concerns', '对象'],
      ['valueFen', 'fen', 'Amount, 0 if none', '金额'],
      ['figure', 'ratio', 'Figure that was tested or set; NULL if none', '数值'],
      ['text', 'text', 'In words', '说明'],
    ],
  ),
  table('ledger_daily', 'daily', 'Postings of a day by reason and pair of accounts', '每日分录汇总', [
    ['day', 'day', 'Day of the postings', '日'],
    ...POSTING_COLUMNS,
    ['entries', 'count', 'Postings', '笔数'],
    ['amountFen', 'fen', 'Sum of the postings', '金额'],
  ]),
  table(
    'liquidity_ladder',
    'daily',
    'What is promised and expected in the five weeks ahead, at month ends and on days on which a trigger fired',
    '未来五周承诺与预期现金阶梯（月末及触发日）',
    [
      ['day', 'day', 'Day on whose evening the ladder was drawn up', '编制日'],
      ['firstAhead', 'count', 'First day of the row, days ahead', '区间首日（距编制日天数）'],
      ['lastAhead', 'count', 'Last day of the row, days ahead', '区间末日（距编制日天数）'],
      [
        'requestsFen',
        'fen',
        'Unpaid withdrawals by the day promised; late ones tomorrow',
        '按承诺日的未付提现',
      ],
      ['plansFen', 'fen', 'Plans that end, without what is expected to be renewed', '到期且预计不续的计划'],
      ['lendingFen', 'fen', 'What open listings want and lenders’ cash can pay', '待放款'],
      ['costsFen', 'fen', 'Payroll, branches, technology, budgets of channels', '运营成本'],
      ['creditFen', 'fen', 'Charges of the credit line, and what is due after a call', '授信费用及到期授信'],
      ['instalmentsDueFen', 'fen', 'Instalments that fall due', '到期应还'],
      ['instalmentsFen', 'fen', 'Of them, what is expected to reach lenders', '预计实收'],
      ['depositsFen', 'fen', 'Deposits, as in the last 30 days', '预计充值'],
      ['feesFen', 'fen', 'Fees, as in the last 30 days', '预计费用收入'],
      ['customersAfterFen', 'fen', 'Customers’ cash at the end of the row', '区间末客户资金'],
      [
        'ownAfterFen',
        'fen',
        'Own cash and available credit at the end of the row',
        '区间末自有资金与可用授信',
      ],
    ],
  ),
  table('guarantor', 'daily', 'Guarantors at each month end', '担保人月末状况', [
    ['month', 'count', MONTH_EN, MONTH_ZH],
    ['guarantor', 'text', 'Name', '担保人'],
    ['liquidFen', 'fen', 'Liquid assets', '流动资产'],
    [
      'equityFen',
      'fen',
      'Net assets by its books: stated, those of day 0 with its business elsewhere and shocks alone; full, the whole balance sheet',
      '净资产（stated：仅计平台外业务与冲击；full：完整资产负债表）',
    ],
    ['exposureFen', 'fen', 'Principal guaranteed and outstanding', '在保余额'],
    ['compensatedFen', 'fen', 'Compensation paid so far', '累计代偿'],
    ['recoveredFen', 'fen', 'Recourse proceeds so far', '累计追偿'],
    ['feesFen', 'fen', 'Guarantee fees and penalties here so far', '累计担保费与罚息收入'],
    ['elsewhereFen', 'fen', 'Gained less lost elsewhere so far', '平台外累计损益'],
    ['refundedFen', 'fen', 'Refunded to it by its counter-guarantor so far', '累计收到再担保补偿'],
    ['refundsPaidFen', 'fen', 'Refunded by it as a counter-guarantor so far', '累计支付再担保补偿'],
    ['stakeFen', 'fen', 'Capital paid into the platform so far', '累计向平台出资'],
    ['lentNetFen', 'fen', 'Lent to the platform less paid back with interest, so far', '累计对平台净借出'],
    [
      'broughtFen',
      'fen',
      'Liquid assets on day 0: with fees, elsewhere, recoveries and refunds, less compensation, refunds paid, capital and what it lent, they are liquidFen',
      '期初流动资产（加减各项流量后等于 liquidFen）',
    ],
    ['otherFen', 'fen', 'Other assets', '其他资产'],
    ['claimFen', 'fen', 'Claims on borrowers, at principal', '追偿权（本金）'],
    [
      'claimsWorthFen',
      'fen',
      'Claims on borrowers, at what they are expected to bring',
      '追偿权（预期可收回）',
    ],
    [
      'stakeWorthFen',
      'fen',
      'Stake in the platform, at cost until it fails',
      '对平台股权（平台失败前按成本）',
    ],
    ['lentOutFen', 'fen', 'Principal lent to the platform and not paid back', '对平台借款余额'],
    [
      'provisionsFen',
      'fen',
      'Provisions: half of the fees of the year, 1 % of what it stands for',
      '准备金（未到期责任与代偿准备）',
    ],
    ['failed', 'flag', 'Could not pay', '是否失效'],
  ]),
  table('modification', 'daily', 'Every change of terms of a loan that was behind', '逾期贷款调整', [
    LOAN_COLUMN,
    ['day', 'day', 'Day of the change', '日'],
    ['kind', 'code', 'Re-aged, extended or restructured', '类型', MODIFICATION_LABELS],
    ['bucket', 'count', 'Reporting bucket before, M1 to M3; 0 on the day it fell behind', '调整前逾期档'],
    ['outstandingFen', 'fen', 'Principal owed before', '调整前本金余额'],
    ['months', 'count', 'Months by which due dates were put off, or the term lengthened', '延后月数'],
    ['aprBeforePpm', 'count', 'Rate a year before, in parts per million', '调整前年利率（百万分比）'],
    ['aprAfterPpm', 'count', 'Rate a year after', '调整后年利率（百万分比）'],
    ['termAfterMonths', 'count', 'Term of the schedule now in force', '调整后期限（月）'],
    ['capitalisedFen', 'fen', 'Overdue interest added to the principal', '转本金利息'],
    ['forgoneFen', 'fen', 'Interest that its lenders gave up', '让渡利息'],
  ]),
  table('exit', 'daily', 'Every exit from claims', '全部债权退出', [
    ['exit', 'count', 'Number of the exit', '退出编号'],
    LENDER_COLUMN,
    EXIT_KIND_COLUMN,
    ['day', 'day', 'Day of asking', '申请日'],
    ['firstSoldDay', 'day', 'Day of the first sale; NULL if none', '首次转让日'],
    [
      'endedDay',
      'day',
      'Day on which nothing was left that could be sold, or it was taken back; NULL if under way',
      '结束日',
    ],
    ['end', 'code', 'How it ended', '结局', EXIT_ENDS],
    ['askedFen', 'fen', 'Principal offered', '申请本金'],
    ['soldFen', 'fen', 'Principal sold', '已转让本金'],
    ['priceFen', 'fen', 'Price of what was sold, before fees', '转让价款'],
    ['unsoldFen', 'fen', 'Claims left at the horizon while it is under way', '期末未转让本金'],
    MONEY_WAIT_COLUMN,
  ]),
];

const ladderTable = table(
  'mismatch_ladder',
  'daily',
  'Maturity mismatch at each month end: what plans, accounts on demand and requests are promised by week, against what the loans behind them bring',
  '月末期限错配：各周应付出借人与相应借款回款',
  [
    ['month', 'count', MONTH_EN, MONTH_ZH],
    ['week', 'count', 'Weeks ahead, 1 to 52; 1 holds what is due already or on demand', '未来第几周'],
    ['dueToLendersFen', 'fen', 'Promised to lenders for that week', '应付出借人'],
    [
      'dueFromLoansFen',
      'fen',
      'Instalments of current loans due in that week on lots of plans, accounts on demand and the pool',
      '相应借款当周应还',
    ],
  ],
);

const fullTables = [
  table('loan', 'full', 'Every contract', '全部合同', [
    LOAN_COLUMN,
    ['borrower', 'count', 'Number of the borrower', '借款人编号'],
    ['contractDay', 'day', 'Day of contract; NULL if before the first day', '成交日，首日前为空'],
    ...GRADE_COLUMNS,
    ['aprPpm', 'count', 'Contract rate a year in millionths', '合同年利率（百万分之一）'],
    ['lots', 'count', 'Lots', '份数'],
    ['principalFen', 'fen', 'Principal lent', '放款本金'],
    ['outstandingFen', 'fen', 'Principal outstanding at the horizon', '期末剩余本金'],
    ['guarantor', 'text', 'Guarantor, empty if none', '担保人'],
    ['defaultDay', 'day', 'Day of default; NULL if none', '违约日'],
    ['endedDay', 'day', 'Day the contract ended; NULL if still open', '结束日'],
    ['lostFen', 'fen', 'Principal written off', '核销本金'],
  ]),
  table('holding', 'full', 'Lots of one loan held by one lender', '持有', [
    LOAN_COLUMN,
    ['holding', 'count', 'Number of the holding', '持有编号'],
    ['lender', 'count', 'Number of the lender who holds it at the end', '期末持有人编号'],
    ['firstLot', 'count', 'First lot of the loan in this holding', '首个份额'],
    ['lotCount', 'count', 'Lots', '份数'],
    [
      'acquiredDay',
      'day',
      'Day the lender acquired it: of the contract or of its last transfer; NULL if before the first day',
      '现持有人取得日（成交或最近一次转让）',
    ],
    ['endedDay', 'day', 'Day the contract ended; NULL if still open', '合同结束日'],
  ]),
  table('lender', 'full', 'Every lender; number 0 is the pool', '全部出借人，0 号为资金池', [
    LENDER_COLUMN,
    ...KIND_COLUMNS,
    ['entryDay', 'day', 'Day of the first deposit; NULL for founders', '首次充值日'],
    ['exitDay', 'day', 'Day of leaving; NULL if still there', '退出日'],
    ...PAID_COLUMNS,
    ...OUTCOME_COLUMNS,
  ]),
  table('lender_recovery', 'full', 'What became of every claim in a wind-down', '每位出借人的清退结果', [
    LENDER_COLUMN,
    ...KIND_COLUMNS,
    ...CLAIM_COLUMNS,
    [
      'daysTo50',
      'ratio',
      'Days from the failure to half of all it got; NULL if it got nothing',
      '收到最终回收额 50% 的天数',
    ],
    ['daysTo90', 'ratio', 'The same for nine tenths', '收到最终回收额 90% 的天数'],
  ]),
  table('withdrawal', 'full', 'Every withdrawal request', '全部提现申请', [
    ['request', 'count', 'Number of the request', '申请编号'],
    LENDER_COLUMN,
    ['day', 'day', 'Day of the request', '申请日'],
    [
      'promisedDay',
      'day',
      'Day of payment promised, put off by the days of gates; NULL if none was promised',
      '承诺到账日（含暂停顺延），未承诺为空',
    ],
    ['tolledDays', 'count', 'Days by which gates put the promise off', '顺延天数'],
    ['excusedDays', 'count', 'Days by which force majeure put the promise off', '不可抗力顺延天数'],
    [
      'paidDay',
      'day',
      'Day from which nothing of it waited: paid in full, or the rest taken back; NULL if it still waits',
      '了结日（付清或撤销）',
    ],
    ['requestedFen', 'fen', 'Amount asked for', '申请金额'],
    ['paidFen', 'fen', 'Amount paid', '已付金额'],
    ['cancelledFen', 'fen', 'Amount taken back', '撤销金额'],
    ['kind', 'code', 'What was asked for', '类型', WITHDRAWAL_KINDS],
  ]),
  table('application', 'full', 'Every application that was scored and decided', '全部审结申请', [
    ['application', 'count', 'Number of the application in the order of decisions', '申请编号'],
    [
      'luckKey',
      'count',
      'Number under which the applicant draws: the same person has the same',
      '申请人抽签号',
    ],
    ['customer', 'count', 'Number of the customer, -1 if it was not known before', '客户编号，-1 为新客户'],
    ['appliedDay', 'day', 'Day of the application', '申请日'],
    ['decidedDay', 'day', 'Day of the decision', '审结日'],
    ['channel', 'text', 'Channel', '渠道'],
    ['kind', 'code', 'Kind of customer', '客户类型', KIND_NAMES],
    ['product', 'text', 'Product', '产品'],
    ['guarantor', 'text', 'Guarantor that passed it on, empty if none', '担保人'],
    ['amountFen', 'fen', 'Amount asked for', '申请金额'],
    ['termMonths', 'count', 'Term in months', '期限（月）'],
    ['incomeFen', 'fen', 'Income a month', '月收入'],
    ['existingFen', 'fen', 'Instalments owed elsewhere a month', '已有月供'],
    ['score', 'ratio', 'Score it was decided by', '评分'],
    ['obligorGrade', 'code', 'Obligor grade', '主体等级', GRADES],
    ['reviewed', 'flag', 'Whether a reviewer decided', '是否人工复核'],
    ['override', 'code', 'Whether against the score', '是否推翻评分', ['none', 'up', 'down']],
    ['decision', 'code', 'What became of it: approved, or why not', '审批结果', DECISIONS],
  ]),
  table('application_points', 'full', 'What each score was made of', '评分构成', [
    ['application', 'count', 'Number of the application', '申请编号'],
    ['attribute', 'text', 'Attribute, or base; those without points are left out', '属性'],
    ['points', 'ratio', 'Its points; over an application they add up to the score', '分值'],
  ]),
  table('waterfall', 'full', 'Compensation by layer', '代偿分层', [
    ['day', 'day', 'Day of compensation', '日'],
    LOAN_COLUMN,
    ['layer', 'text', 'Who was asked to pay', '支付层'],
    ['dueFen', 'fen', 'Asked of this layer: what the layers before it left unpaid', '应付（前层未付部分）'],
    ['paidFen', 'fen', 'Paid by this layer', '已付'],
  ]),
  table('trigger_log', 'full', 'Every test of a trigger', '触发条件检验记录', [
    ['day', 'day', 'Day of the test', '日'],
    ['trigger', 'text', 'Name of the trigger', '触发器'],
    ['figure', 'text', 'Figure tested', '指标'],
    ['tested', 'ratio', 'Its value', '检验值'],
    ['threshold', 'ratio', 'Its limit', '阈值'],
    ['fired', 'flag', 'Whether the play fired; a test that clears it counts as no', '是否触发'],
  ]),
  table('ledger_entry', 'full', 'Every posting', '全部分录', [
    ['entry', 'count', 'Number of the posting', '分录编号'],
    ['day', 'day', 'Day of the posting', '日'],
    ...POSTING_COLUMNS,
    ['debitParty', 'count', 'Party debited in its sub-ledger, -1 if none', '借方主体'],
    ['creditParty', 'count', 'Party credited in its sub-ledger, -1 if none', '贷方主体'],
    ['loan', 'count', 'Number of the contract, -1 if none', '合同编号'],
    ['holding', 'count', 'Number of the holding, -1 if none', '持有编号'],
    ['lots', 'count', 'Lots of the holding concerned, 0 if none', '相关持有的份数'],
    ['amountFen', 'fen', 'Amount', '金额'],
  ]),
];

/** Every table a replication may fill, least detail first. */
export const STUDY_TABLES: readonly TableSpec[] = [
  ...summaryTables,
  ...businessTables,
  ...returnTables,
  ...bookTables,
  ...scoreTables,
  ...recoveryTables,
  ...waitTables,
  ...dailyTables,
  ladderTable,
  ...fullTables,
];

/** Details in order: a study stored at one holds what the ones before it hold. */
export const DETAILS: readonly Detail[] = ['summary', 'daily', 'full'];

/** Whether a table of detail `table` is filled when `asked` is. */
export function isFilledAt(table: Detail, asked: Detail): boolean {
  return DETAILS.indexOf(table) <= DETAILS.indexOf(asked);
}
