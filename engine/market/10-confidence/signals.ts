/** What lenders are told and what it does to their hazards: functions of figures seen and of their own nature. */
import { exp } from '../../base/mathx.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { World } from '../../state/world.ts';
import type { PublicFigures } from './seen.ts';

type Confidence = Scenario['confidence'];

/** What the platform's own words do: what disclosures still calm, and dated promises kept (below 0) or broken. */
export interface Words {
  readonly calm: number;
  readonly promises: number;
}

/** Days of delay that frighten fully. */
const FULL_DELAY_DAYS = 10;
/** News so good that nothing better is heard. */
const BEST_NEWS = -1;

/** X: 0 when there is nothing to worry about; only good news makes it negative. Words are heard without the lags of figures. */
export function publicSignal(
  confidence: Confidence,
  figures: PublicFigures,
  { calm, promises }: Words,
): number {
  const { channels, weights } = confidence;
  let x = 0;
  if (channels.news || channels.rivals) {
    const rumours = channels.news ? figures.news : 0;
    const rivals = channels.rivals ? weights.rivals * figures.rivals : 0;
    x += weights.news * Math.max(BEST_NEWS, rumours + rivals - (channels.news ? calm : 0));
  }
  if (channels.coverage) x += weights.coverage * Math.max(0, 1 - figures.coverage);
  if (channels.overdue) {
    x += weights.overdue * Math.max(0, figures.overdue / confidence.overdueReference - 1);
  }
  if (channels.delays) x += weights.delay * Math.min(1, figures.delays / FULL_DELAY_DAYS);
  if (channels.guarantors) x += weights.guarantors * figures.guarantors;
  if (channels.anticipation) x += weights.anticipation * figures.anticipation;
  if (channels.complaints) x += weights.complaints * figures.complaints;
  if (channels.promises) x += weights.promises * promises;
  if (channels.incidents) x += weights.incidents * figures.incidents;
  if (channels.regulator) x += weights.regulator * figures.regulator;
  // A high rate is a bargain to those at ease and a warning to those who worry.
  if (channels.premium) x += weights.premium * figures.premium * Math.min(1, Math.max(0, x));
  return x;
}

/** Hazard a day of a class at multiplier 1. `contactTerm` is 0 unless everybody is everybody's contact. */
export function classHazard(
  confidence: Confidence,
  sensitivity: number,
  x: number,
  contactTerm: number,
): number {
  return Math.min(confidence.hazardCapDaily, confidence.baseHazardDaily * exp(sensitivity * x + contactTerm));
}

/** What a lender's own delay adds to its fear. */
export function delayTerm({ channels, weights }: Confidence, lateDays: number): number {
  return channels.delays ? weights.delay * Math.min(1, lateDays / FULL_DELAY_DAYS) : 0;
}

/** Whether anybody minds that contacts' money is late. */
export function mindsContactDelays({ channels, weights }: Confidence): boolean {
  return channels.contactDelays && weights.contactDelays > 0;
}

/** Draw of stream `lender`: how timid it is. */
const NATURE = 3;

/** How timid lenders are, standard normal. */
export function natureOf({ streams, lenders }: World): (row: number) => number {
  const stream = streams.stream('lender');
  return (row) => stream.normal(lenders.key[row]!, lenders.bornDay[row]!, NATURE);
}
