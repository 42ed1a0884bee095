/** What the law in force forbids, how it shows in a scenario, and what becomes of it; `validate` lists it. */

import type { Feature, Regime } from '../base/law.ts';
import { FORBIDDEN, LEGAL_CAPS } from '../base/law.ts';
import type { Contribution, Dated, Scenario } from './scenario.ts';

/** One feature a regime forbids: how it shows in a scenario, and why. */
export interface Prohibition {
  readonly key: Feature;
  readonly feature: string;
  readonly path: string;
  readonly why: string;
  /** Whether the scenario has it on some day of `from` to before `to`. */
  readonly isUsed: (scenario: Scenario, from: number, to: number) => boolean;
}

type Words = Omit<Prohibition, 'key'>;

/** Values in force on some day of a stretch. */
function during<T>(rows: readonly Dated<T>[], from: number, to: number): readonly T[] {
  return rows
    .filter(({ fromDay }, i) => fromDay < to && (rows[i + 1]?.fromDay ?? Infinity) > from)
    .map(({ value }) => value);
}

const WORDS: Readonly<Record<Exclude<Feature, 'rateCap'>, Words>> = {
  pooledCustody: {
    feature: 'pooled custody',
    path: 'custody',
    why: "customers' money is kept apart from the platform's",
    isUsed: ({ custody }) => custody === 'pooled',
  },
  termSplitting: {
    feature: 'plans and accounts shorter than their loans',
    path: 'products',
    why: 'terms may not be split: notice of December 2017',
    isUsed: ({ products }) => Object.values(products).some(({ kind, share }) => kind !== 'lots' && share > 0),
  },
  personCap: {
    feature: 'balances of a person above 200k CNY',
    path: 'pricing.caps.person',
    why: 'measures of 24 August 2016',
    isUsed: ({ pricing }) => pricing.caps.personFen > LEGAL_CAPS['cn-2016-08'].personFen,
  },
  enterpriseCap: {
    feature: 'balances of an enterprise above 1M CNY',
    path: 'pricing.caps.enterprise',
    why: 'measures of 24 August 2016',
    isUsed: ({ pricing }) => pricing.caps.enterpriseFen > LEGAL_CAPS['cn-2016-08'].enterpriseFen,
  },
  feeUpFront: {
    feature: 'fees taken out of the principal',
    path: 'pricing.feeUpFront',
    why: 'notice of 1 December 2017',
    isUsed: ({ pricing }, from, to) => during(pricing.feeUpFront, from, to).some(Boolean),
  },
  reserveLent: {
    feature: 'lending the reserve to the platform',
    path: 'policies.playbook',
    why: 'the reserve is kept apart and pays lenders of loans only',
    isUsed: ({ policies }) =>
      policies.playbook.some(({ actions }) => actions.some(({ kind }) => kind === 'releaseReserve')),
  },
  riskReserve: {
    feature: 'paying into a risk reserve',
    path: 'reserve.contribution',
    why: 'no reserve may be added to: notice of December 2017',
    isUsed: ({ guarantee, reserve }, from, to) =>
      guarantee.scheme !== 'none' &&
      (reserve.fundedBy === 'lenderSpread' ||
        during(reserve.contribution, from, to).some((contribution) => paysIn(contribution))),
  },
  selfFinancing: {
    feature: 'false listings for the owners',
    path: 'platform.selfFinancing',
    why: 'nobody may raise money for itself on its own platform',
    isUsed: ({ platform }) => platform.selfFinancing !== null,
  },
  offlinePromotion: {
    feature: 'promotion at physical places',
    path: 'acquisition.lenders',
    why: 'lenders may be sought through electronic channels only',
    isUsed: ({ acquisition }) =>
      Object.values(acquisition.lenders).some(({ kind, open }) => kind === 'offline' && open),
  },
  unlicensedGuarantor: {
    feature: 'guarantors without a licence',
    path: 'guarantors',
    why: 'regulations of October 2017',
    isUsed: ({ guarantors }) =>
      Object.values(guarantors).some(({ licensed, share }) => !licensed && share > 0),
  },
  implicitGuarantee: {
    feature: 'the platform as a payer of compensation',
    path: 'guarantee.advanceOrder',
    why: 'an information intermediary may not guarantee what it lists: interim measures of August 2016',
    isUsed: ({ guarantee }) => paysByItself(guarantee),
  },
};

/** Whether a rule takes anything of anybody. */
function paysIn({ by, byGrade, ofFee, scale }: Contribution): boolean {
  if (scale === 0) return false;
  if (by === 'fee') return ofFee > 0;
  return by === 'expectedLoss' || Object.values(byGrade).some((share) => share > 0);
}

/** Whether the platform stands among those who are asked. */
function paysByItself({ scheme, advanceOrder }: Scenario['guarantee']): boolean {
  const asksReserveAlone = scheme === 'reserveInOrder' || scheme === 'reserveProRata';
  return scheme !== 'none' && !asksReserveAlone && advanceOrder.includes('platform');
}

function capOf(regime: Regime): Words {
  const cap = LEGAL_CAPS[regime].allInRate;
  const text = regime === 'cn-2020-08' ? '15.4% (four times the loan prime rate)' : `${cap * 100}%`;
  return {
    feature: `all-in rates above ${text}`,
    path: 'pricing.allInCap',
    why: 'not enforceable in court',
    isUsed: ({ pricing }, from, to) => during(pricing.allInCap, from, to).some((value) => value > cap),
  };
}

/** What a regime forbids. */
export function prohibitionsOf(regime: Regime): readonly Prohibition[] {
  return FORBIDDEN[regime].map((key) => ({ key, ...(key === 'rateCap' ? capOf(regime) : WORDS[key]) }));
}

/** One regime of a scenario, with the days on which it is in force. */
export interface Stretch {
  readonly regime: Regime;
  readonly fromDay: number;
  /** First day on which it is no longer. */
  readonly toDay: number;
  readonly forbidden: readonly Prohibition[];
  /** Of them those that the scenario has, each with what becomes of it. */
  readonly used: readonly (Prohibition & { readonly then: string })[];
}

/** The regimes of a scenario in the order of their days. */
export function stretchesOf(scenario: Scenario): readonly Stretch[] {
  const rows = scenario.regime;
  return rows.map(({ value: regime, fromDay }, i) => {
    const toDay = rows[i + 1]?.fromDay ?? scenario.clock.horizonDays;
    const forbidden = prohibitionsOf(regime);
    const used = forbidden
      .filter(({ isUsed }) => isUsed(scenario, fromDay, toDay))
      .map((one) => ({ ...one, then: consequence(scenario, fromDay, toDay) }));
    return { regime, fromDay, toDay, forbidden, used };
  });
}

/** What becomes of a forbidden feature on the days on which it is forbidden. */
function consequence({ policies }: Scenario, fromDay: number, toDay: number): string {
  const ways = new Set(during(policies.compliance, fromDay, toDay));
  if (ways.has('never')) return 'a breach until an order ends it';
  if (ways.has('whenFound')) return 'a breach until it is found';
  return 'no new business of it; what is there runs off';
}

/** Whether somebody might go on with what is forbidden on some day of a stretch. */
export function mayBreach({ policies }: Scenario, fromDay: number, toDay: number): boolean {
  return during(policies.compliance, fromDay, toDay).some((value) => value !== 'atOnce');
}
