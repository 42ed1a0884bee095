/**
 * Derives credit-curves.json. By hand: `npx tsx data/calibration/derive.ts <folder of the public aggregates>`; it reads
 * lc_grade_term_summary.csv and lc_vintage_hazard_36m.csv there, aggregates only, never loan rows.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gradeProbabilities } from '../../engine/finance/score-population.ts';
import { normalPdf } from '../../engine/base/mathx.ts';
import { POPULATION } from './population.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: tsx data/calibration/derive.ts <folder>');

function rows(file: string): Record<string, string>[] {
  const [head, ...lines] = readFileSync(`${folder}/${file}`, 'utf8').trim().split(/\r?\n/);
  const names = head!.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, cell])));
}

const TERM = 36;
const LC_GRADES = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
const GRADES = ['AA', 'A', 'B', 'C', 'D', 'E', 'HR'];
const months = rows('lc_vintage_hazard_36m.csv');
const hazard = months.slice(0, TERM).map((row) => Number(row['h_last']));
const payoff = months.slice(0, TERM + 1).map((row) => Number(row['h_pre']));
const summary = rows('lc_grade_term_summary.csv').filter((row) => row['term'] === String(TERM));
const byGrade = LC_GRADES.map((grade) => summary.find((row) => row['grade'] === grade)!);

/** Charged off in the end if the pooled shape is scaled; others leave by the pooled payoff rate. */
function lifetime(scale: number): number {
  let atRisk = 1;
  let lost = 0;
  for (let age = 0; age < TERM; age++) {
    lost += atRisk * scale * hazard[age]!;
    atRisk *= 1 - scale * hazard[age]! - payoff[age]!;
  }
  return lost;
}

const pd36 = byGrade.map((row) => Number(row['co_life']) / 100);
const hazardScale = pd36.map((pd) => {
  let low = 0;
  let high = 20;
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (lifetime(middle) < pd) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
});
const exposureAtDefault = byGrade.map((row) => Number(row['ead_pct']) / 100);
const lgd = byGrade.map((row) => Number(row['lgd']) / 100);

const GRID = 41;
const qualityGrid = Array.from(
  { length: GRID },
  (_, i) => POPULATION.qualityMean + POPULATION.qualitySigma * (-5 + (10 * i) / (GRID - 1)),
);
const given = gradeProbabilities(POPULATION, qualityGrid);
const density = qualityGrid.map((q) => normalPdf((q - POPULATION.qualityMean) / POPULATION.qualitySigma));
const total = density.reduce((a, b) => a + b, 0);
const share = GRADES.map((_, g) => density.reduce((sum, d, i) => sum + (d * given[i * 7 + g]!) / total, 0));
const qualityWeights = GRADES.map((_, g) =>
  density.map((d, i) => (d * given[i * 7 + g]!) / total / share[g]!),
);
const qualityMean = qualityWeights.map((weights) =>
  weights.reduce((sum, w, i) => sum + w * qualityGrid[i]!, 0),
);

/** Geometric middle between neighbours. */
const between = (values: readonly number[]) =>
  values.slice(1).map((value, i) => Math.sqrt(value * values[i]!));
const loss = pd36.map((pd, g) => pd * exposureAtDefault[g]! * lgd[g]!);
const round = (digits: number) => (value: number) => Number(value.toPrecision(digits));

const out = {
  source:
    'LendingClub policy loans of 36 months issued 2007-06 to 2011-12, all resolved (29,096 loans): aggregates of the MIT-licensed package kuhnrl30/LendingClubData @ b9203b8',
  method:
    'hazard: pooled probability that the last payment before a charge-off is at month 0..35; a grade scales it so that its lifetime charge-off is reproduced under the pooled payoff rate. smm: payoff rate at month 1..36. Quality: law of hidden quality within each grade under the prior, evidence and floors of population.ts, on a grid.',
  grades: GRADES,
  mapping: Object.fromEntries(LC_GRADES.map((grade, i) => [grade, GRADES[i]!])),
  population: POPULATION,
  hazard,
  hazardScale: hazardScale.map(round(8)),
  smm: payoff.slice(1, TERM + 1).map((rate, i) => (i === TERM - 1 ? 0 : rate)),
  pd36: pd36.map(round(6)),
  monthlyHazard: byGrade.map((row) => round(4)(Number(row['haz_m']) / 100)),
  exposureAtDefault: exposureAtDefault.map(round(6)),
  lossGivenDefault: lgd.map(round(6)),
  pdBands: between(pd36).map(round(4)),
  facilityBands: between(loss).map(round(4)),
  gradeShare: share.map(round(6)),
  qualityGrid: qualityGrid.map(round(10)),
  qualityMean: qualityMean.map(round(10)),
  qualityWeights: qualityWeights.map((weights) => weights.map(round(8))),
};
writeFileSync(new URL('credit-curves.json', import.meta.url), `${JSON.stringify(out, null, 1)}\n`);
console.log(
  GRADES.map((grade, g) => `${grade} ${(100 * share[g]!).toFixed(2)} % q ${qualityMean[g]!.toFixed(2)}`).join(
    '\n',
  ),
);
