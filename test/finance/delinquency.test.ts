import { describe, expect, it } from 'vitest';
import {
  ROLL_MATRIX,
  accruedProbability,
  chainOutcome,
  curveAge,
  entryImpact,
  solveChain,
  solveEntry,
  type RollMatrix,
} from '../../engine/finance/delinquency.ts';
import { HAS_SHARED, needsShared, sharedCsv } from '../helpers/shared.ts';

function lendingClub(term: 36 | 60) {
  const rows = sharedCsv(`data/lc_vintage_hazard_${term}m.csv`);
  return {
    hazard: Float64Array.from(rows, (row) => row['h_last']!),
    smm: Float64Array.from(rows, (row) => row['h_pre']!),
  };
}

/** Greatest relative distance between the chain's hazard and the one asked for, over ages within the term. */
function distance(chain: Float64Array, hazard: Float64Array, term: number, shift = 0): number {
  let worst = 0;
  for (let age = 0; age + shift < term; age++) {
    worst = Math.max(worst, Math.abs(chain[age + shift]! / hazard[age]! - 1));
  }
  return worst;
}

describe.skipIf(!HAS_SHARED)(needsShared('the chain against LendingClub'), () => {
  for (const term of [36, 60] as const) {
    const { hazard, smm } = HAS_SHARED
      ? lendingClub(term)
      : { hazard: new Float64Array(), smm: new Float64Array() };
    const solved = () => chainOutcome(solveEntry(hazard, smm, term), smm, term);

    it(`reproduces the ${term}-month hazard by month of last payment at every age`, () => {
      expect(distance(solved().hazardByLastPayment, hazard, term)).toBeLessThan(1e-12);
    });

    it(`reproduces the share paid off by age as well, if both are solved (${term})`, () => {
      const { entry, smm: solvedSmm } = solveChain(hazard, smm, term);
      const chain = chainOutcome(entry, solvedSmm, term);
      expect(distance(chain.hazardByLastPayment, hazard, term)).toBeLessThan(1e-12);
      const cohort = sharedCsv(`data/lc_vintage_hazard_${term}m.csv`);
      const early = term - 1;
      expect(Math.abs(chain.paidOff[early]! / cohort[early]!['cumPaid']! - 1)).toBeLessThan(0.005);
      expect(Math.abs(solved().paidOff[early]! / cohort[early]!['cumPaid']! - 1)).toBeGreaterThan(0.005);
      expect(Math.abs(chain.lifetimeDefault / { 36: 0.11015, 60: 0.22844 }[term] - 1)).toBeLessThan(0.01);
    });

    it(`does not reproduce it shifted by five months (${term})`, () => {
      expect(distance(solved().hazardByLastPayment, hazard, term, 5)).toBeGreaterThan(0.2);
    });

    it(`does not reproduce it by dividing by the product of the rolls (${term})`, () => {
      const through = ROLL_MATRIX.roll[0] * ROLL_MATRIX.roll[1] * ROLL_MATRIX.roll[2];
      const naive = Float64Array.from({ length: term + 1 }, (_, due) =>
        due === 0 ? 0 : hazard[due - 1]! / through,
      );
      expect(chainOutcome(naive, smm, term).lifetimeDefault / solved().lifetimeDefault).toBeGreaterThan(1.05);
    });

    it(`defaults in a lifetime as many as the cohort did (${term})`, () => {
      const charged = { 36: 0.11015, 60: 0.22844 }[term];
      expect(Math.abs(solved().lifetimeDefault / charged - 1)).toBeLessThan(0.05);
    });
  }
});

const flat = (value: number, length: number) => new Float64Array(length).fill(value);

