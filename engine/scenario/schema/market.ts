/** Blocks on who comes to the market: places, the economy, acquisition, customers. */

import type { Epoch } from '../quantities.ts';
import type { BorrowerChannel, LenderChannel } from '../scenario.ts';
import type { Field } from './fields.ts';
import {
  block,
  choice,
  count,
  date,
  factor,
  flag,
  list,
  money,
  months,
  named,
  number,
  orNone,
  rate,
  text,
  weight,
} from './fields.ts';

const place = (what: string) =>
  block(
    {
      name: text({ is: `Name of the ${what}.` }),
      weight: weight({ is: `Weight of the ${what} among customers.` }),
    },
    {},
    { is: `A ${what}.` },
  );

/** Regions. */
export const regions = list(place('region'), {
  is: 'Regions customers live in; weights are normalised.',
  least: 1,
  most: 64,
});
/** Sectors. */
export const sectors = list(place('sector'), {
  is: 'Sectors customers work in; weights are normalised.',
  least: 1,
  most: 64,
});

/** The economy. */
export const macro = (epoch: Epoch) =>
  block(
    {
      persistenceMonthly: rate({
        is: 'Persistence of the systematic factors from one month to the next.',
        max: 0.9999,
        default: 0.9,
        source: 'assumption',
      }),
      weights: block(
        {
          country: rate({ is: 'Share of the country.', default: '60%', source: 'assumption' }),
          sector: rate({ is: 'Share of the sector.', default: '20%', source: 'assumption' }),
          region: rate({ is: 'Share of the region.', default: '20%', source: 'assumption' }),
        },
        {},
        { is: 'Shares of the systematic variance; they add up to 1.', default: {}, source: 'assumption' },
      ),
      unemployment: block(
        {
          base: rate({
            is: 'Unemployment before the path begins.',
            max: 0.5,
            default: '4%',
            source: 'assumption',
          }),
          path: list(
            block(
              {
                date: date(epoch, { is: 'Day of the point.' }),
                level: rate({ is: 'Unemployment on that day.', max: 0.5 }),
              },
              { date: 'day' },
              { is: 'A point of the path.' },
            ),
            {
              is: 'Points of a path, linear in between, flat after the last.',
              default: [],
              source: 'assumption',
            },
          ),
        },
        {},
        { is: 'Unemployment rate.', default: {}, source: 'assumption' },
      ),
      collateral: block(
        {
          path: list(
            block(
              {
                date: date(epoch, { is: 'Day of the point.' }),
                level: factor({ is: 'Price level on that day; 1 before the path begins.', max: 20 }),
              },
              { date: 'day' },
              { is: 'A point of the path.' },
            ),
            {
              is: 'Points of a path of collateral prices, linear in between, flat after the last.',
              default: [],
              source: 'assumption',
            },
          ),
          sigmaMonthly: rate({
            is: 'Standard deviation of what chance adds to the log of prices on the first of a month.',
            max: 2,
            default: '0%',
            source: 'assumption',
          }),
          persistenceMonthly: rate({
            is: "Share of a month's chance deviation that is left in the next.",
            default: '90%',
            source: 'assumption',
          }),
          elasticity: number({
            is: 'How far sales in a crowd depress the price: (1 + sales of the last 30 days / depth) to the minus so much.',
            unit: 'exponent',
            max: 10,
            default: 0,
            source: 'assumption',
          }),
          depth: number({
            is: 'Sales in 30 days that double the crowd of the market.',
            unit: 'sales',
            positive: true,
            max: 1e6,
            default: 20,
            source: 'assumption',
          }),
        },
        {},
        { is: 'The market in which collateral is sold.', default: {}, source: 'assumption' },
      ),
      unemploymentBeta: number({
        is: 'Log default hazard per percentage point of unemployment above its base.',
        unit: 'log hazard per pp',
        min: 0,
        max: 1,
        default: 0.11,
        source: 'unemployment-charge-off (B)',
      }),
      noise: flag({ is: 'Whether the factors move at random.', default: true, source: 'assumption' }),
    },
    {},
    { is: 'The economy: systematic factors and unemployment.', default: {}, source: 'assumption' },
  );

