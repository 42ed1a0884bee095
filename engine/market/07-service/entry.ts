/** Whether a current borrower misses the instalment that falls due today. Reads truth. */
import { normalCdf, probit } from '../../base/mathx.ts';
import type { CreditCurves } from '../../finance/credit-curves.ts';
import { GRADES } from '../../base/vocabulary.ts';
import { modificationOf } from '../../state/cases.ts';
import type { World } from '../../state/world.ts';
import { lateLenders } from './late-lenders.ts';
import { refinancingClosed } from './refinancing.ts';

/** Entry probabilities before the factor up to which a day's bound is known: most loans are settled by it. */
const LEVELS = Float64Array.of(0.0025, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 1);

export interface Entry {
  /** Fixes what all loans of the day share. */
  beginDay(): void;
  /** u < probability that the loan misses instalment k (1 to term). */
  misses(loan: number, k: number, u: number): boolean;
  probability(loan: number, k: number): number;
}

/**
 * p = Phi((probit(min(1, p0)) - sqrt(rho) Y) / sqrt(1 - rho)); since it rises with p0 and falls with Y, the p
 * of the day's lowest Y and the next level above p0 bounds it, and only a u below that bound asks for the
 * probability itself.
 */
export function prepareEntry(world: World, curves: CreditCurves, rho: number): Entry {
  const { scenario, truth, loans, platform, majeure } = world;
  const { credit, borrowersRun, macro } = scenario;
  const slope = Math.sqrt(rho);
  const spread = Math.sqrt(1 - rho);
  const weightCountry = Math.sqrt(macro.weights.country);
  const weightSector = Math.sqrt(macro.weights.sector);
  const weightRegion = Math.sqrt(macro.weights.region);
  const levelProbits = LEVELS.map((level) => probit(level));
  const bounds = new Float64Array(LEVELS.length);
  const curve = entryCurves(curves);
  const { reage, extension, restructuring } = scenario.servicing;
  /** By how a loan's arrears were last put off. */
  const redefault = [1, reage?.hazard ?? 1, extension?.hazard ?? 1, restructuring?.hazard ?? 1];
  const late = lateLenders(world);
  let scale = 0;
  /** Multiplier by product in the month of the day. */
  const products = Object.values(scenario.loans);
  const ofProduct = new Float64Array(products.length);
  /** Chance that a new loan on which the last instalment, or an earlier one, hangs is not to be had. */
  let lastFails = 0;
  let earlierFails = 0;
  const failsToRefinance = (loan: number, k: number) =>
    k === loans.termMonths[loan] ? lastFails : earlierFails;

  const factor = (loan: number) =>
    weightCountry * truth.country[0]! +
    weightSector * truth.sectors[loans.sector[loan]!]! +
    weightRegion * truth.regions[loans.region[loan]!]!;

  const unconditional = (loan: number, k: number) =>
    curve(loans.obligorGrade[loan]!, loans.termMonths[loan]!, k) *
    scale *
    truth.loans.multiplier[loan]! *
    ofProduct[loans.product[loan]!]! *
    majeure.pdMultiplier[loans.region[loan]!]! *
    redefault[modificationOf(world, loan)]! *
    contagion(loan);

  /** Related borrowers are drawn along by one of them whose loan is in recovery. */
  const { groups } = scenario.customers;
  const { inRecovery } = world.concentration;
  const contagion = (loan: number) =>
    groups !== null && loans.group[loan]! > 0 && inRecovery[loans.group[loan]!]! > 0 ? groups.contagion : 1;

  const surely = (loan: number) =>
    truth.loans.neverPays[loan] === 1 ||
    (credit.crossExposure && loans.lender[loan]! >= 0 && late.isLate(loans.lender[loan]!));

  const given = (loan: number, k: number, p0: number) => {
    const p = normalCdf((probit(Math.min(1, p0)) - slope * factor(loan)) / spread);
    return Math.min(1, p + failsToRefinance(loan, k));
  };

  return {
    beginDay() {
      const wilful = borrowersRun.wilful ? borrowersRun.wilfulEffect * platform.distress : 0;
      scale = credit.hazardScale * truth.pdMultiplier[0]! * (1 + wilful);
      const month = world.calendar.month(world.day) - 1;
      products.forEach(({ hazard, season }, row) => (ofProduct[row] = hazard * (season[month] ?? 1)));
      const closed = refinancingClosed(world);
      lastFails = borrowersRun.refinancingShare * closed;
      earlierFails = borrowersRun.earlierShare * closed;
      const lowest =
        weightCountry * truth.country[0]! +
        weightSector * least(truth.sectors) +
        weightRegion * least(truth.regions);
      for (let i = 0; i < bounds.length; i++) {
        bounds[i] = normalCdf((levelProbits[i]! - slope * lowest) / spread);
      }
      late.beginDay();
    },
    misses(loan, k, u) {
      if (surely(loan)) return true;
      const p0 = unconditional(loan, k);
      let level = 0;
      while (level < LEVELS.length - 1 && p0 > LEVELS[level]!) level += 1;
      const bound = bounds[level]! + failsToRefinance(loan, k);
      return u < bound && u < given(loan, k, p0);
    },
    probability(loan, k) {
      return surely(loan) ? 1 : given(loan, k, unconditional(loan, k));
    },
  };
}

function least(values: Float64Array): number {
  let lowest = values.length === 0 ? 0 : Infinity;
  for (const value of values) if (value < lowest) lowest = value;
  return lowest;
}

const TERMS = 61;

/**
 * Entry probabilities by grade, term and due number in one flat table, filled a curve at a time on first use.
 */
function entryCurves(curves: CreditCurves): (grade: number, term: number, k: number) => number {
  const table = new Float64Array(GRADES.length * TERMS * TERMS).fill(-1);
  return (grade, term, k) => {
    const row = (grade * TERMS + term) * TERMS;
    const known = table[row + k - 1]!;
    if (known >= 0) return known;
    table.set(curves.entry(grade, term), row);
    return table[row + k - 1]!;
  };
}
