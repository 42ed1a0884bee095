/** MODEL.md 4: what is seen of an applicant, by the platform and by a guarantor, and the points it makes. */
import { ln } from '../../engine/base/mathx.ts';
import { GRADES } from '../../engine/base/vocabulary.ts';
import type { Applicant } from '../../engine/state/today.ts';
import type { Book } from './book.ts';
import { normal } from './chance.ts';
import { must } from './exact.ts';
import type { Truth } from './people.ts';

/** A look with its precision. */
interface Seen {
  readonly value: number;
  readonly noise: number;
}

/** What a look made: the score, and how far from the truth what was seen lets one believe, in standard deviations. */
export interface Judged {
  readonly points: number;
  readonly missed: number;
  readonly costFen: number;
}

const LEAST_NOISE = 1e-3;

/** Posterior of the hidden quality from the prior and what was seen. */
function posterior({ scenario }: Book, seen: readonly Seen[]): { mean: number; precision: number } {
  const { qualityMean, qualitySigma } = scenario.customers;
  let precision = 1 / (qualitySigma * qualitySigma);
  let weighted = qualityMean * precision;
  for (const { value, noise } of seen) {
    const shown = Math.max(LEAST_NOISE, noise);
    const weight = 1 / (shown * shown);
    precision += weight;
    weighted += weight * value;
  }
  return { mean: weighted / precision, precision };
}

function points(book: Book, seen: readonly Seen[]): number {
  const { baseScore, baseOdds, pdo } = book.scenario.assessment.scorecard;
  return baseScore + (pdo / ln(2)) * (posterior(book, seen).mean - ln(baseOdds));
}

/** The card's points of what the sources show and of what the application says, added up. */
function cardPoints(book: Book, applicant: Applicant, shown: readonly (number | null)[]): number {
  const { existingFen, amountFen, termMonths, incomeFen, kind, sector } = applicant;
  const burden = (existingFen + amountFen / termMonths) / Math.max(1, incomeFen);
  const numbers = [...shown, burden, incomeFen, termMonths];
  const { basePoints, attributes } = book.calibration.card();
  let score = basePoints;
  attributes.forEach(({ edges, bins }, a) => {
    const value = a < numbers.length ? (numbers[a] ?? null) : null;
    let bin = bins.length - 1;
    if (value !== null) bin = edges.filter((edge) => edge <= value).length;
    if (a === numbers.length) bin = kind;
    if (a === numbers.length + 1) bin = sector;
    score += must(bins[bin]).points;
  });
  book.reach('scored by a card');
  return score;
}

/** Points of the covered sources and what asking them costs; `found`: the misstatement has been taken out. */
export function look(book: Book, applicant: Applicant, truth: Truth, found: boolean): Judged {
  const { key, appliedDay } = applicant;
  const { assessment, customers } = book.scenario;
  const draws = book.stream('evidence');
  const seen: Seen[] = [];
  const shown: (number | null)[] = [];
  let costFen = 0;
  Object.values(assessment.sources).forEach((source, s) => {
    shown.push(null);
    if (!source.use || draws.uniform(key, appliedDay, 2 * s) >= source.coverage) return;
    const noise = assessment.noise ? source.noise : 0;
    const stated = source.stated && truth.misstates && !found ? customers.misstatement : 0;
    const value = truth.quality + noise * normal(draws, key, appliedDay, 2 * s + 1) + stated;
    shown[s] = value;
    seen.push({ value, noise });
    costFen += source.costFen;
  });
  const { mean, precision } = posterior(book, seen);
  const missed = (truth.quality - mean) * Math.sqrt(precision);
  const byCard = assessment.scorecard.form === 'points';
  return { points: byCard ? cardPoints(book, applicant, shown) : points(book, seen), missed, costFen };
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
