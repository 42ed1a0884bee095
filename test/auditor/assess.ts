/** MODEL.md 4: every approved application again, from the draws of its customer: score, grade, price, acceptance, hazard multiplier. */
import { exp, ln, probit } from '../../engine/base/mathx.ts';
import type { CreditCurves } from '../../engine/finance/credit-curves.ts';
import { GRADES } from '../../engine/base/vocabulary.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import type { Offer } from '../../engine/state/today.ts';
import type { World } from '../../engine/state/world.ts';
import { inForce } from './book.ts';
import { must, ppm, sum } from './exact.ts';
import { schedule } from './schedules.ts';

type Same = (entity: string, engine: number | string, auditor: number | string) => void;

/** Hidden quality and honesty, drawn under the customer's key on the day of its birth. */
function natureOf(world: World, { key, bornDay, customer, channel: today }: Offer['applicant']) {
  // Who applies again is who it was: the channel of its birth counts.
  const channel = customer < 0 ? today : must(world.customers.channel[customer]);
  const { customers, acquisition } = world.scenario;
  const draws = world.streams.stream('customer');
  const shift = Object.values(acquisition.borrowers)[channel]?.qualityShift ?? 0;
  const quality =
    customers.qualityMean + shift + customers.qualitySigma * probit(draws.uniform(key, bornDay, 4));
  const neverPays = draws.uniform(key, bornDay, 6) < customers.neverPaysShare;
  const misstates = neverPays || draws.uniform(key, bornDay, 5) < customers.misstatingShare;
  return { quality, neverPays, misstates };
}

/** Points of the posterior mean of the quality that the sources in use show. */
function points(world: World, offer: Offer, quality: number, misstated: boolean): number {
  const { assessment, customers } = world.scenario;
  const { key, appliedDay } = offer.applicant;
  const draws = world.streams.stream('evidence');
  let precision = 1 / (customers.qualitySigma * customers.qualitySigma);
  let weighted = customers.qualityMean * precision;
  Object.values(assessment.sources).forEach((source, s) => {
    if (!source.use || draws.uniform(key, appliedDay, 2 * s) >= source.coverage) return;
    const noise = assessment.noise ? source.noise : 0;
    const error = noise * probit(draws.uniform(key, appliedDay, 2 * s + 1));
    const seen = quality + error + (source.stated && misstated ? customers.misstatement : 0);
    const weight = 1 / Math.max(1e-3, noise) ** 2;
    precision += weight;
    weighted += seen * weight;
  });
  const { baseScore, baseOdds, pdo } = assessment.scorecard;
  return baseScore + (pdo / ln(2)) * (weighted / precision - ln(baseOdds));
}

function gradeOf(scenario: Scenario, score: number): number {
  const { gradeFloors } = scenario.assessment;
  return GRADES.findIndex((grade) => grade === 'HR' || score >= gradeFloors[grade]);
}

/** Linear between the points, level outside of them. */
function termPremium(points: Readonly<Record<string, number>>, term: number): number {
  const knots = Object.entries(points).map(([months, rate]) => ({ months: Number(months), rate }));
  const after = knots.findIndex(({ months }) => months >= term);
  if (after === 0) return must(knots[0]).rate;
  if (after < 0) return must(knots.at(-1)).rate;
  const low = must(knots[after - 1]);
  const high = must(knots[after]);
  return low.rate + ((high.rate - low.rate) * (term - low.months)) / (high.months - low.months);
}

/** Checks one approved application; returns nothing, `same` throws. */
export function checkApproved(
  world: World,
  curves: CreditCurves,
  offer: Offer,
  name: string,
  same: Same,
): void {
  const { scenario, day } = world;
  const { assessment, credit, pricing, reserve } = scenario;
  const { applicant } = offer;
  const { quality, neverPays, misstates } = natureOf(world, applicant);
  same(`${name} never pays`, offer.truth.neverPays ? 1 : 0, neverPays ? 1 : 0);

  // A reviewer may have found a misstatement; nobody else can have.
  const asStated = points(world, offer, quality, misstates);
  const corrected = points(world, offer, quality, false);
  const score = Math.floor(asStated + 0.5) === offer.score || !misstates ? asStated : corrected;
  same(`${name} score`, offer.score, Math.floor(score + 0.5));
  same(`${name} obligor grade`, offer.obligorGrade, gradeOf(scenario, score));
  const worst = GRADES.indexOf(assessment.worstAccepted);
  same(`${name} is good enough`, 'yes', offer.obligorGrade <= worst ? 'yes' : 'no');

  const grade = must(GRADES[offer.obligorGrade]);
  const facility = must(GRADES[offer.facilityGrade]);
  const { termMonths, amountFen, incomeFen, existingFen } = applicant;
  const rate =
    inForce(pricing.lenderRate, day)[facility] +
    termPremium(pricing.termPremium, termMonths) +
    world.platform.raisedRate;
  same(`${name} rate`, offer.aprPpm, ppm(Math.max(0, rate)));
  same(`${name} fee`, offer.feePpm, ppm(inForce(pricing.borrowerFee, day)[grade]));
  const { byGrade, scale } = inForce(reserve.contribution, day);
  same(`${name} contribution`, offer.contributionPpm, ppm(byGrade[grade] * scale));
  const surcharge = reserve.fundedBy === 'borrowerSurcharge' ? offer.contributionPpm : 0;
  const fees = ((offer.feePpm + offer.guaranteeFeePpm / 12) * termMonths + surcharge) / 1e6;
  const allIn = offer.aprPpm / 1e6 + (24 * fees) / (termMonths + 1);
  same(`${name} is within the cap`, 'yes', allIn <= inForce(pricing.allInCap, day) + 1e-12 ? 'yes' : 'no');

  const draws = world.streams.stream('application');
  const { slope, outsideMean, outsideQualityBeta, outsideNoise } = pricing.acceptance;
  const outside =
    outsideMean -
    outsideQualityBeta * (quality - scenario.customers.qualityMean) +
    outsideNoise * probit(draws.uniform(applicant.key, applicant.appliedDay, 6));
  const accepts = 1 / (1 + exp(-slope * (outside - allIn)));
  const wish = draws.uniform(applicant.key, applicant.appliedDay, 7);
  same(`${name} accepts`, 'yes', wish < accepts && wish < world.platform.throttle ? 'yes' : 'no');
  same(
    `${name} minute`,
    offer.minute,
    Math.floor(1440 * draws.uniform(applicant.key, applicant.appliedDay, 4)),
  );

  const [first] = schedule(amountFen, offer.aprPpm, termMonths, 'levelInstalment');
  const instalment = sum([must(first).principal, must(first).interest]);
  const burden = (existingFen + instalment + (fees * amountFen) / termMonths) / incomeFen;
  same(`${name} can bear it`, 'yes', burden <= assessment.burdenMax + 1e-6 ? 'yes' : 'no');
  const multiplier =
    (exp(-credit.frailty * (quality - must(curves.qualityMean[offer.obligorGrade]))) /
      curves.frailtyMean(offer.obligorGrade, credit.frailty)) *
    exp(credit.burdenBeta * (Math.min(1.5, burden) - credit.burdenReference));
  const near = Math.abs(multiplier / offer.truth.multiplier - 1) < 1e-4;
  same(`${name} multiplier`, offer.truth.multiplier, near ? offer.truth.multiplier : multiplier);
}
