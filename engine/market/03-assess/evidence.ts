/**
 * The only file of the room that reads the truth: what sources show of hidden quality, whether a reviewer finds a
 * misstatement, what else the applicant could have, and the hazard multiplier, which is sealed and passed on.
 */
import { exp } from '../../base/mathx.ts';
import type { CreditCurves } from '../../finance/credit-curves.ts';
import { NOISE_MIN } from '../../finance/score-population.ts';
import type { Applicant } from '../../state/today.ts';
import { drawTruth, qualityShifts, type ApplicantTruth } from '../../state/truth.ts';
import type { World } from '../../state/world.ts';
import type { Seen } from './scorecard.ts';

const BURDEN_MAX = 1.5;

/** Drawn and read here only; the rest of the room hands it on. */
export type Hidden = ApplicantTruth;

/** What a look at an applicant brought, and what it cost. */
export interface Look extends Seen {
  readonly costFen: number;
}

export interface Evidence {
  /** The hidden part of an application made on an earlier day. */
  recall(applicant: Applicant): Hidden;
  /** `verified`: stated sources are read without the misstatement. */
  look(applicant: Applicant, truth: Hidden, verified: boolean): Look;
  /** The guarantor's own look. */
  guarantorLogOdds(applicant: Applicant, truth: Hidden): number;
  /** True if a reviewer of this effect finds that the applicant misstates. */
  findsMisstatement(applicant: Applicant, truth: Hidden, effect: number): boolean;
  /** What moves a reviewer for or against an applicant: standard normal, and as far as it is skilled what the score missed. */
  impression(applicant: Applicant, truth: Hidden, seen: Seen): number;
  /** All-in rate a year that the applicant could have elsewhere. */
  outsideOption(applicant: Applicant, truth: Hidden): number;
  /** `burden`: all instalments and fees of a month over income. */
  seal(truth: Hidden, grade: number, burden: number): { multiplier: number; neverPays: boolean };
}

/** Sources with their precisions, and the curves that turn hidden quality into hazard. */
export function prepareEvidence(world: World, curves: CreditCurves): Evidence {
  const { scenario, streams, customers } = world;
  const { assessment, credit, pricing } = scenario;
  const stream = streams.stream('evidence');
  const reviewStream = streams.stream('review');
  const applicationStream = streams.stream('application');
  const customerStream = streams.stream('customer');
  const shifts = qualityShifts(scenario);
  const { qualityMean, qualitySigma } = scenario.customers;
  const priorPrecision = 1 / (qualitySigma * qualitySigma);
  const { skill } = assessment.overrides;
  const whim = Math.sqrt(1 - skill * skill);
  const sources = Object.values(assessment.sources).map((source) => {
    const shown = assessment.noise ? source.noise : 0;
    const noise = Math.max(shown, NOISE_MIN);
    return { ...source, shown, precision: 1 / (noise * noise) };
  });
  const [first] = sources;
  const precisions = Float64Array.from(sources, (source) => source.precision);
  const guarantorDraw = 2 * sources.length + 1;
  const normalisers = curves.qualityMean.map((_, grade) => curves.frailtyMean(grade, credit.frailty));

  return {
    recall: (applicant) => {
      const known = applicant.customer >= 0;
      const origin = known ? customers.channel[applicant.customer]! : applicant.channel;
      const { key, bornDay } = applicant;
      return drawTruth(customerStream, scenario.customers, { key, bornDay, qualityShift: shifts[origin]! });
    },
    look: (applicant, truth, verified) => {
      const { key, appliedDay } = applicant;
      const added = truth.misstates && !verified ? scenario.customers.misstatement : 0;
      let precision = priorPrecision;
      let weighted = qualityMean * priorPrecision;
      let costFen = 0;
      const readings = new Float64Array(sources.length).fill(NaN);
      for (let s = 0; s < sources.length; s++) {
        const source = sources[s]!;
        if (!source.use || stream.uniform(key, appliedDay, 2 * s) >= source.coverage) continue;
        const noise = source.shown === 0 ? 0 : source.shown * stream.normal(key, appliedDay, 2 * s + 1);
        precision += source.precision;
        const reading = truth.quality + noise + (source.stated ? added : 0);
        readings[s] = reading;
        weighted += source.precision * reading;
        costFen += source.costFen;
      }
      return { logOdds: weighted / precision, precision, readings, precisions, costFen };
    },
    guarantorLogOdds: (applicant, truth) => {
      if (first === undefined) return qualityMean;
      const added = truth.misstates ? scenario.customers.misstatement : 0;
      const noise =
        first.shown === 0
          ? 0
          : first.shown * stream.normal(applicant.key, applicant.appliedDay, guarantorDraw);
      const weighted = qualityMean * priorPrecision + first.precision * (truth.quality + added + noise);
      return weighted / (priorPrecision + first.precision);
    },
    findsMisstatement: (applicant, truth, effect) =>
      truth.misstates && reviewStream.uniform(applicant.key, applicant.appliedDay, 0) < effect,
    impression: ({ key, appliedDay }, truth, { logOdds, precision }) =>
      skill * (truth.quality - logOdds) * Math.sqrt(precision) +
      whim * reviewStream.normal(key, appliedDay, 1),
    outsideOption: (applicant, truth) => {
      const { outsideMean, outsideQualityBeta, outsideNoise } = pricing.acceptance;
      const noise = outsideNoise * applicationStream.normal(applicant.key, applicant.appliedDay, 6);
      return outsideMean - outsideQualityBeta * (truth.quality - qualityMean) + noise;
    },
    seal: (truth, grade, burden) => {
      const quality =
        exp(-credit.frailty * (truth.quality - curves.qualityMean[grade]!)) / normalisers[grade]!;
      const load = exp(credit.burdenBeta * (Math.min(BURDEN_MAX, burden) - credit.burdenReference));
      return { multiplier: quality * load, neverPays: truth.neverPays };
    },
  };
}
