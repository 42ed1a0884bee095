/** How claims for sale find buyers: the rule for exits, and what buyers and sellers hold out for. */

import { block, choice, days, flag, money, orNone, rate } from './fields.ts';

/** A rule for exits. */
export const exits = block(
  {
    rule: choice(['fifo', 'roundRobin', 'matched'], 'a rule for exits', {
      is: 'Whose claims are sold first: the oldest offers; everybody a first part before anybody gets a second; the oldest, but with money newly paid in only.',
      default: 'fifo',
      source: 'funding-circle-2019 (A)',
    }),
    part: money({
      is: 'Round robin: what a seller gets in one turn; a claim larger than that takes one.',
      positive: true,
      default: '1k CNY',
      source: 'assumption',
    }),
    discount: flag({
      is: 'Whether claims may change hands below their principal, at the rate at which the day’s buyers and sellers meet.',
      default: false,
      source: 'assetz-2020 (A)',
    }),
    expiry: orNone(days({ is: 'Age at which an offer is taken off the market.', min: 1 }), {
      is: 'Age at which an unsold offer is taken off the market, to be offered anew at the back when the seller next looks in; null: never.',
      default: null,
      source: 'assumption',
    }),
    queueFee: rate({
      is: 'Fee a year on what sellers get, for the time that their claims were queued.',
      default: '0%',
      source: 'assumption',
    }),
  },
  { expiry: 'expiryDays', part: 'partFen' },
  { is: 'A rule for exits.' },
);

const limit = (is: string, value: string) => rate({ is, default: value, source: 'assumption' });

/** Limits of buyers and sellers where claims sell at a discount; a year, beyond the claim's own interest. */
export const reservation = block(
  {
    seller: block(
      {
        least: limit('What the least pressed seller gives up a year at most.', '0%'),
        most: limit(
          'What the most pressed seller gives up a year at most; sellers lie evenly between.',
          '30%',
        ),
        fear: limit('Added for each point of the public signal.', '10%'),
        perMonthWaited: limit('Added for each month since the seller asked.', '1%'),
      },
      {},
      { is: 'Most that sellers give up.', default: {}, source: 'assumption' },
    ),
    buyer: block(
      {
        least: limit('What the easiest buyer wants a year at least.', '0%'),
        most: limit('What the hardest buyer wants a year at least; buyers lie evenly between.', '25%'),
        fear: limit('Added for each point of the public signal.', '5%'),
      },
      {},
      { is: 'Least that buyers want.', default: {}, source: 'assumption' },
    ),
  },
  {},
  {
    is: 'What buyers and sellers hold out for where claims sell at a discount, a year beyond the claim’s own interest.',
    default: {},
    source: 'assumption',
  },
);
