/** What the law in force forbids; `validate` lists it. */

import type { Regime, Scenario } from './scenario.ts';

/** One feature a regime forbids: how it shows in a scenario, and why. */
export interface Prohibition {
  readonly feature: string;
  readonly path: string;
  readonly why: string;
  readonly isUsed: (scenario: Scenario) => boolean;
}

const POOLED: Prohibition = {
  feature: 'pooled custody',
  path: 'custody',
  why: "customers' money is kept apart from the platform's",
  isUsed: (scenario) => scenario.custody === 'pooled',
};

const PERSON_CAP: Prohibition = {
  feature: 'balances of a person above 200k CNY',
  path: 'pricing.caps.person',
  why: 'measures of 24 August 2016',
  isUsed: (scenario) => scenario.pricing.caps.personFen > 20_000_000,
};

const ENTERPRISE_CAP: Prohibition = {
  feature: 'balances of an enterprise above 1M CNY',
  path: 'pricing.caps.enterprise',
  why: 'measures of 24 August 2016',
  isUsed: (scenario) => scenario.pricing.caps.enterpriseFen > 100_000_000,
};

const capAbove = (cap: number, text: string): Prohibition => ({
  feature: `all-in rates above ${text}`,
  path: 'pricing.allInCap',
  why: 'not enforceable in court',
  isUsed: (scenario) => scenario.pricing.allInCap.some((row) => row.value > cap),
});

const RESERVE_LENT: Prohibition = {
  feature: 'lending the reserve to the platform',
  path: 'policies.playbook',
  why: 'the reserve is kept apart and pays lenders of loans only',
  isUsed: (scenario) =>
    scenario.policies.playbook.some(({ actions }) => actions.some(({ kind }) => kind === 'releaseReserve')),
};

const CAP_36 = capAbove(0.36, '36%');
const CN_2016 = [POOLED, RESERVE_LENT, PERSON_CAP, ENTERPRISE_CAP];

/** Forbidden features by regime. */
export const PROHIBITIONS: Readonly<Record<Regime, readonly Prohibition[]>> = {
  'cn-2013': [CAP_36],
  'cn-2016-08': [...CN_2016, CAP_36],
  'cn-2017-12': [...CN_2016, CAP_36],
  'cn-2020-08': [...CN_2016, capAbove(0.154, '15.4% (four times the loan prime rate)')],
  uk: [POOLED, RESERVE_LENT],
};
