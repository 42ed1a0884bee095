/**
 * One-factor Gaussian copula: defaults given the factor, and the loading a stated lifetime correlation needs.
 */

import { normalCdf, normalPdf, probit } from '../base/mathx.ts';

/**
 * Probability p given the factor z (positive in good times) under correlation rho: Vasicek (2002), "The
 * distribution of loan portfolio value".
 */
export function conditionalProbability(p: number, rho: number, z: number): number {
  return normalCdf(conditionalThreshold(probit(p), rho, z));
}

/** The same on the probit scale, for a stored threshold: default if a normal lies below it. */
export function conditionalThreshold(threshold: number, rho: number, z: number): number {
  return (threshold - Math.sqrt(rho) * z) / Math.sqrt(1 - rho);
}

/** Quantile `alpha` of the default rate of an infinite pool. */
export function vasicekQuantile(p: number, rho: number, alpha: number): number {
  return conditionalProbability(p, rho, -probit(alpha));
}

/**
 * Covariance of two default indicators of probabilities p and q whose normals have correlation r, |r| < 1, by
 * the tetrachoric series (Pearson 1900); terms fall like r^n, summed until below 1e-17.
 */
export function defaultCovariance(p: number, q: number, r: number): number {
  const x = new HermiteTerms(p);
  const y = new HermiteTerms(q);
  let power = 1;
  let total = 0;
  for (let n = 1; n <= 2000; n++) {
    power *= r;
    total += power * x.next() * y.next();
    if (Math.abs(power) < 1e-17) break;
  }
  return total;
}

/**
 * phi(x) He_{n-1}(x) / sqrt(n!) for n = 1, 2, ...: the coefficients of 1{N < x} in normalised Hermite
 * functions.
 */
class HermiteTerms {
  readonly #x: number;
  readonly #density: number;
  #n = 0;
  #previous = 0;
  #last = 0;

  constructor(p: number) {
    this.#x = probit(p);
    this.#density = normalPdf(this.#x);
  }

  next(): number {
    const n = this.#n;
    // h_n = He_n / sqrt(n!): h_{n} = (x h_{n-1} - sqrt(n-1) h_{n-2}) / sqrt(n).
    const h = n === 0 ? 1 : (this.#x * this.#last - Math.sqrt(n - 1) * this.#previous) / Math.sqrt(n);
    this.#previous = this.#last;
    this.#last = h;
    this.#n = n + 1;
    return (this.#density * h) / Math.sqrt(n + 1);
  }
}

export interface LoadingRequest {
  /** Correlation that the variance of a yearly vintage's lifetime default rate has to show. */
  readonly lifetimeRho: number;
  /** Month-to-month correlation of the factor, an AR(1) of unit variance; 0 <= phi < 1. */
  readonly monthlyPhi: number;
  /** Monthly probability the factor acts on, by age 1, 2, ... (index 0 unused): entry, or hazard. */
  readonly probability: Float64Array;
  /** Change of lifetime default per unit of that probability, same index: `entryImpact` or `hazardImpact`. */
  readonly impact: Float64Array;
  readonly lifetimePd: number;
  /** Months over which the vintage's loans are made, evenly; 12 unless said. */
  readonly cohortMonths?: number;
}

/**
 * Variance of the lifetime default rate of a large vintage when each month's probability is moved by a factor
 * of loading `loading`. Exact in the bivariate normal law of any two months, first order in how a month's
 * defaults thin out the months after (2-4 % of the variance at a lifetime PD of 11 %).
 */
export function vintageVariance(request: LoadingRequest, loading: number): number {
  const { monthlyPhi, probability, impact, cohortMonths = 12 } = request;
  const ages = probability.length - 1;
  const months = ages + cohortMonths;
  const terms = Array.from({ length: ages }, (_, i) =>
    probability[i + 1]! > 0 && probability[i + 1]! < 1 ? new HermiteTerms(probability[i + 1]!) : null,
  );
  const profile = new Float64Array(months);
  let power = 1;
  let phiPower = 1;
  let variance = 0;
  for (let n = 1; n <= 400 && power > 1e-12; n++) {
    power *= loading;
    phiPower *= monthlyPhi;
    profile.fill(0);
    terms.forEach((term, i) => {
      if (term === null) return;
      const weight = (term.next() * impact[i + 1]!) / cohortMonths;
      for (let cohort = 0; cohort < cohortMonths; cohort++) profile[i + cohort]! += weight;
    });
    // Sum over pairs of months of profile(t) profile(t') phi^(n |t - t'|), by one running sum.
    let carried = 0;
    let pairs = 0;
    for (const value of profile) {
      carried *= phiPower;
      pairs += value * (value + 2 * carried);
      carried += value;
    }
    variance += power * pairs;
  }
  return variance;
}

/**
 * The squared loading of the monthly factor (the rho of `conditionalProbability` applied monthly) at which
 * yearly vintages vary as much as a one-period copula of correlation `lifetimeRho`. Throws RangeError if no
 * loading below 0.99 is enough: the factor is then too short-lived for that correlation.
 */
export function monthlyLoading(request: LoadingRequest): number {
  const { lifetimeRho, lifetimePd } = request;
  if (lifetimeRho === 0) return 0;
  const target = defaultCovariance(lifetimePd, lifetimePd, lifetimeRho);
  let low = 0;
  let high = 0.99;
  if (vintageVariance(request, high) < target) {
    throw new RangeError(`unreachable lifetime correlation: ${lifetimeRho} (monthly loading 0 to ${high})`);
  }
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (vintageVariance(request, middle) < target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * `impact` where the factor acts on a default hazard directly, by age 1, 2, ...; `smm` thins the loans at
 * risk.
 */
export function hazardImpact(
  hazard: Float64Array,
  smm: Float64Array | null = null,
): { impact: Float64Array; lifetimePd: number } {
  const ages = hazard.length - 1;
  const alive = new Float64Array(ages + 2);
  alive[1] = 1;
  for (let a = 1; a <= ages; a++) alive[a + 1] = alive[a]! * (1 - hazard[a]!) * (1 - (smm?.[a] ?? 0));
  const impact = new Float64Array(ages + 1);
  let later = 0;
  for (let a = ages; a >= 1; a--) {
    // A default now also takes away the defaults it would have had later.
    impact[a] = alive[a]! - later / (1 - hazard[a]!);
    later += alive[a]! * hazard[a]!;
  }
  return { impact, lifetimePd: later };
}
