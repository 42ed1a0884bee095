/**
 * Audits of a stored ledger that need no engine: each is a statement whose rows are exceptions, counted by variant and
 * replication in `v_audit`. Those on entries look at replications stored in full only.
 */

import { BOOK_LINES, type BookName } from '../ledger/statement-lines.ts';
import { REASONS } from '../ledger/reasons.ts';

export interface Audit {
  readonly name: string;
  readonly zh: string;
  /** Selects `variant, replication` once per exception. */
  readonly sql: string;
}

const CLAIM_HOLDERS = `('lenderClaims', 'guarantorClaims', 'reserveClaims', 'platformClaims')`;
const LOSERS = `('lostByLenders', 'lostByGuarantors', 'lostByReserve', 'lostByPlatform')`;

/** Every entry twice, as seen from either account. */
const SIDES = `(
    SELECT variant, replication, creditAccount AS account, creditParty AS party, loan, holding, amountFen AS fen FROM ledger_entry
    UNION ALL SELECT variant, replication, debitAccount, debitParty, loan, holding, -amountFen FROM ledger_entry
  )`;

/** Replications of which every entry is stored, joined to a table of theirs. */
const IN_FULL = `SEMI JOIN (SELECT variant, replication FROM replication WHERE detail = 'full' AND status <> 'errored') USING (variant, replication)`;

/** Stocks of the daily row that are balances of accounts, so that a page can't show another balance than the ledger has. */
const STOCKS = [
  ['idleCashFen', ['lenderCash']],
  ['heldFen', ['lenderHeld']],
  ['withdrawalQueueFen', ['lenderQueued']],
  ['reserveFen', ['reserveCash']],
  ['platformCashFen', ['platformCash']],
  ['outstandingFen + inRecoveryFen', ['lenderClaims', 'guarantorClaims', 'reserveClaims', 'platformClaims']],
] as const;

/** Lines that move by more than postings: worth, what was added to a debt, what is owed. */
const NOT_POSTED = ['poolResult', 'creditCost', 'fines', 'guarantorLoanCost'];

/** Which line of which statement a reason moves, and with what sign, as rows. */
const LINE_ROWS = (Object.keys(BOOK_LINES) as BookName[])
  .flatMap((book) =>
    BOOK_LINES[book].map((part) => ({ statement: book === 'own' ? 'income' : book, ...part })),
  )
  .filter(
    ({ line }) => !['paidIn', 'bankCredit', 'reserveLoan', 'guarantorLoan', ...NOT_POSTED].includes(line),
  )
  .map(
    ({ statement, reason, line, sign }) => `('${REASONS[reason]!.name}', '${statement}', '${line}', ${sign})`,
  )
  .join(', ');

