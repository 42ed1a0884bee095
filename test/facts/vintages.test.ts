/**
 * Fact 8: how often a month's loans use up what they paid into a reserve depends on correlation and on how many there are
 * more than on the average. Loans of unequal size (sd of the log amount 0.74), each pays in 1.1 times its expected loss,
 * nothing comes back. Defaults are the engine's: a threshold on its own normal and the factor's.
 */
import { describe, expect, it } from 'vitest';
import { exp, normalCdf, probit } from '../../engine/base/mathx.ts';
import { conditionalProbability, vasicekQuantile } from '../../engine/finance/copula.ts';
import { Streams } from '../../engine/random/streams.ts';

const SIGMA = 0.74;
const PAID_IN = 1.1;
const MONTH_LOANS = 2400;
const stream = new Streams(1, 0).stream('population');

/** Share of months of so many loans that use up what they paid in. */
function exhausted(months: number, loans: number, pd: number, rho: number): number {
  let used = 0;
  for (let month = 0; month < months; month++) {
    const z = rho === 0 ? 0 : stream.normal(month, loans, 2);
    const p = rho === 0 ? pd : conditionalProbability(pd, rho, z);
    let [paidIn, lost] = [0, 0];
    for (let loan = 0; loan < loans; loan++) {
      const amount = exp(SIGMA * stream.normal(loan, month, 0));
      paidIn += PAID_IN * pd * amount;
      if (stream.uniform(loan, month, 1) < p) lost += amount;
    }
    if (lost > paidIn) used += 1;
  }
  return used / months;
}

/** Independent loans: a sum of as many terms is normal, and what counts is the sum of squared amounts over the squared sum. */
function byLimit(loans: number, pd: number): number {
  const short = (PAID_IN - 1) * pd;
  const variance = (exp(SIGMA * SIGMA) * (pd * (1 - pd) + short * short) - short * short) / loans;
  return 1 - normalCdf(short / Math.sqrt(variance));
}

/** Of endless loans with correlation: how likely the factor is so low that the rate given it is above what was paid in. */
function byVasicek(pd: number, rho: number): number {
  return normalCdf((probit(pd) - Math.sqrt(1 - rho) * probit(PAID_IN * pd)) / Math.sqrt(rho));
}

describe('a month of loans', () => {
  it.each([
    [0.14, 0.067],
    [0.1, 0.105],
    [0.06, 0.173],
  ])('of independent defaults at %d uses up what it paid in in %d of months, a year never', (pd, share) => {
    expect(byLimit(MONTH_LOANS, pd)).toBeCloseTo(share, 2);
    expect(Math.abs(exhausted(150, MONTH_LOANS, pd, 0) - share)).toBeLessThan(0.07);
    expect(byLimit(12 * MONTH_LOANS, pd)).toBeLessThan(0.001);
  });

  it('and so does a year of correlated ones, as often as a month: size is no help against one factor', () => {
    const [pd, rho] = [0.1, 0.1];
    const limit = byVasicek(pd, rho);
    expect(vasicekQuantile(pd, rho, 1 - limit)).toBeCloseTo(PAID_IN * pd, 9);
    expect(limit).toBeGreaterThan(0.3);
    expect(Math.abs(exhausted(150, MONTH_LOANS, pd, rho) - limit)).toBeLessThan(0.1);
    expect(exhausted(12, 12 * MONTH_LOANS, pd, rho)).toBeGreaterThan(0.1);
    // Taken for independent, it would be less than a year in a thousand.
    expect(exhausted(4, 12 * MONTH_LOANS, pd, 0)).toBe(0);
    expect(byLimit(MONTH_LOANS, pd)).toBeLessThan(limit / 2);
  });
});
