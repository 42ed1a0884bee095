/** Block platform: staff, costs, credit line. */

import { block, count, money, rate } from './fields.ts';

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
  },
  { technologyPerMonth: 'technologyPerMonthFen' },
  { is: 'The operator: staff, costs, capital.', default: {}, source: 'assumption' },
);
