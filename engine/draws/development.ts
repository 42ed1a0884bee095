/**
 * The records that a scorecard of points is developed on: applicants of the frozen population (data/calibration), seen
 * through the scenario's sources, with a known outcome. No applicant of a simulated day is among them, and their chance is
 * that of no replication: whoever develops a card of the same scenario gets the same card.
 */
import { invariant } from '../base/assert.ts';
import { logistic } from '../base/mathx.ts';
import { calibrationPopulation } from '../finance/credit-curves.ts';
import { developCard, type PointsCard, type RecordedAttribute } from '../finance/points-card.ts';
import { Streams } from '../random/streams.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { cardAttributes, cardValues } from '../state/card-values.ts';
import { KIND_NAMES } from '../state/codes.ts';
import { attributeDraws } from './attributes.ts';
import { offering, wishDraws } from './wishes.ts';

/** Seed of the records. */
const SEED = 0x5c0_2e;
const DAY = 0;
const QUALITY = 4;
const MISSTATES = 5;
const OUTCOME = 8;
const BURDEN_MAX = 1.5;
/** Customers looked at for each record before it is clear that nobody is offered anything. */
const SEARCH = 1000;
/** Share of the records of whom a loan elsewhere is on file, if there is a registry. */
const ON_FILE = 0.5;

const developed = new WeakMap<Scenario, PointsCard>();

/** The card of a scenario, developed once. */
export function developedCard(scenario: Scenario): PointsCard {
  let card = developed.get(scenario);
  if (card === undefined) {
    card = develop(scenario);
    developed.set(scenario, card);
  }
  return card;
}

function develop(scenario: Scenario): PointsCard {
  const { assessment, credit } = scenario;
  const { records, bins, smoothing, leastInformation } = assessment.scorecard.development;
  const population = calibrationPopulation();
  const streams = new Streams(SEED, 0);
  const people = streams.stream('customer');
  const evidence = streams.stream('evidence');
  const attributesOf = attributeDraws(scenario, people);
  const wishOf = wishDraws(scenario, streams.stream('application'));
  const offers = [offering(scenario, false), offering(scenario, true)].find((one) => one !== null)!;
  const sources = Object.values(assessment.sources);
  const attributes = cardAttributes(scenario).map(({ name, codes }): RecordedAttribute => {
    return { name, codes, values: new Float64Array(records) };
  });
  const good = new Uint8Array(records);
  const { registry } = scenario;
  const readings = new Float64Array(sources.length + (registry.use ? 1 : 0));
  let record = 0;
  // Who is offered no product never applies, here as in the market.
  for (let key = 0; record < records; key++) {
    invariant(key < SEARCH * records, 'some kind of customer is offered a product', () => ({ records }));
    const person = attributesOf(key, DAY);
    const wish = wishOf(key, DAY, person.kind, offers);
    if (wish === null) continue;
    const quality = population.qualityMean + population.qualitySigma * people.normal(key, DAY, QUALITY);
    const misstates = people.uniform(key, DAY, MISSTATES) < population.misstatingShare;
    sources.forEach((source, s) => {
      const covered =
        source.use &&
        evidence.uniform(key, DAY, 2 * s) < source.coverage * source.coverageOf[KIND_NAMES[person.kind]!];
      const noise = assessment.noise ? source.noise * evidence.normal(key, DAY, 2 * s + 1) : 0;
      const added = source.stated && misstates ? population.misstatement : 0;
      readings[s] = covered ? quality + noise + added : NaN;
    });
    if (registry.use) {
      const on = evidence.uniform(key, DAY, 2 * sources.length + 2) < ON_FILE;
      const noise = assessment.noise ? registry.noise * evidence.normal(key, DAY, 2 * sources.length + 3) : 0;
      readings[sources.length] = on ? quality + noise : NaN;
    }
    const values = cardValues({ ...person, ...wish }, readings);
    attributes.forEach((attribute, a) => (attribute.values[record] = values[a]!));
    const burden = (person.existingFen + wish.amountFen / wish.termMonths) / Math.max(1, person.incomeFen);
    const strain = credit.burdenBeta * (Math.min(BURDEN_MAX, burden) - credit.burdenReference);
    good[record] = people.uniform(key, DAY, OUTCOME) < logistic(quality - strain) ? 1 : 0;
    record += 1;
  }
  return developCard({
    attributes,
    good,
    bins,
    smoothing,
    leastInformation,
    scale: assessment.scorecard,
  });
}
