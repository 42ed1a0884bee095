/** Every figure of the daily row: the one place that names, measures and words it. Column order is catalogue order. */

/** How a figure is stored and shown: money in whole fen, shares as plain ratios (0.05 = 5 %). */
export type Unit = 'fen' | 'count' | 'ratio' | 'days' | 'hours' | 'points';

/** A stock is the level at the end of the day; a flow is what happened during it. */
export type Kind = 'stock' | 'flow';

/** Which way is better for the platform's lenders; `none` where neither is. */
export type Direction = 'up' | 'down' | 'none';

export interface Kpi {
  readonly name: string;
  readonly unit: Unit;
  readonly kind: Kind;
  readonly better: Direction;
  readonly en: string;
  readonly zh: string;
  /** What is counted; ratios name numerator and denominator. */
  readonly formula: string;
}

// prettier-ignore
type Row = readonly [name: string, unit: Unit, kind: Kind, better: Direction, en: string, zh: string, formula: string];

// prettier-ignore
const rows = [
  ['visits', 'count', 'flow', 'up', 'Borrower visits', '借款访客', 'visitors brought by all borrower channels'],
  ['applications', 'count', 'flow', 'up', 'Applications', '借款申请', 'applications received'],
  ['approved', 'count', 'flow', 'up', 'Approved applications', '审核通过', 'applications approved and accepted by the applicant'],
  ['rejected', 'count', 'flow', 'none', 'Rejected applications', '审核拒绝', 'applications refused, or declined by the applicant'],
  ['reviewQueue', 'count', 'stock', 'down', 'Applications waiting for review', '待审核申请', 'applications waiting for an offline reviewer'],
  ['listingsOpen', 'count', 'stock', 'none', 'Open listings', '挂单中', 'listings not full and not past their deadline'],
  ['listingsOpenFen', 'fen', 'stock', 'none', 'Unfilled amount', '未满标金额', 'amount still wanted by open listings'],
  ['listingsFailed', 'count', 'flow', 'down', 'Failed listings', '流标', 'listings not full by their deadline'],
  ['contracts', 'count', 'flow', 'up', 'Contracts', '成交笔数', 'listings that became contracts'],
  ['contractsFen', 'fen', 'flow', 'up', 'Volume', '成交额', 'principal of new contracts'],
  ['fillHours', 'hours', 'flow', 'down', 'Time to fill', '满标时间', 'mean hours from listing to last matched bid, over contracts of the day'],
  ['outstandingFen', 'fen', 'stock', 'up', 'Outstanding balance', '借贷余额', 'principal not repaid of contracts not in default'],
  ['loansActive', 'count', 'stock', 'up', 'Active loans', '在贷笔数', 'contracts neither finished nor in default'],
  ['depositsFen', 'fen', 'flow', 'up', 'Deposits', '充值', 'money lenders brought in'],
  ['lendersInvesting', 'count', 'stock', 'up', 'Investing lenders', '在投出借人', 'lenders whose cash is open to matching'],
  ['lendersNew', 'count', 'flow', 'up', 'New lenders', '新增出借人', 'first deposits'],
  ['lendersReturned', 'count', 'flow', 'up', 'Returned lenders', '回流出借人', 'lenders investing again after a pause'],
  ['churnExits', 'count', 'flow', 'down', 'Lenders who stopped reinvesting', '停止复投', 'base churn events'],
  ['panicExits', 'count', 'flow', 'down', 'Lenders leaving in fear', '恐慌退出', 'exits by the confidence mechanism'],
  ['lenderBalanceFen', 'fen', 'stock', 'up', 'Owed to lenders', '待收余额（含现金）', 'lenders’ cash, held, queued, and claims'],
  ['idleCashFen', 'fen', 'stock', 'down', 'Idle cash', '站岗资金', 'lenders’ available cash'],
  ['heldFen', 'fen', 'stock', 'none', 'Held for bids', '投标冻结', 'money held on open listings'],
  ['dueFen', 'fen', 'flow', 'none', 'Instalments due', '应还', 'instalments whose due date is today'],
  ['repaidFen', 'fen', 'flow', 'up', 'Repaid', '已还', 'principal and interest paid by borrowers'],
  ['prepaidFen', 'fen', 'flow', 'none', 'Prepaid principal', '提前还款', 'principal paid ahead of schedule'],
  ['overdueFen', 'fen', 'stock', 'down', 'Overdue principal (1-90 days)', '逾期余额（1-90天）', 'whole outstanding principal of loans past due, not in default'],
  ['overdueM1Fen', 'fen', 'stock', 'down', 'M1 principal', 'M1 余额', 'of overdueFen, 1 to 30 days past due'],
  ['overdueM2Fen', 'fen', 'stock', 'down', 'M2 principal', 'M2 余额', 'of overdueFen, 31 to 60 days past due'],
  ['overdueM3Fen', 'fen', 'stock', 'down', 'M3 principal', 'M3 余额', 'of overdueFen, 61 to 90 days past due'],
  ['overdueInstalmentsFen', 'fen', 'stock', 'down', 'Instalments overdue', '逾期应还', 'instalments due and not paid of loans not in default'],
  ['overdueRatio', 'ratio', 'stock', 'down', 'Overdue ratio', '逾期率', 'overdueFen / outstandingFen'],
  ['defaults', 'count', 'flow', 'down', 'Defaults', '违约笔数', 'loans reaching 91 days past due, or bust earlier'],
  ['defaultedFen', 'fen', 'flow', 'down', 'Defaulted principal', '违约本金', 'principal outstanding at default'],
  ['inRecoveryFen', 'fen', 'stock', 'down', 'Principal in recovery (90+)', '90天以上余额', 'defaulted principal neither recovered nor written off'],
  ['recoveredFen', 'fen', 'flow', 'up', 'Recovered', '追回', 'gross proceeds of collection and collateral'],
  ['recoveryCostFen', 'fen', 'flow', 'down', 'Recovery cost', '追偿费用', 'cost taken from proceeds'],
  ['lossLendersFen', 'fen', 'flow', 'down', 'Principal lost by lenders', '出借人本金损失', 'claims of lenders written off'],
  ['lossGuarantorsFen', 'fen', 'flow', 'down', 'Principal lost by guarantors', '担保人损失', 'claims of guarantors written off'],
  ['lossReserveFen', 'fen', 'flow', 'down', 'Principal lost by the reserve', '准备金损失', 'claims of the reserve written off'],
  ['lossPoolFen', 'fen', 'flow', 'down', 'Principal lost by the pool', '资金池损失', 'claims carried by the pool written off'],
  ['compensatedGuarantorFen', 'fen', 'flow', 'none', 'Paid by guarantors', '担保代偿', 'compensation paid by guarantors'],
  ['compensatedReserveFen', 'fen', 'flow', 'none', 'Paid by the reserve', '准备金代偿', 'compensation paid by the reserve'],
  ['compensationUnpaidFen', 'fen', 'flow', 'down', 'Compensation not paid', '未足额代偿', 'eligible compensation nobody paid on its date'],
  ['reserveFen', 'fen', 'stock', 'up', 'Risk reserve', '风险准备金', 'balance of the reserve account'],
  ['reserveInFen', 'fen', 'flow', 'up', 'Paid into the reserve', '准备金计提', 'contributions, top-ups and subrogation proceeds'],
  ['reserveTargetFen', 'fen', 'stock', 'none', 'Reserve target', '准备金目标', 'target algebra of the scenario, on the platform’s estimate'],
  ['expectedLossFen', 'fen', 'stock', 'down', 'Expected lifetime loss', '预期损失', 'platform’s estimate of lifetime loss on the covered book'],
  ['bufferToLifetimeEl', 'ratio', 'stock', 'up', 'Reserve coverage', '准备金覆盖率', '(reserve cash + expected proceeds of its claims) / expectedLossFen'],
  ['cashToEl12m', 'ratio', 'stock', 'up', 'Reserve cash to 12-month loss', '准备金/12个月预期损失', 'reserve cash / expected loss of the next 12 months'],
  ['cashToOverdue', 'ratio', 'stock', 'up', 'Reserve cash to overdue', '准备金/逾期余额', 'reserve cash / overdueFen'],
  ['cashToBalance', 'ratio', 'stock', 'up', 'Reserve cash to balance', '准备金/借贷余额', 'reserve cash / outstandingFen'],
  ['guarantorLiquidFen', 'fen', 'stock', 'up', 'Guarantors’ liquid assets', '担保人流动资产', 'liquid assets of guarantors that have not failed'],
  ['guarantorsFailed', 'count', 'stock', 'down', 'Failed guarantors', '失效担保人', 'guarantors that could not pay, so far'],
  ['withdrawalRequestedFen', 'fen', 'flow', 'none', 'Withdrawals requested', '提现申请', 'cash withdrawals asked for, expiring plans included'],
  ['withdrawalPaidFen', 'fen', 'flow', 'none', 'Withdrawals paid', '提现支付', 'cash paid out'],
  ['withdrawalQueueFen', 'fen', 'stock', 'down', 'Withdrawal queue', '提现排队', 'requested and not yet paid'],
  ['withdrawalLateFen', 'fen', 'stock', 'down', 'Withdrawals late', '逾期未付提现', 'of the queue, past the promised day'],
  ['withdrawalOldestDays', 'days', 'stock', 'down', 'Oldest unpaid withdrawal', '最久未付天数', 'days past the promised day of the oldest unpaid request, 0 if none'],
  ['netOutflow7d', 'ratio', 'stock', 'down', 'Net outflow, 7 days', '7日净流出率', '(withdrawals requested - deposits over 7 days) / lenderBalanceFen 7 days ago'],
  ['transferOffersFen', 'fen', 'stock', 'down', 'Claims for sale', '待转让债权', 'principal offered on the transfer market'],
  ['transferredFen', 'fen', 'flow', 'none', 'Claims sold', '债权转让', 'principal sold on the transfer market'],
  ['plansExpiredFen', 'fen', 'flow', 'none', 'Plans expired and not renewed', '计划到期未续', 'principal asked back by expiring plans'],
  ['fear', 'points', 'stock', 'down', 'Public signal', '公共信号', 'log of the common hazard multiplier of the middle risk class'],
  ['distress', 'ratio', 'stock', 'down', 'Distress borrowers see', '平台困境', 'signal of the borrowers’ run, 0 to 1'],
  ['poolCashFen', 'fen', 'stock', 'up', 'Customers’ money in the bank', '客户资金', 'cash there to pay lenders'],
  ['poolGapFen', 'fen', 'stock', 'down', 'Customers’ money used', '资金池缺口', 'customers’ cash used for something else (pooled custody)'],
  ['platformCashFen', 'fen', 'stock', 'up', 'Platform cash', '平台现金', 'own money, the reserve apart'],
  ['feesFen', 'fen', 'flow', 'up', 'Fee income', '费用收入', 'fees received by the platform net of reserve contributions'],
  ['costsFen', 'fen', 'flow', 'down', 'Operating cost', '运营成本', 'payroll, branches, technology, marketing, evidence, credit line'],
  ['marketingFen', 'fen', 'flow', 'none', 'Marketing', '营销费用', 'of costsFen, marketing and promotions'],
  ['creditDrawnFen', 'fen', 'stock', 'down', 'Credit line drawn', '已用授信', 'owed to the bank'],
  ['equityFen', 'fen', 'stock', 'up', 'Equity', '净资产', 'platform cash + own claims - credit line - customers’ money used and not backed by claims'],
  ['ladder7dFen', 'fen', 'stock', 'up', 'Liquidity in 7 days', '7日备付', 'cash + repayments expected - withdrawals, plans and payroll expected in 7 days'],
  ['macroFactor', 'points', 'stock', 'up', 'Systematic factor', '宏观因子', 'Z of the copula; negative is bad'],
  ['unemployment', 'ratio', 'stock', 'down', 'Unemployment', '失业率', 'level given by the scenario’s path'],
  ['running', 'count', 'stock', 'up', 'In business', '存续', '1 until the day of failure'],
] as const satisfies readonly Row[];

/** Name of a KPI: the column in `kpi_daily`, the key in the API and in triggers. */
export type KpiName = (typeof rows)[number][0];

export const KPIS: readonly (Kpi & { readonly name: KpiName })[] = rows.map(
  ([name, unit, kind, better, en, zh, formula]) => ({ name, unit, kind, better, en, zh, formula }),
);

/** Position of each KPI in the daily row. */
export const KPI_INDEX = Object.fromEntries(KPIS.map((kpi, index) => [kpi.name, index])) as Readonly<
  Record<KpiName, number>
>;
