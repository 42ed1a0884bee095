/** Measures of scores and parts of a scorecard against reference values, with the mistakes that they must tell. */
import { describe, expect, it } from 'vitest';
import { normalCdf, probit } from '../../engine/base/mathx.ts';
import {
  factorOf,
  informationValue,
  offsetOf,
  pdAtScore,
  rankPower,
  stabilityIndex,
  weightsOfEvidence,
} from '../../engine/finance/scoring.ts';
import { HAS_SHARED, needsShared, sharedJson } from '../helpers/shared.ts';

interface Scoring {
  readonly aucKsGini: readonly {
    readonly name: string;
    readonly score: readonly number[];
    readonly label: readonly number[];
    readonly auc: number;
    readonly gini: number;
    readonly ks: number;
  }[];
  readonly psi: readonly {
    readonly name: string;
    readonly expected: readonly number[];
    readonly actual: readonly number[];
    readonly psi: number;
  }[];
  readonly binormal: readonly { readonly d: number; readonly auc: number; readonly ks: number }[];
}
interface Card {
  readonly cases: readonly {
    readonly baseScore: number;
    readonly baseOddsGoodBad: number;
    readonly pdo: number;
    readonly factor: number;
    readonly offset: number;
    readonly scoreAtOdds: Readonly<Record<string, number>>;
    readonly pdAtScore: Readonly<Record<string, number>>;
  }[];
  readonly woeIv: {
    readonly bins: readonly { goods: number; bads: number; woe: number; ivPart: number }[];
    readonly iv: number;
  };
}

const good = (label: readonly number[]) => label.map((one) => one === 1);

describe.runIf(HAS_SHARED)(needsShared('against the reference'), () => {
  const scoring = sharedJson<Scoring>('reference/08_scoring.json');
  const card = sharedJson<Card>('reference/12_scorecard.json');

  it.each(scoring.aucKsGini)('AUC, KS and Gini: $name', ({ score, label, auc, gini, ks }) => {
    const power = rankPower(score, good(label))!;
    expect(power.auc).toBeCloseTo(auc, 12);
    expect(power.gini).toBeCloseTo(gini, 12);
    expect(power.ks).toBeCloseTo(ks, 12);
    // Whichever way ties stand in the list.
    const turned = rankPower([...score].reverse(), good([...label].reverse()))!;
    expect(turned).toEqual(power);
  });

  it('tells ties counted as won and signs that are turned', () => {
    const { score, label, auc } = scoring.aucKsGini.find(({ name }) => name === 'ties')!;
    const untied = score.map((value, i) => value + 1e-6 * label[i]!);
    expect(rankPower(untied, good(label))!.auc).toBeGreaterThan(auc + 0.05);
    const turned = rankPower(
      score.map((value) => -value),
      good(label),
    )!;
    expect(turned.auc).toBeCloseTo(1 - auc, 12);
    expect(rankPower([1, 2], [true, true])).toBeNull();
  });

  it.each(scoring.psi)('index of stability: $name', ({ expected, actual, psi }) => {
    expect(stabilityIndex(expected, actual)).toBeCloseTo(psi, 12);
  });

  it('tells another least share', () => {
    const { expected, actual, psi } = scoring.psi.find(({ name }) => name.startsWith('zero_bin'))!;
    expect(Math.abs(stabilityIndex(expected, actual, 1e-3) - psi)).toBeGreaterThan(0.1);
  });

  it.each(scoring.binormal)('two normal populations $d apart', ({ d, auc, ks }) => {
    const n = 2000;
    const at = Array.from({ length: n }, (_, i) => probit((i + 0.5) / n));
    const scores = [...at.map((z) => z + d / 2), ...at.map((z) => z - d / 2)];
    const power = rankPower(
      scores,
      scores.map((_, i) => i < n),
    )!;
    expect(power.auc).toBeCloseTo(auc, 3);
    expect(power.ks).toBeCloseTo(ks, 3);
    expect(auc).toBeCloseTo(normalCdf(d / Math.SQRT2), 10);
  });

  it.each(card.cases)('scaling: $baseScore at $baseOddsGoodBad, $pdo', (one) => {
    const scale = { baseScore: one.baseScore, baseOdds: one.baseOddsGoodBad, pdo: one.pdo };
    expect(factorOf(scale)).toBeCloseTo(one.factor, 10);
    expect(offsetOf(scale)).toBeCloseTo(one.offset, 10);
    for (const [odds, score] of Object.entries(one.scoreAtOdds))
      expect(offsetOf(scale) + factorOf(scale) * Math.log(Number(odds))).toBeCloseTo(score, 9);
    for (const [score, pd] of Object.entries(one.pdAtScore)) {
      expect(pdAtScore(scale, Number(score))).toBeCloseTo(pd, 12);
    }
    // Odds of bad to good in place of good to bad, and points that multiply the odds by e in place of doubling them.
    const away = one.baseScore - one.pdo;
    const pd = pdAtScore(scale, away);
    expect(pdAtScore({ ...scale, pdo: scale.pdo * Math.LN2 }, away) / pd).toBeGreaterThan(1.08);
    if (scale.baseOdds !== 1)
      expect(pdAtScore({ ...scale, baseOdds: 1 / scale.baseOdds }, away) / pd).toBeGreaterThan(3);
  });

  it('weight of evidence and information value', () => {
    const { bins, iv } = card.woeIv;
    weightsOfEvidence(bins).forEach((woe, i) => expect(woe).toBeCloseTo(bins[i]!.woe, 12));
    expect(informationValue(bins)).toBeCloseTo(iv, 12);
    const swapped = bins.map(({ goods, bads }) => ({ goods: bads, bads: goods }));
    weightsOfEvidence(swapped).forEach((woe, i) => expect(woe).toBeCloseTo(-bins[i]!.woe, 12));
    // An empty bin has a finite weight once it is smoothed, and the others hardly another one.
    const empty = [...bins, { goods: 0, bads: 3 }];
    expect(weightsOfEvidence(empty)[3]).toBe(-Infinity);
    const smoothed = weightsOfEvidence(empty, 0.5);
    expect(smoothed[3]).toBeLessThan(-3);
    expect(Number.isFinite(smoothed[3])).toBe(true);
  });
});
