/** Views on reverse stress searches and on the cost of a run. */
import { sqlText } from '../columns.ts';
import { view, VARIANT, REPLICATION } from './view.ts';

export const reverseGrid = view(
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
export const reverseAnswer = view(
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

export const runCostCell = view(
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
