/**
 * A scorecard of points: each attribute is cut into bins, each bin has points from its weight of evidence, the points of
 * an applicant's bins add up to its score. Developed once on records whose outcome is known, by a logistic regression of
 * good against bad on the weights of evidence, and scaled so that `pdo` points double the odds.
 */

import { invariant } from '../base/assert.ts';
import { logistic } from '../base/mathx.ts';
import { factorOf, informationValue, offsetOf, weightsOfEvidence, type Bin, type Scale } from './scoring.ts';

/** An attribute of the records: a number that is cut at quantiles, or the number of one of `codes`. NaN is missing. */
export interface RecordedAttribute {
  readonly name: string;
  readonly codes: readonly string[] | null;
  readonly values: Float64Array;
}

/** A bin of an attribute of a card. */
export interface CardBin extends Bin {
  /** Lower end, included, and upper end, excluded; both NaN for a code and for what is missing. */
  readonly from: number;
  readonly to: number;
  /** Code, or `missing`; empty for an interval. */
  readonly label: string;
  readonly woe: number;
  /** Whole points; 0 in an attribute that is not used. */
  readonly points: number;
}

/** An attribute of a card. */
export interface CardAttribute {
  readonly name: string;
  readonly informationValue: number;
  /** Coefficient of the weight of evidence in the regression; 0: left out. */
  readonly coefficient: number;
  /** Ends of the bins of a number; empty for codes. The last bin is for what is missing. */
  readonly edges: readonly number[];
  readonly bins: readonly CardBin[];
}

/** What a development run made. */
export interface PointsCard {
  readonly basePoints: number;
  readonly attributes: readonly CardAttribute[];
  /** Scores of the records that it was developed on, in their order. */
  readonly scores: Float64Array;
}

export interface Development {
  readonly attributes: readonly RecordedAttribute[];
  readonly good: Uint8Array;
  /** Bins of a number, of as many records each as ties allow. */
  readonly bins: number;
  readonly smoothing: number;
  /** Attributes that tell less are left out. */
  readonly leastInformation: number;
  readonly scale: Scale;
}

/** Bin of a value: the last one if it is missing. */
export function binOf(attribute: CardAttribute, value: number): number {
  const last = attribute.bins.length - 1;
  if (Number.isNaN(value)) return last;
  if (attribute.edges.length === 0) return Math.min(value, last);
  let bin = 0;
  while (bin < attribute.edges.length && value >= attribute.edges[bin]!) bin += 1;
  return bin;
}

/** Points of an applicant by attribute, in the card's order. */
export function pointsByAttribute(card: PointsCard, values: readonly number[]): number[] {
  return card.attributes.map((attribute, i) => attribute.bins[binOf(attribute, values[i]!)]!.points);
}

/** Develops a card. The order of the records doesn't matter. */
export function developCard(development: Development): PointsCard {
  const { attributes, good, scale } = development;
  const binned = attributes.map((attribute) => cut(attribute, development));
  const kept = binned.map(({ iv }) => iv >= development.leastInformation);
  let fitted = fit(binned, kept, good);
  // A coefficient below zero would turn an attribute's own evidence round: it says what the others have said already.
  for (;;) {
    const turned = fitted.coefficients.findIndex((coefficient, i) => kept[i]! && coefficient <= 0);
    if (turned < 0) break;
    kept[turned] = false;
    fitted = fit(binned, kept, good);
  }
  const factor = factorOf(scale);
  const made = binned.map((one, a): CardAttribute => {
    const coefficient = kept[a]! ? fitted.coefficients[a]! : 0;
    return {
      name: attributes[a]!.name,
      informationValue: one.iv,
      coefficient,
      edges: one.edges,
      bins: one.bins.map((bin, b) => ({
        ...bin,
        ...labelOf(attributes[a]!, one.edges, b, one.bins.length),
        woe: one.woes[b]!,
        points: Math.floor(factor * coefficient * one.woes[b]! + 0.5),
      })),
    };
  });
  const basePoints = Math.floor(offsetOf(scale) + factor * fitted.intercept + 0.5);
  const scores = Float64Array.from(good, (_, record) => {
    let score = basePoints;
    made.forEach((attribute, a) => (score += attribute.bins[binned[a]!.of[record]!]!.points));
    return score;
  });
  return { basePoints, attributes: made, scores };
}

interface Binned {
  readonly edges: readonly number[];
  readonly bins: readonly Bin[];
  readonly woes: readonly number[];
  readonly iv: number;
  /** Bin of each record. */
  readonly of: Uint8Array;
}

