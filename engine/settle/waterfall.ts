/** In what order a receipt pays what is owed. Pure. */
import type { PaymentClass } from '../base/vocabulary.ts';

/** All that is owed on a day. */
export interface Owed {
  readonly costsFen: number;
  readonly penaltyFen: number;
  /** What is left of each instalment due, oldest first. */
  readonly instalments: readonly { readonly interestFen: number; readonly principalFen: number }[];
}

/** What of a receipt went where. */
export interface Applied {
  costsFen: number;
  penaltyFen: number;
  interestFen: number;
  principalFen: number;
  /** Instalments that are whole now, oldest first. */
  whole: number;
  /** What nothing was owed for. */
  leftFen: number;
}

/** Everything owed. */
export function owedInAllFen({ costsFen, penaltyFen, instalments }: Owed): number {
  return instalments.reduce(
    (sum, { interestFen, principalFen }) => sum + interestFen + principalFen,
    costsFen + penaltyFen,
  );
}

/**
 * Costs and penalty are the whole loan's, interest and principal each instalment's, oldest first: what the order has before the
 * later of interest and principal is paid with the oldest instalment, what it has after both when all instalments are whole.
 */
export function applyReceipt(order: readonly PaymentClass[], owed: Owed, receiptFen: number): Applied {
  const applied: Applied = {
    costsFen: 0,
    penaltyFen: 0,
    interestFen: 0,
    principalFen: 0,
    whole: 0,
    leftFen: receiptFen,
  };
  const pay = (what: 'costsFen' | 'penaltyFen' | 'interestFen' | 'principalFen', owedFen: number): number => {
    const fen = Math.min(applied.leftFen, owedFen);
    applied[what] += fen;
    applied.leftFen -= fen;
    return owedFen - fen;
  };
  const last = Math.max(order.indexOf('interest'), order.indexOf('principal'));
  const before = order.slice(0, last + 1);
  owed.instalments.forEach((instalment, i) => {
    let missingFen = 0;
    for (const what of before) {
      if (what === 'interest') missingFen += pay('interestFen', instalment.interestFen);
      else if (what === 'principal') missingFen += pay('principalFen', instalment.principalFen);
      else if (i === 0) ofLoan(what);
    }
    if (missingFen === 0 && applied.whole === i) applied.whole += 1;
  });
  for (const what of owed.instalments.length === 0 ? order : order.slice(last + 1)) ofLoan(what);
  return applied;

  function ofLoan(what: PaymentClass): void {
    if (what === 'costs') pay('costsFen', owed.costsFen);
    else if (what === 'penalty') pay('penaltyFen', owed.penaltyFen);
  }
}

/** The least receipt with which the oldest instalment is whole. */
export function forOldestFen(order: readonly PaymentClass[], owed: Owed): number {
  const { interestFen, principalFen } = owed.instalments[0]!;
  const last = Math.max(order.indexOf('interest'), order.indexOf('principal'));
  const before = (what: PaymentClass) => order.indexOf(what) < last;
  return (
    interestFen +
    principalFen +
    (before('costs') ? owed.costsFen : 0) +
    (before('penalty') ? owed.penaltyFen : 0)
  );
}
