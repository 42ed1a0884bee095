/** MODEL.md 4: what is seen of an applicant, by the platform and by a guarantor, and the points it makes. */
import { ln } from '../../engine/base/mathx.ts';
import { GRADES } from '../../engine/base/vocabulary.ts';
import type { Applicant } from '../../engine/state/today.ts';
import type { Book } from './book.ts';
import { normal } from './chance.ts';
import type { Truth } from './people.ts';

/** A look with its precision. */
interface Seen {
  readonly value: number;
  readonly noise: number;
}

const LEAST_NOISE = 1e-3;

/** Posterior mean of the hidden quality from the prior and what was seen, in points. */
function points({ scenario }: Book, seen: readonly Seen[]): number {
  const { qualityMean, qualitySigma } = scenario.customers;
  const { baseScore, baseOdds, pdo } = scenario.assessment.scorecard;
  let precision = 1 / (qualitySigma * qualitySigma);
  let weighted = qualityMean * precision;
  for (const { value, noise } of seen) {
    const shown = Math.max(LEAST_NOISE, noise);
    const weight = 1 / (shown * shown);
    precision += weight;
    weighted += weight * value;
  }
  return baseScore + (pdo / ln(2)) * (weighted / precision - ln(baseOdds));
}

/** Points of the covered sources and what asking them costs; `found`: the misstatement has been taken out. */
export function look(
  book: Book,
  { key, appliedDay }: Applicant,
  truth: Truth,
  found: boolean,
): { points: number; costFen: number } {
  const { assessment, customers } = book.scenario;
  const draws = book.stream('evidence');
  const seen: Seen[] = [];
  let costFen = 0;
  Object.values(assessment.sources).forEach((source, s) => {
    if (!source.use || draws.uniform(key, appliedDay, 2 * s) >= source.coverage) return;
    const noise = assessment.noise ? source.noise : 0;
    const stated = source.stated && truth.misstates && !found ? customers.misstatement : 0;
    seen.push({ value: truth.quality + noise * normal(draws, key, appliedDay, 2 * s + 1) + stated, noise });
    costFen += source.costFen;
  });
  return { points: points(book, seen), costFen };
}

/** The guarantor's own look: as good as the first source. */
export function guarantorsPoints(book: Book, { key, appliedDay }: Applicant, truth: Truth): number {
  const { assessment, customers } = book.scenario;
  const sources = Object.values(assessment.sources);
  const [first] = sources;
  if (first === undefined) return points(book, []);
  const noise = assessment.noise ? first.noise : 0;
  const error = noise * normal(book.stream('evidence'), key, appliedDay, 2 * sources.length + 1);
  const stated = truth.misstates ? customers.misstatement : 0;
  return points(book, [{ value: truth.quality + stated + error, noise }]);
}

/** The first grade whose floor the points reach. */
export function gradeOf({ scenario }: Book, score: number): number {
  const { gradeFloors } = scenario.assessment;
  return GRADES.findIndex((grade) => grade === 'HR' || score >= gradeFloors[grade]);
}
