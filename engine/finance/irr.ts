/** Internal rates of return. */

import { exp, expm1, ln } from '../base/mathx.ts';

/** Money received (positive) or paid (negative) on a day. */
export interface Flow {
  readonly day: number;
  readonly fen: number;
}

const DAYS_PER_YEAR = 365;
/** Rates outside are not looked for: -99.9999 % to 10,000 %. */
const RATE_MIN = -0.999999;
const RATE_MAX = 100;

/**
 * The yearly rate r with sum fen / (1 + r)^((day - first day) / 365) = 0, days in any order. null if the sum
 * has the same sign at -99.9999 % and 10,000 %; with several roots, one of them. The first flow's day counts
 * as time 0.
 */
export function xirr(flows: readonly Flow[]): number | null {
  const first = flows[0];
  if (first === undefined) return null;
  const years = Float64Array.from(flows, (flow) => (flow.day - first.day) / DAYS_PER_YEAR);
  return rateOf(
    years,
    Float64Array.from(flows, (flow) => flow.fen),
  );
}

/** The rate per period of equally spaced flows, by the same rules as `xirr`. */
export function irr(amounts: readonly number[]): number | null {
  return rateOf(
    Float64Array.from(amounts, (_, period) => period),
    Float64Array.from(amounts),
  );
}

/** Newton's method on x = ln(1 + r), kept inside a bracket that halves whenever a step leaves it. */
function rateOf(times: Float64Array, amounts: Float64Array): number | null {
  let low = ln(1 + RATE_MIN);
  let high = ln(1 + RATE_MAX);
  const signLow = Math.sign(presentValue(times, amounts, low).value);
  const signHigh = Math.sign(presentValue(times, amounts, high).value);
  if (signLow === signHigh || signLow === 0 || signHigh === 0) return null;
  let x = 0;
  for (let step = 0; step < 200; step++) {
    const { value, slope } = presentValue(times, amounts, x);
    if (value === 0) break;
    if (Math.sign(value) === signLow) low = x;
    else high = x;
    let next = x - value / slope;
    if (!(next > low && next < high)) next = low + (high - low) / 2;
    if (next === x || next === low || next === high) break;
    const done = Math.abs(next - x) <= 1e-16 * Math.max(1, Math.abs(x));
    x = next;
    if (done) break;
  }
  return expm1(x);
}

function presentValue(
  times: Float64Array,
  amounts: Float64Array,
  x: number,
): { value: number; slope: number } {
  let value = 0;
  let slope = 0;
  for (let i = 0; i < times.length; i++) {
    const discounted = amounts[i]! * exp(-x * times[i]!);
    value += discounted;
    slope -= times[i]! * discounted;
  }
  return { value, slope };
}
