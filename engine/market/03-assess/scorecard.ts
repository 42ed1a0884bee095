/** From what was seen to a score, its parts and a grade. */
import bands from '../../../data/calibration/score-bands.json' with { type: 'json' };
import { developedCard } from '../../draws/development.ts';
import { pointsByAttribute } from '../../finance/points-card.ts';
import { factorOf } from '../../finance/scoring.ts';
import { scoreOfLogOdds } from '../../finance/score-population.ts';
import { GRADES, type Grade } from '../../base/vocabulary.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { SCORE_BANDS } from '../../state/assessed.ts';
import { cardValues, type CardApplicant } from '../../state/card-values.ts';

/** What a look showed, as far as a score goes. */
export interface Seen {
  /** Posterior mean of log-odds of being good, and its precision. */
  readonly logOdds: number;
  readonly precision: number;
  /** By source, NaN where it shows nothing; and the precision of each. */
  readonly readings: Float64Array;
  readonly precisions: Float64Array;
  /** Log-odds for what the own archive says. */
  readonly record: number;
}

export interface Scorecard {
  /** Points of a posterior mean, not rounded. */
  points(logOdds: number): number;
  /** Score of an applicant by the form in force. */
  score(seen: Seen, applicant: CardApplicant): number;
  /** The same by attribute, the base and the own archive last: the sources, then what a card of points reads besides. */
  parts(seen: Seen, applicant: CardApplicant): number[];
  /** Grade 0 (AA) to 6 (HR) of points. */
  grade(points: number): number;
  /** Tenth of the population of its development that a score is in, worst first. */
  band(points: number): number;
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
  const worstAccepted = GRADES.indexOf(scenario.assessment.worstAccepted);
  const form = scenario.assessment.scorecard.form === 'points' ? pointsForm(scenario) : posterior(scenario);
  const factor = factorOf(scenario.assessment.scorecard);
  /** Of the own archive: whole points beside a card. */
  const archive = ({ record }: Seen): number => {
    const points = factor * record;
    return scenario.assessment.scorecard.form === 'points' ? Math.floor(points + 0.5) : points;
  };
  return {
    score: (seen, applicant) => form.score(seen, applicant) + archive(seen),
    parts: (seen, applicant) => [...form.parts(seen, applicant), archive(seen)],
    points: (logOdds) => scoreOfLogOdds(scenario.assessment.scorecard, logOdds),
    grade: (points) => {
      let grade = 0;
      while (grade < floors.length && points < floors[grade]!) grade += 1;
      return grade;
    },
    band: (points) => {
      let band = 0;
      while (band < form.edges.length && points >= form.edges[band]!) band += 1;
      return band;
    },
    worstAccepted,
    cutOff: floors[worstAccepted] ?? -Infinity,
  };
}

type Form = Pick<Scorecard, 'score' | 'parts'> & { readonly edges: readonly number[] };

function posterior({ assessment, customers }: Scenario): Form {
  const card = assessment.scorecard;
  const factor = factorOf(card);
  const base = scoreOfLogOdds(card, customers.qualityMean);
  return {
    edges: bands.edges.map((logOdds) => scoreOfLogOdds(card, logOdds)),
    score: ({ logOdds }) => scoreOfLogOdds(card, logOdds),
    parts: ({ readings, precisions, precision }) => [
      ...Array.from(readings, (reading, s) =>
        Number.isNaN(reading) ? 0 : (factor * precisions[s]! * (reading - customers.qualityMean)) / precision,
      ),
      base,
    ],
  };
}

function pointsForm(scenario: Scenario): Form {
  const card = developedCard(scenario);
  const sorted = Float64Array.from(card.scores).sort();
  const parts: Form['parts'] = ({ readings }, applicant) => [
    ...pointsByAttribute(card, cardValues(applicant, readings)),
    card.basePoints,
  ];
  return {
    edges: Array.from(
      { length: SCORE_BANDS - 1 },
      (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / SCORE_BANDS)]!,
    ),
    score: (seen, applicant) => parts(seen, applicant).reduce((sum, points) => sum + points, 0),
    parts,
  };
}
