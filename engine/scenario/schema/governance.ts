/** Block platform.governance: who may decide what, how long a decision takes, who looks over the management's shoulder. */

import { block, days, money, orNone, rate } from './fields.ts';

const body = (what: string, limit: string, notice: string) =>
  block(
    {
      limit: money({
        is: `Most that ${what} may commit by one play: capital called, reserve topped up or lent, loans asked for, promotions, credit drawn, a year's pay of those hired, cost of the play.`,
        default: limit,
        source: 'assumption',
      }),
      notice: days({
        is: `Days from the condition of a play to the decision of ${what}.`,
        default: notice,
        source: 'assumption',
      }),
    },
    { limit: 'limitFen', notice: 'noticeDays' },
    { is: `What ${what} may decide.`, default: {}, source: 'assumption' },
  );

/** See `Governance`. */
export const governance = orNone(
  block(
    {
      management: body('the management', '1M CNY', '0d'),
      board: body('the board', '10M CNY', '5d'),
      meeting: block(
        {
          notice: days({
            is: 'Days of notice of a meeting of the shareholders, who decide what is beyond the board and on new capital.',
            default: '15d',
            source: 'company-law-2013 (C)',
          }),
          majority: rate({
            is: 'Least share of all votes, by shares held, that has to be for it; who refuses capital votes against.',
            positive: true,
            default: '66.67%',
            source: 'company-law-2013 (C)',
          }),
        },
        { notice: 'noticeDays' },
        { is: 'Meeting of the shareholders.', default: {}, source: 'assumption' },
      ),
      subscribed: money({
        is: 'Registered capital that is subscribed and not yet paid in on day 0: the board alone may call it; anything beyond is new capital.',
        default: '0 CNY',
        source: 'company-law-2013 (C)',
      }),
      supervisoryBoard: rate({
        is: 'Chance a month that the supervisory board finds self-financing, beside what platform.selfFinancing.detectionPerMonth finds.',
        default: '0%',
        source: 'assumption',
      }),
    },
    { subscribed: 'subscribedFen', supervisoryBoard: 'supervisoryDetection' },
    {
      is: 'Bodies of the platform and their authority. With it platform.shareholders is the whole register: 3 to 5 founders, the others beside them, 100% together.',
    },
  ),
  {
    is: 'Bodies of the platform and their authority, or null: whoever a play needs decides at once.',
    default: null,
    source: 'assumption',
  },
);
