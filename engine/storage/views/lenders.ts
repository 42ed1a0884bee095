/** Views on lenders: classes, exits, and the channels that they come through. */
import { view, VARIANT, REPLICATION } from './view.ts';

export const lenderClass = view(
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

export const exit = view(
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

export const lenderChannel = view(
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
