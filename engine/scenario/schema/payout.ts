/** How withdrawals are paid, and what lenders give up while the reserve is thin. */

import { z } from 'zod';
import { PAYOUT_RULE_NAMES } from '../../base/vocabulary.ts';
import type { Condition, Payout } from '../scenario.ts';
import type { Field } from './fields.ts';
import { block, choice, days, factor, flag, money, orNone, promise, rate } from './fields.ts';
import { readCondition } from './conditions.ts';

const condition: Field<Condition> = z
  .unknown()
  .transform((raw, ctx): Condition => readCondition(raw, ctx, []) ?? z.NEVER)
  .meta({
    allOf: [{ $ref: '#/definitions/condition' }],
    description: 'A figure and its test: { netOutflow7d: { above: 6% } }.',
    'x-is': 'A figure and its test.',
    'x-unit': 'condition',
  });

const gate = block(
  {
    when: orNone(condition, {
      is: 'Figure that closes the gate, tested before payouts: closed again only after it has been back within its bound. Null: it closes on the day the payout rule comes into force.',
      default: null,
      source: 'assumption',
    }),
    for: days({
      is: 'Days on which nothing is paid; promises stand still meanwhile. Then payouts go on, or the platform is wound down if more is asked for than there is money.',
      positive: true,
      default: '90d',
      source: 'growth-street-2020 (B)',
    }),
  },
  { for: 'forDays' },
  { is: 'A gate.' },
);

const payoutValue = block(
  {
    rule: choice(
      PAYOUT_RULE_NAMES,
      'a payout rule',
      { is: 'Who is paid when there is not enough.', default: 'fifo', source: 'assumption' },
      {
        later: { matched: 'payout matched 1:1 with new money' },
        elsewhere: {
          gate: 'write gate: { for: 90d } beside the rule that holds before and after it',
          haircut: 'write policies.haircut: { share: 50% }: it takes interest, not withdrawals',
        },
      },
    ),
    promised: promise({
      is: 'Time within which a withdrawal is promised; under instant the same day.',
      default: '1 workdays',
      source: 'escrow-2017 (B)',
    }),
    noDay: flag({
      is: 'Whether no day is promised: a request is payable at once and never late. Not under instant.',
      default: false,
      source: 'assumption',
    }),
    dailyCap: orNone(money({ is: 'Largest sum paid a day.', positive: true }), {
      is: 'Largest sum paid a day, or null.',
      default: null,
      source: 'assumption',
    }),
    perLenderDailyCap: orNone(money({ is: 'Largest sum paid to a lender a day.', positive: true }), {
      is: 'Largest sum paid to one lender a day, or null.',
      default: null,
      source: 'assumption',
    }),
    part: money({
      is: 'What roundRobin pays a request at a time: nobody gets another part before all have got as many.',
      positive: true,
      default: '1,000 CNY',
      source: 'assumption',
    }),
    cancel: flag({
      is: 'Whether a lender who comes back takes back what it asked for and has not got.',
      default: false,
      source: 'assumption',
    }),
    gate: orNone(gate, {
      is: 'A gate that stops payouts for stated days, or null.',
      default: null,
      source: 'assumption',
    }),
  },
  { dailyCap: 'dailyCapFen', perLenderDailyCap: 'perLenderDailyCapFen', part: 'partFen' },
  { is: 'A payout rule.' },
);

/** The promise is one value in YAML and two once resolved. */
export const payout = payoutValue.transform(({ promised, ...read }) => ({
  ...read,
  promisedDays: promised.days,
  workdays: promised.workdays,
})) as Field<Payout>;

/** Interest that lenders give up. */
export const haircut = block(
  {
    share: rate({
      is: "Share of lenders' interest, less the fee on it, that goes to the reserve instead.",
      default: '0%',
      source: 'ratesetter-provision-fund (A)',
    }),
    below: factor({
      is: 'Coverage of expected lifetime loss (bufferToLifetimeEl) below which it is taken, and up to which it fills the reserve.',
      max: 100,
      default: '100%',
      source: 'ratesetter-provision-fund (A)',
    }),
  },
  {},
  { is: 'A haircut on interest.' },
);
