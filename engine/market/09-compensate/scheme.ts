/** What a guarantee scheme decides: what is asked, of whom, and how a short reserve is shared. */
import { floorShare } from '../../settle/proceeds.ts';
import type { Payer } from '../../state/codes.ts';

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
  /** What of the claim a guarantor stands for; paying less than that, or what a court leaves of it, is its failure. */
  standsFor(asked: Part, guarantor: Standing): Part;
  /**
   * Most that the reserve gives each of the day's claims, in their order; null: whatever it has, one after
   * another.
   */
  reserveLimits(askedFen: readonly number[], reserveFen: number): readonly number[] | null;
}

/** A guarantor as a scheme sees it. */
export interface Standing {
  readonly coversPpm: number;
  /** What is left of its first-loss pool. */
  readonly poolFen: number;
}

/** The guarantor stands for all that it is asked for. */
export const forAll = (asked: Part): Part => asked;

/** Asked of one payer, and paid by it. */
export interface Part {
  readonly principalFen: number;
  readonly interestFen: number;
}

/** Nobody pays, or nothing is left to ask for. */
export const NOTHING: Part = { principalFen: 0, interestFen: 0 };

/** Principal and interest. */
export function total(part: Part): number {
  return part.principalFen + part.interestFen;
}

/** What is left to ask for once a part was paid. */
export function less(part: Part, paid: Part): Part {
  return {
    principalFen: part.principalFen - paid.principalFen,
    interestFen: part.interestFen - paid.interestFen,
  };
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
