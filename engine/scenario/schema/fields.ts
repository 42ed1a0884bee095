/** Building blocks of the schema: each field knows its meaning, unit, range, default and source, and reads YAML. */

import { z } from 'zod';
import * as quantities from '../quantities.ts';
import type { Epoch, Read } from '../quantities.ts';
import type { ScenarioCode } from '../messages.ts';
import { written } from '../messages.ts';
import { nearestWord } from '../nearest.ts';

/** What a field says of itself. `min` and `max` are in the resolved unit; a `default` is written as in YAML. */
export interface About {
  readonly is: string;
  /** `<id of data/sources.yaml> (<quality mark>)`, or 'assumption'; needed wherever there is a default. */
  readonly source?: string;
  readonly default?: unknown;
  readonly min?: number;
  readonly max?: number;
  /** The lower end is excluded. */
  readonly positive?: boolean;
}

/** A schema that reads anything and gives a `T`. */
export type Field<T> = z.ZodType<T, unknown>;

/** What an issue of ours carries; `load` words it. */
export interface IssueParams {
  readonly code: ScenarioCode;
  readonly a: string;
  readonly b?: string;
  readonly hint?: string;
}

interface Kind<T> {
  readonly unit: string;
  readonly json: Readonly<Record<string, unknown>>;
  readonly read: (raw: unknown) => Read<T>;
  readonly show: (value: number) => string;
}

const plain = (value: number): string => String(value);
const percent = (value: number): string => `${Number((value * 100).toPrecision(12))}%`;
const yuan = (fen: number): string => `${fen / 100} CNY`;

function rangeText(about: About, show: (value: number) => string): string {
  const { min, max, positive } = about;
  if (positive === true) return max === undefined ? 'above 0' : `above 0, at most ${show(max)}`;
  if (min !== undefined && max !== undefined) return `${show(min)} to ${show(max)}`;
  if (min !== undefined) return `at least ${show(min)}`;
  return max === undefined ? '' : `at most ${show(max)}`;
}

/** Text of the editor's hover and of the reference page. */
function description(about: About, unit: string, range: string): string {
  const parts = [about.is, unit === '' ? '' : `Unit: ${unit}.`, range === '' ? '' : `Range: ${range}.`];
  parts.push(`Source: ${about.source ?? 'each scenario says its own'}.`);
  return parts.filter((part) => part !== '').join(' ');
}

/** Metadata that ends up in the JSON Schema. */
export function meta(about: About, unit = '', range = ''): Record<string, unknown> {
  return {
    description: description(about, unit, range),
    ...(unit === '' ? {} : { 'x-unit': unit }),
    ...(range === '' ? {} : { 'x-range': range }),
    ...(about.source === undefined ? {} : { 'x-source': about.source }),
    'x-is': about.is,
  };
}

/** Adds an issue of ours to a zod context. */
export function raise(
  ctx: z.RefinementCtx,
  input: unknown,
  params: IssueParams,
  path: (string | number)[] = [],
): void {
  ctx.issues.push({ code: 'custom', message: params.code, input, params: { ...params }, path });
}

/** True if there is nothing to read; says so. */
function isAbsent(raw: unknown, ctx: z.RefinementCtx, hint: string): boolean {
  if (raw !== undefined && raw !== null) return false;
  raise(ctx, raw, { code: raw === null ? 'scenario/no-value' : 'scenario/missing', a: '', hint });
  return true;
}

function withDefault<T>(schema: Field<T>, about: About): Field<T> {
  return about.default === undefined ? schema : schema.prefault(about.default);
}

