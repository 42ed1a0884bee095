/** What paying ahead of schedule costs, and what makes it worth while. */
import { mulDivHalfUp } from '../../base/money.ts';
import { GRADES } from '../../base/vocabulary.ts';
import { PPM, ppm, premiumAt } from '../../finance/terms.ts';
import { REASON } from '../../ledger/reasons.ts';
import { distributeProceeds } from '../../settle/proceeds.ts';
import { distributeInterest } from '../../settle/shares.ts';
import { inForce } from '../../state/dated.ts';
import { FLOW } from '../../state/flow.ts';
import type { World } from '../../state/world.ts';

/** Fee on all principal after instalment k, before it is paid. */
export function payPrepayFee(world: World, loan: number, k: number): void {
  const { scenario, loans, schedules, ledger, flow, day } = world;
  const { share, to } = inForce(scenario.pricing.prepayFee, day);
  if (share === 0) return;
  const prepaidFen = loans.lots[loan]! * schedules.get(loans.schedule[loan]!).balanceFen[k]!;
  const feeFen = mulDivHalfUp(prepaidFen, ppm(share), PPM);
  if (feeFen === 0) return;
  flow[FLOW.prepayFeeFen]! += feeFen;
  if (to === 'platform') {
    ledger.post(REASON.prepayFeeToPlatform, feeFen, loan);
    flow[FLOW.feesFen]! += feeFen;
  } else if (loans.compensated[loan] === 1)
    distributeProceeds(world, loan, { principalFen: 0, interestFen: feeFen }, REASON.repayPrincipal);
  else distributeInterest(world, loan, feeFen, REASON.prepayFeeToLenders);
}

/** Multiplier on prepayment: 1, and more by the points by which the contract's rate is above today's of its grade and term. */
export function refinancingIncentive(world: World): (loan: number) => number {
  const { scenario, loans, schedules, platform } = world;
  const premiums = Object.entries(scenario.pricing.termPremium)
    .map(([term, premium]) => ({ term: Number(term), premium }))
    .sort((a, b) => a.term - b.term);
  return (loan) => {
    const { aprPpm } = schedules.get(loans.schedule[loan]!);
    const grade = GRADES[loans.facilityGrade[loan]!]!;
    const today =
      inForce(scenario.pricing.lenderRate, world.day)[grade] +
      premiumAt(premiums, loans.termMonths[loan]!) +
      platform.raisedRate;
    return 1 + scenario.credit.refinanceBeta * 100 * Math.max(0, aprPpm / PPM - today);
  };
}
