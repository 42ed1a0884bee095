/** Block policies: standing rules and triggered responses. */

import { COMPLIANCE } from '../../base/law.ts';
import type { Epoch } from '../quantities.ts';
import { buffer } from './buffer.ts';
import { dated } from './dated.ts';
import { dispersion } from './dispersion.ts';
import { block, choice, flag } from './fields.ts';
import { exits } from './exits.ts';
import { haircut, payout } from './payout.ts';
import { playbook } from './playbook.ts';
import { targets } from './targets.ts';

/** Standing rules and triggered responses. */
export const policies = (epoch: Epoch) =>
  block(
    {
      payout: dated(epoch, payout, {
        is: 'How withdrawals are paid.',
        default: {},
        source: 'escrow-2017 (B)',
      }),
      haircut: dated(epoch, haircut, {
        is: "Share of lenders' interest that goes to the reserve while its coverage is low.",
        default: {},
        source: 'assumption',
      }),
      exits: dated(epoch, exits, {
        is: 'How claims for sale find buyers.',
        default: {},
        source: 'funding-circle-2019 (A)',
      }),
      playbook: playbook(epoch),
      targets,
      poolPaysCosts: flag({
        is: "Pooled custody only: costs may be met from customers' money when own cash is gone.",
        default: false,
        source: 'assumption',
      }),
      coverPool: flag({
        is: 'Pooled custody only: the platform gives its own cash to the pool before it lets a withdrawal wait.',
        default: true,
        source: 'assumption',
      }),
      buffer: dated(epoch, buffer, {
        is: 'Cash kept against outflows, measured every evening, and what holds while it is short.',
        default: {},
        source: 'assumption',
      }),
      dispersion: dated(epoch, dispersion, {
        is: 'Largest shares of the balance with one borrower, group and guarantor: what would pass them is refused.',
        default: {},
        source: 'assumption',
      }),
      compliance: dated(epoch, choice(COMPLIANCE, 'a way to comply', { is: 'How rules are taken.' }), {
        is: 'What is done about a feature that a regime forbids from a later day on: no new business of it from that day, from the day on which an inspection finds it, or until an order ends it.',
        default: 'atOnce',
        source: 'assumption',
      }),
    },
    {},
    { is: 'Standing rules and triggered responses.', default: {}, source: 'assumption' },
  );
