/**
 * What nobody in the market can see. Only the opening, environment, acquire, service, recover and the evidence file of
 * assess may read it; others hand it on sealed.
 */
import { defineTable, type Registry } from '../base/columns.ts';
import type { Stream } from '../random/streams.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** Hidden state: factors of the copula, and per customer, listing and loan what their draws made of them. */
export function createTruth(registry: Registry, sectorCount: number, regionCount: number, capacity: number) {
  return {
    /** Z of the country in cell 0. */
    country: registry.column('truth.country', 'f64', 1),
    sectors: registry.column('truth.sectors', 'f64', sectorCount),
    regions: registry.column('truth.regions', 'f64', regionCount),
    /** Multiplier of the hazard by unemployment and credit stress; of recoveries; of collateral prices. */
    pdMultiplier: registry.column('truth.pdMultiplier', 'f64', 1, { fill: 1 }),
    recoveryMultiplier: registry.column('truth.recoveryMultiplier', 'f64', 1, { fill: 1 }),
    /** Log of what chance has made of collateral prices. */
    collateralNoise: registry.column('truth.collateralNoise', 'f64', 1),
    collateralPrice: registry.column('truth.collateralPrice', 'f64', 1, { fill: 1 }),
    /** Same rows as `listings`; `owners` is 1 for a false listing, whose money goes to the owners. */
    listings: defineTable(
      registry,
      'truth.listing',
      { multiplier: 'f64', neverPays: 'u8', owners: 'u8' },
      1024,
    ),
    /** Same rows as `loans`. */
    loans: defineTable(
      registry,
      'truth.loan',
      { multiplier: 'f64', neverPays: 'u8', owners: 'u8', accrued: 'f64' },
      capacity,
    ),
  };
}

/** Hidden part of an applicant of today; never stored. */
export interface ApplicantTruth {
  /** Log-odds of being good. */
  readonly quality: number;
  readonly misstates: boolean;
  readonly neverPays: boolean;
}

const QUALITY = 4;
const MISSTATES = 5;
const NEVER_PAYS = 6;

/** A customer's hidden part: the same on every day, drawn under its key on the day of its birth. */
export function drawTruth(
  stream: Stream,
  customers: Scenario['customers'],
  customer: { readonly key: number; readonly bornDay: number; readonly qualityShift: number },
): ApplicantTruth {
  const { key, bornDay } = customer;
  const neverPays = stream.uniform(key, bornDay, NEVER_PAYS) < customers.neverPaysShare;
  return {
    quality:
      customers.qualityMean +
      customer.qualityShift +
      customers.qualitySigma * stream.normal(key, bornDay, QUALITY),
    misstates: neverPays || stream.uniform(key, bornDay, MISSTATES) < customers.misstatingShare,
    neverPays,
  };
}

/** Shift of hidden quality by borrower channel; customers of `repeat` and `lenders` have none of their own. */
export function qualityShifts(scenario: Scenario): number[] {
  return [...Object.values(scenario.acquisition.borrowers).map((channel) => channel.qualityShift), 0, 0];
}
