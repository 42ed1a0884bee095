/**
 * What the platform expects to lose on a loan, by its stage: the observed hazards of its own estimate (state/expected-loss),
 * the chain's rolls once it is behind, and after default what its product brings. Reads no truth.
 */
import { lossTable, productLgd } from '../../state/expected-loss.ts';
import { LOAN, NO_GUARANTOR } from '../../state/codes.ts';
import { cellOf, type World } from '../../state/world.ts';

/** Stages of a loan that is owed, as their numbers. */
export const STAGES = [1, 2, 3] as const;
export type Stage = (typeof STAGES)[number];

export interface LoanWorth {
  /** 1: current or up to 30 days behind; 2: 31 days and more, or its guarantor has failed; 3: in default. */
  stage(loan: number): Stage;
  /** Expected loss of what lenders and the reserve are owed, in whole fen: of 12 months in stage 1, else of its life. */
  expectedLossFen(loan: number): number;
  /**
   * Share of a lender's claim that is expected to be lost by what has gone wrong already: nothing of a current loan, whose
   * losses to come stand against interest to come.
   */
  lossShare(loan: number): number;
}

/** Tables once per observation: a fork may change products and guarantors. */
export function loanWorth(world: World): LoanWorth {
  const { scenario, loans, guarantors } = world;
  const products = Object.values(scenario.loans);
  const table = lossTable(scenario);
  const { roll, cure } = scenario.credit.chain;
  // Who stays is asked again next month: what counts is which way it leaves the bucket.
  const through = [0, 1, 2].map((k) => roll[k]! / Math.max(1e-12, roll[k]! + cure[k]!));
  /** Probability of default from each reporting bucket, before that of a loan that is current again. */
  const fromBucket = [0, through[0]! * through[1]! * through[2]!, through[1]! * through[2]!, through[2]!];

  return { stage, expectedLossFen, lossShare };

  function guarantorFailed(loan: number): boolean {
    const guarantor = loans.guarantor[loan]!;
    return guarantor !== NO_GUARANTOR && guarantors.failedDay[guarantor]! >= 0;
  }

  function stage(loan: number): Stage {
    if (loans.status[loan] === LOAN.recovery) return 3;
    return loans.bucket[loan]! >= 2 || guarantorFailed(loan) ? 2 : 1;
  }

  function expectedLossFen(loan: number): number {
    const owedFen = loans.outstandingFen[loan]! - loans.guarantorClaimFen[loan]!;
    return Math.floor(owedFen * shareOver(loan, stage(loan) === 1 ? table.year : table.lifetime) + 0.5);
  }

  function lossShare(loan: number): number {
    const { status, bucket } = loans;
    if (status[loan] === LOAN.recovery) return afterDefault(loan) * (lgdOf(loan) / unaidedLgd(loan) || 1);
    return (fromBucket[bucket[loan]!] ?? 1) * lgdOf(loan);
  }

  /** Loss given default as its product has it, and with its guarantor, if that still pays. */
  function unaidedLgd(loan: number): number {
    return products[loans.product[loan]!]!.lgd;
  }

  function lgdOf(loan: number): number {
    return guarantorFailed(loan) ? unaidedLgd(loan) : productLgd(products[loans.product[loan]!]!);
  }

  function shareOver(loan: number, shares: Float64Array): number {
    if (loans.status[loan] === LOAN.recovery) return lossShare(loan);
    const lgd = lgdOf(loan);
    const cell = cellOf(loans.product[loan]!, loans.obligorGrade[loan]!, loans.termMonths[loan]!);
    const later = shares[cell]! * (lgd / productLgd(products[loans.product[loan]!]!) || 1);
    const now = fromBucket[loans.bucket[loan]!] ?? 1;
    return Math.min(1, now * lgd + (1 - now) * later);
  }

  /** What of the principal still owed isn't expected to come: the product's share less what came already. */
  function afterDefault(loan: number): number {
    const { recoveryShare, recoveryCost } = products[loans.product[loan]!]!;
    const owedFen = loans.outstandingFen[loan]!;
    if (owedFen === 0) return 0;
    const comesFen = Math.max(0, recoveryShare * loans.defaultedFen[loan]! - loans.recoveredFen[loan]!);
    return Math.max(0, 1 - (comesFen * (1 - recoveryCost)) / owedFen);
  }
}