const borrowerChannel: Field<BorrowerChannel> = block(
  {
    kind: choice(
      ['online', 'branch', 'ecommerce', 'guarantor'],
      'a kind of borrower channel',
      {
        is: 'Kind of channel; branches can have a ramp, guarantors refer guaranteed loans as far as they have room, the others differ by their figures alone.',
      },
      { later: { ownCompany: 'own small-loan company as a channel' } },
    ),
    budgetPerMonth: money({
      is: 'Budget of 30 days, spent evenly; guarantor channels are not paid.',
      default: '0 CNY',
      source: 'assumption',
    }),
    budgetHalf: money({
      is: 'Budget of 30 days at which half of the visits that can be had are had; 0 CNY: visits do not depend on a budget.',
      default: '0 CNY',
      source: 'assumption',
    }),
    visitsMaxPerMonth: number({
      is: 'Visits in 30 days that can be had at most.',
      unit: 'visits in 30 days',
      min: 0,
      max: 1e8,
    }),
    register: rate({ is: 'Share of visits that register.', default: '10%', source: 'assumption' }),
    apply: rate({ is: 'Share of the registered who apply.', default: '25%', source: 'assumption' }),
    qualityShift: number({
      is: 'Shift of the mean hidden quality of those who come.',
      unit: 'log-odds',
      min: -5,
      max: 5,
      default: 0,
      source: 'assumption',
    }),
    fixedCostPerMonth: money({
      is: 'Fixed cost a calendar month, while open.',
      default: '0 CNY',
      source: 'assumption',
    }),
    ramp: months({
      is: 'Branches in an empty opening only: months of the start-up ramp, half of the visits at half of them.',
      default: '0mo',
      source: 'assumption',
    }),
    open: flag({ is: 'Whether the channel is open.', default: true, source: 'assumption' }),
  },
  {
    budgetPerMonth: 'budgetPerMonthFen',
    budgetHalf: 'budgetHalfFen',
    fixedCostPerMonth: 'fixedCostPerMonthFen',
    ramp: 'rampMonths',
  },
  { is: 'A channel that brings borrowers.' },
);

const lenderChannel: Field<LenderChannel> = block(
  {
    kind: choice(
      ['sem', 'seo', 'sns', 'outdoor', 'media', 'offline', 'wordOfMouth'],
      'a kind of lender channel',
      {
        is: 'Kind of channel; word of mouth grows with the lenders there are, the others differ by their figures alone.',
      },
      { later: { agent: 'personal agents as a channel', agents: 'personal agents as a channel' } },
    ),
    budgetPerMonth: money({
      is: 'Budget of 30 days, spent evenly.',
      default: '0 CNY',
      source: 'assumption',
    }),
    budgetHalf: money({
      is: 'Budget of 30 days at which half of the visits that can be had are had; 0 CNY: visits do not depend on a budget.',
      default: '0 CNY',
      source: 'assumption',
    }),
    visitsMaxPerMonth: number({
      is: 'Visits in 30 days that can be had at most; word of mouth: not used.',
      unit: 'visits in 30 days',
      min: 0,
      max: 1e8,
      default: 0,
      source: 'assumption',
    }),
    visitsPerLenderMonth: number({
      is: 'Word of mouth only: visits in 30 days per investing lender.',
      unit: 'visits in 30 days',
      min: 0,
      max: 10,
      default: 0,
      source: 'assumption',
    }),
    register: rate({ is: 'Share of visits that register.', default: '5%', source: 'assumption' }),
    deposit: rate({
      is: 'Share of the registered who make a first deposit.',
      default: '25%',
      source: 'assumption',
    }),
    open: flag({ is: 'Whether the channel is open.', default: true, source: 'assumption' }),
  },
  { budgetPerMonth: 'budgetPerMonthFen', budgetHalf: 'budgetHalfFen' },
  { is: 'A channel that brings lenders.' },
);

/** Channels of both sides. */
export const acquisition = (epoch: Epoch) =>
  block(
    {
      borrowers: named(borrowerChannel, { is: 'Channels that bring borrowers, by name.', least: 1 }),
      lenders: named(lenderChannel, { is: 'Channels that bring lenders, by name.', least: 1 }),
      growth: block(
        {
          perMonth: rate({
            is: 'Growth of visits in 30 days, both sides; word of mouth grows by itself.',
            min: -0.5,
            max: 1,
            default: '0%',
            source: 'assumption',
          }),
          until: date(epoch, { is: 'Day on which the growth ends.', default: '0d', source: 'assumption' }),
        },
        { until: 'untilDay' },
        { is: 'Growth of visits of both sides.', default: {}, source: 'assumption' },
      ),
      springFestivalLenders: factor({
        is: "Multiplier on lenders' first visits (word of mouth apart) and later deposits in the 30 days around Spring Festival.",
        max: 5,
        default: 0.904,
        source: 'wdzj-panel-2017-2018 (A)',
      }),
      springFestivalBorrowers: factor({
        is: "Multiplier on borrowers' visits in the 30 days around Spring Festival.",
        max: 5,
        default: 0.85,
        source: 'assumption',
      }),
      repeatShare: rate({
        is: 'Share of borrowers who apply again after repaying.',
        default: '25%',
        source: 'yirendai-2018 (A)',
      }),
      repeatOffers: block(
        {
          reach: rate({
            is: 'Share of customers who have repaid that are made an offer of another loan.',
            default: '0%',
            source: 'assumption',
          }),
          uptake: rate({
            is: 'Share of those who would not come back by themselves that an offer brings back.',
            default: '20%',
            source: 'assumption',
          }),
          cost: money({
            is: 'Cost of an offer: calls, coupons; marketing of the channel repeat.',
            default: '20 CNY',
            source: 'assumption',
          }),
          cleanOnly: flag({
            is: 'Offers only to customers who have missed no due date since the first day.',
            default: true,
            source: 'assumption',
          }),
        },
        { cost: 'costFen' },
        { is: 'Offers to customers who have repaid.', default: {}, source: 'assumption' },
      ),
      borrowerToLender: rate({
        is: 'Share of repaid borrowers who become lenders.',
        default: '1%',
        source: 'assumption',
      }),
      lenderToBorrower: rate({
        is: 'Share of lenders who apply for a loan in a year.',
        default: '0.5%',
        source: 'assumption',
      }),
    },
    {},
    { is: 'Channels of both sides, growth, season and conversion between the roles.' },
  );

