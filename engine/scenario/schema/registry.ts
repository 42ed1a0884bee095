/** Block registry: the platform's own archive of past loans, read for its own scores and sold as look-ups. */

import { block, count, factor, flag, money, number } from './fields.ts';

/** Without a registry nobody's past counts. */
export const registry = block(
  {
    use: flag({
      is: 'Whether the platform keeps a registry: reads it for its scores and sells look-ups.',
      default: false,
      source: 'assumption',
    }),
    records: count({
      is: "Loans of other lenders that are on file on day 0; the platform's own come on top.",
      of: 'loans',
      max: 1e9,
      default: 0,
      source: 'assumption',
    }),
    filedPerMonth: number({
      is: 'Loans that other lenders file in 30 days.',
      unit: 'loans a month',
      min: 0,
      max: 1e8,
      default: 0,
      source: 'assumption',
    }),
    borrowers: count({
      is: 'Borrowers in the market whose loans elsewhere may be on file: a share 1 - exp(-records filed by others / borrowers) of applicants is known.',
      of: 'borrowers',
      min: 1,
      max: 1e9,
      default: 100_000,
      source: 'assumption',
    }),
    noise: number({
      is: 'Standard deviation of what loans filed by others show around the truth.',
      unit: 'log-odds',
      positive: true,
      max: 20,
      default: 1.2,
      source: 'assumption',
    }),
    ownWeight: number({
      is: 'Log-odds for each unit of the log of expected over actual missed due dates of a customer whose past loans here are known; 0: own history is not read.',
      unit: 'log-odds',
      min: 0,
      max: 10,
      default: 1,
      source: 'assumption',
    }),
    credibility: factor({
      is: 'Missed due dates that a customer without history is assumed to have missed and been expected to: the larger, the more history it takes to move a score.',
      positive: true,
      max: 100,
      default: 1,
      source: 'assumption',
    }),
    price: money({ is: 'Price of a look-up sold.', default: '5 CNY', source: 'assumption' }),
    demandMax: number({
      is: 'Look-ups that others would buy in 30 days of a registry that has everybody.',
      unit: 'look-ups a month',
      min: 0,
      max: 1e8,
      default: 0,
      source: 'assumption',
    }),
    demandHalf: count({
      is: 'Records, own and filed, at which half of the demand comes.',
      of: 'records',
      min: 1,
      max: 1e9,
      default: 50_000,
      source: 'assumption',
    }),
  },
  { price: 'priceFen' },
  { is: 'Registry of past loans as a source and as a business.', default: {}, source: 'assumption' },
);
