/** Placeholder of the signature only; the calibrated curves replace it. */
export interface CreditCurves {
  /** Entry probability into M1 at due number 1..term (index 0 = due number 1), before multipliers. */
  entry(grade: number, termMonths: number): Float64Array;
  /** Monthly prepayment probability at due number 1..term. */
  smm(termMonths: number): Float64Array;
  /** Lifetime default probability of a loan of that term on the curve. */
  lifetimePd(grade: number, termMonths: number): number;
  /** Balance at default as a share of principal, by grade. */
  readonly exposureAtDefault: Float64Array;
  /** Mean of hidden quality and E[exp(-frailty (q - mean))] of the frozen calibration population, by grade. */
  readonly qualityMean: Float64Array;
  frailtyMean(grade: number, frailty: number): number;
}
