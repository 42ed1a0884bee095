/** Values that hold from a day on: YAML gives one value, or a list of `{ from, value }`. */

import { z } from 'zod';
import type { Epoch } from '../quantities.ts';
import { readDate } from '../quantities.ts';
import { written } from '../messages.ts';
import type { Dated } from '../scenario.ts';
import type { Field } from './fields.ts';
import { raise } from './fields.ts';

function isRow(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

/** One value from day 0 on, or rows in the order of their days, the first from day 0. */
export function dated<T>(
  epoch: Epoch,
  value: Field<T>,
  about: { is: string; default?: unknown; source?: string },
): Field<readonly Dated<T>[]> {
  const { is } = about;
  const inner = z.toJSONSchema(value, { target: 'draft-7', io: 'input', unrepresentable: 'any' }) as Record<
    string,
    unknown
  >;
  delete inner['$schema'];
  const rows = {
    type: 'array',
    items: {
      type: 'object',
      properties: {
        from: { type: 'string', description: 'Date, or span from the start of the clock.' },
        value: inner,
      },
      required: ['value'],
      additionalProperties: false,
    },
  };
  const schema = z
    .unknown()
    .transform((raw, ctx): readonly Dated<T>[] => {
      const read = (one: unknown, path: (string | number)[]): T => {
        const result = value.safeParse(one);
        if (result.success) return result.data;
        for (const issue of result.error.issues) {
          ctx.issues.push({
            ...issue,
            input: one,
            path: [...path, ...issue.path],
          } as (typeof ctx.issues)[number]);
        }
        return z.NEVER;
      };
      if (!Array.isArray(raw)) return [{ fromDay: 0, value: read(raw, []) }];
      const result: Dated<T>[] = [];
      raw.forEach((row: unknown, i) => {
        if (!isRow(row)) {
          const hint = 'write { from: 2018-03-01, value: ... }';
          raise(ctx, row, { code: 'scenario/form', a: written(row), b: 'is not a dated value', hint }, [i]);
          return;
        }
        for (const key of Object.keys(row).filter((k) => k !== 'from' && k !== 'value')) {
          raise(ctx, row, { code: 'scenario/unknown-key', a: key, hint: 'keys here: from, value' }, [i, key]);
        }
        const from = row['from'] === undefined && i === 0 ? { value: 0 } : readDate(row['from'], epoch);
        const before = result.at(-1)?.fromDay ?? -1;
        if ('fault' in from) {
          raise(
            ctx,
            row['from'],
            {
              code: 'scenario/unit',
              a: written(row['from']),
              b: from.fault,
              ...(from.hint === undefined ? {} : { hint: from.hint }),
            },
            [i, 'from'],
          );
        } else if (i === 0 ? from.value !== 0 : from.value <= before) {
          const hint =
            i === 0
              ? 'the first row holds from the start of the clock: leave from out'
              : 'rows stand in the order of their days';
          raise(ctx, row['from'], { code: 'scenario/out-of-range', a: written(row['from']), hint }, [
            i,
            'from',
          ]);
        }
        result.push({
          fromDay: 'value' in from ? from.value : before + 1,
          value: read(row['value'], [i, 'value']),
        });
      });
      if (raw.length === 0)
        raise(ctx, raw, { code: 'scenario/form', a: 'an empty list', b: 'holds on no day' });
      return result;
    })
    .meta({
      anyOf: [inner, rows],
      description: `${is} One value, or a list of { from, value }.`,
      'x-is': is,
      'x-dated': true,
      ...(about.source === undefined ? {} : { 'x-source': about.source }),
    });
  return about.default === undefined ? schema : schema.prefault(about.default);
}
