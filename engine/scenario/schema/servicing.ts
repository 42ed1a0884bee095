/** Blocks on loans that are behind: what being late costs, part payments. */
import { PAYMENT_CLASSES } from '../../base/vocabulary.ts';
import { block, choice, count, days, list, money, months, number, orNone, rate } from './fields.ts';

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

const fromBucket = count({
  is: 'Least state of delay at the end of a due day, in instalments: 1 for M1 to 3 for M3.',
  of: 'instalments',
  min: 1,
  max: 3,
  default: 2,
  source: 'assumption',
});
const modification = (share: string, times: number, hazard: number) => ({
  share: rate({
    is: 'Share of those to whom it is offered on a due day that agree.',
    default: share,
    source: 'assumption',
  }),
  mostTimes: count({
    is: 'How often one loan can have it.',
    of: 'times',
    min: 1,
    max: 12,
    default: times,
    source: 'assumption',
  }),
  hazard: number({
    is: 'Multiplier on the hazard of missing an instalment again, from then on; 6 makes about half of grade C two months late within a year.',
    unit: 'factor',
    min: 0,
    max: 100,
    default: hazard,
    source: 'assumption',
  }),
});

const reage = block(
  {
    afterPayments: count({
      is: 'Due days in a row on which a borrower who is behind made an instalment whole, before its arrears go to the end; 0 asks for none.',
      of: 'payments',
      max: 24,
      default: 3,
      source: 'assumption',
    }),
    ...modification('100%', 1, 4),
  },
  {},
  { is: 'Re-ageing.' },
);

const extension = block(
  {
    fromBucket,
    months: months({
      is: 'Months in which nothing falls due; what is unpaid, and all after it, falls due that much later.',
      min: 1,
      max: 24,
      default: '3mo',
      source: 'assumption',
    }),
    ...modification('30%', 1, 6),
  },
  {},
  { is: 'Extension.' },
);

const restructuring = block(
  {
    fromBucket,
    months: months({
      is: 'Months added to what is left of the term, 60 at most in all.',
      max: 60,
      default: '12mo',
      source: 'assumption',
    }),
    rateCut: rate({
      is: "Share of the contract's rate that lenders give up.",
      default: '0%',
      source: 'assumption',
    }),
    ...modification('30%', 1, 6),
  },
  {},
  { is: 'Restructuring.' },
);

const stage = block(
  {
    kind: choice(['reminder', 'phone', 'visit', 'legal'], 'a stage of collection', {
      is: 'What collectors do; a name, its figures are below.',
    }),
    from: days({ is: 'Days past the oldest unpaid due date from which it is due.', min: 1 }),
    every: days({ is: 'Days after which it is due again.', min: 1, default: '30d', source: 'assumption' }),
    minutesPerCase: number({
      is: 'Minutes of a trained collector.',
      unit: 'minutes',
      max: 10_000,
      default: 20,
      source: 'assumption',
    }),
    cost: money({
      is: 'Paid by the platform for a case beside hours; without the money the case waits.',
      default: '0 CNY',
      source: 'assumption',
    }),
    outsourced: rate({
      is: 'Share of cases that an agency does, at once and without hours of the department.',
      default: '0%',
      source: 'assumption',
    }),
    commission: rate({
      is: "The agency's share of what its cases bring, from the platform's own cash.",
      default: '20%',
      source: 'assumption',
    }),
    cure: number({
      is: 'Multiplier on the chance to cure while the work is fresh.',
      unit: 'factor',
      max: 20,
      default: 1,
      source: 'assumption',
    }),
    recovery: number({
      is: 'Multiplier on tranches of recovery while the work is fresh.',
      unit: 'factor',
      max: 20,
      default: 1,
      source: 'assumption',
    }),
  },
  { from: 'fromDays', every: 'everyDays', cost: 'costFen' },
  { is: 'A stage of collection.' },
);

const badDebtSale = block(
  {
    every: days({
      is: 'Days between sales, counted from the first day of the clock.',
      min: 1,
      default: '90d',
      source: 'assumption',
    }),
    after: days({ is: 'Days in default from which a claim is sold.', default: '180d', source: 'assumption' }),
    price: rate({
      is: 'Price as a share of the claim on the day of default; it falls with age.',
      default: '10%',
      source: 'assumption',
    }),
    priceHalfLife: days({
      is: 'Days in which the price a claim brings falls by half.',
      min: 1,
      default: '360d',
      source: 'assumption',
    }),
  },
  { every: 'everyDays', after: 'afterDays', priceHalfLife: 'priceHalfLifeDays' },
  { is: 'Sale of claims in default.' },
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
    stages: list(stage, {
      is: 'Stages of collection, in order of their days; without any, loansPerCollector says how well all loans are worked.',
      most: 8,
      default: [],
      source: 'assumption',
    }),
    casesFirst: choice(['oldest', 'largest'], 'an order of cases', {
      is: 'Which cases collectors take first when there are too many: longest past due, or most principal.',
      default: 'oldest',
      source: 'assumption',
    }),
    unworked: number({
      is: 'With stages: multiplier on the chance to cure and on tranches of a case whose work is not done.',
      unit: 'factor',
      max: 20,
      default: 0.5,
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
    reage: orNone(reage, {
      is: 'Re-ageing: who keeps paying while behind is current again, its arrears fall due at the end; or null.',
      default: null,
      source: 'assumption',
    }),
    extension: orNone(extension, {
      is: 'Extension: who is behind rests for some months and is current; or null.',
      default: null,
      source: 'assumption',
    }),
    restructuring: orNone(restructuring, {
      is: 'Restructuring: who is behind gets a new schedule over a longer term, overdue interest in its principal; or null.',
      default: null,
      source: 'assumption',
    }),
    writeOff: orNone(days({ is: 'Days in default.', min: 1 }), {
      is: 'Days in default after which a claim is written off and no longer collected, though more would come; null: after the last tranche.',
      default: null,
      source: 'assumption',
    }),
    badDebtSale: orNone(badDebtSale, {
      is: 'Sale of claims in default to a buyer outside, or null: none.',
      default: null,
      source: 'assumption',
    }),
  },
  { writeOff: 'writeOffDays' },
  { is: 'How loans that are behind are served.', default: {}, source: 'assumption' },
);
