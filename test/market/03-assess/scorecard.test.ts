/** The score as a card of points, reviewers who go against it, and the measures that say how it did. */
import { describe, expect, it } from 'vitest';
import { developedCard } from '../../../engine/draws/development.ts';
import { weightsOfEvidence } from '../../../engine/finance/scoring.ts';
import { gradeProbabilities, scoreOfLogOdds } from '../../../engine/finance/score-population.ts';
import { calibrationPopulation } from '../../../engine/finance/credit-curves.ts';
import { normalPdf } from '../../../engine/base/mathx.ts';
import { simulateScenario } from '../../../engine/simulate.ts';
import type { ReplicationOutcome } from '../../../engine/outcome.ts';
import { OVERRIDE } from '../../../engine/state/codes.ts';
import type { World } from '../../../engine/state/world.ts';
import bands from '../../../data/calibration/score-bands.json' with { type: 'json' };
import { loadSmall } from '../../helpers/scenarios.ts';
import { runFront } from '../../helpers/front.ts';

const DEVELOPMENT = 'assessment.scorecard.development.records=2000';
const POINTS = ['assessment.scorecard.form=points', DEVELOPMENT];

function rowsOf(outcome: ReplicationOutcome, table: string) {
  expect(outcome.error).toBeNull();
  const { columns, rowCount } = outcome.tables.find((one) => one.table === table)!;
  return Array.from({ length: rowCount }, (_, row) =>
    Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, Number(column[row])])),
  );
}

describe('a card of points', () => {
  it('has whole points that go with the weight of evidence, and leaves out what says nothing', () => {
    const card = developedCard(loadSmall(POINTS));
    const factor = 20 / Math.LN2;
    for (const { name, bins, coefficient, informationValue } of card.attributes) {
      const woes = weightsOfEvidence(bins, 0.5);
      bins.forEach(({ points, goods, bads }, b) => {
        expect(Number.isInteger(points)).toBe(true);
        if (goods + bads > 0) expect(Math.abs(points - factor * coefficient * woes[b]!)).toBeLessThan(0.51);
      });
      if (informationValue < 0.02) expect(coefficient, name).toBe(0);
    }
    const used = (name: string) => card.attributes.find((one) => one.name === name)!.coefficient;
    expect(used('bank')).toBeGreaterThan(0.2);
    expect(used('burden')).toBeGreaterThan(0.5);
    expect(used('kind')).toBe(0);
  });

  it.each([[POINTS], [[DEVELOPMENT]]])('is explained to the point, %#', (set) => {
    const outcome = simulateScenario(loadSmall([...set, 'clock.horizon=30d']), { detail: 'full' });
    const scores = rowsOf(outcome, 'application').map(({ score }) => score!);
    const sums = scores.map(() => 0);
    for (const { application, points } of rowsOf(outcome, 'application_points'))
      sums[application!]! += points!;
    expect(scores.length).toBeGreaterThan(50);
    scores.forEach((score, i) => expect(sums[i]).toBeCloseTo(score, 8));
  });

  it('knows nothing of a world that is worse than the one it was developed on', () => {
    const cardOf = (set: readonly string[]) => developedCard(loadSmall([...POINTS, ...set]));
    expect(cardOf(['customers.qualityMean=0', 'credit.hazardScale=3'])).toEqual(cardOf([]));
  });
});

