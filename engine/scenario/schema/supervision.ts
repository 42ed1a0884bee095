/** Block supervision: who looks whether the law is kept, and what it costs to break it. */

import { MEASURES } from '../../base/law.ts';
import { block, choice, days, factor, list, money, orNone, rate } from './fields.ts';

const regulator = block(
  {
    inspectionsPerYear: factor({
      is: 'Inspections that come unannounced, a year; dated ones are shocks of kind inspection.',
      max: 365,
      default: 1,
      source: 'assumption',
    }),
    detection: rate({
      is: 'Chance that an inspection finds a breach, each on its own.',
      default: '70%',
      source: 'assumption',
    }),
    rectification: days({
      is: 'Time given to put right what was found, and again after each measure.',
      min: 1,
      default: '180d',
      source: 'assumption',
    }),
    measures: list(
      choice(MEASURES, 'a measure', {
        is: 'What is ordered when a deadline passes: a fine, an end to the products, a shrinking balance, no filing (no new loan), closure.',
      }),
      {
        is: 'Measures in the order in which deadlines passed bring them on; the last one is not repeated unless it is a fine.',
        default: ['fine', 'closeProducts', 'balanceCap', 'filingRefused', 'closure'],
        source: 'assumption',
        least: 1,
        most: 20,
      },
    ),
    fine: money({ is: 'A fine.', default: '30k CNY', source: 'assumption' }),
    shrinkPerMonth: rate({
      is: 'Share by which the balance allowed under balanceCap falls a month.',
      max: 0.5,
      default: '3%',
      source: 'rundown-2018-2019 (B)',
    }),
    news: rate({
      is: 'News of a finding and of each measure, before the weight of the regulator.',
      default: '20%',
      source: 'assumption',
    }),
    newsHalfLife: days({
      is: 'Half-life of that news.',
      whole: false,
      positive: true,
      default: '30d',
      source: 'assumption',
    }),
  },
  { rectification: 'rectificationDays', fine: 'fineFen', newsHalfLife: 'newsHalfLifeDays' },
  { is: 'The regulator.' },
);

/** Null: nobody looks. */
export const supervision = orNone(regulator, {
  is: 'Who looks whether the law in force is kept, and what a breach costs; null: nobody looks.',
  default: null,
  source: 'assumption',
});
