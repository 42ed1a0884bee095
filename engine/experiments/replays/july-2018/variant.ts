/** A platform of the population as a scenario: the baseline, with what the platform has of its own. */
import { exp, expm1, ln1p } from '../../../base/mathx.ts';
import type { Play, Scenario, Shock } from '../../../scenario/scenario.ts';
import { GRADES, type Grade } from '../../../base/vocabulary.ts';
import { WINDOW, type Parameters } from './parameters.ts';
import { tilted, type MonthNoise, type Platform } from './population.ts';

/** What the platform goes through. */
export interface Episode {
  /** First day and length of each month, from day 0 on, with the platform's noise of it. */
  readonly months: readonly { readonly day: number; readonly days: number; readonly noise: MonthNoise }[];
  /** Failures of others. */
  readonly rivals: readonly { readonly day: number; readonly share: number; readonly overDays: number }[];
  readonly mechanism: Scenario['confidence']['mechanism'];
}

/** Middle grade, whose rate stands for the platform's. */
const MIDDLE: Grade = 'C';
/** Of a visit that registers and deposits, in the one channel of lenders. */
const REGISTER = 0.5;
const DEPOSIT = 0.5;

/** The scenario of a platform; `base` is the baseline. */
export function variantOf(
  base: Scenario,
  parameters: Parameters,
  platform: Platform,
  episode: Episode,
): Scenario {
  const scale = platform.simulatedLenders / base.opening.lenders;
  const shift = platform.lenderRate - base.pricing.lenderRate[0]!.value[MIDDLE];
  const rates = Object.fromEntries(
    GRADES.map((grade) => [grade, Math.max(0.03, base.pricing.lenderRate[0]!.value[grade] + shift)]),
  ) as Record<Grade, number>;
  const lots = 1 - platform.planShare;
  // Who leaves in an ordinary month is replaced: nobody of them is counted on to come back.
  const leavingShare =
    lots * platform.churnPerMonth + (platform.planShare * (1 - parameters.renewal)) / platform.lockInMonths;
  const visits = (parameters.arrivals * platform.simulatedLenders * leavingShare) / (REGISTER * DEPOSIT);
  return {
    ...base,
    name: `platform-${platform.ordinal}`,
    regime: [{ fromDay: 0, value: 'cn-2013' }],
    clock: { startDate: WINDOW.startDate, horizonDays: WINDOW.horizonDays },
    custody: platform.pooled ? 'pooled' : 'segregated',
    opening: {
      ...base.opening,
      lenders: platform.simulatedLenders,
      loansPerMonth: base.opening.loansPerMonth * scale * parameters.loansPerLender,
      platformCashFen: Math.round(platform.buffer * base.opening.lenders * MEAN_STAKE_FEN * scale),
    },
    acquisition: {
      ...base.acquisition,
      borrowers: Object.fromEntries(
        Object.entries(base.acquisition.borrowers).map(([name, channel]) => [
          name,
          {
            ...channel,
            budgetPerMonthFen: Math.round(channel.budgetPerMonthFen * scale),
            budgetHalfFen: Math.round(channel.budgetHalfFen * scale),
            fixedCostPerMonthFen: Math.round(channel.fixedCostPerMonthFen * scale),
            visitsMaxPerMonth:
              channel.visitsMaxPerMonth * scale * parameters.loansPerLender * parameters.borrowersPerLoan,
          },
        ]),
      ),
      lenders: {
        web: {
          kind: 'seo',
          budgetPerMonthFen: 0,
          budgetHalfFen: 0,
          visitsMaxPerMonth: visits,
          visitsPerLenderMonth: 0,
          register: REGISTER,
          deposit: DEPOSIT,
          open: true,
        },
      },
    },
    loans: Object.fromEntries(
      Object.entries(base.loans).map(([name, loan]) => [
        name,
        {
          ...loan,
          terms: Object.fromEntries(
            Object.entries(loan.terms).map(([term, weight]) => [
              term,
              tilted(weight, Number(term), parameters.termTiltMean + platform.termTilt),
            ]),
          ),
        },
      ]),
    ),
    products: {
      lots: { kind: 'lots', share: lots, lockInMonths: 0, renewal: 0, exit: 'transfer' },
      plan: {
        kind: 'plan',
        share: platform.planShare,
        lockInMonths: platform.lockInMonths,
        renewal: parameters.renewal,
        exit: 'transfer',
      },
    },
    // Who borrows at a dear platform has no better offer elsewhere.
    pricing: {
      ...base.pricing,
      lenderRate: [{ fromDay: 0, value: rates }],
      allInCap: [{ fromDay: 0, value: 1 }],
      acceptance: { ...base.pricing.acceptance, outsideMean: base.pricing.acceptance.outsideMean + shift },
    },
    lenders: {
      ...base.lenders,
      stakeMedianFen: Math.round(MEAN_STAKE_FEN * exp(-(platform.stakeSigma * platform.stakeSigma) / 2)),
      stakeSigma: platform.stakeSigma,
      churnPerMonth: Math.min(0.95, platform.churnPerMonth),
      neverReturnShare: 1,
      contacts: { ...base.lenders.contacts, scale: platform.contactScale },
    },
    confidence: {
      ...base.confidence,
      mechanism: episode.mechanism,
      elsewhere: {
        platforms: parameters.elsewhere.platforms,
        leaveShare: parameters.elsewhere.leaveShare,
      },
      holdBack: parameters.holdBack,
      epidemic: {
        transmission: -expm1(ln1p(-parameters.contagion.transmission) / parameters.contagion.overDays),
        recovery: 'fixed',
        infectiousDays: parameters.contagion.overDays,
      },
      weights: {
        ...base.confidence.weights,
        rivals: parameters.newsOfRivals,
        premium: parameters.premiumWeight,
      },
    },
    guarantors: Object.fromEntries(
      Object.entries(base.guarantors).map(([name, guarantor]) => [
        name,
        { ...guarantor, netAssetsFen: Math.round(guarantor.netAssetsFen * scale) },
      ]),
    ),
    platform: {
      ...base.platform,
      technologyPerMonthFen: Math.round(base.platform.technologyPerMonthFen * scale),
      departments: Object.fromEntries(
        Object.entries(base.platform.departments).map(([name, department]) => {
          const headcount = Math.max(1, Math.round(department.headcount * scale));
          const payrollFen = department.headcount * department.salaryPerMonthFen * scale;
          return [name, { ...department, headcount, salaryPerMonthFen: Math.round(payrollFen / headcount) }];
        }),
      ) as Scenario['platform']['departments'],
    },
    policies: { ...base.policies, playbook: careOf(parameters.pacing), coverPool: platform.pooled },
    failure: {
      ...base.failure,
      // Under bank custody an expired plan waits in an exit queue, which is no broken promise.
      liquidity: {
        products: platform.pooled ? ['cash', 'plan'] : ['cash'],
        unpaidBeyondDays: parameters.toleranceDays,
        byProduct: {},
      },
      capitalFloorFen: null,
      guarantorCascade: null,
      reserve: false,
    },
    shocks: shocksOf(episode),
  };
}

