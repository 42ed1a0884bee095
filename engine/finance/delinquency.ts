/**
 * The monthly chain current -> M1 -> M2 -> M3 -> default, and the entry probabilities with which it
 * reproduces a hazard measured by month of last payment.
 *
 * At due number k a current loan misses its instalment with probability entry[k] and is in M1; one that pays
 * prepays the rest with probability smm[k]. A month later a loan behind cures (pays all arrears), stays (pays
 * exactly one instalment: same bucket) or rolls (pays nothing: next bucket); rolling from M3 is default.
 * After the last due date no instalments are added: a loan behind goes on monthly until its arrears are paid
 * or it defaults.
 */

import { invariant } from '../base/assert.ts';

type Three = readonly [m1: number, m2: number, m3: number];

export interface RollMatrix {
  readonly cure: Three;
  readonly stay: Three;
  readonly roll: Three;
}

/**
 * Monthly moves between buckets; what neither rolls nor cures stays. Assumption tuned to published roll
 * rates.
 */
export const ROLL_MATRIX: RollMatrix = {
  cure: [0.6, 0.25, 0.15],
  stay: [0.05, 0.05, 0.05],
  roll: [0.35, 0.7, 0.8],
};

/** Buckets behind: M1..M3, as index 0..2. */
const BUCKETS = 3;
/** By then every loan behind at the last due date has paid or defaulted: three stays and three rolls. */
const MONTHS_AFTER_TERM = 6;

/** Age at which a loan of `termMonths` reads a curve measured on loans of `curveTerm` months. */
export function curveAge(age: number, termMonths: number, curveTerm = 36): number {
  return Math.ceil((age * curveTerm) / termMonths);
}

/**
 * Probability that an event of these monthly probabilities has happened by the end: for a bullet, which owes
 * once.
 */
export function accruedProbability(monthly: Float64Array | readonly number[]): number {
  let survival = 1;
  for (const probability of monthly) survival *= 1 - probability;
  return 1 - survival;
}

/**
 * Expected shares of a cohort of 1; index = due number, from 0 (disbursement) to six months after the last.
 */
export interface ChainOutcome {
  /** Loans that pay on time, before maturity. */
  readonly current: Float64Array;
  readonly m1: Float64Array;
  readonly m2: Float64Array;
  readonly m3: Float64Array;
  /** Cumulative, when default happens: three months after the last missed instalment began. */
  readonly defaulted: Float64Array;
  /** Cumulative: matured, prepaid or caught up after maturity. */
  readonly paidOff: Float64Array;
  /** Cumulative part of `paidOff` that prepaid. */
  readonly prepaid: Float64Array;
  /** Share whose last payment is at this age and who default. */
  readonly defaultByLastPayment: Float64Array;
  /** `defaultByLastPayment` over loans whose last payment is at this age or later. */
  readonly hazardByLastPayment: Float64Array;
  readonly lifetimeDefault: number;
}

/** What happens in expectation with given entry probabilities (index 1..term; index 0 unused, like smm). */
export function chainOutcome(
  entry: Float64Array,
  smm: Float64Array,
  termMonths: number,
  matrix: RollMatrix = ROLL_MATRIX,
): ChainOutcome {
  return runChain((due) => entry[due] ?? 0, given(smm), termMonths, matrix);
}

/**
 * Entry probabilities at due numbers 1..termMonths (index 0 is 0) with which the chain has exactly the
 * given probability that the last payment is at age a, among loans at risk at a = 0..termMonths - 1.
 * Where stays alone already exceed a hazard, entry is 0; a hazard that needs more than 1 throws
 * InvariantError.
 */
export function solveEntry(
  hazardByLastPayment: Float64Array,
  smm: Float64Array,
  termMonths: number,
  matrix: RollMatrix = ROLL_MATRIX,
): Float64Array {
  const { entry, rule } = entrySolver(hazardByLastPayment, termMonths, matrix);
  runChain(rule, given(smm), termMonths, matrix);
  return entry;
}

/**
 * As `solveEntry`, and prepayment probabilities as well: `paidOffHazard[a]`, the share paying off at age a of
 * all loans still at risk, delinquent ones included, is how data sets measure it; `smm` is of loans that pay.
 */
export function solveChain(
  hazardByLastPayment: Float64Array,
  paidOffHazard: Float64Array,
  termMonths: number,
  matrix: RollMatrix = ROLL_MATRIX,
): { entry: Float64Array; smm: Float64Array } {
  const { entry, rule } = entrySolver(hazardByLastPayment, termMonths, matrix);
  const smm = new Float64Array(termMonths + 1);
  const prepay: PrepaymentRule = (due, paying, atRisk) => {
    smm[due] = paying > 0 ? Math.min(1, ((paidOffHazard[due] ?? 0) * atRisk) / paying) : 0;
    return smm[due];
  };
  runChain(rule, prepay, termMonths, matrix);
  return { entry, smm };
}

function entrySolver(
  hazard: Float64Array,
  termMonths: number,
  matrix: RollMatrix,
): { entry: Float64Array; rule: EntryRule } {
  invariant(hazard.length >= termMonths, 'a hazard covers the term', () => ({
    termMonths,
    ages: hazard.length,
  }));
  const entry = new Float64Array(termMonths + 1);
  const rollThrough = matrix.roll[0] * matrix.roll[1] * matrix.roll[2];
  const rule: EntryRule = (due, current, atRisk, fromStays) => {
    const age = due - 1;
    const missing = hazard[age]! * atRisk - fromStays;
    const probability = missing <= 0 ? 0 : missing / (current * rollThrough);
    invariant(probability <= 1, 'a hazard can be reached', () => ({ age, probability }));
    entry[due] = probability;
    return probability;
  };
  return { entry, rule };
}

