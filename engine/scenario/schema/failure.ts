/** Block failure: when the platform has failed, and what follows. */

import { block, days, flag, list, money, orNone, rate, text } from './fields.ts';

const liquidityTest = block(
  {
    products: list(text({ is: 'A lender product of kind plan, or cash.' }), {
      is: 'Products whose promises are tested: a plan by its name; cash is every withdrawal but those of ended plans.',
      least: 1,
      default: ['cash'],
      source: 'assumption',
    }),
    unpaidBeyond: days({
      is: 'Days past the promise that are tolerated.',
      default: '7d',
      source: 'assumption',
    }),
  },
  { unpaidBeyond: 'unpaidBeyondDays' },
  { is: 'A promised withdrawal or expired plan unpaid beyond the tolerance for want of money.' },
);

/** When the platform has failed. */
export const failure = block(
  {
    operations: orNone(
      block(
        {
          stoppedBeyond: days({
            is: 'Days past the promise that a withdrawal may wait for processing while the money is there.',
            default: '7d',
            source: 'assumption',
          }),
        },
        { stoppedBeyond: 'stoppedBeyondDays' },
        { is: 'Payouts stopped with money in hand beyond the tolerance.' },
      ),
      { is: 'Failure by payouts stopped with money in hand, or null.', default: null, source: 'assumption' },
    ),
    liquidity: orNone(liquidityTest, {
      is: 'Failure by unpaid promises, or null.',
      default: {},
      source: 'assumption',
    }),
    capitalFloor: orNone(money({ is: 'Equity floor.', min: -1e14 }), {
      is: 'Equity below which the platform has failed, or null.',
      default: '0 CNY',
      source: 'assumption',
    }),
    reserve: flag({
      is: 'Whether an unpaid obligation of the reserve is a failure.',
      default: false,
      source: 'assumption',
    }),
    creditDefault: flag({
      is: 'Whether a called credit line that is not paid back on its day is a failure.',
      default: true,
      source: 'assumption',
    }),
    guarantorCascade: orNone(
      rate({ is: 'Share of the guaranteed book whose guarantor has failed.', positive: true }),
      {
        is: 'Share of the guaranteed book whose guarantor has failed from which the platform has failed, or null.',
        default: null,
        source: 'assumption',
      },
    ),
    windDown: block(
      {
        distributionEvery: days({
          is: 'Days between two distributions.',
          min: 1,
          default: '30d',
          source: 'assumption',
        }),
        servicingEffect: rate({
          is: 'Effect of collection in the wind-down, whatever the collectors.',
          default: '60%',
          source: 'assumption',
        }),
      },
      { distributionEvery: 'distributionEveryDays' },
      { is: 'What happens after failure.', default: {}, source: 'assumption' },
    ),
  },
  { capitalFloor: 'capitalFloorFen' },
  { is: 'When the platform has failed.', default: {}, source: 'assumption' },
);
