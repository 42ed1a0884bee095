/** Tables of a search for the magnitudes at which a platform breaks; empty in other studies. */
import type { Rows } from './append.ts';
import type { StoredColumn, StoredTable } from './columns.ts';

/** Axes that a search has at most: columns of each end in 1 to 3. */
export const REVERSE_AXES = 3;

const axisColumns = (
  name: string,
  en: (axis: number) => string,
  zh: (axis: number) => string,
): StoredColumn[] =>
  Array.from({ length: REVERSE_AXES }, (_, k) => ({
    name: `${name}${k + 1}`,
    sqlType: 'DOUBLE' as const,
    en: en(k + 1),
    zh: zh(k + 1),
  }));

const shares = axisColumns(
  'share',
  (axis) =>
    `Share of the way from the mildest to the most severe end of axis ${axis}; NULL without such an axis`,
  (axis) => `第 ${axis} 轴从最轻到最重的比例`,
);
const magnitudes = axisColumns(
  'magnitude',
  (axis) => `Magnitude on axis ${axis}, in the unit of the axis`,
  (axis) => `第 ${axis} 轴的幅度（以该轴单位计）`,
);

const LEVEL: StoredColumn = {
  name: 'level',
  sqlType: 'DOUBLE',
  en: 'Share of failing replications that is passed',
  zh: '所超过的失败比例',
};

export const REVERSE_TABLES: readonly StoredTable[] = [
  {
    name: 'reverse_search',
    en: 'Each level searched for: how sure the interval is, and how often a larger shock did not break what a smaller one broke',
    zh: '各搜索水平：区间的置信度与单调性抽查',
    columns: [
      LEVEL,
      { name: 'replications', sqlType: 'INTEGER', en: 'Replications asked', zh: '重复次数' },
      {
        name: 'already',
        sqlType: 'BOOLEAN',
        en: 'Passed at the mildest end already: no ray was searched',
        zh: '最轻一端即已超过，未搜索射线',
      },
      {
        name: 'coverage',
        sqlType: 'DOUBLE',
        en: 'Probability, at least, that the interval of the cheapest ray encloses the threshold of all possible luck; NULL where a side of it is open, or there is none',
        zh: '最低成本射线的区间包含真实阈值的概率下限；区间有一侧未定或不存在则为 NULL',
      },
      {
        name: 'checks',
        sqlType: 'INTEGER',
        en: 'Spot checks: answers taken for granted because of milder or more severe ones, and asked all the same',
        zh: '单调性抽查次数',
      },
      {
        name: 'contrary',
        sqlType: 'INTEGER',
        en: 'Spot checks that went against it: above 0 the threshold is one crossing among several',
        zh: '与单调假定相反的抽查次数；大于 0 则阈值只是多个穿越点之一',
      },
    ],
  },
  {
    name: 'reverse_axis',
    en: 'Shocks whose magnitude was searched for, with the ends of their range',
    zh: '逆向压力测试的冲击及其幅度范围',
    columns: [
      { name: 'axis', sqlType: 'INTEGER', en: 'Number of the axis, from 1', zh: '轴序号，从 1 起' },
      { name: 'path', sqlType: 'VARCHAR', en: 'Path in the scenario', zh: '情景中的路径' },
      { name: 'unit', sqlType: 'VARCHAR', en: 'Unit as it is written', zh: '单位' },
      { name: 'mildest', sqlType: 'DOUBLE', en: 'Mildest magnitude', zh: '最轻幅度' },
      { name: 'severest', sqlType: 'DOUBLE', en: 'Most severe magnitude', zh: '最重幅度' },
    ],
  },
  {
    name: 'reverse_run',
    en: 'Each replication simulated in the search, up to its failure',
    zh: '搜索中模拟的每次重复（至失败为止）',
    columns: [
      {
        name: 'replication',
        sqlType: 'INTEGER',
        en: 'Number of the replication, from 0',
        zh: '重复序号，从 0 起',
      },
      ...shares,
      ...magnitudes,
      { name: 'failed', sqlType: 'BOOLEAN', en: 'It failed within the horizon', zh: '期内失败' },
      {
        name: 'failureDay',
        sqlType: 'INTEGER',
        en: 'First day of failure, -1 if none',
        zh: '失败日，无则 -1',
      },
    ],
  },
  {
    name: 'reverse_ray',
    en: 'The frontier: along each ray from the mildest point, where the level is passed, with its interval',
    zh: '前沿：沿每条射线超过该水平之处及其区间',
    columns: [
      LEVEL,
      { name: 'ray', sqlType: 'INTEGER', en: 'Number of the ray', zh: '射线序号' },
      {
        name: 'point',
        sqlType: 'ENUM',
        labels: ['threshold', 'lower', 'upper'],
        en: 'The threshold, or an end of its 95 % interval',
        zh: '阈值，或其 95 % 区间的端点',
      },
      { name: 'best', sqlType: 'BOOLEAN', en: 'The cheapest of all rays', zh: '成本最低的射线' },
      { name: 'replications', sqlType: 'INTEGER', en: 'Replications asked', zh: '重复次数' },
      ...shares,
      ...magnitudes,
      {
        name: 'cost',
        sqlType: 'DOUBLE',
        en: 'Cost of the combination; NULL where the ray or its interval has no such point',
        zh: '组合成本；无此点则为 NULL',
      },
    ],
  },
];

