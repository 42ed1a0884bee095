/** The JSON Schema that editors use: completion, hover text, early complaints. Written by `lendsim schema`. */

import { BODIES, DEPARTMENTS } from '../base/vocabulary.ts';
import { FIGURE_WORDS, KNOWN_WORDS } from './schema/conditions.ts';
import { PRESETS } from './schema/playbook-presets.ts';
import { schemaFor } from './schema/index.ts';
import type { JsonNode } from './schema/walk.ts';
import { writtenSchema } from './schema/walk.ts';

type Json = Record<string, unknown>;

const money = { type: 'string', pattern: '(CNY|RMB|元|fen)$' };
const share = { anyOf: [{ type: 'string', pattern: '(%|bp|bps|pp|‰)$' }, { type: 'number' }] };
const days = { type: 'string', pattern: '(d|days?|w|weeks?)$' };
const hours = { type: 'number', minimum: 0 };
const persons = { type: 'integer', minimum: 1 };
const department = { type: 'string', enum: DEPARTMENTS };
const map = (properties: Json, required: readonly string[] = Object.keys(properties)): Json => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const amountRef = { $ref: '#/definitions/amount' };
const amounts = { type: 'array', items: amountRef, minItems: 1 };
const playRef = { $ref: '#/definitions/playCondition' };
const playsRef = { type: 'array', items: playRef, minItems: 1 };
const bases = ['outstanding', 'expectedLoss12m', 'expectedLossLifetime', 'overdue'];

/** Parts that refer to themselves or to one another. */
const DEFINITIONS: Json = {
  bound: {
    description: "A test of a figure of the platform's own view.",
    oneOf: [map({ above: { type: ['string', 'number'] } }), map({ below: { type: ['string', 'number'] } })],
  },
  condition: {
    description: 'One figure and its test: { netOutflow7d: { above: 6% } }.',
    type: 'object',
    properties: Object.fromEntries(FIGURE_WORDS.map((word) => [word, { $ref: '#/definitions/bound' }])),
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 1,
  },
  playCondition: {
    description: 'One figure and its test, or several: { all: [...] }, { any: [...] }.',
    type: 'object',
    properties: {
      all: playsRef,
      any: playsRef,
      ...Object.fromEntries(KNOWN_WORDS.map((word) => [word, { $ref: '#/definitions/bound' }])),
    },
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 1,
  },
  amount: {
    description: 'An amount of money: fixed, percent of a balance, max, min, sum of others, or if.',
    oneOf: [
      map({ fixed: money }),
      map({ pctOf: { type: 'string', enum: bases }, rate: share }),
      map({ max: amounts }),
      map({ min: amounts }),
      map({ sum: amounts }),
      map({ if: { $ref: '#/definitions/condition' }, then: amountRef, else: amountRef }),
    ],
  },
  action: {
    description: 'What a play does.',
    oneOf: [
      { const: 'drawCreditLine' },
      { const: 'reopen' },
      { const: 'staySilent' },
      map({ raiseRate: share }),
      map({ disclose: map({ calm: share, halfLife: days, plan: { $ref: '#/definitions/plan' } }, []) }),
      map({
        redPackets: map({ share, budget: money, over: days, pull: share }, ['share', 'budget']),
      }),
      map({ topUpReserve: money }),
      map({ releaseReserve: money }),
      map({ askGuarantors: map({ amount: money, over: days, rate: share, keeps: share }, ['amount']) }),
      map({ callCapital: map({ amount: money, delay: days }, ['amount']) }),
      map({ throttleLending: share }),
      map({ suspend: map({ for: days }, []) }),
      map({ overtime: map({ department, hoursPerDay: hours }) }),
      map({ hire: map({ department, persons, delay: days }, ['department', 'persons']) }),
    ],
  },
  plan: {
    description: 'Dates of a repayment plan: 90d in equal parts, or dates with shares that add up to 100%.',
    anyOf: [days, { type: 'array', items: map({ after: days, share }), minItems: 1 }],
  },
  play: {
    anyOf: [
      { type: 'string', enum: Object.keys(PRESETS), description: 'A playbook that ships, by its name.' },
      map(
        {
          name: { type: 'string', description: 'Name of the play.' },
          when: playRef,
          clearWhen: playRef,
          do: {
            anyOf: [
              { $ref: '#/definitions/action' },
              { type: 'array', items: { $ref: '#/definitions/action' } },
            ],
          },
          needs: {
            type: 'string',
            enum: [...BODIES],
            description: 'The least body that has to decide on it; with platform.governance.',
          },
          delay: { ...days, description: 'Days until those in authority let it act.' },
          after: { ...days, description: 'Days on which the condition has held without a break.' },
          times: { type: 'integer', minimum: 1, description: 'How often it may fire.' },
          cost: { ...money, description: 'What each firing costs.' },
          from: { type: 'string', description: 'First day on which it is in the book.' },
          until: { type: 'string', description: 'First day on which it no longer is.' },
        },
        ['when', 'do'],
      ),
    ],
  },
  plays: {
    anyOf: [
      { type: 'string', enum: Object.keys(PRESETS), description: 'A playbook that ships, by its name.' },
      { type: 'array', items: { $ref: '#/definitions/play' } },
    ],
  },
  playbook: {
    anyOf: [
      { $ref: '#/definitions/plays' },
      {
        type: 'array',
        items: map({ from: { type: 'string' }, value: { $ref: '#/definitions/plays' } }, ['value']),
      },
    ],
  },
};

/** Cleans one node for editors: nothing is required where `extends` may bring it, null takes a named thing away. */
function forEditors(node: JsonNode, isWhole: boolean): Json {
  const result: Json = {};
  for (const [key, value] of Object.entries(node)) {
    if (key.startsWith('x-') || (key === 'required' && !isWhole) || key === 'propertyNames') continue;
    if (key === 'default' && JSON.stringify(value) === '{}') continue;
    result[key] = value;
  }
  if (node.properties !== undefined) {
    const entries = Object.entries(node.properties);
    result['properties'] = Object.fromEntries(
      entries.map(([key, child]) => [key, forEditors(child, isWhole)]),
    );
  }
  if (typeof node.additionalProperties === 'object') {
    result['additionalProperties'] = {
      anyOf: [forEditors(node.additionalProperties, isWhole), { type: 'null' }],
    };
  }
  if (node.items !== undefined) result['items'] = forEditors(node.items, true);
  for (const key of ['anyOf', 'oneOf'] as const) {
    if (node[key] !== undefined) result[key] = node[key].map((one) => forEditors(one, isWhole));
  }
  if (node.default !== undefined && typeof node.default !== 'object' && node.description !== undefined) {
    result['description'] = node.description.replace(
      ' Source:',
      ` Default: ${JSON.stringify(node.default).replaceAll('"', '')}. Source:`,
    );
  }
  return result;
}

/** JSON Schema, draft-7, of a scenario file. */
export function scenarioJsonSchema(): Json {
  const root = forEditors(writtenSchema(schemaFor({ startSerial: 17_167 })), false);
  const extend = {
    description:
      'Scenario or scenarios this one builds on: maps merge deeply, lists and values replace, null takes away.',
    anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
  };
  return {
    ...root,
    title: 'lendsim scenario',
    properties: { extends: extend, ...(root['properties'] as Json) },
    definitions: DEFINITIONS,
  };
}

/** The committed text of data/schema/scenario.schema.json. */
export function scenarioJsonSchemaText(): string {
  return `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`;
}
