/** From what was seen to a score and a grade. */
import { scoreOfLogOdds, type ScoreModel } from '../../finance/score-population.ts';
import { GRADES, type Grade } from '../../base/vocabulary.ts';
import type { Scenario } from '../../scenario/scenario.ts';

export interface Scorecard {
  /** Points of a posterior mean, not rounded. */
  points(logOdds: number): number;
  /** Grade 0 (AA) to 6 (HR) of points. */
  grade(points: number): number;
  readonly worstAccepted: number;
  /** Lowest points accepted; -Infinity if every grade is. */
  readonly cutOff: number;
}

/** Lowest scores of the grades but the last, best first. */
export function floorsOf(scenario: Scenario): number[] {
  return GRADES.slice(0, -1).map((grade) => scenario.assessment.gradeFloors[grade as Exclude<Grade, 'HR'>]);
}

/** The scorecard of a scenario, with its cut-off. */
export function scorecardOf(scenario: Scenario): Scorecard {
  const floors = floorsOf(scenario);
  const card: ScoreModel['scorecard'] = scenario.assessment.scorecard;
  const worstAccepted = GRADES.indexOf(scenario.assessment.worstAccepted);
  return {
    points: (logOdds) => scoreOfLogOdds(card, logOdds),
    grade: (points) => {
      let grade = 0;
      while (grade < floors.length && points < floors[grade]!) grade += 1;
      return grade;
    },
    worstAccepted,
    cutOff: floors[worstAccepted] ?? -Infinity,
  };
}
