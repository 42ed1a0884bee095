/** What a guarantee scheme decides: what is asked, of whom, and how a short reserve is shared. */
import { floorShare } from '../../settle/proceeds.ts';

export type Payer = 'guarantor' | 'reserve';

/** What lenders of one loan are owed on its compensation day. */
export interface Claim {
  readonly loan: number;
  readonly lots: number;
  readonly principalFen: number;
  /** Of the instalments due and unpaid. */
  readonly interestFen: number;
}

export interface GuaranteeScheme {
  readonly interestCovered: boolean;
  /** Payers in the order in which they are asked, from the scenario's order. */
  payers(advanceOrder: readonly Payer[]): readonly Payer[];
  /**
   * Most that the reserve gives each of the day's claims, in their order; null: whatever it has, one after
   * another.
   */
  reserveLimits(askedFen: readonly number[], reserveFen: number): readonly number[] | null;
}

/** Asked of one payer, and paid by it. */
export interface Part {
  readonly principalFen: number;
  readonly interestFen: number;
}

/** What a payer with `cashFen` pays: principal first; of a part it can't pay whole, whole fen per lot. */
export function payable(asked: Part, cashFen: number, lots: number): Part {
  const principalFen = wholeOrPerLot(asked.principalFen, cashFen, lots);
  if (principalFen < asked.principalFen) return { principalFen, interestFen: 0 };
  return { principalFen, interestFen: wholeOrPerLot(asked.interestFen, cashFen - principalFen, lots) };
}

function wholeOrPerLot(askedFen: number, cashFen: number, lots: number): number {
  return cashFen >= askedFen ? askedFen : cashFen - (cashFen % lots);
}

/** Each claim's part of a reserve that can't pay all of them: floor. */
export function proRataLimits(askedFen: readonly number[], reserveFen: number): readonly number[] {
  const sumFen = askedFen.reduce((sum, fen) => sum + fen, 0);
  return reserveFen >= sumFen ? askedFen : askedFen.map((fen) => floorShare(reserveFen, fen, sumFen));
}