export const AUDITS: readonly Audit[] = [
  {
    name: 'debits equal credits on every day',
    zh: '每日借贷相等',
    sql: `WITH sides AS (
        SELECT variant, replication, day, debitAccount AS account, amountFen AS debitFen, 0 AS creditFen FROM ledger_daily
        UNION ALL SELECT variant, replication, day, creditAccount, 0, amountFen FROM ledger_daily
      ) SELECT variant, replication FROM sides GROUP BY variant, replication, day
      HAVING sum(debitFen) <> sum(creditFen) OR count(*) FILTER (WHERE account IS NULL) > 0`,
  },
  {
    name: 'stocks of the daily row are the balances of the ledger',
    zh: '每日存量指标等于账户余额',
    sql: `WITH moved AS (
        SELECT variant, replication, day, creditAccount AS account, amountFen AS fen FROM ledger_daily
        UNION ALL SELECT variant, replication, day, debitAccount, -amountFen FROM ledger_daily
      ), changes AS (
        SELECT variant, replication, day,
          ${STOCKS.map(([, accounts], k) => `coalesce(sum(fen) FILTER (account IN (${accounts.map((name) => `'${name}'`).join(', ')})), 0) AS s${k}`).join(', ')}
        FROM moved GROUP BY ALL
      ), balances AS (
        SELECT variant, replication, ${STOCKS.map(([stock], k) => `${stock} AS stated${k}, sum(coalesce(s${k}, 0)) OVER past AS s${k}`).join(', ')}
        FROM kpi_daily LEFT JOIN changes USING (variant, replication, day)
        WINDOW past AS (PARTITION BY variant, replication ORDER BY day)
      ) SELECT variant, replication FROM balances WHERE ${STOCKS.map((_, k) => `stated${k} <> s${k}`).join(' OR ')}`,
  },
  {
    name: 'principal paid to lenders in cash is the claims they gave up for it',
    zh: '出借人收到的本金等于减少的债权',
    sql: `SELECT variant, replication FROM ledger_entry
      WHERE reason IN ('repayPrincipal', 'prepayPrincipal', 'recoveryToLenders', 'claimRepaidToLenders')
      GROUP BY variant, replication, loan, holding, day
      HAVING sum(CASE reason WHEN 'claimRepaidToLenders' THEN -amountFen ELSE amountFen END) <> 0`,
  },
  {
    name: 'no negative or empty posting',
    zh: '无负数或空分录',
    sql: `SELECT variant, replication FROM ledger_daily WHERE amountFen < 0 OR entries <= 0
      UNION ALL SELECT variant, replication FROM ledger_entry WHERE amountFen <= 0`,
  },
  {
    name: 'money that stays in an account changes its owner',
    zh: '同科目分录必有不同主体',
    sql: `SELECT variant, replication FROM ledger_entry WHERE debitAccount = creditAccount AND debitParty = creditParty`,
  },
  {
    name: 'entries add up to the daily ledger',
    zh: '分录合计等于每日汇总',
    sql: `WITH entries AS (
        SELECT variant, replication, day, reason, debitAccount, creditAccount, sum(amountFen) AS fen
        FROM ledger_entry GROUP BY ALL
      ), daily AS (SELECT * FROM ledger_daily ${IN_FULL})
      SELECT variant, replication FROM entries e
      FULL JOIN daily d USING (variant, replication, day, reason, debitAccount, creditAccount)
      WHERE coalesce(e.fen, 0) <> coalesce(d.amountFen, 0)`,
  },
  {
    name: "each lender's cash, queue, claims and losses are the sum of their entries",
    zh: '出借人现金、排队、债权与损失等于其分录合计',
    sql: `WITH owned AS (
        SELECT variant, replication, party AS lender,
          coalesce(sum(fen) FILTER (account IN ('lenderCash', 'lenderHeld', 'lenderTransit')), 0) AS cash,
          coalesce(sum(fen) FILTER (account = 'lenderQueued'), 0) AS queued,
          coalesce(sum(fen) FILTER (account = 'lenderClaims'), 0) AS claims,
          coalesce(sum(fen) FILTER (account = 'lostByLenders'), 0) AS lost
        FROM ${SIDES} WHERE party >= 0 AND account IN ('lenderCash', 'lenderHeld', 'lenderTransit', 'lenderQueued', 'lenderClaims', 'lostByLenders')
        GROUP BY ALL
      ), stated AS (SELECT * FROM lender ${IN_FULL})
      SELECT variant, replication FROM stated l FULL JOIN owned o USING (variant, replication, lender)
      WHERE coalesce(o.cash, 0) <> coalesce(l.cashFen, 0) OR coalesce(o.queued, 0) <> coalesce(l.queuedFen, 0)
        OR coalesce(o.claims, 0) <> coalesce(l.claimsFen, 0) OR coalesce(o.lost, 0) <> coalesce(l.lostPrincipalFen, 0)`,
  },
  {
    name: 'what each lender was paid out is the sum of their withdrawals',
    zh: '出借人提现合计等于提现记录',
    sql: `WITH paid AS (SELECT variant, replication, lender, sum(paidFen) AS fen FROM withdrawal GROUP BY ALL)
      SELECT variant, replication FROM (SELECT * FROM lender ${IN_FULL}) l LEFT JOIN paid p USING (variant, replication, lender)
      WHERE coalesce(p.fen, 0) <> l.withdrawnFen`,
  },
  {
    name: 'each principal is repaid, written off or outstanding',
    zh: '每笔本金均已还、已核销或未偿',
    sql: `WITH moved AS (
        SELECT variant, replication, loan,
          coalesce(sum(fen) FILTER (account IN ${CLAIM_HOLDERS}), 0) AS owed,
          coalesce(sum(fen) FILTER (account IN ${LOSERS}), 0) AS lost
        FROM ${SIDES} WHERE loan >= 0 GROUP BY ALL
      ), born AS (
        SELECT variant, replication, loan, sum(amountFen) AS fen FROM ledger_entry
        WHERE debitAccount = 'borrowerDebt' AND reason <> 'claimOpened' GROUP BY ALL
      ), stated AS (SELECT * FROM loan ${IN_FULL})
      SELECT variant, replication FROM stated l
      FULL JOIN moved m USING (variant, replication, loan) LEFT JOIN born b USING (variant, replication, loan)
      WHERE coalesce(m.owed, 0) <> coalesce(l.outstandingFen, 0) OR coalesce(m.lost, 0) <> coalesce(l.lostFen, 0)
        OR (l.contractDay IS NOT NULL AND coalesce(b.fen, 0) <> l.principalFen) OR b.fen > l.principalFen`,
  },
  {
    name: 'the lots of a loan are all held',
    zh: '借款份额全部有持有人',
    sql: `WITH held AS (SELECT variant, replication, loan, sum(lotCount) AS lots FROM holding GROUP BY ALL)
      SELECT variant, replication FROM (SELECT * FROM loan ${IN_FULL}) l LEFT JOIN held h USING (variant, replication, loan)
      WHERE coalesce(h.lots, 0) <> l.lots`,
  },
  {
    name: 'every lot of a loan gets the same, to the fen',
    zh: '同一借款每份所得相差不超过一分',
    sql: `SELECT variant, replication FROM ledger_entry
      WHERE holding >= 0 AND lots > 0 AND reason IN ('repayPrincipal', 'repayInterest', 'prepayPrincipal', 'recoveryToLenders',
        'compensationByGuarantor', 'compensationByReserve', 'compensationByPlatform', 'claimRepaidToLenders', 'claimLostByLenders')
      GROUP BY variant, replication, entry
      HAVING max(ceil(amountFen / lots)) - min(floor(amountFen / lots)) > 1`,
  },
  {
    name: 'compensation by layer is what the ledger paid, and no more than was asked',
    zh: '各层代偿等于账面支付且不超过应付',
    sql: `WITH paid AS (
        SELECT variant, replication, day, loan, CASE reason WHEN 'compensationByGuarantor' THEN 'guarantor' WHEN 'compensationByReserve' THEN 'reserve' ELSE 'platform' END AS layer,
          sum(amountFen) AS fen
        FROM ledger_entry WHERE reason IN ('compensationByGuarantor', 'compensationByReserve', 'compensationByPlatform') GROUP BY ALL
      ), stated AS (SELECT * FROM waterfall ${IN_FULL})
      SELECT variant, replication FROM stated w FULL JOIN paid p USING (variant, replication, day, loan, layer)
      WHERE coalesce(w.paidFen, 0) <> coalesce(p.fen, 0) OR w.paidFen > w.dueFen`,
  },
  {
    name: 'lines of the monthly statements are the postings of the month',
    zh: '月度报表各行等于当月分录',
    sql: `WITH mapped(reason, statement, line, sign) AS (VALUES ${LINE_ROWS}),
      posted AS (
        SELECT d.variant, d.replication, m.statement, m.line,
          date_diff('month', v.startDate, d.date)::INTEGER AS month, sum(m.sign * d.amountFen) AS fen
        FROM ledger_daily d JOIN variant v ON v.variant = d.variant::VARCHAR JOIN mapped m ON m.reason = d.reason::VARCHAR
        GROUP BY ALL
      ), stated AS (
        SELECT variant, replication, statement::VARCHAR AS statement, line::VARCHAR AS line, greatest(month, 0) AS month, sum(fen) AS fen
        FROM statement SEMI JOIN ledger_daily USING (variant, replication)
        WHERE statement <> 'balance' AND NOT (statement = 'income' AND line::VARCHAR IN (${NOT_POSTED.map((line) => `'${line}'`).join(', ')}))
        GROUP BY ALL
      )
      SELECT variant, replication FROM stated s FULL JOIN posted p USING (variant, replication, statement, line, month)
      WHERE coalesce(s.fen, 0) <> coalesce(p.fen, 0)`,
  },
  {
    name: 'balance sheets balance, and their equity is the one of the daily row',
    zh: '资产等于负债加权益，且权益等于每日指标',
    sql: `WITH sheet AS (
        SELECT variant, replication, month,
          coalesce(sum(fen) FILTER (section = 'assets'), 0) AS assets,
          coalesce(sum(fen) FILTER (section = 'liabilities'), 0) AS owed,
          coalesce(sum(fen) FILTER (section = 'equity'), 0) AS own
        FROM statement WHERE statement = 'balance' GROUP BY ALL
      ), ends AS (
        SELECT k.variant, k.replication, date_diff('month', v.startDate, k.date)::INTEGER AS month, arg_max(k.equityFen, k.day) AS equityFen
        FROM kpi_daily k JOIN variant v ON v.variant = k.variant::VARCHAR GROUP BY ALL
      ) SELECT variant, replication FROM sheet LEFT JOIN ends USING (variant, replication, month)
      WHERE assets <> owed + own OR own <> equityFen`,
  },
  {
    name: 'fees and costs of channels and departments are the lines of the income statement',
    zh: '渠道与部门的收入和成本合计等于损益表各行',
    sql: `WITH parts AS (
        SELECT variant, replication, month, 'borrowerFees' AS line, feesFen AS fen FROM borrower_channel
        UNION ALL SELECT variant, replication, month, 'reserveContributions', -toReserveFen FROM borrower_channel
        UNION ALL SELECT variant, replication, month, 'lookUps', -lookUpsFen FROM borrower_channel
        UNION ALL SELECT variant, replication, month, 'branches', -fixedFen FROM borrower_channel
        UNION ALL SELECT variant, replication, month, 'marketing', -marketingFen FROM borrower_channel
        UNION ALL SELECT variant, replication, month, 'marketing', -marketingFen FROM lender_channel
        UNION ALL SELECT variant, replication, month, 'payroll', -payrollFen FROM department_month
        UNION ALL SELECT variant, replication, month, 'allFees', feesFen FROM lender_channel
      ), sums AS (SELECT variant, replication, month, line, sum(fen) AS fen FROM parts GROUP BY ALL),
      lines AS (
        SELECT variant, replication, month, line::VARCHAR AS line, fen FROM statement
        WHERE statement = 'income' AND month >= 0 AND line::VARCHAR IN (SELECT line FROM sums)
        UNION ALL SELECT variant, replication, month, 'allFees', sum(fen) FROM statement
        WHERE statement = 'income' AND section = 'revenue' AND month >= 0 GROUP BY ALL
      ) SELECT variant, replication FROM sums s FULL JOIN lines l USING (variant, replication, month, line)
      WHERE coalesce(s.fen, 0) <> coalesce(l.fen, 0)`,
  },
  {
    name: 'equity moves by income and by what owners pay in, and every cash flow is the change of its account',
    zh: '权益变动等于损益加股东投入，现金流等于账户变动',
    sql: `WITH months AS (
        SELECT variant, replication, month,
          coalesce(sum(fen) FILTER (statement = 'balance' AND section = 'equity'), 0) AS own,
          coalesce(sum(fen) FILTER (statement = 'income' OR (statement = 'cash' AND line = 'capital')), 0) AS earned,
          coalesce(sum(fen) FILTER (statement = 'balance' AND line = 'ownCash'), 0) AS cash,
          coalesce(sum(fen) FILTER (statement = 'cash'), 0) AS cashFlow,
          coalesce(sum(fen) FILTER (statement = 'balance' AND line = 'reserveCash'), 0) AS reserve,
          coalesce(sum(fen) FILTER (statement = 'reserve'), 0) AS reserveFlow,
          coalesce(sum(fen) FILTER (statement = 'balance' AND line = 'customersBank'), 0) AS customers,
          coalesce(sum(fen) FILTER (statement = 'customers'), 0) AS customersFlow
        FROM statement GROUP BY ALL
      ) SELECT variant, replication FROM months WINDOW past AS (PARTITION BY variant, replication ORDER BY month)
      QUALIFY own <> sum(earned) OVER past OR cash <> sum(cashFlow) OVER past
        OR reserve <> sum(reserveFlow) OVER past OR customers <> sum(customersFlow) OVER past`,
  },
];
