/** Hidden quality wanders: how far from what it was at birth it is on a day. Truth: see who may read it in truth.ts. */
import type { Stream } from '../random/streams.ts';

/** Days between the knots of a path; straight lines between them. */
const KNOT_DAYS = 90;
const DAYS_PER_YEAR = 365;
/** First draw of the knots before birth. */
const BEFORE = 4096;

/** Log-odds gained since birth on a day (before birth: lost until then), at `perYear` standard deviations a year. */
export function driftOn(
  stream: Stream,
  perYear: number,
  person: { readonly key: number; readonly bornDay: number },
  day: number,
): number {
  if (perYear === 0) return 0;
  const { key, bornDay } = person;
  const first = day < bornDay ? BEFORE : 0;
  const knots = Math.abs(day - bornDay) / KNOT_DAYS;
  const whole = Math.floor(knots);
  let sum = 0;
  for (let knot = 0; knot < whole; knot++) sum += stream.normal(key, bornDay, first + knot);
  if (knots > whole) sum += (knots - whole) * stream.normal(key, bornDay, first + whole);
  return perYear * Math.sqrt(KNOT_DAYS / DAYS_PER_YEAR) * sum;
}