function cut(
  { codes, values }: RecordedAttribute,
  { good, bins, smoothing }: Pick<Development, 'good' | 'bins' | 'smoothing'>,
): Binned {
  const edges = codes === null ? quantileEdges(values, bins) : [];
  const count = (codes?.length ?? edges.length + 1) + 1;
  const goods = new Float64Array(count);
  const bads = new Float64Array(count);
  const of = Uint8Array.from(values, (value, record) => {
    let bin = count - 1;
    if (!Number.isNaN(value)) {
      bin = codes === null ? edges.filter((edge) => value >= edge).length : value;
    }
    if (good[record] === 1) goods[bin]! += 1;
    else bads[bin]! += 1;
    return bin;
  });
  const counts = Array.from({ length: count }, (_, bin) => ({ goods: goods[bin]!, bads: bads[bin]! }));
  // A bin that nobody is in says nothing, whatever smoothing makes of it.
  const woes = weightsOfEvidence(counts, smoothing).map((woe, bin) =>
    counts[bin]!.goods + counts[bin]!.bads === 0 ? 0 : woe,
  );
  return { edges, bins: counts, woes, iv: informationValue(counts, smoothing), of };
}

/** Inner ends of bins of equal counts; equal ends are one. */
function quantileEdges(values: Float64Array, bins: number): number[] {
  const known = Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b);
  const edges = new Set<number>();
  for (let bin = 1; bin < bins && known.length > 0; bin++) {
    edges.add(known[Math.floor((bin * known.length) / bins)]!);
  }
  edges.delete(known[0]!);
  return [...edges];
}

function labelOf(
  { codes }: RecordedAttribute,
  edges: readonly number[],
  bin: number,
  count: number,
): { from: number; to: number; label: string } {
  if (bin === count - 1) return { from: NaN, to: NaN, label: 'missing' };
  if (codes !== null) return { from: NaN, to: NaN, label: codes[bin]! };
  return { from: edges[bin - 1] ?? -Infinity, to: edges[bin] ?? Infinity, label: '' };
}

const STEPS = 25;
const SMALL_STEP = 1e-10;
/** Keeps the equations solvable where two attributes say the same. */
const RIDGE = 1e-6;

/** Logistic regression of good on the weights of evidence of the attributes kept, by Newton's method. */
function fit(
  binned: readonly Binned[],
  kept: readonly boolean[],
  good: Uint8Array,
): { intercept: number; coefficients: number[] } {
  const used = binned.flatMap((_, a) => (kept[a]! ? [a] : []));
  const size = used.length + 1;
  let beta = new Float64Array(size);
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Float64Array(size);
    const curvature = Array.from({ length: size }, () => new Float64Array(size));
    const x = new Float64Array(size);
    x[0] = 1;
    for (let record = 0; record < good.length; record++) {
      let logOdds = beta[0]!;
      used.forEach((a, i) => {
        x[i + 1] = binned[a]!.woes[binned[a]!.of[record]!]!;
        logOdds += beta[i + 1]! * x[i + 1]!;
      });
      const p = logistic(logOdds);
      const weight = p * (1 - p);
      for (let i = 0; i < size; i++) {
        gradient[i]! += (good[record]! - p) * x[i]!;
        for (let j = 0; j <= i; j++) curvature[i]![j]! += weight * x[i]! * x[j]!;
      }
    }
    for (let i = 0; i < size; i++) {
      curvature[i]![i]! += RIDGE;
      for (let j = 0; j < i; j++) curvature[j]![i] = curvature[i]![j]!;
    }
    const change = solve(curvature, gradient);
    beta = beta.map((value, i) => value + change[i]!);
    if (change.every((one) => Math.abs(one) < SMALL_STEP)) break;
  }
  const coefficients = binned.map(() => 0);
  used.forEach((a, i) => (coefficients[a] = beta[i + 1]!));
  return { intercept: beta[0]!, coefficients };
}

/** Solution of a symmetric system that is positive definite, by elimination. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const rows = matrix.map((row) => Float64Array.from(row));
  const values = Float64Array.from(right);
  for (let pivot = 0; pivot < size; pivot++) {
    invariant(rows[pivot]![pivot]! > 0, 'the regression of a scorecard has a solution', () => ({ pivot }));
    for (let row = pivot + 1; row < size; row++) {
      const share = rows[row]![pivot]! / rows[pivot]![pivot]!;
      for (let column = pivot; column < size; column++) rows[row]![column]! -= share * rows[pivot]![column]!;
      values[row]! -= share * values[pivot]!;
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let column = row + 1; column < size; column++) values[row]! -= rows[row]![column]! * values[column]!;
    values[row]! /= rows[row]![row]!;
  }
  return values;
}
