/** Distributions that intervals need. */

/** Standard normal quantile, Wichura's AS 241 (PPND16): relative error about 1e-16. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`invalid probability: ${p} (0..1)`);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * poly(CENTRE_NUMERATOR, r)) / poly(CENTRE_DENOMINATOR, r);
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const tail =
    r <= 5
      ? poly(TAIL_NUMERATOR, r - 1.6) / poly(TAIL_DENOMINATOR, r - 1.6)
      : poly(FAR_NUMERATOR, r - 5) / poly(FAR_DENOMINATOR, r - 5);
  return q < 0 ? -tail : tail;
}

/** Lowest power first. */
function poly(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

const CENTRE_NUMERATOR = [
  3.387132872796366608, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
  4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
];
const CENTRE_DENOMINATOR = [
  1, 4.2313330701600911252e1, 6.871870074920579083e2, 5.3941960214247511077e3, 2.1213794301586595867e4,
  3.930789580009271061e4, 2.8729085735721942674e4, 5.226495278852854561e3,
];
const TAIL_NUMERATOR = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
  1.27045825245236838258, 2.4178072517745061177e-1, 2.27238449892691845833e-2, 7.7454501427834140764e-4,
];
const TAIL_DENOMINATOR = [
  1, 2.05319162663775882187, 1.6763848301838038494, 6.8976733498510000455e-1, 1.4810397642748007459e-1,
  1.51986665636164571966e-2, 5.475938084995344946e-4, 1.05075007164441684324e-9,
];
const FAR_NUMERATOR = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 2.9656057182850489123e-1,
  2.6532189526576123093e-2, 1.2426609473880784386e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
];
const FAR_DENOMINATOR = [
  1, 5.9983220655588793769e-1, 1.3692988092273580531e-1, 1.48753612908506148525e-2, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
];

/** Degrees of freedom from which Student's distribution is the normal one to a thousandth. */
const NEARLY_NORMAL = 1000;

/** Quantile above the middle of Student's t with whole degrees of freedom, by halving (Abramowitz & Stegun 26.7.3-4). */
export function studentQuantile(p: number, freedom: number): number {
  if (!(p > 0.5 && p < 1)) throw new RangeError(`invalid probability: ${p} (0.5..1)`);
  if (freedom >= NEARLY_NORMAL) return normalQuantile(p);
  let low = 0;
  let high = Math.PI / 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (within(middle, freedom) < 2 * p - 1) low = middle;
    else high = middle;
  }
  return Math.sqrt(freedom) * Math.tan((low + high) / 2);
}

/** P(|T| <= t) with t = sqrt(freedom) tan(angle). */
function within(angle: number, freedom: number): number {
  const odd = freedom % 2 === 1;
  const squared = Math.cos(angle) ** 2;
  let term = odd ? Math.cos(angle) : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k <= freedom - 2; k += 2) {
    term *= (squared * (k - 1)) / k;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}

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
