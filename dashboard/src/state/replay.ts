/** One replication by day: what is drawn, and whether its books agree with its figures. Pure. */
import type { KpiName } from '../../../engine/metrics/catalog.ts';
import type { Columnar } from '../../../engine/api/types.ts';
import { rowsOf } from './figures.ts';

/** KPIs drawn together, because they share a unit and a question. */
export const COURSES = [
  {
    id: 'money',
    kpis: ['poolCashFen', 'withdrawalQueueFen', 'withdrawalLateFen', 'platformCashFen', 'reserveFen'],
  },
  { id: 'flows', kpis: ['depositsFen', 'withdrawalRequestedFen', 'withdrawalPaidFen', 'repaidFen'] },
  { id: 'lenders', kpis: ['panicExits', 'churnExits', 'lendersNew', 'lendersReturned'] },
  { id: 'fear', kpis: ['fear', 'distress'] },
] as const satisfies readonly { readonly id: string; readonly kpis: readonly KpiName[] }[];

/** Accounts whose balance is also a figure of the daily row. */
export const BALANCES = [
  ['platformCash', 'platformCashFen'],
  ['reserveCash', 'reserveFen'],
  ['lenderHeld', 'heldFen'],
  ['lenderQueued', 'withdrawalQueueFen'],
  ['guarantorCash', 'guarantorLiquidFen'],
] as const satisfies readonly (readonly [account: string, kpi: KpiName])[];

/** Figures of the day that are listed, in the order of a market day. */
export const DAY_FIGURES = [
  'applications',
  'contracts',
  'contractsFen',
  'fillHours',
  'depositsFen',
  'repaidFen',
  'defaults',
  'overdueRatio',
  'panicExits',
  'withdrawalRequestedFen',
  'withdrawalPaidFen',
  'withdrawalQueueFen',
  'withdrawalOldestDays',
  'netOutflow7d',
  'fear',
  'poolCashFen',
  'platformCashFen',
  'reserveFen',
  'bufferToLifetimeEl',
  'equityFen',
] as const satisfies readonly KpiName[];

/** Everything the page asks of a day. */
export const REPLAY_KPIS: readonly KpiName[] = [
  ...new Set<KpiName>([
    ...COURSES.flatMap(({ kpis }) => kpis as readonly KpiName[]),
    ...BALANCES.map(([, kpi]) => kpi),
    ...DAY_FIGURES,
  ]),
];

export type DayRow = { readonly day: number; readonly date: string } & {
  readonly [K in KpiName]?: number | null;
};

export interface Posting {
  readonly reason: string;
  readonly debitAccount: string;
  readonly creditAccount: string;
  readonly entries: number;
  readonly amountFen: number;
}

export interface HappenedRow {
  readonly day: number;
  readonly date: string;
  readonly kind: string;
  readonly subject: string;
  readonly valueFen: number;
  readonly figure: number | null;
  readonly text: string;
}

export interface Balance {
  readonly account: string;
  readonly beforeFen: number | null;
  readonly inFen: number;
  readonly outFen: number;
  readonly afterFen: number | null;
  /** Whether what was there, in and out make what is there; null where there is no day before. */
  readonly agrees: boolean | null;
}

/** What each account took in and gave out on a day, against the figures of the evening and of the evening before. */
export function balancesOf(postings: readonly Posting[], before: DayRow | null, after: DayRow): Balance[] {
  return BALANCES.map(([account, kpi]) => {
    const sum = (side: 'creditAccount' | 'debitAccount') =>
      postings
        .filter((posting) => posting[side] === account)
        .reduce((total, posting) => total + posting.amountFen, 0);
    const inFen = sum('creditAccount');
    const outFen = sum('debitAccount');
    const beforeFen = before?.[kpi] ?? null;
    const afterFen = after[kpi] ?? null;
    const agrees = beforeFen === null || afterFen === null ? null : beforeFen + inFen - outFen === afterFen;
    return { account, beforeFen, inFen, outFen, afterFen, agrees };
  });
}

/** The rows of an answer by day. */
export function daysOf(columnar: Columnar | null): readonly DayRow[] {
  return columnar === null ? [] : rowsOf<DayRow>(columnar);
}

/** The day to look at first: the failure, else the last day of the window. */
export function firstDay(failureDay: number | null, from: number, to: number): number {
  return failureDay !== null && failureDay >= from && failureDay <= to ? failureDay : to;
}
