/**
 * The only file of the room that reads the truth: what sources show of hidden quality, whether a reviewer finds a
 * misstatement, what else the applicant could have, and the hazard multiplier, which is sealed and passed on.
 */
import { exp } from '../../base/mathx.ts';
import type { CreditCurves } from '../../finance/credit-curves.ts';
import { NOISE_MIN } from '../../finance/score-population.ts';
import type { Applicant } from '../../state/today.ts';
import { driftOn } from '../../state/drift.ts';
import { KIND_NAMES } from '../../state/codes.ts';
import { filedShare, ownRecord } from '../../state/on-file.ts';
import { qualityShifts, truthOn, type ApplicantTruth } from '../../state/truth.ts';
import type { World } from '../../state/world.ts';
import type { Seen } from './scorecard.ts';

const BURDEN_MAX = 1.5;

/** Drawn and read here only; the rest of the room hands it on. */
export type Hidden = ApplicantTruth;

/** What a look at an applicant brought, and what it and checking what is only stated cost. */
export interface Look extends Seen {
  readonly costFen: number;
  readonly verifyCostFen: number;
}

export interface Evidence {
  /** The hidden part of an application made on an earlier day. */
  recall(applicant: Applicant): Hidden;
  /** `effect` of the reviewer who checks stated sources: 0 if nobody does. */
  look(applicant: Applicant, truth: Hidden, effect: number): Look;
  /** The guarantor's own look. */
  guarantorLogOdds(applicant: Applicant, truth: Hidden): number;
  /** What moves a reviewer for or against an applicant: standard normal, and as far as it is skilled what the score missed. */
  impression(applicant: Applicant, truth: Hidden, seen: Seen): number;
  /** All-in rate a year that the applicant could have elsewhere. */
  outsideOption(applicant: Applicant, truth: Hidden): number;
  /** `burden`: all instalments and fees of a month over income. */
  seal(truth: Hidden, grade: number, burden: number): { multiplier: number; neverPays: boolean };
}

/** Sources with their precisions, and the curves that turn hidden quality into hazard. */
export function prepareEvidence(world: World, curves: CreditCurves): Evidence {
  const { scenario, streams, customers, looks } = world;
  const { assessment, credit, pricing } = scenario;
  const stream = streams.stream('evidence');
  const reviewStream = streams.stream('review');
  const applicationStream = streams.stream('application');
  const driftStream = streams.stream('drift');
  const shifts = qualityShifts(scenario);
  const { qualityMean, qualitySigma } = scenario.customers;
  const priorPrecision = 1 / (qualitySigma * qualitySigma);
  const { skill } = assessment.overrides;
  const whim = Math.sqrt(1 - skill * skill);
  const sources = Object.values(assessment.sources).map((source) => {
    const shown = assessment.noise ? source.noise : 0;
    const noise = Math.max(shown, NOISE_MIN);
    const coverage = KIND_NAMES.map((kind) => source.coverage * source.coverageOf[kind]);
    return { ...source, coverage, shown, precision: 1 / (noise * noise) };
  });
  const [first] = sources;
  const { registry } = scenario;
  const registryDraw = 2 * sources.length + 2;
  const registryShown = assessment.noise ? registry.noise : 0;
  const registryNoise = Math.max(registryShown, NOISE_MIN);
  /** By source; the registry, if there is one, last. */
  const precisions = Float64Array.from([
    ...sources.map((source) => source.precision),
    ...(registry.use ? [1 / (registryNoise * registryNoise)] : []),
  ]);
  const guarantorDraw = 2 * sources.length + 1;
  /** What the quality was on a day. */
  const qualityOn = (applicant: Applicant, truth: Hidden, day: number): number => {
    const { qualityDrift } = scenario.customers;
    if (qualityDrift === 0 || day === applicant.appliedDay) return truth.quality;
    const on = (some: number) => driftOn(driftStream, qualityDrift, applicant, some);
    return truth.quality - on(applicant.appliedDay) + on(day);
  };
  const normalisers = curves.qualityMean.map((_, grade) => curves.frailtyMean(grade, credit.frailty));

  return {
    recall: (applicant) => {
      const known = applicant.customer >= 0;
      const origin = known ? customers.channel[applicant.customer]! : applicant.channel;
      const { key, bornDay, appliedDay } = applicant;
      const person = { key, bornDay, qualityShift: shifts[origin]! };
      return truthOn(streams, scenario.customers, person, appliedDay);
    },
    look: (applicant, truth, effect) => {
      const { key, appliedDay, kind } = applicant;
      const checked = truth.misstates && effect > 0 ? reviewStream.uniform(key, appliedDay, 0) : 1;
      let precision = priorPrecision;
      let weighted = qualityMean * priorPrecision;
      let costFen = 0;
      let verifyCostFen = 0;
      const readings = new Float64Array(precisions.length).fill(NaN);
      for (let s = 0; s < sources.length; s++) {
        const source = sources[s]!;
        if (!source.use) continue;
        const lookDay = looks.dayOf(applicant, s, source.validForDays);
        if (stream.uniform(key, lookDay, 2 * s) >= source.coverage[kind]!) continue;
        const noise = source.shown === 0 ? 0 : source.shown * stream.normal(key, lookDay, 2 * s + 1);
        precision += source.precision;
        const found = checked < effect * source.verification;
        const added = source.stated && truth.misstates && !found ? scenario.customers.misstatement : 0;
        const reading = qualityOn(applicant, truth, lookDay - source.staleDays) + noise + added;
        readings[s] = reading;
        weighted += source.precision * reading;
        if (lookDay === appliedDay) costFen += source.costFen;
        if (source.stated) verifyCostFen += source.verifyCostFen;
      }
      if (registry.use && stream.uniform(key, appliedDay, registryDraw) < filedShare(world)) {
        const reading = truth.quality + registryShown * stream.normal(key, appliedDay, registryDraw + 1);
        readings[sources.length] = reading;
        precision += precisions[sources.length]!;
        weighted += precisions[sources.length]! * reading;
      }
      const record = ownRecord(world, applicant.customer);
      return {
        record,
        logOdds: weighted / precision,
        precision,
        readings,
        precisions,
        costFen,
        verifyCostFen,
      };
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
