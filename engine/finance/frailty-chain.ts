/**
 * The delinquency chain of a cohort whose borrowers differ: each group has its own multiplier of the entry probability.
 * Weak groups default first, so an observed hazard is already depleted of the weak; the entry solved here is that of a
 * borrower of multiplier 1 with which the whole cohort shows the observed hazard.
 */

import { invariant } from '../base/assert.ts';

export interface Chain {
  readonly cure: readonly number[];
  readonly stay: readonly number[];
  readonly roll: readonly number[];
}

export interface Frailty {
  /** Shares of the groups; they add up to 1. */
  readonly weights: readonly number[];
  readonly multipliers: readonly number[];
}

/** Expected shares of the cohort; index = due number from 0 to six months after the last. */
export interface FrailtyOutcome {
  /** Entry probability at due number k in entry[k - 1]. */
  readonly entry: Float64Array;
  readonly current: Float64Array;
  readonly m1: Float64Array;
  readonly m2: Float64Array;
  readonly m3: Float64Array;
  readonly hazardByLastPayment: Float64Array;
  /** Sum of the hazards before each age. */
  readonly gathered: Float64Array;
  /** Share that has defaulted by due number k: an instalment missed at k - 3 is 91 days old then. */
  readonly defaultedBy: Float64Array;
  readonly lifetimePd: number;
}

const MONTHS_AFTER_TERM = 6;
/** Cells of a group: current, then bucket b owing n instalments in 1 + 3 b + (n - 1). */
const CELLS = 10;

/**
 * Solves the entry that gives `hazard[a]`, the probability that the last payment is at age a of those at risk there,
 * a = 0..term - 1. `smm[k - 1]` is the prepayment probability at due number k.
 */
export function solveFrailEntry(
  hazard: Float64Array,
  smm: Float64Array,
  term: number,
  chain: Chain,
  frailty: Frailty,
): FrailtyOutcome {
  const groups = frailty.weights.length;
  const size = term + MONTHS_AFTER_TERM + 1;
  const [cure, stay, roll] = [chain.cure, chain.stay, chain.roll];
  for (let b = 0; b < 3; b++) {
    const sum = cure[b]! + stay[b]! + roll[b]!;
    invariant(Math.abs(sum - 1) < 1e-9, 'a loan behind cures, stays or rolls', () => ({
      bucket: b + 1,
      sum,
    }));
  }
  const through = [roll[0]! * roll[1]! * roll[2]!, roll[1]! * roll[2]!, roll[2]!];
  const entry = new Float64Array(term);
  const shares = [0, 1, 2, 3].map(() => new Float64Array(size));
  const hazardByLastPayment = new Float64Array(size);
  const defaultedBy = new Float64Array(size);
  let state = new Float64Array(groups * CELLS);
  let next = new Float64Array(groups * CELLS);
  for (let j = 0; j < groups; j++) state[j * CELLS] = frailty.weights[j]!;
  shares[0]![0] = 1;
  let stayed = [0, 0, 0];
  let atRisk = 1;
  let defaulted = 0;
  let finishedBefore = 0;
  for (let due = 1; due < size; due++) {
    const inTerm = due <= term;
    const fromStays = stayed[0]! * through[0]! + stayed[1]! * through[1]! + stayed[2]! * through[2]!;
    let entered = 0;
    let probability = 0;
    if (inTerm) {
      let weighted = 0;
      for (let j = 0; j < groups; j++) weighted += state[j * CELLS]! * frailty.multipliers[j]!;
      const missing = hazard[due - 1]! * atRisk - fromStays;
      probability = missing <= 0 || weighted <= 0 ? 0 : missing / (weighted * through[0]!);
      entry[due - 1] = probability;
    }
    next.fill(0);
    stayed = [0, 0, 0];
    let finished = 0;
    for (let j = 0; j < groups; j++) {
      const base = j * CELLS;
      let cured = 0;
      for (let b = 0; b < 3; b++) {
        for (let n = 1; n <= 3; n++) {
          const share = state[base + 1 + 3 * b + n - 1]!;
          if (share === 0) continue;
          if (b === 2) defaulted += share * roll[b]!;
          else next[base + 1 + 3 * (b + 1) + Math.min(3, inTerm ? n + 1 : n) - 1]! += share * roll[b]!;
          cured += share * cure[b]!;
          const left = inTerm ? n : n - 1;
          if (left === 0) cured += share * stay[b]!;
          else {
            next[base + 1 + 3 * b + left - 1]! += share * stay[b]!;
            stayed[b]! += share * stay[b]!;
          }
        }
      }
      const current = inTerm ? state[base]! : 0;
      const misses = current * Math.min(1, probability * frailty.multipliers[j]!);
      entered += misses;
      next[base + 1]! += misses;
      const paying = current - misses;
      const prepays = due < term ? paying * smm[due - 1]! : 0;
      if (due < term) next[base] = paying - prepays + cured;
      finished += due < term ? prepays : paying + cured;
    }
    const lastPaid = fromStays + entered * through[0]!;
    hazardByLastPayment[due - 1] = atRisk > 1e-300 ? lastPaid / atRisk : 0;
    atRisk -= lastPaid + finishedBefore;
    finishedBefore = finished;
    defaultedBy[due] = defaulted;
    [state, next] = [next, state];
    for (let j = 0; j < groups; j++) {
      shares[0]![due]! += state[j * CELLS]!;
      for (let c = 1; c < CELLS; c++) shares[1 + Math.floor((c - 1) / 3)]![due]! += state[j * CELLS + c]!;
    }
  }
  const [current, m1, m2, m3] = shares as [Float64Array, Float64Array, Float64Array, Float64Array];
  const gathered = new Float64Array(size);
  for (let age = 1; age < size; age++) gathered[age] = gathered[age - 1]! + hazardByLastPayment[age - 1]!;
  return { entry, current, m1, m2, m3, hazardByLastPayment, gathered, defaultedBy, lifetimePd: defaulted };
}
