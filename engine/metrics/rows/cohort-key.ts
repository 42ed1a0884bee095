/** Which cohort a lender belongs to: class, product, size and month of entry. Fixed at its birth. */
import type { World } from '../../state/world.ts';

/** Bands of the stake: name and the fen below which a stake is in it. */
export const SIZE_BANDS = [
  ['under 10k', 1_000_000],
  ['10k-50k', 5_000_000],
  ['50k-200k', 20_000_000],
  ['200k-1M', 100_000_000],
  ['1M and more', Infinity],
] as const;

export interface CohortKey {
  readonly lenderClass: number;
  readonly product: number;
  readonly band: number;
  /** -1 for founders. */
  readonly entryMonth: number;
  readonly text: string;
}

/** The cohort of a lender. */
export function cohortOf({ lenders, calendar }: World, lender: number): CohortKey {
  const stakeFen = lenders.stakeFen[lender]!;
  const lenderClass = lenders.riskClass[lender]!;
  const product = lenders.product[lender]!;
  const band = SIZE_BANDS.findIndex(([, belowFen]) => stakeFen < belowFen);
  const founder = lenders.channel[lender] === 0;
  const entryMonth = founder ? -1 : calendar.monthIndex(lenders.bornDay[lender]!);
  return { lenderClass, product, band, entryMonth, text: `${lenderClass}/${product}/${band}/${entryMonth}` };
}

/** In order of class, product, size and entry. */
export function compareCohorts(a: Omit<CohortKey, 'text'>, b: Omit<CohortKey, 'text'>): number {
  return (
    a.lenderClass - b.lenderClass || a.product - b.product || a.band - b.band || a.entryMonth - b.entryMonth
  );
}
