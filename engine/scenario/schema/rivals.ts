/** Block rivals: other platforms as one pool. */

import type { Epoch } from '../quantities.ts';
import { dated } from './dated.ts';
import { block, number, orNone, rate } from './fields.ts';

/** Rival platforms; null: none. Their failures are shocks of kind rivalFailures. */
export const rivals = (epoch: Epoch) =>
  orNone(
    block(
      {
        rate: dated(epoch, rate({ is: 'Lender rate of rivals, a year, beside the own one on grade C.' }), {
          is: 'Lender rate of rivals, a year, beside the own one on grade C; takes the place of confidence.marketRate.',
          default: '10%',
          source: 'wdzj-panel-2017-2018 (A)',
        }),
        rateEffect: number({
          is: 'Log odds of where lenders of several platforms (confidence.elsewhere) put their money, per point of rate.',
          unit: 'log odds per point of rate',
          min: 0,
          max: 2,
          default: 0.3,
          source: 'assumption',
        }),
        departures: rate({
          is: 'Share of their ordinary departures, and of plans not renewed, that go to a rival.',
          default: '50%',
          source: 'assumption',
        }),
        borrowersShare: rate({
          is: 'Share of borrowers who ask a rival as well, and find the new loan there that they do not get here.',
          default: '30%',
          source: 'assumption',
        }),
        borrowerMargin: rate({
          is: "What rivals ask of borrowers, all-in, above their lenders' rate.",
          default: '8%',
          source: 'assumption',
        }),
      },
      {},
      { is: 'Rival platforms as one pool.' },
    ),
    {
      is: 'Rival platforms as one pool that wins and loses lenders and borrowers by its rate and fails by shocks, or null: nobody has money elsewhere.',
      default: null,
      source: 'assumption',
    },
  );
