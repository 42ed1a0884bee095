/** What became of applications so far, and how their scores are spread: counts that only grow; who reports takes differences. */
import type { Registry } from '../base/columns.ts';
import { DECISIONS, type Decision } from './codes.ts';
import type { Applicant } from './today.ts';

/** Bands of the score: tenths of the population that the score was developed on. */
export const SCORE_BANDS = 10;

/** Counters of the assess room. */
export function createAssessed(registry: Registry) {
  return {
    /** Applications decided, by DECISIONS. */
    decisions: registry.column('assessed.decisions', 'f64', DECISIONS.length),
    /** Applications scored when they were decided, by band, worst first. */
    bands: registry.column('assessed.bands', 'f64', SCORE_BANDS),
    /** Of those decided: seen by a reviewer, and decided against the score. */
    reviewed: registry.scalars('assessed.reviewed', ['reviewed', 'up', 'down']),
  };
}

/** Place of a decision in the counters. */
export function decisionIndex(decision: Decision): number {
  return DECISIONS.indexOf(decision);
}

/** What was decided of an application, and on what. */
export interface Decided {
  readonly points: number;
  readonly grade: number;
  readonly reviewed: boolean;
  readonly override: number;
  /** Points by attribute, the base and the own record last. */
  readonly parts: readonly number[];
  readonly guarantor: number;
  readonly decision: Decision;
}

/** A line of the archive of applications. */
export interface ApplicationRecord extends Decided {
  readonly day: number;
  readonly applicant: Applicant;
}

/** Keeps an application that was decided today for the study file. */
export function recordApplication(
  world: { readonly applications: ApplicationRecord[]; readonly day: number },
  applicant: Applicant,
  decided: Decided,
): void {
  world.applications.push({ ...decided, day: world.day, applicant });
}