/** One run of the search. */
export interface ReverseRun {
  readonly replication: number;
  readonly shares: readonly number[];
  readonly magnitudes: readonly number[];
  readonly failureDay: number;
}

export interface ReverseAxis {
  readonly path: string;
  readonly unit: string;
  readonly mildest: number;
  readonly severest: number;
}

/** A level that was searched for. */
export interface ReverseSearch {
  readonly level: number;
  readonly replications: number;
  readonly already: boolean;
  /** Null where a side of the interval is open, or there is none. */
  readonly coverage: number | null;
  readonly checks: { readonly made: number; readonly contrary: number };
}

export interface ReversePoint {
  readonly level: number;
  readonly ray: number;
  readonly point: 'threshold' | 'lower' | 'upper';
  readonly best: boolean;
  readonly replications: number;
  /** Null where there is no such point. */
  readonly at: {
    readonly shares: readonly number[];
    readonly magnitudes: readonly number[];
    readonly cost: number;
  } | null;
}

const POINTS = ['threshold', 'lower', 'upper'] as const;

const perAxis = (rows: readonly (readonly number[] | null)[]): Float64Array[] =>
  Array.from({ length: REVERSE_AXES }, (_, k) => Float64Array.from(rows, (row) => row?.[k] ?? Number.NaN));

/** Rows of `reverse_search`. */
export function reverseSearchRows(searches: readonly ReverseSearch[]): Rows {
  return {
    rowCount: searches.length,
    sources: [
      Float64Array.from(searches, ({ level }) => level),
      Int32Array.from(searches, ({ replications }) => replications),
      Uint8Array.from(searches, ({ already }) => (already ? 1 : 0)),
      Float64Array.from(searches, ({ coverage }) => coverage ?? Number.NaN),
      Int32Array.from(searches, ({ checks }) => checks.made),
      Int32Array.from(searches, ({ checks }) => checks.contrary),
    ],
  };
}

/** Rows of `reverse_axis`. */
export function reverseAxisRows(axes: readonly ReverseAxis[]): Rows {
  return {
    rowCount: axes.length,
    sources: [
      Int32Array.from(axes, (_, k) => k + 1),
      axes.map(({ path }) => path),
      axes.map(({ unit }) => unit),
      Float64Array.from(axes, ({ mildest }) => mildest),
      Float64Array.from(axes, ({ severest }) => severest),
    ],
  };
}

/** Rows of `reverse_run`. */
export function reverseRunRows(runs: readonly ReverseRun[]): Rows {
  return {
    rowCount: runs.length,
    sources: [
      Int32Array.from(runs, ({ replication }) => replication),
      ...perAxis(runs.map((run) => run.shares)),
      ...perAxis(runs.map((run) => run.magnitudes)),
      Uint8Array.from(runs, ({ failureDay }) => (failureDay >= 0 ? 1 : 0)),
      Int32Array.from(runs, ({ failureDay }) => failureDay),
    ],
  };
}

/** Rows of `reverse_ray`. */
export function reverseRayRows(points: readonly ReversePoint[]): Rows {
  return {
    rowCount: points.length,
    sources: [
      Float64Array.from(points, ({ level }) => level),
      Int32Array.from(points, ({ ray }) => ray),
      Uint8Array.from(points, ({ point }) => POINTS.indexOf(point)),
      Uint8Array.from(points, ({ best }) => (best ? 1 : 0)),
      Int32Array.from(points, ({ replications }) => replications),
      ...perAxis(points.map(({ at }) => at?.shares ?? null)),
      ...perAxis(points.map(({ at }) => at?.magnitudes ?? null)),
      Float64Array.from(points, ({ at }) => at?.cost ?? Number.NaN),
    ],
  };
}
