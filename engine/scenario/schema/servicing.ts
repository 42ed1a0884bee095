/** Blocks on loans that are behind: what being late costs, part payments. */
import { PAYMENT_CLASSES } from '../../base/vocabulary.ts';
import { block, choice, list, money, number, orNone, rate } from './fields.ts';

/** What being late costs. */
export const penalty = block(
  {
    perDay: rate({
      is: 'Penalty interest a day on instalments due and unpaid, principal and interest.',
      max: 0.01,
      default: '0.05%',
      source: 'assumption',
    }),
    capPerYear: rate({
      is: "Legal cap a year on the contract's rate and the penalty together; the penalty gets what the contract leaves of it.",
      max: 10,
      default: '24%',
      source: 'rate-caps (B)',
    }),
    lateFee: money({
      is: 'Late fee on each due day at whose end something is overdue; the platform gets it.',
      default: '0 CNY',
      source: 'assumption',
    }),
    to: choice(['lenders', 'platform', 'guarantor'], 'who gets penalty interest', {
      is: 'Who gets the penalty interest; of a loan without a guarantor that can pay, those who are owed the principal.',
      default: 'lenders',
      source: 'assumption',
    }),
  },
  { lateFee: 'lateFeeFen' },
  { is: 'What being late costs.' },
);

const partial = block(
  {
    share: rate({
      is: 'Share of those who would pay nothing on a due day that pay a part.',
      default: '30%',
      source: 'assumption',
    }),
    least: rate({
      is: 'Least part of all that is owed on the day; parts up to the largest are equally likely.',
      default: '10%',
      source: 'assumption',
    }),
    most: rate({ is: 'Largest part of all that is owed on the day.', default: '60%', source: 'assumption' }),
  },
  {},
  { is: 'Part payments.' },
);

/** How loans that are behind are served. */
export const servicing = block(
  {
    loansPerCollector: number({
      is: 'Loans past due, not in default, that one collector can work at full effect.',
      unit: 'loans',
      positive: true,
      max: 1e6,
      default: 80,
      source: 'assumption',
    }),
    paymentOrder: list(choice(PAYMENT_CLASSES, 'a part of a debt', { is: 'What is paid.' }), {
      is: 'What a receipt on a late loan pays first: late fees (costs), interest, principal, penalty. By law costs, interest, principal, unless the contract says otherwise; penalty first is such a clause, and contested.',
      least: 4,
      most: 4,
      default: [...PAYMENT_CLASSES],
      source: 'assumption',
    }),
    partial: orNone(partial, {
      is: 'Part payments of those who are behind, or null: whole instalments only.',
      default: null,
      source: 'assumption',
    }),
  },
  {},
  { is: 'How loans that are behind are served.', default: {}, source: 'assumption' },
);
