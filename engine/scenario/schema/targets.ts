/** Block policies.targets: the month's target and what is done to make it. */

import { block, days, factor, money, number, orNone, rate } from './fields.ts';

/** See `Targets`. */
export const targets = orNone(
  block(
    {
      volumePerMonth: money({ is: 'New loans that the first month is to bring.', positive: true }),
      growthPerMonth: rate({
        is: 'By how much more each month is to bring than the one before.',
        min: -0.5,
        default: '0%',
        source: 'assumption',
      }),
      push: days({
        is: 'Last days of a month in which what is missing is answered.',
        min: 1,
        max: 31,
        default: '10d',
        source: 'assumption',
      }),
      budgets: factor({
        is: 'By how much more is spent on all channels a day when everything is missing; in proportion to the gap.',
        max: 20,
        default: 0,
        source: 'assumption',
      }),
      loosen: number({
        is: 'Points by which the score that is accepted falls when everything is missing; in proportion to the gap.',
        unit: 'points',
        min: 0,
        max: 200,
        default: 0,
        source: 'assumption',
      }),
      packets: rate({
        is: 'Red packets on money invested during the push, share of it; their budget is that share of what is missing when it begins.',
        max: 0.2,
        default: '0%',
        source: 'assumption',
      }),
      pull: factor({
        is: 'By how much more visiting lenders bring while packets are paid; that money leaves first.',
        max: 10,
        default: '100%',
        source: 'assumption',
      }),
    },
    { volumePerMonth: 'volumePerMonthFen', push: 'pushDays', loosen: 'loosenPoints' },
    { is: 'The target of a month, and what is done towards its end to make it.' },
  ),
  {
    is: 'Monthly target of new loans and what the gap to it sets in motion at the end of a month, or null.',
    default: null,
    source: 'assumption',
  },
);
