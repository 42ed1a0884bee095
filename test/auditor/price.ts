/** MODEL.md 4: what a loan costs, and the grade of its facility. */
import { GRADES } from '../../engine/base/vocabulary.ts';
import { hazardOf } from '../../engine/finance/credit-curves.ts';
import type { LoanProduct } from '../../engine/scenario/scenario.ts';
import { hasStopped } from './law.ts';
import { inForce, type Book } from './book.ts';
import { straightLines } from './chance.ts';
import { must, ppm, sum } from './exact.ts';

const PPM = 1_000_000;
const GUARANTEED_LOSS = 0.1;

export interface Price {
  readonly facilityGrade: number;
  readonly aprPpm: number;
  readonly feePpm: number;
  readonly guaranteeFeePpm: number;
  readonly contributionPpm: number;
  /** All fees together as a share of principal, not rounded. */
  readonly feeShare: number;
  readonly allIn: number;
}

/** The first band that the expected lifetime loss doesn't exceed. */
function facilityGradeOf(book: Book, product: LoanProduct, obligorGrade: number): number {
  const { calibration, scenario } = book;
  const lgd = product.enhancement === 'guarantee' ? product.lgd * GUARANTEED_LOSS : product.lgd;
  const loss = calibration.pd36(obligorGrade) * calibration.exposureAtDefault(obligorGrade) * lgd;
  const band = scenario.credit.facilityBands.findIndex((limit) => loss <= limit);
  return band < 0 ? GRADES.length - 1 : band;
}

/** Premium of a term: straight lines between those stated. */
export function premium(book: Book, term: number): number {
  const premiums = Object.entries(book.scenario.pricing.termPremium)
    .map(([months, rate]) => [Number(months), rate] as const)
    .sort(([a], [b]) => a - b);
  return premiums.length === 0 ? 0 : straightLines(term, premiums);
}

/** Today's price for an obligor grade, product and term; `guarantor` -1: nobody stands for it. */
export function priceOf(
  book: Book,
  loan: {
    readonly obligorGrade: number;
    readonly product: number;
    readonly term: number;
    readonly guarantor: number;
  },
): Price {
  const { scenario, day, given } = book;
  const { pricing, reserve } = scenario;
  const { obligorGrade, term, guarantor } = loan;
  const grade = must(GRADES[obligorGrade]);
  const product = must(Object.values(scenario.loans)[loan.product]);
  const facilityGrade = facilityGradeOf(book, product, obligorGrade);
  const lenderRate = inForce(pricing.lenderRate, day)[must(GRADES[facilityGrade])];
  if (given.raisedRate > 0) book.reach('a raised rate');
  const aprPpm = ppm(Math.max(0, lenderRate + premium(book, term) + given.raisedRate + product.rateAdd));
  const feePpm = ppm(inForce(pricing.borrowerFee, day)[grade]);
  const guaranteeFeePpm =
    guarantor < 0 ? 0 : ppm(must(Object.values(scenario.guarantors)[guarantor]).feePerYear);
  const paidIn = contributionOf(book, { grade: obligorGrade, product, term, feePpm });
  const contributionPpm = hasStopped(book, 'riskReserve') ? 0 : ppm(paidIn);
  const surchargePpm = reserve.fundedBy === 'borrowerSurcharge' ? contributionPpm : 0;
  const feeShare = ((feePpm + guaranteeFeePpm / 12) * term + surchargePpm) / PPM;
  const allIn = aprPpm / PPM + (24 * feeShare) / (term + 1);
  return { facilityGrade, aprPpm, feePpm, guaranteeFeePpm, contributionPpm, feeShare, allIn };
}

/** Share of principal paid into the reserve by the rule of the day. */
function contributionOf(
  book: Book,
  loan: {
    readonly grade: number;
    readonly product: LoanProduct;
    readonly term: number;
    readonly feePpm: number;
  },
): number {
  const { by, byGrade, ofFee, scale } = inForce(book.scenario.reserve.contribution, book.day);
  switch (by) {
    case 'grade':
      return byGrade[must(GRADES[loan.grade])] * scale;
    case 'fee':
      book.reach('a contribution by fee');
      return (ofFee * loan.feePpm * loan.term * scale) / PPM;
    case 'expectedLoss': {
      book.reach('a contribution by expected loss');
      const lost = sum(
        [...hazardOf(loan.grade, loan.term)].map((h, age) => (h * (loan.term - age)) / loan.term),
      );
      return lost * loan.product.lgd * (loan.product.enhancement === 'guarantee' ? 0.1 : 1) * scale;
    }
  }
}

/** Level instalment of an amount at a yearly rate, not rounded: the amount over the worth of one fen a month. */
export function levelInstalment(amountFen: number, aprPpm: number, term: number): number {
  const discount = 1 / (1 + aprPpm / PPM / 12);
  let annuity = 0;
  for (let k = 1, worth = discount; k <= term; k++, worth *= discount) annuity += worth;
  return amountFen / annuity;
}