function quantity<T>(kind: Kind<T>, about: About, measure: (value: T) => number): Field<T> {
  const range = rangeText(about, kind.show);
  const schema = z
    .unknown()
    .transform((raw, ctx): T => {
      if (isAbsent(raw, ctx, `wanted: ${kind.unit === '' ? 'a number' : kind.unit}`)) return z.NEVER;
      const read = kind.read(raw);
      if ('fault' in read) {
        const code = 'scenario/unit';
        raise(ctx, raw, {
          code,
          a: written(raw),
          b: read.fault,
          ...(read.hint === undefined ? {} : { hint: read.hint }),
        });
        return z.NEVER;
      }
      const size = measure(read.value);
      const isLow = about.positive === true ? size <= 0 : about.min !== undefined && size < about.min;
      if (isLow || (about.max !== undefined && size > about.max)) {
        raise(ctx, raw, { code: 'scenario/out-of-range', a: written(raw), hint: `allowed: ${range}` });
        return z.NEVER;
      }
      return read.value;
    })
    .meta({ ...kind.json, ...meta(about, kind.unit, range) });
  return withDefault(schema, about);
}

const self = (value: number): number => value;
const RATE_JSON = { anyOf: [{ type: 'string', pattern: '^.+(%|bp|bps|pp|‰)$' }, { type: 'number' }] };

/** A share or a rate: `5.5%`, `80bp`, `0.055`. Between 0 and 1 unless said otherwise. */
export function rate(about: About): Field<number> {
  const kind = { unit: 'ratio (%, bp)', json: RATE_JSON, read: quantities.readRate, show: percent };
  return quantity(kind, { min: 0, max: 1, ...about }, self);
}

/** A multiplier: `1.75` or `175%`. */
export function factor(about: About): Field<number> {
  const kind = { unit: 'factor (1.5 or 150%)', json: RATE_JSON, read: quantities.readFactor, show: plain };
  return quantity(kind, { min: 0, ...about }, self);
}

/** A weight among others, which are normalised: `15%` or `3`. */
export function weight(about: About): Field<number> {
  const kind = { unit: 'weight, normalised', json: RATE_JSON, read: quantities.readFactor, show: plain };
  return quantity(kind, { min: 0, ...about }, self);
}

/** A number without a unit; `unit` says what it measures. */
export function number(about: About & { readonly unit?: string }): Field<number> {
  const kind = { unit: about.unit ?? '', json: { type: 'number' }, read: quantities.readNumber, show: plain };
  return quantity(kind, about, self);
}

/** A whole number of things. */
export function count(about: About & { readonly of?: string }): Field<number> {
  const kind = {
    unit: about.of ?? 'count',
    json: { type: 'integer' },
    read: quantities.readCount,
    show: plain,
  };
  return quantity(kind, { min: 0, ...about }, self);
}

/** Money in whole fen: `5M CNY`. */
export function money(about: About): Field<number> {
  const json = { type: 'string', pattern: '(CNY|RMB|元|fen)$' };
  const kind = { unit: 'money (CNY)', json, read: quantities.readMoney, show: yuan };
  return quantity(kind, { min: 0, max: 1e14, ...about }, self);
}

/** Calendar days: `90d`, `2w`. */
export function days(about: About & { readonly whole?: boolean }): Field<number> {
  const json = { type: 'string', pattern: '(d|days?|w|weeks?)$' };
  const whole = about.whole ?? true;
  const read = (raw: unknown): Read<number> => quantities.readDays(raw, { whole });
  return quantity(
    { unit: 'days (90d)', json, read, show: (v) => `${v}d` },
    { min: 0, max: 36_500, ...about },
    self,
  );
}

/** Months: `36mo`, `3y`. */
export function months(about: About): Field<number> {
  const json = { type: 'string', pattern: '(mo|months?|y|years?)$' };
  const kind = {
    unit: 'months (36mo, 3y)',
    json,
    read: quantities.readMonths,
    show: (v: number) => `${v}mo`,
  };
  return quantity(kind, { min: 0, max: 360, ...about }, self);
}

/** A promise: `1d` or `1 workdays`. */
export function promise(about: About): Field<{ days: number; workdays: boolean }> {
  const json = { type: 'string', pattern: '(d|days?|w|weeks?|workdays?)$' };
  const kind = { unit: 'days or workdays', json, read: quantities.readPromise, show: (v: number) => `${v}d` };
  return quantity(kind, { min: 0, max: 365, ...about }, (value) => value.days);
}

