/** Tables and view of a study that splits the cost of a run; empty in other studies. */
import type { Rows } from './append.ts';
import type { StoredTable } from './columns.ts';

/** Parts of the cost, in the order in which they are told. */
export const RUN_COST_PARTS = ['liquidity', 'refinancing', 'wilful', 'collection', 'total'] as const;
export type RunCostPart = (typeof RUN_COST_PARTS)[number];

const fen = (name: string, en: string, zh: string) => ({ name, sqlType: 'DOUBLE' as const, en, zh });

export const RUN_COST_TABLES: readonly StoredTable[] = [
  {
    name: 'run_cost_cell',
    en: 'What is switched on in each variant of a study that splits the cost of a run',
    zh: '挤兑成本分解研究中各方案开启的渠道',
    columns: [
      { name: 'variant', sqlType: 'VARCHAR', en: 'Variant of the study', zh: '方案' },
      { name: 'run', sqlType: 'BOOLEAN', en: 'Lenders can take fright', zh: '出借人可恐慌撤资' },
      {
        name: 'refinancing',
        sqlType: 'BOOLEAN',
        en: 'New loans for old fail',
        zh: '借新还旧中断',
      },
      { name: 'wilful', sqlType: 'BOOLEAN', en: 'Borrowers stop paying on purpose', zh: '恶意逃废债' },
      { name: 'collection', sqlType: 'BOOLEAN', en: 'Collection works less well', zh: '催收失效' },
      {
        name: 'fromDay',
        sqlType: 'INTEGER',
        en: 'Day from which the variants differ',
        zh: '方案开始不同之日',
      },
      {
        name: 'beforeMonth',
        sqlType: 'INTEGER',
        en: 'Loans of months before this one are followed (0 = month of the first day)',
        zh: '所跟踪借款的放款月份上限（0 为首日所在月，不含）',
      },
    ],
  },
  {
    name: 'run_cost',
    en: 'What a run costs, by what causes the loss: loans made before it that default and are not recovered, and cash of lenders that is lost. Each part is the difference to the same market without a run. The run of lenders is counted first, the channels after it are averaged over all their orders, so that the four parts add up to the total. 95 % intervals are paired, by replication',
    zh: '挤兑成本分解：挤兑前已放款借款的违约净损失与出借人现金损失；各项均为与无挤兑的同一市场之差，先计流动性，其余渠道按所有次序平均（Shapley 值），四项之和等于合计；95% 区间按重复配对',
    columns: [
      { name: 'part', sqlType: 'ENUM', labels: RUN_COST_PARTS, en: 'Part', zh: '组成' },
      fen('lossFen', 'Mean loss', '平均损失'),
      fen('lower', 'Lower end of the 95 % interval', '95% 区间下限'),
      fen('upper', 'Upper end of the 95 % interval', '95% 区间上限'),
      fen(
        'creditFen',
        'Of the mean, principal in default not recovered by the horizon',
        '其中：期末未追回的违约本金',
      ),
      fen(
        'cashFen',
        "Of the mean, lenders' cash lost and costs of the wind-down",
        '其中：出借人现金损失与清退费用',
      ),
      fen('firstFen', 'Mean if switched on before all other channels', '最先开启时的平均损失'),
      fen('lastFen', 'Mean if switched on after all others', '最后开启时的平均损失'),
      { name: 'n', sqlType: 'INTEGER', en: 'Replications', zh: '重复次数' },
    ],
  },
];

export interface RunCostCell {
  readonly variant: string;
  readonly run: boolean;
  readonly refinancing: boolean;
  readonly wilful: boolean;
  readonly collection: boolean;
  readonly fromDay: number;
  readonly beforeMonth: number;
}

export interface RunCostRow {
  readonly part: RunCostPart;
  readonly lossFen: number;
  readonly lower: number;
  readonly upper: number;
  readonly creditFen: number;
  readonly cashFen: number;
  readonly firstFen: number;
  readonly lastFen: number;
  readonly n: number;
}

const flags = (cells: readonly RunCostCell[], name: 'run' | 'refinancing' | 'wilful' | 'collection') =>
  Uint8Array.from(cells, (cell) => (cell[name] ? 1 : 0));

/** Rows of `run_cost_cell`. */
export function runCostCellRows(cells: readonly RunCostCell[]): Rows {
  return {
    rowCount: cells.length,
    sources: [
      cells.map(({ variant }) => variant),
      flags(cells, 'run'),
      flags(cells, 'refinancing'),
      flags(cells, 'wilful'),
      flags(cells, 'collection'),
      Int32Array.from(cells, ({ fromDay }) => fromDay),
      Int32Array.from(cells, ({ beforeMonth }) => beforeMonth),
    ],
  };
}

/** Rows of `run_cost`. */
export function runCostRows(rows: readonly RunCostRow[]): Rows {
  const column = (name: Exclude<keyof RunCostRow, 'part' | 'n'>) =>
    Float64Array.from(rows, (row) => (Number.isFinite(row[name]) ? row[name] : Number.NaN));
  return {
    rowCount: rows.length,
    sources: [
      Uint8Array.from(rows, ({ part }) => RUN_COST_PARTS.indexOf(part)),
      column('lossFen'),
      column('lower'),
      column('upper'),
      column('creditFen'),
      column('cashFen'),
      column('firstFen'),
      column('lastFen'),
      Int32Array.from(rows, ({ n }) => n),
    ],
  };
}
