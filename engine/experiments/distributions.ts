/** Two distributions that intervals need. */

/** Standard normal quantile, Wichura's AS 241 (PPND16): relative error about 1e-16. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`invalid probability: ${p} (0..1)`);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * poly(CENTRE_NUMERATOR, r)) / poly(CENTRE_DENOMINATOR, r);
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const tail = r <= 5 ? poly(TAIL_NUMERATOR, r - 1.6) / poly(TAIL_DENOMINATOR, r - 1.6) : poly(FAR_NUMERATOR, r - 5) / poly(FAR_DENOMINATOR, r - 5);
  return q < 0 ? -tail : tail;
}

/** Lowest power first. */
function poly(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

const CENTRE_NUMERATOR = [3.3871328727963666080, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3];
const CENTRE_DENOMINATOR = [1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3];
const TAIL_NUMERATOR = [1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504, 1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4];
const TAIL_DENOMINATOR = [1, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9];
const FAR_NUMERATOR = [6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7];
const FAR_DENOMINATOR = [1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15];

/** P(B <= k) of the binomial distribution, summed from logarithms of factorials. */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  const table = cdfTable(n, p);
  return table[k]!;
}

const tables = new Map<string, Float64Array>();

function cdfTable(n: number, p: number): Float64Array {
  const key = `${n}/${p}`;
  const known = tables.get(key);
  if (known !== undefined) return known;
  const table = new Float64Array(n + 1);
  const odds = p / (1 - p);
  // Terms relative to the mode, outwards, so that neither end under- nor overflows before it is negligible.
  const mode = Math.min(n, Math.floor((n + 1) * p));
  table[mode] = 1;
  for (let k = mode; k < n; k++) table[k + 1] = (table[k]! * (n - k) * odds) / (k + 1);
  for (let k = mode; k > 0; k--) table[k - 1] = (table[k]! * k) / ((n - k + 1) * odds);
  const total = table.reduce((sum, term) => sum + term, 0);
  let sum = 0;
  for (let k = 0; k <= n; k++) {
    sum += table[k]!;
    table[k] = sum / total;
  }
  if (tables.size > 64) tables.clear();
  tables.set(key, table);
  return table;
}