/** A span that begins on day 0: `3y`, `90d`. */
export function span(epoch: Epoch, about: About): Field<number> {
  const json = { type: 'string', pattern: '(d|days?|w|weeks?|mo|months?|y|years?)$' };
  const read = (raw: unknown): Read<number> => quantities.readSpan(raw, epoch);
  return quantity(
    { unit: 'days, months, years', json, read, show: (v) => `${v}d` },
    { min: 0, ...about },
    self,
  );
}

/** An event's day: an ISO date, or a span from the start of the clock. */
export function date(epoch: Epoch, about: About): Field<number> {
  const json = { type: 'string' };
  const read = (raw: unknown): Read<number> => quantities.readDate(raw, epoch);
  const kind = {
    unit: 'date (2018-03-01) or span from the start (60d)',
    json,
    read,
    show: (v: number) => `day ${v}`,
  };
  return quantity(kind, { min: 0, ...about }, self);
}

/** A switch: only `true` and `false`. */
export function flag(about: About): Field<boolean> {
  const schema = z
    .unknown()
    .transform((raw, ctx): boolean => {
      if (isAbsent(raw, ctx, 'write true or false')) return z.NEVER;
      if (typeof raw === 'boolean') return raw;
      raise(ctx, raw, { code: 'scenario/switch', a: written(raw), hint: 'write true or false' });
      return z.NEVER;
    })
    .meta({ type: 'boolean', ...meta(about, 'true or false') });
  return withDefault(schema, about);
}

/** A text that isn't empty. */
export function text(about: About & { readonly pattern?: RegExp; readonly form?: string }): Field<string> {
  const schema = z
    .unknown()
    .transform((raw, ctx): string => {
      if (isAbsent(raw, ctx, `wanted: ${about.form ?? 'a text'}`)) return z.NEVER;
      const fits = typeof raw === 'string' && raw.trim() !== '' && (about.pattern?.test(raw.trim()) ?? true);
      if (fits) return raw.trim();
      raise(ctx, raw, { code: 'scenario/text', a: written(raw), hint: `wanted: ${about.form ?? 'a text'}` });
      return z.NEVER;
    })
    .meta({ type: 'string', ...meta(about, about.form ?? 'text') });
  return withDefault(schema, about);
}

/**
 * A word out of a list. `what` names the kind ("a payout rule"); `later` are words that are known but not built, `elsewhere`
 * what is written in another place, which the hint names.
 */
export function choice<const T extends string>(
  words: readonly T[],
  what: string,
  about: About,
  also: {
    readonly later?: Readonly<Record<string, string>>;
    readonly elsewhere?: Readonly<Record<string, string>>;
    readonly alias?: Readonly<Record<string, T>>;
  } = {},
): Field<T> {
  const accepted = [...words, ...Object.keys(also.alias ?? {})];
  const schema = z
    .unknown()
    .transform((raw, ctx): T => {
      const list = `one of: ${words.join(', ')}`;
      if (isAbsent(raw, ctx, list)) return z.NEVER;
      const word = typeof raw === 'string' ? (words.find((w) => w === raw) ?? also.alias?.[raw]) : undefined;
      if (word !== undefined) return word;
      const later = typeof raw === 'string' ? also.later?.[raw] : undefined;
      if (later !== undefined) {
        raise(ctx, raw, { code: 'scenario/not-yet', a: later, hint: list });
        return z.NEVER;
      }
      const place = typeof raw === 'string' ? also.elsewhere?.[raw] : undefined;
      if (place !== undefined) {
        raise(ctx, raw, { code: 'scenario/unknown-value', a: written(raw), b: what, hint: place });
        return z.NEVER;
      }
      const near = typeof raw === 'string' ? nearestWord(raw, accepted) : null;
      const hint = near === null ? list : `${list}      did you mean ${near}?`;
      raise(ctx, raw, { code: 'scenario/unknown-value', a: written(raw), b: what, hint });
      return z.NEVER;
    })
    .meta({ type: 'string', enum: accepted, ...meta(about, words.join(' / ')) });
  return withDefault(schema, about);
}

