/** Block platform: staff, costs, credit line, shareholders, how liquidity is measured. */

import { z } from 'zod';
import { written } from '../messages.ts';
import type { Condition } from '../scenario.ts';
import {
  block,
  choice,
  count,
  days,
  flag,
  money,
  named,
  number,
  orNone,
  raise,
  rate,
  text,
  type Field,
} from './fields.ts';
import { readCondition } from './conditions.ts';
import { governance } from './governance.ts';

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

/** The figure and the bound by which a covenant is breached. */
const breach: Field<Condition> = z
  .unknown()
  .transform((raw, ctx): Condition => {
    if (raw !== undefined && raw !== null) return readCondition(raw, ctx, []) ?? z.NEVER;
    const hint = 'write { equity: { below: 5M CNY } }';
    raise(ctx, raw, { code: 'scenario/form', a: written(raw), b: 'is not a condition', hint });
    return z.NEVER;
  })
  .meta({
    allOf: [{ $ref: '#/definitions/condition' }],
    description: 'Condition under which the covenant is breached. Source: each scenario says its own.',
    'x-is': 'Condition under which the covenant is breached.',
    'x-unit': 'condition ({ equity: { below: 5M CNY } })',
  });

const covenants = named(
  block(
    {
      breachedWhen: breach,
      effect: choice(['refuse', 'call'], 'an effect of a covenant', {
        is: 'What the bank does while it is breached: lend nothing more, or call what is drawn as well.',
        default: 'refuse',
        source: 'assumption',
      }),
      callIn: days({
        is: 'Days from the call until what is drawn is due.',
        min: 1,
        default: '10d',
        source: 'assumption',
      }),
    },
    { breachedWhen: 'condition', callIn: 'callDays' },
    { is: 'A covenant of the credit line.' },
  ),
  {
    is: 'Covenants of the credit line by name, tested at each drawing and every evening.',
    default: {},
    source: 'assumption',
  },
);

const shareholders = named(
  block(
    {
      share: rate({
        is: 'Part of the capital that it holds, and of a call that it is asked for; a founder at most 30%.',
        positive: true,
      }),
      founder: flag({
        is: 'Whether it is one of the founding partners; others (a pool of small holders, say) may hold more than 30% together.',
        default: true,
        source: 'assumption',
      }),
      liquid: money({
        is: 'Liquid assets out of which it pays; not with guarantor.',
        default: '0 CNY',
        source: 'assumption',
      }),
      late: days({
        is: 'Days after the day of the call on which it pays.',
        default: '0d',
        source: 'assumption',
      }),
      guarantor: orNone(text({ is: 'A guarantor of this scenario.' }), {
        is: 'The guarantor that it is, if any: pays out of the same liquid assets as compensation, and nothing once it has failed.',
        default: null,
        source: 'assumption',
      }),
      refusesBelow: orNone(money({ is: 'Equity below which it refuses.', min: -1e14 }), {
        is: "The platform's equity below which it pays nothing, or null.",
        default: null,
        source: 'assumption',
      }),
    },
    { liquid: 'liquidFen', late: 'lateDays', refusesBelow: 'refusesBelowFen' },
    { is: 'A shareholder.' },
  ),
  {
    is: 'Who is asked when capital is called, by name; without any, a call is paid in full. What no name holds is paid by nobody.',
    default: {},
    source: 'assumption',
  },
);

const liquidity = block(
  {
    coverage: block(
      {
        stableRunOff: rate({
          is: 'Part of the money on demand of small stakes that leaves within 30 days.',
          default: '5%',
          source: 'basel-lcr (A)',
        }),
        lessStableRunOff: rate({
          is: 'Part of all other money on demand that leaves within 30 days.',
          default: '10%',
          source: 'basel-lcr (A)',
        }),
        stableUpTo: money({
          is: 'Largest stake whose money counts as stable.',
          default: '500k CNY',
          source: 'assumption',
        }),
        inflowShare: rate({
          is: 'Part of the instalments expected within 30 days that counts.',
          default: '50%',
          source: 'assumption',
        }),
        inflowCap: rate({
          is: 'Largest part of the outflows that inflows may cover.',
          max: 0.99,
          default: '75%',
          source: 'basel-lcr (A)',
        }),
      },
      { stableUpTo: 'stableUpToFen' },
      { is: 'Liquidity coverage ratio.', default: {}, source: 'basel-lcr (A)' },
    ),
    survival: block(
      {
        runOffPerDay: rate({
          is: 'Part of what is left on demand that is asked back on every day under stress.',
          default: '1%',
          source: 'assumption',
        }),
        paidShare: rate({
          is: 'Part of the instalments usually paid that still is paid under stress.',
          default: '80%',
          source: 'assumption',
        }),
        longest: days({
          is: 'Longest period looked at: survival is not told beyond it.',
          min: 1,
          max: 180,
          default: '180d',
          source: 'ecb-list-2019 (A)',
        }),
      },
      { longest: 'maxDays' },
      { is: 'Survival period.', default: {}, source: 'ecb-list-2019 (A)' },
    ),
  },
  {},
  { is: "How the platform's liquidity is measured.", default: {}, source: 'assumption' },
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
        covenants,
        repayAbove: orNone(money({ is: 'Own cash above which it pays back.' }), {
          is: 'Own cash above which the platform pays back at month end what it has drawn, if nothing is late and no buffer short; null: never.',
          default: null,
          source: 'assumption',
        }),
      },
      { limit: 'limitFen', repayAbove: 'repayAboveFen' },
      { is: 'Credit line of the platform.', default: {}, source: 'assumption' },
    ),
    selfFinancing: orNone(selfFinancing, {
      is: 'Self-financing, or null.',
      default: null,
      source: 'assumption',
    }),
    shareholders,
    governance,
    liquidity,
  },
  { technologyPerMonth: 'technologyPerMonthFen' },
  { is: 'The operator: staff, costs, capital.', default: {}, source: 'assumption' },
);
