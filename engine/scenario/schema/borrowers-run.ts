/** Block borrowersRun: what the platform's distress does to borrowers. */

import { block, days, flag, number, rate } from './fields.ts';

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
