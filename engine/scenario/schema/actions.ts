/** What a play does: each action with its terms. */

import { z } from 'zod';
import { DEPARTMENTS } from '../../base/vocabulary.ts';
import { written } from '../messages.ts';
import { nearestWord } from '../nearest.ts';
import type { Action } from '../scenario.ts';
import { isMap } from './conditions.ts';
import type { Field } from './fields.ts';
import { block, choice, count, days, factor, money, number, raise, rate } from './fields.ts';
import { readPlan } from './repayment-plan.ts';

const plan: Field<Extract<Action, { kind: 'disclose' }>['plan']> = z
  .unknown()
  .transform((raw, ctx) => (raw === undefined ? undefined : (readPlan(raw, ctx, []) ?? z.NEVER)))
  .optional();

const FIELDS: Readonly<Record<string, Field<Action>>> = {
  suspend: block(
    {
      for: days({
        is: 'Days until payouts go on, stated to lenders; again while it lasts: the stated day is put off, and the promise broken.',
        positive: true,
        default: '30d',
        source: 'assumption',
      }),
    },
    { for: 'forDays' },
    { is: 'Payouts stop until a stated day; requests queue.' },
  ).transform((read): Action => ({ kind: 'suspend', ...read })),
  raiseRate: rate({ is: 'By how much the lender rate rises.', max: 0.2 }).transform((by): Action => ({
    kind: 'raiseRate',
    by,
  })),
  disclose: block(
    {
      calm: rate({
        is: 'News it takes away: 100% silences a rumour of intensity 100%; below 0 if it tells of trouble nobody knew.',
        min: -1,
        default: '0%',
        source: 'assumption',
      }),
      halfLife: days({
        is: 'Half-life of the calm.',
        whole: false,
        positive: true,
        default: '20d',
        source: 'assumption',
      }),
      plan,
    },
    { halfLife: 'halfLifeDays' },
    { is: 'Disclosure that calms lenders, and may promise late withdrawals in parts on dates.' },
  ).transform(({ plan: parts, ...read }): Action => ({
    kind: 'disclose',
    ...read,
    ...(parts === undefined ? {} : { plan: parts }),
  })),
  redPackets: block(
    {
      share: rate({ is: 'Paid on money that becomes a loan, share of it.', positive: true, max: 0.2 }),
      budget: money({ is: 'Most that is paid in all.', positive: true }),
      over: days({ is: 'Days for which it runs.', min: 1, default: '14d', source: 'assumption' }),
      pull: factor({
        is: 'By how much more visitors bring while it runs; that money leaves first.',
        max: 10,
        default: '100%',
        source: 'assumption',
      }),
    },
    { budget: 'budgetFen', over: 'overDays' },
    { is: 'Promotional money, paid on money invested.' },
  ).transform((read): Action => ({ kind: 'redPackets', ...read })),
  topUpReserve: money({ is: 'Own money put into the reserve.' }).transform((fen): Action => ({
    kind: 'topUpReserve',
    fen,
  })),
  releaseReserve: money({ is: 'Lent to the platform by the reserve.', positive: true }).transform(
    (fen): Action => ({ kind: 'releaseReserve', fen }),
  ),
  askGuarantors: block(
    {
      amount: money({ is: 'Asked of all guarantors together.', positive: true }),
      over: days({
        is: 'Days until it is due back.',
        min: 1,
        default: '90d',
        source: 'assumption',
      }),
      rate: rate({ is: 'Interest a year.', max: 1, default: '12%', source: 'assumption' }),
      keeps: rate({
        is: 'Share of what it guarantees here that a guarantor keeps liquid; it lends nothing of that.',
        default: '5%',
        source: 'assumption',
      }),
    },
    { amount: 'fen', over: 'overDays', rate: 'ratePerYear' },
    { is: 'A loan from the guarantors, each in turn with what it can spare.' },
  ).transform((read): Action => ({ kind: 'askGuarantors', ...read })),
  callCapital: block(
    {
      amount: money({ is: 'Capital called.' }),
      delay: days({ is: 'Days until it is paid in.', default: '30d', source: 'assumption' }),
    },
    { amount: 'fen', delay: 'delayDays' },
    { is: 'Capital called from shareholders.' },
  ).transform((read): Action => ({ kind: 'callCapital', ...read })),
  throttleLending: rate({ is: 'Share still lent of what would be lent without it.' }).transform(
    (to): Action => ({
      kind: 'throttleLending',
      to,
    }),
  ),
  overtime: block(
    {
      department: choice(DEPARTMENTS, 'a department', { is: 'Who works longer.' }),
      hoursPerDay: number({ is: 'Hours a person works more a day.', unit: 'hours', min: 0, max: 16 }),
    },
    {},
    { is: 'Overtime while the play is in force, paid at one and a half times.' },
  ).transform((read): Action => ({ kind: 'overtime', ...read })),
  hire: block(
    {
      department: choice(DEPARTMENTS, 'a department', { is: 'Who gets more people.' }),
      persons: count({
        is: 'Persons hired, with the skill of the department on day 0.',
        of: 'persons',
        min: 1,
      }),
      delay: days({ is: 'Days until they begin.', min: 1, default: '30d', source: 'assumption' }),
    },
    { delay: 'delayDays' },
    { is: 'Hiring.' },
  ).transform((read): Action => ({ kind: 'hire', ...read })),
};

/** Actions without terms. */
const BARE: Readonly<Record<string, Action>> = {
  drawCreditLine: { kind: 'drawCreditLine' },
  reopen: { kind: 'reopen' },
  staySilent: { kind: 'staySilent' },
};

const INSTEAD: Readonly<Record<string, string>> = {
  repaymentPlan: 'write { disclose: { plan: 90d } }',
  useReserve: 'write { releaseReserve: 500k CNY }',
};
const ACTION_WORDS = [...Object.keys(BARE), ...Object.keys(FIELDS)];

function unknownAction(raw: unknown, word: string, ctx: z.RefinementCtx, path: (string | number)[]): null {
  const near = nearestWord(word, ACTION_WORDS);
  const words = `one of: ${ACTION_WORDS.join(', ')}`;
  const hint = INSTEAD[word] ?? (near === null ? words : `${words}      did you mean ${near}?`);
  raise(ctx, raw, { code: 'scenario/unknown-value', a: written(word), b: 'an action', hint }, path);
  return null;
}

/** `drawCreditLine`, or one action with its terms. */
export function readAction(raw: unknown, ctx: z.RefinementCtx, path: (string | number)[]): Action | null {
  const [word, ...others] = typeof raw === 'string' ? [raw] : isMap(raw) ? Object.keys(raw) : [];
  if (word === undefined || others.length > 0) {
    const hint = 'write drawCreditLine or { raiseRate: 80bp }';
    raise(ctx, raw, { code: 'scenario/form', a: written(raw), b: 'is not an action', hint }, path);
    return null;
  }
  if (Object.hasOwn(BARE, word)) return BARE[word]!;
  const field = Object.hasOwn(FIELDS, word) ? FIELDS[word] : undefined;
  const at = isMap(raw) ? [...path, word] : path;
  if (field === undefined) return unknownAction(raw, word, ctx, at);
  const value = isMap(raw) ? raw[word] : undefined;
  const result = field.safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues)
    ctx.issues.push({ ...issue, input: value, path: [...at, ...issue.path] } as (typeof ctx.issues)[number]);
  return null;
}
