/** What a loan of a grade, term and product costs on a day. */
import { allInRate, facilityGrade, ppm, PPM, premiumAt } from '../../finance/terms.ts';
import type { CreditCurves } from '../../finance/credit-curves.ts';
import { GRADES } from '../../base/vocabulary.ts';
import type { Contribution, LoanProduct } from '../../scenario/scenario.ts';
import { inForce } from '../../state/dated.ts';
import { newLossShare, productLgd } from '../../state/expected-loss.ts';
import { isStopped } from '../../state/law.ts';
import type { World } from '../../state/world.ts';

export interface Price {
  readonly facilityGrade: number;
  readonly aprPpm: number;
  readonly feePpm: number;
  readonly guaranteeFeePpm: number;
  readonly contributionPpm: number;
  /** All fees of the loan as a share of principal. */
  readonly feeShare: number;
  readonly allInRate: number;
}

/** Prices of the day; `guarantor` is -1 for loans nobody guarantees. */
export type PriceOf = (grade: number, product: number, termMonths: number, guarantor: number) => Price;

/** Facility grades by product, solved once; the function it returns gives the price list of a day. */
export function preparePricing(world: World, curves: CreditCurves): (day: number) => PriceOf {
  const { scenario, platform } = world;
  const { pricing, credit, reserve } = scenario;
  const products = Object.values(scenario.loans);
  const guarantors = Object.values(scenario.guarantors);
  const premiums = Object.entries(pricing.termPremium)
    .map(([term, premium]) => ({ term: Number(term), premium }))
    .sort((a, b) => a.term - b.term);
  const facility = products.map((product) =>
    GRADES.map((_, grade) => {
      const borrower = { pd: curves.pd36[grade]!, exposureAtDefault: curves.exposureAtDefault[grade]! };
      return facilityGrade(borrower, product, credit.facilityBands);
    }),
  );
  return (day) => {
    const lenderRate = inForce(pricing.lenderRate, day);
    const borrowerFee = inForce(pricing.borrowerFee, day);
    const contribution = inForce(reserve.contribution, day);
    const noReserve = isStopped(world, 'riskReserve');
    return (grade, product, termMonths, guarantor) => {
      const facilityIndex = facility[product]![grade]!;
      const rate =
        lenderRate[GRADES[facilityIndex]!] +
        premiumAt(premiums, termMonths) +
        platform.raisedRate +
        products[product]!.rateAdd;
      const aprPpm = ppm(Math.max(0, rate));
      const feePpm = ppm(borrowerFee[GRADES[grade]!]);
      const guaranteeFeePpm = guarantor < 0 ? 0 : ppm(guarantors[guarantor]!.feePerYear);
      const paidIn = shareOf(contribution, { grade, product: products[product]!, termMonths, feePpm });
      const contributionPpm = noReserve ? 0 : ppm(paidIn * contribution.scale);
      const surchargePpm = reserve.fundedBy === 'borrowerSurcharge' ? contributionPpm : 0;
      const feeShare = ((feePpm + guaranteeFeePpm / 12) * termMonths + surchargePpm) / PPM;
      return {
        facilityGrade: facilityIndex,
        aprPpm,
        feePpm,
        guaranteeFeePpm,
        contributionPpm,
        feeShare,
        allInRate: allInRate(aprPpm / PPM, feeShare, termMonths),
      };
    };
  };
}

/** Share of principal that a new loan pays in, before the scale, by the rule in force. */
function shareOf(
  { by, byGrade, ofFee }: Contribution,
  loan: {
    readonly grade: number;
    readonly product: LoanProduct;
    readonly termMonths: number;
    readonly feePpm: number;
  },
): number {
  if (by === 'grade') return byGrade[GRADES[loan.grade]!];
  if (by === 'fee') return (ofFee * loan.feePpm * loan.termMonths) / PPM;
  return newLossShare(loan.grade, loan.termMonths) * productLgd(loan.product);
}
