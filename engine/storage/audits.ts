/**
 * Audits of a stored ledger that need no engine: each is a statement whose rows are exceptions, counted by variant and
 * replication in `v_audit`. Those on entries look at replications stored in full only.
 */

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
];
