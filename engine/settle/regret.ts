/** A loan goes wrong that some of its holders would never have bought, had they known themselves. */
import { GRADES, RISK_CLASSES } from '../base/vocabulary.ts';
import { LENDER } from '../state/codes.ts';
import type { World } from '../state/world.ts';
import { claimOfHolding } from './holdings.ts';

/** Notes with its holders what they are owed on a loan in default that is worse than their own class would take. */
export function noteRegret(world: World, loan: number): void {
  const { scenario, loans, holdings, lenders, today } = world;
  if (scenario.lenders.questionnaire === null) return;
  const first = loans.firstHolding[loan]!;
  for (let holding = first; holding < first + loans.holdingCount[loan]!; holding++) {
    const lender = holdings.lender[holding]!;
    if (lenders.status[lender] !== LENDER.investing) continue;
    const worst = scenario.matching.acceptedUpTo[RISK_CLASSES[lenders.ownClass[lender]!]!];
    if (loans.facilityGrade[loan]! <= GRADES.indexOf(worst)) continue;
    if (lenders.regretFen[lender] === 0) today.regretting.push(lender);
    lenders.regretFen[lender]! += claimOfHolding(world, holding, loan);
  }
}