describe('chainOutcome', () => {
  const { hazard, smm } = { hazard: flat(0.004, 36), smm: flat(0.012, 37) };
  const outcome = chainOutcome(solveEntry(hazard, smm, 36), smm, 36);

  it('puts every loan somewhere at every age', () => {
    for (let age = 0; age < outcome.current.length; age++) {
      const total =
        outcome.current[age]! +
        outcome.m1[age]! +
        outcome.m2[age]! +
        outcome.m3[age]! +
        outcome.defaulted[age]! +
        outcome.paidOff[age]!;
      expect(total).toBeCloseTo(1, 13);
    }
  });

  it('ends with every loan paid off or in default, each default with one last payment', () => {
    const last = outcome.current.length - 1;
    expect(outcome.defaulted[last]! + outcome.paidOff[last]!).toBeCloseTo(1, 13);
    expect(outcome.defaultByLastPayment.reduce((a, b) => a + b, 0)).toBeCloseTo(outcome.lifetimeDefault, 13);
    expect(outcome.prepaid[last]!).toBeGreaterThan(0.2);
  });

  it('agrees with a plain simulation loan by loan', () => {
    // An auditor that keeps instalments paid and owed per loan instead of buckets of shares.
    const entry = solveEntry(hazard, smm, 36);
    const loans = 200_000;
    let state = 12345;
    const next = () => {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      return (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0) / 4294967296;
    };
    const byLastPayment = new Float64Array(60);
    let defaults = 0;
    for (let loan = 0; loan < loans; loan++) {
      let paid = 0;
      let missedInRow = 0;
      let lastPayment = 0;
      for (let month = 1; month <= 45; month++) {
        const owed = Math.min(month, 36) - paid;
        if (missedInRow === 0) {
          if (next() < entry[month]!) missedInRow = 1;
          else {
            paid += owed;
            lastPayment = month;
            if (month === 36 || next() < smm[month]!) break;
          }
          continue;
        }
        const u = next();
        const bucket = missedInRow - 1;
        if (u < ROLL_MATRIX.roll[bucket]!) {
          missedInRow += 1;
          if (missedInRow === 4) {
            defaults += 1;
            byLastPayment[lastPayment]! += 1;
            break;
          }
        } else {
          lastPayment = month;
          if (u < ROLL_MATRIX.roll[bucket]! + ROLL_MATRIX.stay[bucket]!) paid += 1;
          else {
            paid += owed;
            missedInRow = 0;
          }
          if (paid === 36) break;
        }
      }
    }
    const p = outcome.lifetimeDefault;
    const error = Math.sqrt((p * (1 - p)) / loans);
    expect(Math.abs(defaults / loans - p)).toBeLessThan(3.89 * error);
    expect(Math.abs(defaults / loans - 1.2 * p)).toBeGreaterThan(3.89 * error);
    for (const age of [0, 10, 20, 35, 36]) {
      const q = outcome.defaultByLastPayment[age]!;
      const slack = 3.89 * Math.sqrt((q * (1 - q)) / loans) + 1 / loans;
      expect(Math.abs(byLastPayment[age]! / loans - q), `age ${age}`).toBeLessThan(slack);
    }
  });

  it('refuses a matrix whose rows do not add up and hazards out of reach', () => {
    const wrong: RollMatrix = { ...ROLL_MATRIX, stay: [0.06, 0.05, 0.05] };
    expect(() => chainOutcome(flat(0.01, 37), smm, 36, wrong)).toThrow('cures, stays or rolls');
    expect(() => solveEntry(flat(0.3, 36), smm, 36)).toThrow('can be reached');
    expect(() => solveEntry(flat(0.01, 12), smm, 36)).toThrow('covers the term');
  });

  it('has the derivative that entryImpact says', () => {
    const entry = solveEntry(hazard, smm, 36);
    const impact = entryImpact(entry, smm, 36);
    const up = entry.slice();
    up[10]! += 1e-4;
    const slope = (chainOutcome(up, smm, 36).lifetimeDefault - outcome.lifetimeDefault) / 1e-4;
    expect(impact[10]).toBeCloseTo(slope, 9);
    expect(impact[36]!).toBeLessThan(impact[1]!);
  });
});

describe('curveAge and accruedProbability', () => {
  it('stretches a term over the curve, ending where it ends', () => {
    expect([1, 6, 12].map((age) => curveAge(age, 12))).toEqual([3, 18, 36]);
    expect([curveAge(0, 12), curveAge(36, 36), curveAge(1, 24), curveAge(48, 48, 60)]).toEqual([
      0, 36, 2, 60,
    ]);
  });

  it('accrues what a bullet loan shows on its due date', () => {
    expect(accruedProbability([0.1, 0.2])).toBeCloseTo(0.28, 14);
    expect(accruedProbability([])).toBe(0);
  });
});
