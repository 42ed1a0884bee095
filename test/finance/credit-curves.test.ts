import { describe, expect, it } from 'vitest';
import data from '../../data/calibration/credit-curves.json' with { type: 'json' };
import { ageOnCurve, creditCurves, hazardOf } from '../../engine/finance/credit-curves.ts';
import { chainOutcome, ROLL_MATRIX } from '../../engine/finance/delinquency.ts';

const still = creditCurves({ chain: ROLL_MATRIX, frailty: 0 });
const frail = creditCurves({ chain: ROLL_MATRIX, frailty: 0.8 });

describe('creditCurves', () => {
  it('reproduces the observed hazard by month of last payment in every grade, frail or not', () => {
    for (const curves of [still, frail]) {
      for (let grade = 0; grade < 7; grade++) {
        const observed = hazardOf(grade, 36);
        const { hazardByLastPayment } = curves.stock(grade, 36);
        for (let age = 0; age < 36; age++) expect(hazardByLastPayment[age]).toBeCloseTo(observed[age]!, 4);
      }
    }
  });

  it('agrees with the single chain where borrowers are all alike', () => {
    const entry = Float64Array.of(0, ...still.entry(2, 12));
    const outcome = chainOutcome(entry, Float64Array.of(0, ...still.smm(12)), 12);
    expect(still.lifetimePd(2, 12)).toBeCloseTo(outcome.lifetimeDefault, 10);
    expect(still.stock(2, 12).m1[5]).toBeCloseTo(outcome.m1[5]!, 10);
  });

  it('comes close to each grade’s lifetime charge-off over 36 months', () => {
    for (let grade = 0; grade < 7; grade++) {
      expect(frail.lifetimePd(grade, 36) / frail.pd36[grade]!).toBeGreaterThan(0.97);
      expect(frail.lifetimePd(grade, 36) / frail.pd36[grade]!).toBeLessThan(1.06);
    }
  });

  it('asks more of the single borrower late in life, because the weak are gone by then', () => {
    const late = (curves: typeof still) => curves.entry(4, 36)[33]! / curves.entry(4, 36)[3]!;
    expect(late(frail)).toBeGreaterThan(late(still) * 1.02);
  });

  it('has a mean multiplier of one in the calibration population', () => {
    data.qualityWeights.forEach((weights, grade) => {
      const sum = weights.reduce((a, b) => a + b, 0);
      const mean = weights.reduce((total, weight, i) => total + weight * data.qualityGrid[i]!, 0);
      expect(sum).toBeCloseTo(1, 5);
      expect(mean).toBeCloseTo(frail.qualityMean[grade]!, 4);
      expect(frail.frailtyMean(grade, 0.8)).toBeGreaterThan(1);
    });
  });

  it('orders grades by default, and stretches short terms over the whole curve', () => {
    for (let grade = 1; grade < 7; grade++) {
      expect(frail.lifetimePd(grade, 12)).toBeGreaterThan(frail.lifetimePd(grade - 1, 12));
    }
    expect(ageOnCurve(1, 3)).toBe(12);
    expect(ageOnCurve(3, 3)).toBe(36);
    expect(ageOnCurve(40, 60)).toBe(36);
  });
});
