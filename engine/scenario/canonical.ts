/** One text per resolved scenario, and its identity. */

import type { Scenario } from './scenario.ts';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const source = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.keys(source)
      .sort()
      .map((key) => [key, sorted(source[key])]),
  );
}

/** JSON with sorted keys and no white space: equal texts if and only if the values are equal. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** The scenario of a canonical JSON text; what workers and study files hand around. It isn't checked again. */
export function resolvedFromJson(json: string): Scenario {
  return JSON.parse(json) as Scenario;
}
