/** Limits on how much of the book may hang on one name, dated. */

import type { Dispersion } from '../scenario.ts';
import type { Field } from './fields.ts';
import { block, money, rate } from './fields.ts';

/** Shares of the outstanding balance; 100 % is no limit. */
export const dispersion: Field<Dispersion> = block(
  {
    borrower: rate({
      is: 'Largest share of the balance that one borrower may owe, with what it asks for; 100% is no limit.',
      positive: true,
      default: '100%',
      source: 'assumption',
    }),
    group: rate({
      is: 'The same for a group of related borrowers.',
      positive: true,
      default: '100%',
      source: 'assumption',
    }),
    guarantor: rate({
      is: 'The same for what one guarantor stands for.',
      positive: true,
      default: '100%',
      source: 'assumption',
    }),
    bookFloor: money({
      is: 'Balance that counts at least, so that a young book can begin.',
      default: '10M CNY',
      source: 'assumption',
    }),
  },
  { bookFloor: 'bookFloorFen' },
  { is: 'Limits on how much of the book may hang on one name.' },
);
