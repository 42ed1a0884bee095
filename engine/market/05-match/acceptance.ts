/** Which risk classes buy claims of a grade and a rate. */
import { ppm } from '../../finance/terms.ts';
import { GRADES, RISK_CLASSES } from '../../base/vocabulary.ts';
import type { Scenario } from '../../scenario/scenario.ts';

/** Fills a flag per class: it accepts the facility grade, and the rate is at least what it wants. */
export function acceptance(scenario: Scenario): (facilityGrade: number, aprPpm: number) => Uint8Array {
  const { acceptedUpTo, minYield } = scenario.matching;
  const worst = RISK_CLASSES.map((name) => GRADES.indexOf(acceptedUpTo[name]));
  const least = RISK_CLASSES.map((name) => ppm(minYield[name]));
  const accepting = new Uint8Array(RISK_CLASSES.length);
  return (facilityGrade, aprPpm) => {
    for (let c = 0; c < accepting.length; c++) {
      accepting[c] = worst[c]! >= facilityGrade && least[c]! <= aprPpm ? 1 : 0;
    }
    return accepting;
  };
}
