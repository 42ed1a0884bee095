/** Block platform: staff, costs, credit line. */

import { block, count, days, money, orNone, rate, text } from './fields.ts';

const department = (what: string, headcount: number, salary: string) =>
  block(
    {
      headcount: count({
        is: `Persons in ${what}.`,
        of: 'persons',
        max: 100_000,
        default: headcount,
        source: 'assumption',
      }),
      salaryPerMonth: money({
        is: 'Cost of a person a calendar month.',
        default: salary,
        source: 'assumption',
      }),
    },
    { salaryPerMonth: 'salaryPerMonthFen' },
    { is: `Department: ${what}.`, default: {}, source: 'assumption' },
  );

const selfFinancing = block(
  {
    start: days({
      is: 'Days from the first day until the first false listing.',
      default: '0d',
      source: 'assumption',
    }),
    share: rate({
      is: 'Share of false listings in what is listed of the product that they copy; what its true borrowers want is added to, not replaced.',
      positive: true,
      max: 0.95,
      default: '30%',
      source: 'assumption',
    }),
    lookAlike: text({ is: 'Loan product that false listings copy, term for term; one without a guarantor.' }),
    useShare: rate({
      is: 'Share of the money that owners put to use at once; what they keep pays their instalments.',
      default: '70%',
      source: 'assumption',
    }),
    returnOnUse: rate({
      is: 'What a year of the money in use earns for the owners.',
      max: 5,
      default: '0%',
      source: 'assumption',
    }),
    detectionPerMonth: rate({
      is: 'Chance that supervision finds it, at each month end once money was taken.',
      max: 1,
      default: '0%',
      source: 'assumption',
    }),
    recoveredShare: rate({
      is: "Share of owners' debts that is recovered once it has come out, costs included; collectors don't change it.",
      max: 1,
      default: '35%',
      source: 'ezubao-2015 (B)',
    }),
    recoveredOver: days({
      is: 'Time over which that comes, quarter by quarter.',
      min: 91,
      default: '1820d',
      source: 'ezubao-2015 (B)',
    }),
  },
  { start: 'startDays', recoveredOver: 'recoveredOverDays' },
  { is: 'False listings whose money goes to the owners.' },
);

/** The operator. */
export const platform = block(
  {
    departments: block(
      {
        review: department('review', 30, '9k CNY'),
        service: department('customer service', 20, '6.5k CNY'),
        finance: department('finance', 10, '9k CNY'),
        marketing: department('marketing and operations', 25, '9k CNY'),
        technology: department('technology', 25, '16k CNY'),
        collections: department('collections', 30, '7k CNY'),
      },
      {},
      { is: 'Departments: persons and pay.', default: {}, source: 'assumption' },
    ),
    technologyPerMonth: money({
      is: 'Technology and rent a calendar month.',
      default: '300k CNY',
      source: 'assumption',
    }),
    creditLine: block(
      {
        limit: money({ is: 'Limit of the credit line.', default: '0 CNY', source: 'assumption' }),
        ratePerYear: rate({ is: 'Rate a year on what is drawn.', default: '8%', source: 'assumption' }),
        undrawnFeePerYear: rate({
          is: 'Fee a year on what is not drawn.',
          default: '0.5%',
          source: 'assumption',
        }),
      },
      { limit: 'limitFen' },
      { is: 'Credit line of the platform.', default: {}, source: 'assumption' },
    ),
    selfFinancing: orNone(selfFinancing, {
      is: 'Self-financing, or null.',
      default: null,
      source: 'assumption',
    }),
  },
  { technologyPerMonth: 'technologyPerMonthFen' },
  { is: 'The operator: staff, costs, capital.', default: {}, source: 'assumption' },
);
