/** The timeline of shocks. */

import { z } from 'zod';
import type { Epoch } from '../quantities.ts';
import type { Shock } from '../scenario.ts';
import type { Field } from './fields.ts';
import { choice, date, days, factor, flag, list, money, orNone, raise, rate, text } from './fields.ts';
import { written } from '../messages.ts';
import { nearestWord } from '../nearest.ts';

/** Kinds of shock, each with its fields by their YAML names; `names` gives the resolved ones. */
function kinds(epoch: Epoch): Record<Shock['kind'], Record<string, Field<unknown>>> {
  const day = date(epoch, { is: 'Day of the shock.' });
  const over = (is: string): Field<number> => days({ is, min: 1, default: '1d', source: 'assumption' });
  return {
    rumour: {
      date: day,
      intensity: rate({ is: 'News on its day, before the weight of news; others add to it.' }),
      halfLife: days({
        is: 'Half-life of the rumour.',
        whole: false,
        positive: true,
        default: '20d',
        source: 'assumption',
      }),
    },
    insiderLeak: { date: day },
    rivalFailures: {
      date: day,
      share: rate({
        is: 'Share of rival platforms that fail; a fifth of them is as loud as a rumour of 100%.',
      }),
      over: over('Days over which they fail.'),
    },
    regulator: {
      date: day,
      intensity: rate({
        is: "News of the regulator's measure on its day, before the weight of the regulator; others add to it.",
      }),
      halfLife: days({
        is: 'Half-life of that news.',
        whole: false,
        positive: true,
        default: '30d',
        source: 'assumption',
      }),
    },
    incident: {
      date: day,
      intensity: rate({
        is: 'News of an incident on its day, as lenders hear it, before the weight of incidents; others add to it.',
      }),
      halfLife: days({
        is: 'Half-life of that news.',
        whole: false,
        positive: true,
        default: '10d',
        source: 'assumption',
      }),
    },
    creditStress: {
      date: day,
      pdMultiplier: factor({ is: 'Multiplier on default hazards.', max: 20 }),
      recoveryMultiplier: factor({
        is: 'Multiplier on what collection brings in after default; sales of vehicles apart.',
        max: 5,
        default: 1,
        source: 'assumption',
      }),
      over: over('Days for which it is in force.'),
    },
    guarantorLoss: {
      date: day,
      guarantor: text({ is: 'Name of the guarantor.' }),
      shareOfLiquid: factor({
        is: 'Loss of net assets as a multiple of its liquid assets, which pay what they can of it.',
        max: 10,
      }),
    },
    leads: {
      date: day,
      side: choice(['borrowers', 'lenders'], 'a side of the market', { is: 'Whose visits change.' }),
      multiplier: factor({ is: 'Multiplier on visits of its side; word of mouth apart.', max: 20 }),
      over: over('Days for which it is in force.'),
    },
    uncovering: { date: day },
    closureOrder: { date: day },
    inspection: { date: day },
    forceMajeure: {
      date: day,
      over: over('Days for which it lasts.'),
      region: orNone(text({ is: 'Name of the region.' }), {
        is: 'Region whose borrowers it hits; null: all of them.',
        default: null,
        source: 'assumption',
      }),
      reviewers: rate({
        is: 'Share of the work of reviewers that still gets done.',
        default: '0%',
        source: 'assumption',
      }),
      collectors: rate({
        is: 'Share of the work of collectors that still gets done.',
        default: '0%',
        source: 'assumption',
      }),
      payouts: rate({
        is: 'Share of the money due that is still paid out a day.',
        default: '100%',
        source: 'assumption',
      }),
      pdMultiplier: factor({
        is: 'Multiplier on default hazards in the region.',
        max: 20,
        default: 1,
        source: 'assumption',
      }),
      holiday: flag({
        is: 'Whether instalments due in the region are put off by a month, without interest for it.',
        default: false,
        source: 'assumption',
      }),
      tolled: flag({
        is: 'Whether promised days of withdrawals are put off by as long as it lasts.',
        default: true,
        source: 'assumption',
      }),
    },
    outage: {
      date: day,
      over: over('Days for which the system is down, restoring apart.'),
      dataLoss: flag({
        is: 'Whether records since the last backup are lost.',
        default: false,
        source: 'assumption',
      }),
    },
    hack: {
      date: day,
      over: over('Days for which the system is down, restoring apart.'),
      stolen: money({
        is: 'Sum the thieves are after: from the pool under pooled custody, then from own cash, as far as there is.',
        default: '0 CNY',
        source: 'assumption',
      }),
    },
    collateralPrice: {
      date: day,
      multiplier: factor({ is: 'Multiplier on the price of collateral.', max: 5 }),
      over: over('Days for which it is in force.'),
    },
  };
}

