/** Curves and monthly loading of a scenario: solved once, for every replication of it. */
import { monthlyLoading } from '../../finance/copula.ts';
import { creditCurves, type CreditCurves } from '../../finance/credit-curves.ts';
import { entryImpact } from '../../finance/delinquency.ts';
import type { Scenario } from '../../scenario/scenario.ts';

/** Obligor grade C: the middle of the scale stands for the book. */
const GRADE = 3;
const TERM = 36;

export interface CreditModel {
  readonly curves: CreditCurves;
  /** Squared loading of the monthly factor. */
  readonly rho: number;
}

const known = new WeakMap<Scenario, CreditModel>();

/** Solving takes milliseconds and depends on the scenario alone. */
export function creditModel(scenario: Scenario): CreditModel {
  let model = known.get(scenario);
  if (model === undefined) {
    const { chain, frailty } = scenario.credit;
    const curves = creditCurves({ chain, frailty });
    model = { curves, rho: monthlyRho(scenario, curves) };
    known.set(scenario, model);
  }
  return model;
}

/**
 * The loading at which yearly vintages of 36 months and obligor grade C have the lifetime correlation stated.
 */
export function monthlyRho(scenario: Scenario, curves: CreditCurves): number {
  const { rhoLifetime, chain } = scenario.credit;
  if (rhoLifetime === 0) return 0;
  const matrix = { cure: three(chain.cure), stay: three(chain.stay), roll: three(chain.roll) };
  const probability = fromOne(curves.entry(GRADE, TERM));
  return monthlyLoading({
    lifetimeRho: rhoLifetime,
    monthlyPhi: scenario.macro.persistenceMonthly,
    probability,
    impact: entryImpact(probability, fromOne(curves.smm(TERM)), TERM, matrix),
    lifetimePd: curves.lifetimePd(GRADE, TERM),
  });
}

/** The curves count from 0, the finance functions from due number 1. */
function fromOne(values: Float64Array): Float64Array {
  const shifted = new Float64Array(values.length + 1);
  shifted.set(values, 1);
  return shifted;
}

function three(values: readonly number[]): readonly [number, number, number] {
  return [values[0]!, values[1]!, values[2]!];
}
