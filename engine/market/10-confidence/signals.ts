/** What lenders are told and what it does to their hazards: functions of figures disclosed and of their own nature. */
import { exp } from '../../base/mathx.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { World } from '../../state/world.ts';

type Confidence = Scenario['confidence'];

/** Figures of the public signal; news of today, the rest as disclosed at the end of yesterday. */
export interface PublicFigures {
  readonly news: number;
  readonly coverage: number;
  readonly overdueRatio: number;
  readonly delayDays: number;
  readonly guarantorNews: number;
  readonly anticipation: number;
  readonly complaints: number;
}

/** Days of delay that frighten fully. */
const FULL_DELAY_DAYS = 10;
/** News so good that nothing better is heard. */
const BEST_NEWS = -1;

/** X: 0 when there is nothing to worry about; only good news makes it negative. */
export function publicSignal(confidence: Confidence, figures: PublicFigures): number {
  const { channels, weights } = confidence;
  let x = 0;
  if (channels.news) x += weights.news * Math.max(BEST_NEWS, figures.news);
  if (channels.coverage) x += weights.coverage * Math.max(0, 1 - figures.coverage);
  if (channels.overdue) {
    x += weights.overdue * Math.max(0, figures.overdueRatio / confidence.overdueReference - 1);
  }
  if (channels.delays) x += weights.delay * Math.min(1, figures.delayDays / FULL_DELAY_DAYS);
  if (channels.guarantors) x += weights.guarantors * figures.guarantorNews;
  if (channels.anticipation) x += weights.anticipation * figures.anticipation;
  if (channels.complaints) x += weights.complaints * figures.complaints;
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

/** A lender's own multiplier: its nature, the share of its contacts that left, how late its own money is. */
export function ownMultiplier(
  confidence: Confidence,
  nature: number,
  leaverShare: number,
  lateDays: number,
): number {
  return exp(
    confidence.thetaSigma * nature +
      confidence.weights.contacts * leaverShare +
      delayTerm(confidence, lateDays),
  );
}

/** Draw of stream `lender`: how timid it is. */
const NATURE = 3;

/** How timid lenders are, standard normal. */
export function natureOf({ streams, lenders }: World): (row: number) => number {
  const stream = streams.stream('lender');
  return (row) => stream.normal(lenders.key[row]!, lenders.bornDay[row]!, NATURE);
}