function given(smm: Float64Array): PrepaymentRule {
  return (due) => smm[due] ?? 0;
}

/** Asked at each due number for the share of paying loans that prepay; `atRisk` as of that due number. */
type PrepaymentRule = (due: number, paying: number, atRisk: number) => number;

/**
 * Given due number, share current before it, share at risk at the age before, and stays that will default
 * untouched.
 */
type EntryRule = (due: number, current: number, atRisk: number, fromStays: number) => number;

function runChain(
  entryAt: EntryRule,
  prepayAt: PrepaymentRule,
  termMonths: number,
  matrix: RollMatrix,
): ChainOutcome {
  const { cure, stay, roll } = matrix;
  for (let b = 0; b < BUCKETS; b++) {
    const sum = cure[b]! + stay[b]! + roll[b]!;
    invariant(Math.abs(sum - 1) < 1e-9, 'a loan behind cures, stays or rolls', () => ({
      bucket: b + 1,
      sum,
    }));
  }
  const size = termMonths + MONTHS_AFTER_TERM + 1;
  const out = {
    current: new Float64Array(size),
    m1: new Float64Array(size),
    m2: new Float64Array(size),
    m3: new Float64Array(size),
    defaulted: new Float64Array(size),
    paidOff: new Float64Array(size),
    prepaid: new Float64Array(size),
    defaultByLastPayment: new Float64Array(size),
    hazardByLastPayment: new Float64Array(size),
  };
  /** Probability to default from a bucket without another payment. */
  const through = [roll[0] * roll[1] * roll[2], roll[1] * roll[2], roll[2]];
  // behind[b][n]: in bucket b owing n instalments. Before maturity n is b + 1; after it, payments lower n alone.
  let behind = emptyBuckets();
  let stayed = new Float64Array(BUCKETS);
  let current = 1;
  let atRisk = 1;
  let paidOff = 0;
  let prepaid = 0;
  let defaulted = 0;
  out.current[0] = 1;
  for (let due = 1; due < size; due++) {
    const age = due - 1;
    let fromStays = 0;
    for (let b = 0; b < BUCKETS; b++) fromStays += stayed[b]! * through[b]!;
    const inTerm = due <= termMonths;
    const entered = inTerm ? current * entryAt(due, current, atRisk, fromStays) : 0;
    const lastPaidAtAge = fromStays + entered * through[0]!;
    out.defaultByLastPayment[age] = lastPaidAtAge;
    out.hazardByLastPayment[age] = atRisk > 1e-300 ? lastPaidAtAge / atRisk : 0;
    // From here on at risk at age `due`: gone are those whose last payment was at `age`, defaulted or paid off.
    atRisk -= lastPaidAtAge + out.paidOff[age]! - (age > 0 ? out.paidOff[age - 1]! : 0);
    const next = emptyBuckets();
    stayed = new Float64Array(BUCKETS);
    let cured = 0;
    for (let b = 0; b < BUCKETS; b++) {
      for (let n = 1; n <= BUCKETS; n++) {
        const share = behind[b]![n]!;
        if (share === 0) continue;
        const rolls = share * roll[b]!;
        if (b === BUCKETS - 1) defaulted += rolls;
        else next[b + 1]![inTerm ? n + 1 : n]! += rolls;
        cured += share * cure[b]!;
        const left = inTerm ? n : n - 1;
        if (left === 0) cured += share * stay[b]!;
        else {
          next[b]![left]! += share * stay[b]!;
          stayed[b]! += share * stay[b]!;
        }
      }
    }
    const paying = inTerm ? current - entered : 0;
    const prepays = due < termMonths ? paying * prepayAt(due, paying, atRisk) : 0;
    next[0]![1]! += entered;
    behind = next;
    current = paying - prepays + cured;
    let finished = prepays;
    if (due >= termMonths) {
      finished += current;
      current = 0;
    }
    prepaid += prepays;
    paidOff += finished;
    out.current[due] = current;
    out.m1[due] = sum(behind[0]!);
    out.m2[due] = sum(behind[1]!);
    out.m3[due] = sum(behind[2]!);
    out.defaulted[due] = defaulted;
    out.paidOff[due] = paidOff;
    out.prepaid[due] = prepaid;
  }
  return { ...out, lifetimeDefault: defaulted };
}

function emptyBuckets(): Float64Array[] {
  return [0, 1, 2].map(() => new Float64Array(BUCKETS + 1));
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/**
 * Change of lifetime default per unit of entry probability, by due number: what a factor on entry acts
 * through.
 */
export function entryImpact(
  entry: Float64Array,
  smm: Float64Array,
  termMonths: number,
  matrix: RollMatrix = ROLL_MATRIX,
): Float64Array {
  const impact = new Float64Array(termMonths + 1);
  const base = chainOutcome(entry, smm, termMonths, matrix).lifetimeDefault;
  const shifted = entry.slice();
  for (let due = 1; due <= termMonths; due++) {
    // The outcome is linear in each single entry probability, so any step gives the derivative.
    const step = entry[due]! < 0.5 ? 0.5 : -0.5;
    shifted[due] = entry[due]! + step;
    impact[due] = (chainOutcome(shifted, smm, termMonths, matrix).lifetimeDefault - base) / step;
    shifted[due] = entry[due]!;
  }
  return impact;
}
