/** Which risk classes buy claims of a grade and a rate. */
import { ppm } from '../../finance/terms.ts';
import { GRADES, RISK_CLASSES } from '../../base/vocabulary.ts';
import type { Scenario } from '../../scenario/scenario.ts';

/**
 * Fills a mask per class: all bits set if it accepts the facility grade and the rate is at least what it wants, else none.
 * The array is the same at each call.
 */
export function acceptance(scenario: Scenario): (facilityGrade: number, aprPpm: number) => Int32Array {
  const { acceptedUpTo, minYield } = scenario.matching;
  const worst = RISK_CLASSES.map((name) => GRADES.indexOf(acceptedUpTo[name]));
  const least = RISK_CLASSES.map((name) => ppm(minYield[name]));
  const accepting = new Int32Array(RISK_CLASSES.length);
  return (facilityGrade, aprPpm) => {
    for (let c = 0; c < accepting.length; c++) {
      accepting[c] = worst[c]! >= facilityGrade && least[c]! <= aprPpm ? -1 : 0;
    }
    return accepting;
  };
}
