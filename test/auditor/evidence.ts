/** MODEL.md 4: what is seen of an applicant, by the platform and by a guarantor, and the points it makes. */
import { exp, ln } from '../../engine/base/mathx.ts';
import { GRADES } from '../../engine/base/vocabulary.ts';
import type { Applicant } from '../../engine/state/today.ts';
import type { Book } from './book.ts';
import { normal } from './chance.ts';
import { must } from './exact.ts';
import { wandered, type Truth } from './people.ts';

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
  /** Cost of checking what is only stated. */
  readonly verifyFen: number;
  /** Whether a misstatement was taken out of any source. */
  readonly found: boolean;
  /** Day of the look by source whose papers are kept, null for others. */
  readonly asked: readonly (number | null)[];
  /** Points by the posterior, whatever the form of the score. */
  readonly believed: number;
}

/** Day of the look that an application rests on: an earlier one as long as it is valid. */
function dayOfLook(
  book: Book,
  { customer, appliedDay }: Applicant,
  source: number,
  validFor: number,
): number {
  const before = book.customers[customer]?.looks.get(source);
  if (validFor === 0 || before === undefined || before + validFor < appliedDay) return appliedDay;
  if (before < appliedDay) book.reach('papers are used again');
  return before;
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

/** Points for a customer's own past loans: for due dates missed beside those that were to be expected. */
function pastPoints(book: Book, { customer }: Applicant): number {
  const { registry, assessment } = book.scenario;
  const known = book.customers[customer];
  if (!registry.use || known === undefined) return 0;
  const { late, expected } = known.past;
  if (late > 0 || expected > 0) book.reach('an own past');
  const odds = registry.ownWeight * ln((registry.credibility + expected) / (registry.credibility + late));
  return (assessment.scorecard.pdo / ln(2)) * odds;
}

/** Points of the covered sources and what asking them costs; `skill`: of the reviewer who checks, 0 if nobody does. */
export function look(book: Book, applicant: Applicant, truth: Truth, skill: number): Judged {
  const { key, appliedDay } = applicant;
  const { assessment, customers } = book.scenario;
  const draws = book.stream('evidence');
  const seen: Seen[] = [];
  const shown: (number | null)[] = [];
  const asked: (number | null)[] = [];
  const person = { key, bornDay: applicant.bornDay };
  const now = wandered(book, person, appliedDay);
  let costFen = 0;
  let verifyFen = 0;
  let found = false;
  Object.values(assessment.sources).forEach((source, s) => {
    shown.push(null);
    const day = dayOfLook(book, applicant, s, source.validForDays);
    asked.push(source.validForDays > 0 ? day : null);
    const kinds = [
      source.coverageOf.individual,
      source.coverageOf.soleTrader,
      source.coverageOf.enterprise,
    ] as const;
    if (!source.use || draws.uniform(key, day, 2 * s) >= source.coverage * must(kinds[applicant.kind]))
      return;
    const noise = assessment.noise ? source.noise : 0;
    const lies = source.stated && truth.misstates;
    const told = lies && book.stream('review').uniform(key, appliedDay, 0) < skill * source.verification;
    if (told) found = true;
    const then = truth.quality - now + wandered(book, person, day - source.staleDays);
    if (source.staleDays > 0 && now !== 0) book.reach('old papers');
    const error = noise * normal(draws, key, day, 2 * s + 1);
    const value = then + error + (lies && !told ? customers.misstatement : 0);
    shown[s] = value;
    seen.push({ value, noise });
    if (day === appliedDay) costFen += source.costFen;
    if (source.stated) verifyFen += source.verifyCostFen;
  });
  const { registry } = book.scenario;
  const k = 2 * shown.length + 2;
  if (registry.use) {
    shown.push(null);
    const onFile = 1 - exp(-Math.floor(book.filed) / registry.borrowers);
    if (draws.uniform(key, appliedDay, k) < onFile) {
      const noise = assessment.noise ? registry.noise : 0;
      const value = truth.quality + noise * normal(draws, key, appliedDay, k + 1);
      shown[shown.length - 1] = value;
      seen.push({ value, noise });
      book.reach('a loan elsewhere is on file');
    }
  }
  const { mean, precision } = posterior(book, seen);
  const missed = (truth.quality - mean) * Math.sqrt(precision);
  const byCard = assessment.scorecard.form === 'points';
  const believed = points(book, seen);
  const past = pastPoints(book, applicant);
  return {
    points: byCard ? cardPoints(book, applicant, shown) + Math.floor(past + 1 / 2) : believed + past,
    missed,
    costFen,
    verifyFen,
    found,
    asked,
    believed,
  };
}

/** The guarantor's own look, as good as the first source, or the papers of the platform. */
export function guarantorsPoints(book: Book, applicant: Applicant, truth: Truth): number {
  const { key, appliedDay } = applicant;
  if (book.scenario.assessment.guarantorsLook === 'platform') return look(book, applicant, truth, 0).believed;
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
