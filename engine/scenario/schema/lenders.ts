/** Block lenders: how they hold and move their money. */

import { block, count, days, factor, money, number, orNone, rate, weight } from './fields.ts';
import { byClass } from './by-class.ts';

/** What lenders say of themselves, and what comes of it. */
const questionnaire = block(
  {
    misstating: rate({
      is: 'Share of lenders who state another risk class than their own.',
      default: '20%',
      source: 'assumption',
    }),
    bolder: rate({
      is: 'Of those, the share who state a bolder class; the others a more timid one.',
      default: '70%',
      source: 'assumption',
    }),
    overconfidence: rate({
      is: 'Share of lenders more who state a bolder class, per point of rate above the market on the day they come.',
      default: '3%',
      source: 'assumption',
    }),
    steps: count({
      is: 'Classes between what is stated and what is true.',
      of: 'classes',
      min: 1,
      max: 4,
      default: 1,
      source: 'assumption',
    }),
    regret: number({
      is: 'Hazard of leaving at once for a loan in default that is worse than the true class would take, per stake.',
      unit: 'hazard per stake',
      min: 0,
      max: 1000,
      default: 3,
      source: 'assumption',
    }),
  },
  {},
  {
    is: 'Whether lenders are asked for their risk class, and how truly they answer; null: all are known as they are.',
  },
);

/** How lenders hold and move their money. */
export const lenders = block(
  {
    stakeMedian: money({
      is: 'Median of what a lender means to hold on the platform.',
      positive: true,
      default: '14.2k CNY',
      source: 'assumption',
    }),
    stakeSigma: number({
      is: 'Standard deviation of the log stake.',
      unit: 'log',
      min: 0,
      max: 4,
      default: 1.976,
      source: 'wdzj-panel-2017-2018 (A)',
    }),
    stakeCap: money({ is: 'Largest stake.', positive: true, default: '5M CNY', source: 'assumption' }),
    riskClasses: byClass(
      (c, i) =>
        weight({
          is: `Weight of class ${c}.`,
          default: ['25%', '25%', '35%', '10%', '5%'][i]!,
          source: 'assumption',
        }),
      {
        is: 'Weights of the risk classes, conservative first; normalised.',
        default: {},
        source: 'assumption',
      },
    ),
    questionnaire: orNone(questionnaire, {
      is: 'How truly lenders answer when asked for their risk class, or null: everybody is known.',
      default: null,
      source: 'assumption',
    }),
    firstDepositShare: rate({
      is: 'Share of the stake that the first deposit brings.',
      default: '40%',
      source: 'assumption',
    }),
    visitGapMin: days({
      is: 'Shortest time between two visits of a lender; all up to the longest are equally likely.',
      min: 1,
      default: '3d',
      source: 'assumption',
    }),
    visitGapMax: days({
      is: 'Longest time between two visits of a lender.',
      min: 1,
      default: '30d',
      source: 'assumption',
    }),
    topUpShare: rate({
      is: 'Share of the stake a visiting lender adds when listings want money, as far as the stake has room.',
      default: '15%',
      source: 'assumption',
    }),
    demandSpan: days({
      is: 'Days of open listings and claims for sale (at the mean daily volume) at which visitors bring the full share.',
      whole: false,
      positive: true,
      default: '3d',
      source: 'assumption',
    }),
    idlePatience: days({
      is: 'Days in the matching queue after which cash is withdrawn, at the next visit.',
      default: '14d',
      source: 'assumption',
    }),
    churnPerMonth: rate({
      is: 'Share of lenders outside plans who leave in 30 days for reasons of their own.',
      max: 0.99,
      default: '4%',
      source: 'assumption',
    }),
    pauseMean: days({
      is: 'Mean time until the others who left for reasons of their own come back.',
      positive: true,
      default: '90d',
      source: 'assumption',
    }),
    neverReturnShare: rate({
      is: 'Share of those who left for reasons of their own who never come back.',
      default: '50%',
      source: 'assumption',
    }),
    relationshipMean: days({
      is: 'Mean time that the lenders of the opening have been with the platform; acts with confidence.relationshipEffect.',
      default: '365d',
      source: 'assumption',
    }),
    contacts: block(
      {
        scale: factor({
          is: 'Multiplier on the number of contacts a lender brings: density of the graph.',
          max: 50,
          default: 1,
          source: 'wdzj-panel-2017-2018 (A)',
        }),
        tail: factor({
          is: 'Multiplier on the log of that number: above 1 a heavier tail, at 0 all bring alike.',
          max: 2,
          default: 1,
          source: 'wdzj-panel-2017-2018 (A)',
        }),
      },
      {},
      {
        is: 'Who knows whom: at 1 and 1 the degrees of a crawled graph (median 2, mean 5.6, p90 10, p99 52).',
        default: {},
        source: 'wdzj-panel-2017-2018 (A)',
      },
    ),
    communitySpread: number({
      is: 'Exponent of the sizes of communities: the k-th has weight k^-spread; at 0 all are alike.',
      unit: 'exponent',
      min: 0,
      max: 5,
      default: 0,
      source: 'assumption',
    }),
    communities: count({
      is: 'Communities lenders belong to; seen with graph: community.',
      of: 'communities',
      min: 1,
      // A lender's community is kept in 16 bits.
      max: 65_536,
      default: 200,
      source: 'assumption',
    }),
  },
  {
    stakeMedian: 'stakeMedianFen',
    stakeCap: 'stakeCapFen',
    visitGapMin: 'visitGapMinDays',
    visitGapMax: 'visitGapMaxDays',
    demandSpan: 'demandDays',
    idlePatience: 'idlePatienceDays',
    pauseMean: 'pauseMeanDays',
    relationshipMean: 'relationshipMeanDays',
  },
  { is: 'How lenders hold and move their money.', default: {}, source: 'assumption' },
);
