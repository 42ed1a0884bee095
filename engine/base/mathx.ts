/**
 * Elementary functions of + - * / and sqrt only, so that every engine of JavaScript gives the same bits.
 * exp, ln and erf follow Sun's fdlibm (1993); probit is Wichura's AS 241 (PPND16).
 */

const LN2_HI = 6.9314718036912381649e-1;
const LN2_LO = 1.90821492927058770002e-10;
const INV_LN2 = 1.442695040888963387;

// Word order of the machine: every platform Node supports is little-endian.
const F64 = new Float64Array(1);
const I32 = new Int32Array(F64.buffer);

/** 2^k for -1022 <= k <= 1023. */
function powerOfTwo(k: number): number {
  I32[0] = 0;
  I32[1] = (k + 1023) << 20;
  return F64[0]!;
}

/** e^x; relative error below 2.3e-16 (1 ulp). Overflows to Infinity above 709.78, 0 below -745.13. */
export function exp(x: number): number {
  if (x !== x) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.133219101941) return 0;
  const k = Math.floor(INV_LN2 * x + 0.5);
  const hi = x - k * LN2_HI;
  const lo = k * LN2_LO;
  const r = hi - lo;
  const t = r * r;
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t *
              (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  const y = 1 - (lo - (r * c) / (2 - c) - hi);
  if (k > 1023) return y * powerOfTwo(1023) * powerOfTwo(k - 1023);
  if (k < -1021) return y * powerOfTwo(k + 1000) * powerOfTwo(-1000);
  return y * powerOfTwo(k);
}

/** Natural logarithm; relative error below 2.3e-16 (1 ulp). -Infinity at 0, NaN below. */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  let k = 0;
  F64[0] = x;
  if (I32[1]! < 0x00100000) {
    F64[0] = x * 18014398509481984; // 2^54 lifts a subnormal
    k = -54;
  }
  let high = I32[1]!;
  k += (high >> 20) - 1023;
  high &= 0x000fffff;
  const shift = (high + 0x95f64) & 0x100000; // mantissa above sqrt(2) is halved
  I32[1] = high | (shift ^ 0x3ff00000);
  k += shift >> 20;
  const f = F64[0] - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const t1 = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const t2 =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  const r = t1 + t2;
  const half = 0.5 * f * f;
  return k * LN2_HI - (half - (s * (half + r) + k * LN2_LO) - f);
}

/** ln(1 + x), accurate for small x (Kahan's correction); relative error below 1e-15. */
export function ln1p(x: number): number {
  const u = 1 + x;
  return u === 1 ? x : (ln(u) * x) / (u - 1);
}

/** e^x - 1, accurate for small x; relative error below 2e-15. */
export function expm1(x: number): number {
  if (Math.abs(x) > 0.5) return exp(x) - 1;
  // Taylor series: 18 terms reach 2^-54 at |x| = 0.5.
  let term = 1;
  for (let n = 18; n >= 2; n--) term = 1 + (x / n) * term;
  return x * term;
}

/** base^exponent for base > 0, as e^(exponent ln base); relative error about 3e-16 x |exponent ln base|. */
export function power(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  return exp(exponent * ln(base));
}

/** 1 / (1 + e^-x); increasing, no overflow. */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
}

/** ln(p / (1 - p)). */
export function logit(p: number): number {
  return ln(p / (1 - p));
}

/** Complementary error function; relative error below 4e-16 until it underflows near 27. */
export function erfc(x: number): number {
  const ax = Math.abs(x);
  if (ax < 0.84375) {
    const z = x * x;
    const r =
      1.28379167095512558561e-1 +
      z *
        (-3.2504210724700149937e-1 +
          z *
            (-2.84817495755985104766e-2 + z * (-5.77027029648944159157e-3 + z * -2.37630166566501626084e-5)));
    const s =
      1 +
      z *
        (3.97917223959155352819e-1 +
          z *
            (6.50222499887672944485e-2 +
              z *
                (5.08130628187576562776e-3 +
                  z * (1.32494738004321644526e-4 + z * -3.9602282787753681232e-6))));
    const y = r / s;
    if (x < 0.25) return 1 - (x + x * y);
    return 0.5 - (x - 0.5 + x * y);
  }
  if (ax < 1.25) {
    const s = ax - 1;
    const p =
      -2.36211856075265944077e-3 +
      s *
        (4.14856118683748331666e-1 +
          s *
            (-3.72207876035701323847e-1 +
              s *
                (3.18346619901161753674e-1 +
                  s *
                    (-1.10894694282396677476e-1 +
                      s * (3.54783043256182359371e-2 + s * -2.166375594868790843e-3)))));
    const q =
      1 +
      s *
        (1.06420880400844228286e-1 +
          s *
            (5.40397917702171048937e-1 +
              s *
                (7.18286544141962662868e-2 +
                  s *
                    (1.26171219808761642112e-1 +
                      s * (1.36370839120290507362e-2 + s * 1.1984499846799107417e-2)))));
    const erx = 8.45062911510467529297e-1;
    return x >= 0 ? 1 - erx - p / q : 1 + (erx + p / q);
  }
  if (ax > 28) return x > 0 ? 0 : 2;
  if (x < -6) return 2;
  const tail = erfcTail(ax);
  return x > 0 ? tail : 2 - tail;
}

