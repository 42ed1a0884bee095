/** Where resolved scenarios differ: the only part of a configuration that a comparison needs to show. */
import type { Difference } from './types.ts';

/** What a scenario says of itself, not of the market. */
const WORDS = new Set(['name', 'title', 'purpose', 'question', 'restsOn']);

/** Leaves of resolved scenarios (JSON texts) that aren't the same in all of them, by path in alphabetical order. */
export function differencesOf(scenarios: readonly string[]): readonly Difference[] {
  const leaves = scenarios.map((json) => {
    const found = new Map<string, string>();
    const scenario = JSON.parse(json) as Record<string, unknown>;
    for (const [key, value] of Object.entries(scenario)) if (!WORDS.has(key)) collect(value, key, found);
    return found;
  });
  const paths = [...new Set(leaves.flatMap((found) => [...found.keys()]))].sort();
  return paths
    .map((path) => ({ path, values: leaves.map((found) => found.get(path) ?? null) }))
    .filter(({ values }) => values.some((value) => value !== values[0]));
}

function collect(value: unknown, path: string, into: Map<string, string>): void {
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    if (entries.length === 0) into.set(path, Array.isArray(value) ? '[]' : '{}');
    for (const [key, inner] of entries) collect(inner, `${path}.${key}`, into);
  } else into.set(path, String(value));
}
