/** Block platform: staff, costs, credit line. */

import { block, count, money, number, rate } from './fields.ts';

const persons = (what: string, headcount: number, salary: string) => ({
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
});

const department = (what: string, headcount: number, salary: string) =>
  block(
    persons(what, headcount, salary),
    { salaryPerMonth: 'salaryPerMonthFen' },
    { is: `Department: ${what}.`, default: {}, source: 'assumption' },
  );

/** A department whose work is counted in hours. */
const working = (what: string, headcount: number, salary: string) =>
  block(
    {
      ...persons(what, headcount, salary),
      hoursPerDay: number({
        is: 'Hours a person is there a day, training included.',
        unit: 'hours',
        min: 0,
        max: 24,
        default: 8,
        source: 'assumption',
      }),
      competence: rate({
        is: 'Skill on day 0 and of those hired later: speed of work beside a trained person.',
        default: '100%',
        source: 'assumption',
      }),
      trainingPerDay: number({
        is: 'Hours a person is trained a day, at most those it is there: lost to work, they raise the skill.',
        unit: 'hours',
        min: 0,
        max: 24,
        default: 0,
        source: 'assumption',
      }),
    },
    { salaryPerMonth: 'salaryPerMonthFen', trainingPerDay: 'trainingHoursPerDay' },
    { is: `Department: ${what}.`, default: {}, source: 'assumption' },
  );

/** The operator. */
export const platform = block(
  {
    departments: block(
      {
        review: working('review', 30, '9k CNY'),
        service: working('customer service', 20, '6.5k CNY'),
        finance: working('finance', 10, '9k CNY'),
        marketing: department('marketing and operations', 25, '9k CNY'),
        technology: working('technology', 25, '16k CNY'),
        collections: working('collections', 30, '7k CNY'),
      },
      {},
      { is: 'Departments: persons, pay, hours and skill.', default: {}, source: 'assumption' },
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