/** Who the customers are. */
export const customers = block(
  {
    kinds: block(
      {
        individual: weight({ is: 'Weight of individuals.', default: '84%', source: 'assumption' }),
        soleTrader: weight({ is: 'Weight of sole traders.', default: '13%', source: 'assumption' }),
        enterprise: weight({ is: 'Weight of enterprises.', default: '3%', source: 'assumption' }),
      },
      {},
      { is: 'Kinds of borrowers; weights are normalised.', default: {}, source: 'assumption' },
    ),
    elsewhere: orNone(
      block(
        {
          share: rate({ is: 'Share of customers who owe on other platforms.' }),
          median: money({
            is: 'Median of what they owe there.',
            positive: true,
            default: '30k CNY',
            source: 'assumption',
          }),
          sigma: number({
            is: 'Standard deviation of its log.',
            unit: 'log',
            min: 0,
            max: 3,
            default: 1,
            source: 'assumption',
          }),
          seen: rate({
            is: 'Share of them whose debts the platform gets to see, and counts in the burden and in the caps on all platforms together.',
            default: '40%',
            source: 'assumption',
          }),
          months: number({
            is: 'Months over which it is paid back: a month of it weighs on income.',
            unit: 'months',
            min: 1,
            max: 360,
            default: 18,
            source: 'assumption',
          }),
        },
        { median: 'medianFen' },
        { is: 'Debts of customers on other platforms.' },
      ),
      { is: 'Debts of customers on other platforms, or null: none.', default: null, source: 'assumption' },
    ),
    groups: orNone(
      block(
        {
          count: count({ is: 'Groups of related borrowers.', of: 'groups', min: 1, max: 250 }),
          share: rate({ is: 'Share of customers who belong to one.', default: '20%', source: 'assumption' }),
          contagion: factor({
            is: 'Multiplier on the hazard of a member while a loan of another member is in recovery.',
            max: 100,
            default: 2,
            source: 'assumption',
          }),
        },
        {},
        { is: 'Groups of related borrowers: owners, families, firms that stand for each other.' },
      ),
      {
        is: 'Groups of related borrowers, or null: nobody is related.',
        default: null,
        source: 'assumption',
      },
    ),
    incomeMedian: money({
      is: 'Median income a month.',
      positive: true,
      default: '18k CNY',
      source: 'assumption',
    }),
    incomeSigma: number({
      is: 'Standard deviation of log income.',
      unit: 'log',
      min: 0,
      max: 3,
      default: 0.61,
      source: 'lendingclub-attributes (A)',
    }),
    existingBurdenMean: rate({
      is: 'Mean of the instalments owed elsewhere as a share of income (exponential, cut at 60% of income).',
      max: 2,
      default: '17.6%',
      source: 'lendingclub-attributes (A)',
    }),
    qualityMean: number({
      is: 'Mean hidden quality of applicants: log-odds of being good over 36 months.',
      unit: 'log-odds',
      min: -5,
      max: 10,
      default: 1.6,
      source: 'assumption',
    }),
    qualitySigma: number({
      is: 'Standard deviation of hidden quality.',
      unit: 'log-odds',
      // Without any spread the score would divide by zero.
      min: 0.01,
      max: 5,
      default: 1.1,
      source: 'assumption',
    }),
    misstatingShare: rate({
      is: 'Share of applicants who overstate their evidence.',
      default: '10%',
      source: 'assumption',
    }),
    misstatement: number({
      is: 'By how much they overstate it.',
      unit: 'log-odds',
      min: 0,
      max: 10,
      default: 0.8,
      source: 'assumption',
    }),
    neverPaysShare: rate({
      is: 'Share of applicants who never mean to pay; they overstate too.',
      default: '0.2%',
      source: 'lendingclub-2007-2011 (A)',
    }),
    qualityDrift: number({
      is: 'Standard deviation that hidden quality gains in a year: who comes again is not quite who it was, and old papers mislead.',
      unit: 'log-odds',
      min: 0,
      max: 5,
      default: 0,
      source: 'assumption',
    }),
  },
  {
    incomeMedian: 'incomeMedianFen',
  },
  { is: 'Who the customers are.', default: {}, source: 'assumption' },
);
