/** Platforms that differ: each drawn from the distributions of the parameters under its own ordinal. */
import { exp, ln, normalCdf, probit } from '../../../base/mathx.ts';
import type { Stream } from '../../../random/streams.ts';
import { cumulate, discrete, interpolatedQuantile } from '../../../random/variates.ts';
import type { Parameters } from './parameters.ts';

export interface Platform {
  readonly ordinal: number;
  /** Lenders it has: its weight in sums. */
  readonly size: number;
  readonly simulatedLenders: number;
  readonly lenderRate: number;
  /** Normal score of its rate among platforms. */
  readonly dearness: number;
  readonly churnPerMonth: number;
  readonly planShare: number;
  readonly lockInMonths: number;
  readonly pooled: boolean;
  readonly buffer: number;
  readonly contactScale: number;
  readonly stakeSigma: number;
  readonly termTilt: number;
}

/** What a platform's month has of its own: multipliers on who comes to lend and to borrow. */
export interface MonthNoise {
  readonly lenders: number;
  readonly borrowers: number;
}

/** Draws of a platform. */
const DRAW = {
  size: 0,
  lenderRate: 1,
  churn: 2,
  planShare: 3,
  lockIn: 4,
  custody: 5,
  buffer: 6,
  contacts: 7,
  stakes: 8,
  terms: 9,
} as const;

const lognormalOf = (u: number, { median, sigma }: { median: number; sigma: number }): number =>
  median * exp(sigma * probit(u));

/**
 * Normal scores of values by their rank: a population this small would otherwise miss the concentration it is to have by
 * the luck of a few draws, and sums over platforms hang on the largest.
 */
function normalScores(values: readonly number[]): number[] {
  const scores = values.map(() => 0);
  const byRank = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  byRank.forEach((index, rank) => (scores[index] = probit((rank + 0.5) / values.length)));
  return scores;
}

/** As many platforms, each with the ordinal of its place. Sizes and rates are spread over them as their distributions are. */
export function platformsOf(parameters: Parameters, stream: Stream, count: number): Platform[] {
  const own = (draw: number): number[] =>
    Array.from({ length: count }, (_, ordinal) => probit(stream.uniform(ordinal + 1, 0, draw)));
  const dear = normalScores(own(DRAW.lenderRate));
  const { sizeAgainstRate: together } = parameters;
  const large = normalScores(
    own(DRAW.size).map((apart, k) => together * dear[k]! + Math.sqrt(1 - together * together) * apart),
  );
  return dear.map((score, ordinal) => platformOf(parameters, stream, ordinal, score, large[ordinal]!));
}

/** The platform of an ordinal. Its dearness pulls what makes it weak, each margin keeping its distribution. */
function platformOf(
  parameters: Parameters,
  stream: Stream,
  ordinal: number,
  dear: number,
  large: number,
): Platform {
  const u = (draw: number): number => stream.uniform(ordinal + 1, 0, draw);
  const { simulatedLenders: few, churn, planShare, lockInMonths, stakeSigma, fragility } = parameters;
  const own = Math.sqrt(1 - fragility * fragility);
  /** Large where the platform is weak. */
  const weak = (draw: number): number => normalCdf(fragility * dear + own * probit(u(draw)));
  const size = Math.max(30, Math.round(parameters.size.median * exp(parameters.size.sigma * large)));
  const rates = parameters.lenderRate;
  const lockIns = Object.keys(lockInMonths).map(Number);
  return {
    ordinal,
    size,
    simulatedLenders: Math.max(few.least, Math.min(size, few.most), Math.round(size / few.oneIn)),
    lenderRate: interpolatedQuantile(
      normalCdf(dear),
      rates.map(([share]) => share),
      rates.map(([, rate]) => rate),
    ),
    dearness: dear,
    churnPerMonth: Math.min(churn.most, lognormalOf(weak(DRAW.churn), churn)),
    planShare: planShare.least + (planShare.most - planShare.least) * weak(DRAW.planShare),
    lockInMonths: lockIns[discrete(1 - weak(DRAW.lockIn), cumulate(Object.values(lockInMonths)))]!,
    pooled: weak(DRAW.custody) > 1 - parameters.pooledShare,
    buffer: lognormalOf(1 - weak(DRAW.buffer), parameters.buffer),
    contactScale: lognormalOf(u(DRAW.contacts), parameters.contactScale),
    stakeSigma: stakeSigma.mean + stakeSigma.sigma * probit(u(DRAW.stakes)),
    termTilt: parameters.termTilt * probit(u(DRAW.terms)),
  };
}

/** The middle of every distribution: what a population of equals would be. */
export function middlePlatform(parameters: Parameters, ordinal: number): Platform {
  const { planShare } = parameters;
  return {
    ordinal,
    size: parameters.size.median,
    simulatedLenders: parameters.simulatedLenders.most,
    lenderRate: 0.114,
    dearness: 0,
    churnPerMonth: parameters.churn.median * exp(parameters.churn.sigma * (parameters.churn.sigma / 2)),
    planShare: (planShare.least + planShare.most) / 2,
    lockInMonths: 3,
    pooled: true,
    buffer: parameters.buffer.median,
    contactScale: parameters.contactScale.median,
    stakeSigma: parameters.stakeSigma.mean,
    termTilt: 0,
  };
}

/** Noise of a platform's month, with mean 1; the same for the same platform whatever else is changed. */
export function noiseOf(
  noise: { readonly lenders: number; readonly borrowers: number },
  stream: Stream,
  ordinal: number,
  month: number,
): MonthNoise {
  const multiplier = (sigma: number, draw: number): number =>
    exp(sigma * stream.normal(ordinal + 1, month + 1, draw) - (sigma * sigma) / 2);
  return { lenders: multiplier(noise.lenders, 0), borrowers: multiplier(noise.borrowers, 1) };
}

/** Weight of a loan's term under a tilt. */
export function tilted(weight: number, termMonths: number, tilt: number): number {
  return weight * exp(tilt * ln(termMonths / 12));
}
