/** How withdrawals are paid. */

import type { Field } from './fields.ts';
import { block, choice, money, orNone, promise } from './fields.ts';

const payoutValue = block(
  {
    rule: choice(
      ['instant', 'fifo', 'proRata'],
      'a payout rule',
      { is: 'Who is paid when there is not enough.', default: 'fifo', source: 'assumption' },
      {
        later: {
          matched: 'payout matched 1:1 with new money',
          gate: 'the payout gate',
          haircut: 'payout with a haircut',
        },
      },
    ),
    promised: promise({
      is: 'Time within which a withdrawal is promised; under instant the same day.',
      default: '1 workdays',
      source: 'escrow-2017 (B)',
    }),
    dailyCap: orNone(money({ is: 'Largest sum paid a day.', positive: true }), {
      is: 'Largest sum paid a day, or null.',
      default: null,
      source: 'assumption',
    }),
  },
  {},
  { is: 'A payout rule.' },
);

/** The promise is one value in YAML and two once resolved. */
export const payout = payoutValue.transform(({ rule, promised, dailyCap }) => ({
  rule,
  promisedDays: promised.days,
  workdays: promised.workdays,
  dailyCapFen: dailyCap,
})) as Field<{
  rule: 'instant' | 'fifo' | 'proRata';
  promisedDays: number;
  workdays: boolean;
  dailyCapFen: number | null;
}>;