const NAMES: Readonly<Record<string, string>> = {
  date: 'day',
  halfLife: 'halfLifeDays',
  over: 'overDays',
  stolen: 'stolenFen',
};

const LATER: Readonly<Record<string, string>> = {
  rateChange: 'the policy rate as a shock',
};

/** JSON Schema of one shock, by kind. */
function jsonOf(all: Record<string, Record<string, Field<unknown>>>): Record<string, unknown> {
  const oneOf = Object.entries(all).map(([kind, fields]) => {
    const schema = z.toJSONSchema(z.strictObject(fields), {
      target: 'draft-7',
      io: 'input',
      unrepresentable: 'any',
    });
    const properties = {
      kind: { const: kind, description: `Kind of shock: ${kind}.` },
      ...schema.properties,
    };
    return {
      type: 'object',
      title: kind,
      properties,
      required: ['kind', ...(schema.required ?? [])],
      additionalProperties: false,
    };
  });
  return { type: 'object', oneOf };
}

/** The list of shocks. */
export function shocks(epoch: Epoch): Field<readonly Shock[]> {
  const all = kinds(epoch);
  const words = Object.keys(all);
  const item = z
    .unknown()
    .transform((raw, ctx): Shock => {
      const list = `one of: ${words.join(', ')}`;
      if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
        raise(ctx, raw, {
          code: 'scenario/form',
          a: written(raw),
          b: 'is not a shock',
          hint: 'write { date: 2018-03-01, kind: rumour, intensity: 40% }',
        });
        return z.NEVER;
      }
      const { kind, ...rest } = raw as Record<string, unknown>;
      const fields =
        typeof kind === 'string' && Object.hasOwn(all, kind) ? all[kind as Shock['kind']] : undefined;
      if (fields === undefined) {
        const later = typeof kind === 'string' ? LATER[kind] : undefined;
        const near = typeof kind === 'string' ? nearestWord(kind, words) : null;
        const hint = near === null ? list : `${list}      did you mean ${near}?`;
        if (later !== undefined)
          raise(ctx, kind, { code: 'scenario/not-yet', a: later, hint: list }, ['kind']);
        else if (kind === undefined)
          raise(ctx, kind, { code: 'scenario/missing', a: '', hint: list }, ['kind']);
        else
          raise(ctx, kind, { code: 'scenario/unknown-value', a: written(kind), b: 'a kind of shock', hint }, [
            'kind',
          ]);
        return z.NEVER;
      }
      const read = z.strictObject(fields).safeParse(rest);
      if (!read.success) {
        for (const issue of read.error.issues)
          ctx.issues.push({ ...issue, input: rest } as (typeof ctx.issues)[number]);
        return z.NEVER;
      }
      const renamed = Object.entries(read.data).map(([key, value]) => [NAMES[key] ?? key, value]);
      return { kind, ...Object.fromEntries(renamed) } as Shock;
    })
    .meta({ ...jsonOf(all), 'x-is': 'A shock.', 'x-shock': true });
  return list(item, {
    is: 'Shocks in time, each with its date and kind.',
    default: [],
    source: 'assumption',
  });
}
