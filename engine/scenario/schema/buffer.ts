/** Cash kept against outflows, and what the platform does while it is short. */

import type { Buffer } from '../scenario.ts';
import { block, choice, factor, flag, rate, type Field } from './fields.ts';

/** See `Buffer`. */
export const buffer: Field<Buffer> = block(
  {
    basis: choice(['none', 'claims', 'outflow', 'coverage'], 'a basis of the buffer', {
      is: "What the buffer is measured by: nothing; lenders' balance; what is promised within 30 days; the liquidity coverage ratio.",
      default: 'none',
      source: 'assumption',
    }),
    share: factor({
      is: 'Cash required as a multiple of the basis; with basis coverage, the ratio required.',
      max: 20,
      default: '10%',
      source: 'assumption',
    }),
    counts: choice(['own', 'pool'], 'whose cash counts', {
      is: "Whose cash is kept: the platform's own, or with it customers' money in the bank, which only pooled custody can keep; with basis coverage always what can be paid with.",
      default: 'own',
      source: 'assumption',
    }),
    drawLine: flag({
      is: 'Whether the missing cash is drawn on the credit line in the evening.',
      default: true,
      source: 'assumption',
    }),
    throttleTo: rate({
      is: 'Share still lent of what would be lent, from the morning after the buffer was short.',
      default: '100%',
      source: 'assumption',
    }),
    holdLending: flag({
      is: 'Pooled custody only: lenders bid only with what is in the bank beyond the buffer, so that the buffer is there to be paid out; listings wait meanwhile.',
      default: false,
      source: 'assumption',
    }),
  },
  {},
  { is: 'A buffer of cash.' },
);