/** erfc for 1.25 <= x <= 28. */
function erfcTail(x: number): number {
  const s = 1 / (x * x);
  let r: number;
  let q: number;
  if (x < 1 / 0.35) {
    r =
      -9.86494403484714822705e-3 +
      s *
        (-6.93858572707181764372e-1 +
          s *
            (-1.05586262253232909814e1 +
              s *
                (-6.23753324503260060396e1 +
                  s *
                    (-1.62396669462573470355e2 +
                      s *
                        (-1.84605092906711035994e2 +
                          s * (-8.12874355063065934246e1 + s * -9.81432934416914548592))))));
    q =
      1 +
      s *
        (1.96512716674392571292e1 +
          s *
            (1.376577541435190426e2 +
              s *
                (4.34565877475229228821e2 +
                  s *
                    (6.45387271733267880336e2 +
                      s *
                        (4.29008140027567833386e2 +
                          s *
                            (1.08635005541779435134e2 +
                              s * (6.57024977031928170135 + s * -6.04244152148580987438e-2)))))));
  } else {
    r =
      -9.86494292470009928597e-3 +
      s *
        (-7.99283237680523006574e-1 +
          s *
            (-1.77579549177547519889e1 +
              s *
                (-1.60636384855821916062e2 +
                  s *
                    (-6.37566443368389627722e2 +
                      s * (-1.02509513161107724954e3 + s * -4.83519191608651397019e2)))));
    q =
      1 +
      s *
        (3.03380607434824582924e1 +
          s *
            (3.25792512996573918826e2 +
              s *
                (1.53672958608443695994e3 +
                  s *
                    (3.19985821950859553908e3 +
                      s *
                        (2.55305040643316442583e3 +
                          s * (4.74528541206955367215e2 + s * -2.24409524465858183362e1))))));
  }
  // x is cut to 32 bits so that its square is exact; the rest goes into the second exponential.
  F64[0] = x;
  I32[0] = 0;
  const z = F64[0];
  return (exp(-z * z - 0.5625) * exp((z - x) * (z + x) + r / q)) / x;
}

/** Standard normal distribution function; relative error below 2e-15 for x > -37. */
export function normalCdf(x: number): number {
  return 0.5 * erfc(-x * Math.SQRT1_2);
}

/** Standard normal density. */
export function normalPdf(x: number): number {
  return 0.3989422804014327 * exp(-0.5 * x * x);
}

/**
 * Inverse of the standard normal distribution function; relative error about 1e-15.
 * -Infinity at 0, Infinity at 1, NaN outside. Source: Wichura (1988), Applied Statistics 37, AS 241.
 */
export function probit(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    const num =
      (((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r +
        45921.953931549871457) *
        r +
        13731.693765509461125) *
        r +
        1971.5909503065514427) *
        r +
        133.14166789178437745) *
        r +
        3.387132872796366608) *
      q;
    const den =
      ((((((5226.495278852545925 * r + 28729.085735721942674) * r + 39307.89580009271061) * r +
        21213.794301586595867) *
        r +
        5394.1960214247511077) *
        r +
        687.1870074920579083) *
        r +
        42.313330701600911252) *
        r +
      1;
    return num / den;
  }
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : NaN;
  let r = Math.sqrt(-ln(q < 0 ? p : 1 - p));
  let value: number;
  if (r <= 5) {
    r -= 1.6;
    value =
      (((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r +
        1.27045825245236838258) *
        r +
        3.64784832476320460504) *
        r +
        5.7694972214606914055) *
        r +
        4.6303378461565452959) *
        r +
        1.42343711074968357734) /
      (((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r +
        0.14810397642748007459) *
        r +
        0.68976733498510000455) *
        r +
        1.6763848301838038494) *
        r +
        2.05319162663775882187) *
        r +
        1);
  } else {
    r -= 5;
    value =
      (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r +
        0.026532189526576123093) *
        r +
        0.29656057182850489123) *
        r +
        1.7848265399172913358) *
        r +
        5.4637849111641143699) *
        r +
        6.6579046435011037772) /
      (((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r +
        7.868691311456132591e-4) *
        r +
        0.0148753612908506148525) *
        r +
        0.13692988092273580531) *
        r +
        0.59983220655588793769) *
        r +
        1);
  }
  return q < 0 ? -value : value;
}

/** Share of a quantity left after a day, given its half-life in days. */
export function dailyDecay(halfLifeDays: number): number {
  return power(2, -1 / halfLifeDays);
}
