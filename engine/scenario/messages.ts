/** Every text a scenario's author can be told, by code. */

import type { Problem } from '../base/problems.ts';

/** A written value as a message shows it. */
export function written(value: unknown): string {
  const text = typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? 'nothing');
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Texts by code; `a` and `b` are what the code's own users fill in. */
export const SCENARIO_TEXTS = {
  'scenario/missing-file': (a: string) => `no such scenario file: ${a}`,
  'scenario/not-utf8': () => 'not UTF-8 text',
  'scenario/too-large': (a: string) => `too large for a scenario: ${a}`,
  'scenario/empty': () => 'the file has no scenario in it',
  'scenario/bad-yaml': (a: string) => `not valid YAML: ${a}`,
  'scenario/two-documents': () => 'a second document begins here',
  'scenario/tab': () => 'not valid YAML: a tab in the indentation',
  'scenario/duplicate-key': (a: string) => `key written twice: ${a}`,
  'scenario/alias-bomb': () => 'aliases expand to more than a scenario can hold',
  'scenario/unknown-alias': (a: string) => `alias without its anchor: *${a}`,
  'scenario/too-deep': () => 'nested too deeply for a scenario',
  'scenario/bad-key': (a: string) => `not a key of a scenario: ${a}`,
  'scenario/not-a-map': (a: string) => `${a} is not a map of keys to values`,
  'scenario/not-a-list': (a: string) => `${a} is not a list`,
  'scenario/extends-form': (a: string) => `${a} is not a scenario's name or a list of names`,
  'scenario/cycle': (a: string) => `extends itself: ${a}`,
  'scenario/bad-set': (a: string) => `not of the form path=value: ${a}`,
  'scenario/set-path': (a: string) => `can't be set below ${a}, which isn't a map`,
  'scenario/set-date': (a: string) => `${a} does not hold from a date on`,
  'scenario/missing': () => 'missing',
  'scenario/no-value': () => 'has no value',
  'scenario/unknown-key': (a: string) => `unknown key: ${a}`,
  'scenario/not-yet': (a: string) => `${a}: not there yet`,
  'scenario/unit': (a: string, b: string) => `${a} ${b}`,
  'scenario/out-of-range': (a: string) => `${a} is out of range`,
  'scenario/unknown-value': (a: string, b: string) => `${a} is not ${b}`,
  'scenario/switch': (a: string) => `${a} is not a switch`,
  'scenario/text': (a: string) => `${a} is not a text`,
  'scenario/form': (a: string, b: string) => `${a} ${b}`,
  'scenario/rule': (a: string) => a,
  'scenario/regime': (a: string, b: string) => `${a} is forbidden under ${b}`,
} as const satisfies Record<string, (a: string, b: string) => string>;

export type ScenarioCode = keyof typeof SCENARIO_TEXTS;

/** Words a problem from the catalogue. */
export function scenarioProblem(
  code: ScenarioCode,
  at: { where: string; path?: string; value?: unknown; a?: string; b?: string; hint?: string | undefined },
): Problem {
  const text: (a: string, b: string) => string = SCENARIO_TEXTS[code];
  const message = text(at.a ?? '', at.b ?? '');
  const base = { code, where: at.where, path: at.path ?? '', value: at.value, message };
  return at.hint === undefined ? base : { ...base, hint: at.hint };
}
