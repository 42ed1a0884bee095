/** Block earlyWarning: lights that the platform watches on its own figures, and how they are judged afterwards. */

import { z } from 'zod';
import type { Light, PlayCondition } from '../scenario.ts';
import { oppositeOf, readPlayCondition } from './conditions.ts';
import { block, days, named, type Field } from './fields.ts';

const NEVER: PlayCondition = { figure: 'warningsOn', side: 'below', value: -1 };

const condition = (is: string): Field<PlayCondition> =>
  z
    .unknown()
    .transform((raw, ctx): PlayCondition => readPlayCondition(raw, ctx, []) ?? NEVER)
    .meta({
      allOf: [{ $ref: '#/definitions/playCondition' }],
      description: is,
      'x-is': is,
      'x-unit': 'condition',
    });

/** Absent: the opposite of `when`, filled in by `light`. */
const clearing: Field<PlayCondition | null> = z
  .unknown()
  .transform((raw, ctx): PlayCondition | null => (raw === null ? null : readPlayCondition(raw, ctx, [])))
  .meta({
    anyOf: [{ $ref: '#/definitions/playCondition' }, { type: 'null' }],
    description: 'What puts it out; null: that `when` holds no longer.',
    'x-is': 'What puts it out; null: that `when` holds no longer.',
    'x-unit': 'condition',
    'x-source': 'assumption',
  })
  .prefault(null);

const light: Field<Light> = block(
  {
    when: condition('What lights it: one figure that the platform knows, or several together.'),
    clearWhen: clearing,
    after: days({
      is: 'Days on which the condition has held without a break before it lights.',
      default: '0d',
      source: 'assumption',
    }),
  },
  { after: 'afterDays' },
  { is: 'A light of early warning.' },
).transform((read) => ({ ...read, clearWhen: read.clearWhen ?? oppositeOf(read.when) }));

/** See `EarlyWarning`. */
export const earlyWarning = block(
  {
    lights: named(light, {
      is: 'Lights, by name: looked at every evening until the platform has failed. What plays do about them is theirs: they may test warningsOn.',
      default: {},
      source: 'assumption',
    }),
    within: days({
      is: 'A light that is on within so many days of the failure has warned of it; one that nothing follows within them was a false alarm. No outcome depends on it.',
      min: 1,
      default: '180d',
      source: 'assumption',
    }),
  },
  { within: 'withinDays' },
  { is: 'Early warning on the platform’s own figures.', default: {}, source: 'assumption' },
);
