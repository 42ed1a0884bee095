/** Responses that a trigger sets off. */

import { z } from 'zod';
import { BODIES } from '../../base/vocabulary.ts';
import type { Epoch, Read } from '../quantities.ts';
import { readDate, readDays, readMoney, readNumber } from '../quantities.ts';
import { written } from '../messages.ts';
import { nearestWord } from '../nearest.ts';
import type { Play } from '../scenario.ts';
import { readAction } from './actions.ts';
import { isMap, oppositeOf, readPlayCondition } from './conditions.ts';
import type { Field } from './fields.ts';
import { raise } from './fields.ts';
import { PRESETS } from './playbook-presets.ts';

type At = readonly (string | number)[];

const PLAY_KEYS = [
  'name',
  'when',
  'clearWhen',
  'do',
  'delay',
  'after',
  'times',
  'cost',
  'from',
  'until',
  'needs',
] as const;
const PLAY_HINT = 'write { when: { netOutflow7d: { above: 6% } }, do: [drawCreditLine] }';
const PRESET_WORDS = Object.keys(PRESETS);

/** Where a play stands, and when its book is open. */
interface Place {
  readonly at: At;
  readonly epoch: Epoch;
  readonly ctx: z.RefinementCtx;
}

/** Reads an optional key of a play; undefined if it is absent or wrong. */
function optional(
  play: Record<string, unknown>,
  key: (typeof PLAY_KEYS)[number],
  read: (raw: unknown) => Read<number>,
  { at, ctx }: Place,
  least: number,
  hint: string,
): number | undefined {
  const raw = play[key];
  if (raw === undefined) return undefined;
  const result = read(raw);
  if ('fault' in result)
    raise(ctx, raw, { code: 'scenario/unit', a: written(raw), b: result.fault, hint }, [...at, key]);
  else if (result.value < least || !Number.isInteger(result.value))
    raise(ctx, raw, { code: 'scenario/out-of-range', a: written(raw), hint }, [...at, key]);
  else return result.value;
  return undefined;
}

/** Leaves out what is absent. */
function given<K extends string>(key: K, value: number | undefined): Partial<Record<K, number>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, number>);
}

function readPlay(raw: unknown, place: Place, index: number): Play | null {
  const { at, ctx, epoch } = place;
  if (!isMap(raw)) {
    raise(ctx, raw, { code: 'scenario/form', a: written(raw), b: 'is not a play', hint: PLAY_HINT }, [...at]);
    return null;
  }
  for (const key of Object.keys(raw).filter((k) => !PLAY_KEYS.some((known) => known === k))) {
    raise(ctx, raw, { code: 'scenario/unknown-key', a: key, hint: `keys here: ${PLAY_KEYS.join(', ')}` }, [
      ...at,
      key,
    ]);
  }
  const when = readPlayCondition(raw['when'], ctx, [...at, 'when']);
  const clearWhen =
    raw['clearWhen'] === undefined ? null : readPlayCondition(raw['clearWhen'], ctx, [...at, 'clearWhen']);
  const todo = Array.isArray(raw['do']) ? (raw['do'] as unknown[]) : [raw['do']];
  const actions = todo.map((action, i) =>
    readAction(action, ctx, Array.isArray(raw['do']) ? [...at, 'do', i] : [...at, 'do']),
  );
  const days = (key: 'delay' | 'after') => optional(raw, key, readDays, place, 0, 'write 5d');
  const date = (key: 'from' | 'until') =>
    optional(raw, key, (value) => readDate(value, epoch), place, 0, 'write 2018-03-01, or 60d');
  const delayDays = days('delay') ?? 0;
  const window = { ...given('fromDay', date('from')), ...given('untilDay', date('until')) };
  const name = raw['name'] ?? `play-${index + 1}`;
  if (typeof name !== 'string')
    raise(ctx, name, { code: 'scenario/text', a: written(name), hint: 'wanted: a name' }, [...at, 'name']);
  const body = BODIES.find((known) => known === raw['needs']);
  if (raw['needs'] !== undefined && body === undefined)
    raise(
      ctx,
      raw['needs'],
      {
        code: 'scenario/unknown-value',
        a: written(raw['needs']),
        b: 'a body that decides',
        hint: `one of: ${BODIES.join(', ')}`,
      },
      [...at, 'needs'],
    );
  if (when === null) return null;
  return {
    name: typeof name === 'string' ? name : '',
    when,
    clearWhen: clearWhen ?? oppositeOf(when),
    actions: actions.filter((action) => action !== null),
    delayDays,
    ...(body === undefined ? {} : { needs: body }),
    ...given('afterDays', days('after')),
    ...given('times', optional(raw, 'times', readNumber, place, 1, 'write a count from 1 on')),
    ...given('costFen', optional(raw, 'cost', readMoney, place, 0, 'write 50k CNY')),
    ...window,
  };
}

