/** Block institutions: banks and funds that buy part of the loans until a limit of their own trips. */

import { GRADES } from '../../base/vocabulary.ts';
import type { Epoch } from '../quantities.ts';
import { block, choice, date, money, named, rate } from './fields.ts';

/** Buyers by name, asked in this order before lenders are. */
export const institutions = (epoch: Epoch) =>
  named(
    block(
      {
        from: date(epoch, { is: 'Day of its first purchase.', default: '0d', source: 'assumption' }),
        worstGrade: choice(GRADES, 'a grade', {
          is: 'Worst facility grade it buys.',
          default: 'C',
          source: 'assumption',
        }),
        minYield: rate({ is: 'Lowest lender rate it buys at.', default: '0%', source: 'assumption' }),
        share: rate({ is: 'Part of the lots of each new listing that it takes.' }),
        limit: money({ is: 'Largest face value of the lots it holds or has bid for.', positive: true }),
        bookShareMax: rate({
          is: "Largest part of the platform's outstanding balance that it holds; above it buys nothing.",
          default: '100%',
          source: 'assumption',
        }),
        overdueMax: rate({
          is: 'Disclosed overdue ratio above which it leaves for good.',
          default: '100%',
          source: 'assumption',
        }),
        onLeaving: choice(['runOff', 'sell'], 'a way to leave', {
          is: 'What it does with its claims then: hold them to maturity, or offer them for sale.',
          default: 'runOff',
          source: 'assumption',
        }),
        rebate: rate({
          is: 'Part of what it buys that the platform pays back to it at the contract: 1 less the price.',
          max: 0.2,
          default: '0%',
          source: 'assumption',
        }),
      },
      { from: 'fromDay', limit: 'limitFen' },
      { is: 'A bank or fund that buys loans.' },
    ),
    {
      is: 'Banks and funds that buy part of each new listing before lenders are asked, by name.',
      default: {},
      source: 'assumption',
    },
  );
