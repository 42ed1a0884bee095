/** The monthly loading of the factor, from the lifetime correlation that the scenario states. */
import { monthlyLoading } from '../../finance/copula.ts';
import type { CreditCurves } from '../../finance/credit-curves.ts';
import { entryImpact } from '../../finance/delinquency.ts';
import type { Scenario } from '../../scenario/scenario.ts';

/** Obligor grade C: the middle of the scale stands for the book. */
const GRADE = 3;
const TERM = 36;

/** Searching it takes milliseconds and depends on the scenario alone. */
const known = new WeakMap<Scenario, WeakMap<CreditCurves, number>>();

/** Squared loading rho of `conditionalProbability`, monthly: for loans of 36 months of obligor grade C. */
export function monthlyRho(scenario: Scenario, curves: CreditCurves): number {
  let byCurves = known.get(scenario);
  if (byCurves === undefined) {
    byCurves = new WeakMap();
    known.set(scenario, byCurves);
  }
  let rho = byCurves.get(curves);
  if (rho === undefined) {
    rho = searched(scenario, curves);
    byCurves.set(curves, rho);
  }
  return rho;
}

function searched(scenario: Scenario, curves: CreditCurves): number {
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