/** Plays of a list, presets by their names among them. */
function readPlays(raw: unknown, place: Place): Play[] {
  const { at, ctx } = place;
  if (typeof raw === 'string') return presetPlays(raw, place);
  if (!Array.isArray(raw)) {
    raise(ctx, raw, { code: 'scenario/not-a-list', a: written(raw) }, [...at]);
    return [];
  }
  return raw.flatMap((one: unknown, i) => {
    const here = { ...place, at: [...at, i] };
    if (typeof one === 'string') return presetPlays(one, here);
    return readPlay(one, here, i) ?? [];
  });
}

function presetPlays(word: string, { at, ctx, epoch }: Place): Play[] {
  const preset = Object.hasOwn(PRESETS, word) ? PRESETS[word] : undefined;
  if (preset !== undefined)
    return preset.plays.map((play, i) => readPlay(play, { at, ctx, epoch }, i)).filter((p) => p !== null);
  const near = nearestWord(word, PRESET_WORDS);
  const words = `one of: ${PRESET_WORDS.join(', ')}, or a list of plays`;
  const hint = near === null ? words : `${words}      did you mean ${near}?`;
  raise(ctx, word, { code: 'scenario/unknown-value', a: written(word), b: 'a playbook', hint }, [...at]);
  return [];
}

function isDated(raw: unknown): raw is readonly Record<string, unknown>[] {
  return Array.isArray(raw) && raw.length > 0 && raw.every((row) => isMap(row) && 'value' in row);
}

/** Books in the order of their days; each is closed when the next one opens. */
function readBooks(rows: readonly Record<string, unknown>[], place: Place): Play[] {
  const { ctx, epoch } = place;
  let before = -1;
  const opened = rows.map((row, i) => {
    const raw = row['from'];
    const from = raw === undefined && i === 0 ? { value: 0 } : readDate(raw, epoch);
    const hint =
      i === 0
        ? 'the first book holds from the start of the clock: leave from out'
        : 'rows stand in the order of their days';
    if ('fault' in from)
      raise(ctx, raw, { code: 'scenario/unit', a: written(raw), b: from.fault, hint }, [i, 'from']);
    else if (from.value <= before || (i === 0 && from.value !== 0))
      raise(ctx, raw, { code: 'scenario/out-of-range', a: written(raw), hint }, [i, 'from']);
    before = 'value' in from ? from.value : before + 1;
    return before;
  });
  return rows.flatMap((row, i) =>
    readPlays(row['value'], { ...place, at: [i, 'value'] }).map((play): Play => ({
      ...play,
      ...given('fromDay', latest(play.fromDay, opened[i])),
      ...given('untilDay', earliest(play.untilDay, opened[i + 1])),
    })),
  );
}

const latest = (a: number | undefined, b: number | undefined): number => Math.max(a ?? 0, b ?? 0);
function earliest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}

const IS =
  'Responses that a trigger sets off: the name of a playbook that ships, a list of plays (when, clearWhen, do, delay and so on), or a list of { from, value } of those.';

/** See `Play`. */
export const playbook = (epoch: Epoch): Field<readonly Play[]> =>
  z
    .unknown()
    .transform((raw, ctx): readonly Play[] => {
      const place = { at: [], ctx, epoch };
      return isDated(raw) ? readBooks(raw, place) : readPlays(raw, place);
    })
    .meta({
      allOf: [{ $ref: '#/definitions/playbook' }],
      description: `${IS} Source: assumption.`,
      'x-is': IS,
      'x-unit': 'list',
      'x-source': 'assumption',
    })
    .prefault([]);
