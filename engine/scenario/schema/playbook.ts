/** Responses that a trigger sets off. */

import { z } from 'zod';
import { readDays } from '../quantities.ts';
import { DEPARTMENTS } from '../../base/vocabulary.ts';
import { written } from '../messages.ts';
import { nearestWord } from '../nearest.ts';
import type { Action, Play } from '../scenario.ts';
import type { Field } from './fields.ts';
import { block, choice, count, days, money, number, raise, rate } from './fields.ts';
import { readCondition } from './protection.ts';

const ACTIONS: Readonly<Record<string, Field<Action> | null>> = {
  drawCreditLine: null,
  raiseRate: rate({ is: 'By how much the lender rate rises.', max: 0.2 }).transform((by): Action => ({
    kind: 'raiseRate',
    by,
  })),
  disclose: block(
    {
      calm: rate({ is: 'News it takes away: 100% silences a rumour of intensity 100%.' }),
      halfLife: days({
        is: 'Half-life of the calm.',
        whole: false,
        positive: true,
        default: '20d',
        source: 'assumption',
      }),
    },
    { halfLife: 'halfLifeDays' },
    { is: 'Disclosure that calms lenders.' },
  ).transform((read): Action => ({ kind: 'disclose', ...read })),
  topUpReserve: money({ is: 'Own money put into the reserve.' }).transform((fen): Action => ({
    kind: 'topUpReserve',
    fen,
  })),
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
const ACTIONS_LATER: Readonly<Record<string, string>> = {
  suspend: 'suspension of payouts',
  staySilent: 'staying silent as an action',
  repaymentPlan: 'a dated repayment plan',
  useReserve: 'using the reserve for withdrawals',
};
const ACTION_WORDS = Object.keys(ACTIONS);

function readAction(raw: unknown, ctx: z.RefinementCtx, path: (string | number)[]): Action | null {
  const isMap = typeof raw === 'object' && raw !== null && !Array.isArray(raw);
  const [word, ...others] = typeof raw === 'string' ? [raw] : isMap ? Object.keys(raw) : [];
  if (word === undefined || others.length > 0) {
    raise(
      ctx,
      raw,
      {
        code: 'scenario/form',
        a: written(raw),
        b: 'is not an action',
        hint: 'write drawCreditLine or { raiseRate: 80bp }',
      },
      path,
    );
    return null;
  }
  const field = Object.hasOwn(ACTIONS, word) ? ACTIONS[word] : undefined;
  const at = isMap ? [...path, word] : path;
  if (field === undefined) {
    const later = ACTIONS_LATER[word];
    const near = nearestWord(word, ACTION_WORDS);
    const words = `one of: ${ACTION_WORDS.join(', ')}`;
    const hint = near === null ? words : `${words}      did you mean ${near}?`;
    raise(
      ctx,
      raw,
      later === undefined
        ? { code: 'scenario/unknown-value', a: written(word), b: 'an action', hint }
        : { code: 'scenario/not-yet', a: later, hint: words },
      at,
    );
    return null;
  }
  if (field === null) return { kind: 'drawCreditLine' };
  const value = isMap ? (raw as Record<string, unknown>)[word] : undefined;
  if (word === 'disclose' && typeof value === 'object' && value !== null && 'plan' in value) {
    raise(
      ctx,
      value,
      {
        code: 'scenario/not-yet',
        a: 'a dated repayment plan',
        hint: 'write { disclose: { calm: 50%, halfLife: 20d } }',
      },
      [...at, 'plan'],
    );
    return null;
  }
  const result = field.safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues)
    ctx.issues.push({ ...issue, input: value, path: [...at, ...issue.path] } as (typeof ctx.issues)[number]);
  return null;
}

const PLAY_KEYS = ['name', 'when', 'clearWhen', 'do', 'delay'];

function readPlay(raw: unknown, ctx: z.RefinementCtx, index: number): Play | null {
  const hint = 'write { when: { netOutflow7d: { above: 6% } }, do: [drawCreditLine] }';
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    raise(ctx, raw, { code: 'scenario/form', a: written(raw), b: 'is not a play', hint }, [index]);
    return null;
  }
  const play = raw as Record<string, unknown>;
  for (const key of Object.keys(play).filter((k) => !PLAY_KEYS.includes(k))) {
    const isLater = key === 'needs';
    raise(
      ctx,
      play,
      isLater
        ? {
            code: 'scenario/not-yet',
            a: 'approval by the board (needs)',
            hint: 'state its time as delay: 5d',
          }
        : { code: 'scenario/unknown-key', a: key, hint: `keys here: ${PLAY_KEYS.join(', ')}` },
      [index, key],
    );
  }
  const when = readCondition(play['when'], ctx, [index, 'when']);
  const clearWhen =
    play['clearWhen'] === undefined ? null : readCondition(play['clearWhen'], ctx, [index, 'clearWhen']);
  const todo = Array.isArray(play['do']) ? (play['do'] as unknown[]) : [play['do']];
  const actions = todo.map((action, i) =>
    readAction(action, ctx, Array.isArray(play['do']) ? [index, 'do', i] : [index, 'do']),
  );
  const delay = play['delay'] === undefined ? { value: 0 } : readDays(play['delay']);
  if ('fault' in delay)
    raise(
      ctx,
      play['delay'],
      { code: 'scenario/unit', a: written(play['delay']), b: delay.fault, hint: 'write 5d' },
      [index, 'delay'],
    );
  const name = play['name'] ?? `play-${index + 1}`;
  if (typeof name !== 'string')
    raise(ctx, name, { code: 'scenario/text', a: written(name), hint: 'wanted: a name' }, [index, 'name']);
  if (when === null) return null;
  const opposite = { ...when, side: when.side === 'above' ? 'below' : 'above' } as const;
  return {
    name: typeof name === 'string' ? name : '',
    when,
    clearWhen: clearWhen ?? opposite,
    actions: actions.filter((action) => action !== null),
    delayDays: 'value' in delay ? Math.max(0, delay.value) : 0,
  };
}

/** See `Play`. */
export const playbook: Field<readonly Play[]> = z
  .unknown()
  .transform((raw, ctx): readonly Play[] => {
    if (!Array.isArray(raw)) {
      raise(ctx, raw, { code: 'scenario/not-a-list', a: written(raw) });
      return [];
    }
    return raw.map((play: unknown, i) => readPlay(play, ctx, i)).filter((play) => play !== null);
  })
  .meta({
    allOf: [{ $ref: '#/definitions/playbook' }],
    description:
      'Responses that a trigger sets off: when, clearWhen (default: the opposite), do, delay. Source: assumption.',
    'x-is': 'Responses that a trigger sets off: when, clearWhen (default: the opposite), do, delay.',
    'x-unit': 'list',
    'x-source': 'assumption',
  })
  .prefault([]);