/**
 * Ordinary care: new loans wait while a week's obligations are more than its means, or while somebody waits for money; and
 * it lists what finds money, less by the same share with each doubling of the hours that takes.
 */
const careOf = ({ fromHours, doublings, share }: Parameters['pacing']): readonly Play[] => [
  {
    name: 'lend what is left',
    when: { figure: 'ladder7dFen', side: 'below', value: 0 },
    clearWhen: { figure: 'ladder7dFen', side: 'above', value: 0 },
    actions: [{ kind: 'throttleLending', to: 0.2 }],
    delayDays: 0,
  },
  {
    name: 'exits first',
    when: { figure: 'withdrawalOldestDays', side: 'above', value: 3 },
    clearWhen: { figure: 'withdrawalOldestDays', side: 'below', value: 1 },
    actions: [{ kind: 'throttleLending', to: 0.2 }],
    delayDays: 0,
  },
  ...Array.from({ length: doublings }, (_, doubled): Play => {
    const hours = fromHours * (1 << doubled);
    return {
      name: `list what finds money within ${hours} hours`,
      when: { figure: 'fillHours', side: 'above', value: hours },
      clearWhen: { figure: 'fillHours', side: 'below', value: hours / 2 },
      actions: [{ kind: 'throttleLending', to: exp((doubled + 1) * ln1p(-share)) }],
      delayDays: 0,
    };
  }),
];

/** Mean stake of the baseline's lenders: what a buffer is a share of. */
const MEAN_STAKE_FEN = 9_100_000;

function shocksOf({ months, rivals }: Episode): Shock[] {
  const noise = months.flatMap(({ day, days, noise: of }): Shock[] => [
    { kind: 'leads', day, side: 'lenders', multiplier: of.lenders, overDays: days },
    { kind: 'leads', day, side: 'borrowers', multiplier: of.borrowers, overDays: days },
  ]);
  const failures = rivals
    .filter(({ share }) => share > 0)
    .map((one): Shock => ({ kind: 'rivalFailures', ...one }));
  return [...noise, ...failures];
}
