/** Block failure: when the platform has failed, and what follows. */

import { block, choice, days, flag, list, money, named, orNone, rate, text } from './fields.ts';

const liquidityTest = block(
  {
    products: list(text({ is: 'A lender product of kind plan or onDemand, or cash.' }), {
      is: 'Products whose promises are tested: a plan or an account on demand by its name; cash is every other withdrawal.',
      least: 1,
      default: ['cash'],
      source: 'assumption',
    }),
    unpaidBeyond: days({
      is: 'Days past the promise that are tolerated.',
      default: '7d',
      source: 'assumption',
    }),
    byProduct: named(days({ is: 'Days past the promise that are tolerated for this product.' }), {
      is: 'Tolerances of single products, in the place of unpaidBeyond; keys as in products.',
      default: {},
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
    fraud: flag({
      is: 'Whether self-financing that comes out is a failure.',
      default: true,
      source: 'ezubao-2015 (B)',
    }),
    regulatory: flag({
      is: 'Whether an order to close (shock closureOrder) is a failure.',
      default: true,
      source: 'assumption',
    }),
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
        claimBasis: choice(
          ['ownLots', 'outstanding', 'outstandingWithInterest', 'netCashIn'],
          'a claim basis',
          {
            is: 'What a lender may claim: what its own lots bring, or a share in one estate by what it was owed on the day of the failure (without or with accrued interest) or by deposits less withdrawals.',
            default: 'ownLots',
            source: 'assumption',
          },
        ),
        freeze: days({
          is: 'Days from the failure in which nothing is given back, though collections go on.',
          default: '0d',
          source: 'assumption',
        }),
        clawBack: block(
          {
            window: days({
              is: 'Withdrawals paid in so many days up to the failure can be claimed back.',
              default: '90d',
              source: 'assumption',
            }),
            share: rate({
              is: 'Share of them that comes back into the estate, on the first day of distribution; claimed again.',
              max: 1,
              default: '0%',
              source: 'assumption',
            }),
          },
          { window: 'windowDays' },
          { is: 'Claw-back; only with an estate.', default: {}, source: 'assumption' },
        ),
        costsFirst: rate({
          is: 'Share of each distribution that unpaid pay may take before lenders; 0%: it ranks behind them.',
          max: 1,
          default: '0%',
          source: 'assumption',
        }),
        administratorFee: rate({
          is: "Administrator's fee, as a share of each distribution after unpaid pay.",
          max: 1,
          default: '0%',
          source: 'assumption',
        }),
      },
      { distributionEvery: 'distributionEveryDays', freeze: 'freezeDays' },
      { is: 'What happens after failure.', default: {}, source: 'assumption' },
    ),
  },
  { capitalFloor: 'capitalFloorFen' },
  { is: 'When the platform has failed.', default: {}, source: 'assumption' },
);
