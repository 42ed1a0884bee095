/**
 * Default and prepayment by grade, term and age, calibrated to LendingClub 2007-2011 (data/calibration). Hazards are
 * those of loans of 36 months by month of last payment; other terms up to 36 read them at the stretched age.
 */

import data from '../../data/calibration/credit-curves.json' with { type: 'json' };
import { exp } from '../base/mathx.ts';
import { solveFrailEntry, type Chain, type Frailty, type FrailtyOutcome } from './frailty-chain.ts';
import type { ScoreModel } from './score-population.ts';

export const CURVE_TERM = 36;

export interface CreditCurves {
  /** Entry probability into M1 at due number 1..term (index 0 = due number 1), before multipliers. */
  entry(grade: number, termMonths: number): Float64Array;
  /** Monthly prepayment probability at due number 1..term. */
  smm(termMonths: number): Float64Array;
  /** Lifetime default probability of a loan of that term on the curve. */
  lifetimePd(grade: number, termMonths: number): number;
  /** Default probability over 36 months as observed, by grade. */
  readonly pd36: Float64Array;
  /** Balance at default as a share of principal, by grade. */
  readonly exposureAtDefault: Float64Array;
  /** Mean of hidden quality and E[exp(-frailty (q - mean))] of the frozen calibration population, by grade. */
  readonly qualityMean: Float64Array;
  frailtyMean(grade: number, frailty: number): number;
  /** Expected shares current and behind by months since the contract: what a stationary book is made of. */
  stock(grade: number, termMonths: number): FrailtyOutcome;
}

/** The frozen population behind the grades: who they were, what was seen of them, and the floors of its scorecard. */
export function calibrationPopulation(): ScoreModel {
  return data.population;
}

/** Age on the curve of due number k: stretched for terms up to 36 months, capped beyond. */
export function ageOnCurve(dueNumber: number, termMonths: number): number {
  if (termMonths > CURVE_TERM) return Math.min(CURVE_TERM, dueNumber);
  return Math.ceil((CURVE_TERM * dueNumber) / termMonths);
}

/** Curves under a chain and the effect of hidden quality within a grade; entries are solved on first use. */
export function creditCurves(options: { readonly chain: Chain; readonly frailty: number }): CreditCurves {
  const { chain, frailty } = options;
  const solved = new Map<number, FrailtyOutcome>();
  const prepayments = new Map<number, Float64Array>();
  const groups = data.qualityWeights.map((weights, grade) => frailtyGroups(weights, grade, frailty));

  const smm = (termMonths: number): Float64Array => {
    let rates = prepayments.get(termMonths);
    if (rates === undefined) {
      rates = Float64Array.from(
        { length: termMonths },
        (_, i) => data.smm[ageOnCurve(i + 1, termMonths) - 1]!,
      );
      prepayments.set(termMonths, rates);
    }
    return rates;
  };
  const stock = (grade: number, termMonths: number): FrailtyOutcome => {
    const key = grade * 1024 + termMonths;
    let outcome = solved.get(key);
    if (outcome === undefined) {
      outcome = solveFrailEntry(
        hazardOf(grade, termMonths),
        smm(termMonths),
        termMonths,
        chain,
        groups[grade]!,
      );
      solved.set(key, outcome);
    }
    return outcome;
  };
  return {
    entry: (grade, termMonths) => stock(grade, termMonths).entry,
    smm,
    lifetimePd: (grade, termMonths) => stock(grade, termMonths).lifetimePd,
    pd36: Float64Array.from(data.pd36),
    exposureAtDefault: Float64Array.from(data.exposureAtDefault),
    qualityMean: Float64Array.from(data.qualityMean),
    frailtyMean: (grade, effect) => frailtyMean(data.qualityWeights[grade]!, grade, effect),
    stock,
  };
}

/** Observed probability that the last payment of a loan of this term is at age 0, 1, ... term - 1. */
export function hazardOf(grade: number, termMonths: number): Float64Array {
  const scale = data.hazardScale[grade]!;
  return Float64Array.from(
    { length: termMonths },
    (_, age) => scale * data.hazard[ageOnCurve(age + 1, termMonths) - 1]!,
  );
}

function frailtyMean(weights: readonly number[], grade: number, frailty: number): number {
  const mean = data.qualityMean[grade]!;
  let total = 0;
  weights.forEach((weight, i) => {
    total += weight * exp(-frailty * (data.qualityGrid[i]! - mean));
  });
  return total;
}

function frailtyGroups(weights: readonly number[], grade: number, frailty: number): Frailty {
  const normaliser = frailtyMean(weights, grade, frailty);
  const mean = data.qualityMean[grade]!;
  const kept = weights.map((weight, i) => ({ weight, i })).filter(({ weight }) => weight > 1e-6);
  const total = kept.reduce((sum, { weight }) => sum + weight, 0);
  return {
    weights: kept.map(({ weight }) => weight / total),
    multipliers: kept.map(({ i }) => exp(-frailty * (data.qualityGrid[i]! - mean)) / normaliser),
  };
}