type Renamed<S, R extends Readonly<Record<string, string>>> = {
  -readonly [K in keyof S as K extends keyof R ? R[K] : K]: S[K];
};

/** A map with known keys. `names` says which keys have another name once resolved (units live there in the name). */
export function block<S extends z.core.$ZodLooseShape, const R extends Readonly<Record<string, string>>>(
  shape: S,
  names: R,
  about: About,
): Field<Renamed<{ [K in keyof S]: z.output<S[K]> }, R>> {
  const schema = z
    .strictObject(shape)
    .transform((read) => {
      const renamed = Object.entries(read as Record<string, unknown>).map(([key, value]) => [
        names[key] ?? key,
        value,
      ]);
      return Object.fromEntries(renamed) as Renamed<{ [K in keyof S]: z.output<S[K]> }, R>;
    })
    .meta({
      description: about.is,
      'x-is': about.is,
      ...(about.source === undefined ? {} : { 'x-source': about.source }),
    });
  return withDefault(schema as unknown as Field<Renamed<{ [K in keyof S]: z.output<S[K]> }, R>>, about);
}

/** A map of things by name; `null` takes an inherited one away. */
export function named<T>(
  value: Field<T>,
  about: About & { readonly key?: RegExp; readonly keyForm?: string; readonly least?: number },
): Field<Readonly<Record<string, T>>> {
  const key = about.key ?? /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u;
  const record = z.record(z.string(), value).superRefine((map, ctx) => {
    for (const name of Object.keys(map)) {
      if (key.test(name)) continue;
      const b = `can't be a name here`;
      raise(
        ctx,
        name,
        {
          code: 'scenario/form',
          a: written(name),
          b,
          hint: `wanted: ${about.keyForm ?? 'letters, digits, - and _'}`,
        },
        [name],
      );
    }
    if (Object.keys(map).length < (about.least ?? 0)) {
      raise(ctx, map, {
        code: 'scenario/form',
        a: 'an empty map',
        b: 'is not enough',
        hint: `at least ${about.least}`,
      });
    }
  });
  const schema = z
    .preprocess((raw) => {
      if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw;
      return Object.fromEntries(Object.entries(raw).filter(([, entry]) => entry !== null));
    }, record)
    .meta({
      description: about.is,
      'x-is': about.is,
      'x-unit': 'map',
      ...(about.source === undefined ? {} : { 'x-source': about.source }),
    });
  return withDefault(schema as unknown as Field<Readonly<Record<string, T>>>, about);
}

/** A list. */
export function list<T>(
  item: Field<T>,
  about: About & { readonly least?: number; readonly most?: number },
): Field<readonly T[]> {
  const { least = 0, most = 10_000 } = about;
  const schema = z
    .array(item)
    .superRefine((items, ctx) => {
      if (items.length >= least && items.length <= most) return;
      const hint = least === most ? `exactly ${least}` : `${least} to ${most}`;
      raise(ctx, items, {
        code: 'scenario/form',
        a: `${items.length} entries`,
        b: 'are not the right number',
        hint,
      });
    })
    .meta({
      description: about.is,
      'x-is': about.is,
      'x-unit': 'list',
      ...(about.source === undefined ? {} : { 'x-source': about.source }),
    });
  return withDefault(schema as unknown as Field<readonly T[]>, about);
}

/** `null` is a value of its own: "none". */
export function orNone<T>(value: Field<T>, about: About): Field<T | null> {
  const schema = value.nullable().meta({
    description: about.is,
    'x-is': about.is,
    ...(about.source === undefined ? {} : { 'x-source': about.source }),
  }) as unknown as Field<T | null>;
  return withDefault(schema, about);
}
