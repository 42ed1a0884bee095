/** Block borrowersRun: what the platform's distress does to borrowers. */

import { block, days, flag, number, orNone, rate } from './fields.ts';

/** The borrowers' run. */
export const borrowersRun = block(
  {
    wilful: flag({
      is: 'Whether distress of the platform raises wilful non-payment.',
      default: true,
      source: 'assumption',
    }),
    collection: flag({ is: 'Whether it cuts collection.', default: true, source: 'assumption' }),
    refinancing: flag({ is: 'Whether it cuts refinancing.', default: true, source: 'assumption' }),
    wilfulEffect: number({
      is: 'Multiplier on the hazard of the first missed instalment at full distress, minus one.',
      unit: 'factor',
      min: 0,
      max: 20,
      default: 0.5,
      source: 'evasion-2018 (C)',
    }),
    collectionEffect: rate({
      is: 'Share of recoveries and cures lost at full distress.',
      default: '50%',
      source: 'assumption',
    }),
    refinancingShare: rate({
      is: 'Share of last instalments that hang on a new loan.',
      default: '10%',
      source: 'assumption',
    }),
    earlierShare: rate({
      is: 'Share of the instalments before the last that hang on a new loan: old debts paid with new ones all along.',
      default: '0%',
      source: 'assumption',
    }),
    funding: flag({
      is: 'Whether listings that find no money close refinancing as well: otherwise throttled lending and the wind-down alone do.',
      default: false,
      source: 'assumption',
    }),
    leavingAt: orNone(
      rate({
        is: "What waits to be taken out (withdrawals and claims for sale), as a share of lenders' balance, at which borrowers take the platform for lost.",
        positive: true,
      }),
      {
        is: "What waits to be taken out (withdrawals and claims for sale), as a share of lenders' balance, at which borrowers take the platform for lost; null: they see late withdrawals only.",
        default: null,
        source: 'assumption',
      },
    ),
    fearAt: orNone(
      number({
        is: 'Public signal of lenders at which borrowers take the platform for lost.',
        unit: 'signal',
        min: 0.01,
        max: 100,
      }),
      {
        is: 'Public signal of lenders (news, disclosures, lateness) at which borrowers take the platform for lost; null: talk leaves them cold.',
        default: null,
        source: 'assumption',
      },
    ),
    halfLife: days({
      is: 'Half-life of the gap between distress and what its cause calls for, rising or falling.',
      whole: false,
      positive: true,
      default: '60d',
      source: 'assumption',
    }),
  },
  { halfLife: 'halfLifeDays' },
  { is: "The borrowers' run.", default: {}, source: 'assumption' },
);