describe('reviewers who go against the score', () => {
  const set = [
    'clock.horizon=300d',
    'assessment.onlineLimit=1 CNY',
    'assessment.reviewsPerReviewerDay=500',
    'credit.frailty=1',
  ];
  const meanOfPassed = (world: World): number => {
    const found: number[] = [];
    for (let row = 0; row < world.listings.length; row++) {
      if (world.listings.override[row] === OVERRIDE.up) found.push(world.truth.listings.multiplier[row]!);
    }
    expect(found.length).toBeGreaterThan(30);
    return found.reduce((a, b) => a + b, 0) / found.length;
  };
  const run = (skill: number) =>
    runFront(loadSmall([...set, `assessment.overrides={ up: 40%, down: 25%, skill: ${skill} }`]), 300).world;

  it('do so as often as the scenario says, and choose better the more they know', () => {
    const worlds = [-0.9, 0, 0.9].map(run);
    for (const { assessed } of worlds) {
      const { reviewed, up, down } = assessed.reviewed;
      const refused = up + assessed.decisions[1]!;
      const share = (part: number, all: number, expected: number) =>
        expect(Math.abs(part - expected * all)).toBeLessThan(4 * Math.sqrt(expected * (1 - expected) * all));
      share(up, refused, 0.4);
      share(down, reviewed - refused, 0.25);
    }
    const [wrong, whim, good] = worlds.map(meanOfPassed) as [number, number, number];
    expect(good).toBeLessThan(0.8 * whim);
    expect(wrong).toBeGreaterThan(1.2 * whim);
  });
});

describe('how the score did', () => {
  it('cuts the population of its development into tenths', () => {
    const population = calibrationPopulation();
    const floors = bands.edges.map((edge) => scoreOfLogOdds(population.scorecard, edge)).reverse();
    const grid = Array.from({ length: 121 }, (_, i) => -6 + i / 10);
    const given = gradeProbabilities(
      { ...population, floors },
      grid.map((z) => population.qualityMean + population.qualitySigma * z),
    );
    for (let band = 0; band < 10; band++) {
      const share = grid.reduce((sum, z, i) => sum + 0.1 * normalPdf(z) * given[i * 10 + band]!, 0);
      expect(share).toBeCloseTo(0.1, 5);
    }
  });

  /** No chance that is common to all, nothing that shifts applicants away from the population behind the grades. */
  const still = [
    'clock.horizon=14mo',
    'macro.noise=false',
    'credit.burdenBeta=0',
    'customers.neverPaysShare=0%',
    'pricing.acceptance.outsideQualityBeta=0',
    'acquisition.borrowers.branches.qualityShift=0',
    'acquisition.borrowers.guarantors.qualityShift=0',
    'acquisition.repeatShare=0%',
    'assessment.worstAccepted=HR',
    'confidence.mechanism=none',
  ];
  const SEEDS = [1, 2];
  const outcomes = (set: readonly string[]) =>
    SEEDS.map((seed) => simulateScenario(loadSmall([...still, ...set]), { seed, detail: 'summary' }));
  const pooled = (of: readonly ReplicationOutcome[], window: number) => {
    const rows = of.flatMap((one) => rowsOf(one, 'score_calibration'));
    const known = rows.filter(({ windowMonths }) => windowMonths === window);
    const sum = (name: string) => known.reduce((all, row) => all + row[name]!, 0);
    return { loans: sum('loans'), defaults: sum('defaults'), expected: sum('expectedDefaults') };
  };
  const means = (of: readonly ReplicationOutcome[], table: string, name: string) => {
    const rows = of.flatMap((one) => rowsOf(one, table));
    const found = rows.filter((row) => (row['cohortMonth'] ?? -1) === -1 && !Number.isNaN(row[name]!));
    return found.reduce((all, row) => all + row[name]!, 0) / found.length;
  };

  it('tells who will default, as often as expected where the world is the one of the curves; blind it tells nothing', () => {
    const usual = outcomes([]);
    const blind = outcomes(
      ['bank', 'businessRegistry', 'administrative', 'school', 'online', 'thirdParty'].map(
        (source) => `assessment.sources.${source}.use=false`,
      ),
    );
    const bad = outcomes(['credit.hazardScale=3']);
    const z = ({ defaults, expected }: ReturnType<typeof pooled>) =>
      (defaults - expected) / Math.sqrt(expected);
    for (const window of [6, 12]) {
      expect(pooled(usual, window).loans).toBeGreaterThan(100);
      expect(Math.abs(z(pooled(usual, window)))).toBeLessThan(3);
      expect(z(pooled(bad, window))).toBeGreaterThan(4);
    }
    expect(means(bad, 'score_power', 'auc')).toBeGreaterThan(0.6);
    expect(means(blind, 'score_power', 'auc')).toBe(0.5);
  });
});
