/** No field is a label: another value within its range changes the resolved scenario and a figure of a small world. */
import { describe, expect, it } from 'vitest';
import { scenarioJsonSchema } from '../../engine/scenario/json-schema.ts';
import { referenceRows, type ReferenceRow } from '../../engine/scenario/reference.ts';
import type { JsonNode } from '../../engine/scenario/schema/walk.ts';
import { FIRST } from './fields/first.ts';
import { merged, Reference, resolve, withAt } from './fields/reach.ts';
import { AMOUNTS, PLAYS, TOGETHER } from './fields/together.ts';
import { valuesFor } from './fields/values.ts';
import { WORLDS, type Written, type WrittenMap } from './fields/worlds.ts';

/** Fields that can't change a figure, each with its reason. */
const LABELS: Readonly<Record<string, string>> = {
  name: 'names the scenario',
  'title.en': 'a title',
  'title.zh': 'a title',
  purpose: 'told to the reader',
  question: 'told to the reader',
  'restsOn.#': 'told to the reader',
  'regions.#.name': 'a name: regions are told apart by their place in the list',
  'servicing.stages.#.kind': 'a name: stages are told apart by their days',
  'platform.shareholders.*.founder': 'says who counts among the founders, of whom the rules ask something',
  'earlyWarning.within': 'judges warnings afterwards: test/metrics/early-warning.test.ts',
  'sectors.#.name': 'a name: sectors are told apart by their place in the list',
};
/** Fields whose forms have a test of their own below. */
const FORMS = ['policies.playbook', 'reserve.target'];

const worlds = new Map<string, Reference>();
function world(name: string): Reference {
  let found = worlds.get(name);
  if (found === undefined) {
    found = new Reference(WORLDS[name]!);
    worlds.set(name, found);
  }
  return found;
}

const plain = (path: string): string => path.replace(/ \(kind: .*\)$/, '');
const rows = referenceRows();
const leaves = rows.filter(
  (row) => !rows.some((other) => plain(other.path).startsWith(`${plain(row.path)}.`)),
);

function keysAt(value: unknown, path: readonly string[]): string[] {
  let at = value;
  for (const step of path) at = (at as Record<string, unknown> | undefined)?.[step];
  return typeof at === 'object' && at !== null ? Object.keys(at) : [];
}

/** Paths that a pattern stands for in a world: * by its names, # by the entries of its lists. */
function pathsOf(pattern: string, of: Reference): string[][] {
  let paths: string[][] = [[]];
  for (const step of plain(pattern).split('.')) {
    paths = paths.flatMap((path) => {
      if (step === '*') return keysAt(of.scenario, path).map((name) => [...path, name]);
      if (step === '#') return keysAt(of.written, path).map((index) => [...path, index]);
      return [[...path, step]];
    });
  }
  const kind = / \(kind: (.*)\)$/.exec(pattern)?.[1];
  if (kind === undefined) return paths;
  const shocks = of.written['shocks'] as readonly WrittenMap[];
  return paths.filter(([, index]) => shocks[Number(index)]?.['kind'] === kind);
}

/** First day on which a figure differs, -1 if none does or the change isn't allowed. */
function movedOn(reference: Reference, changed: Written): number {
  const scenario = resolve(changed as WrittenMap);
  return scenario === null || !reference.differs(scenario) ? -1 : reference.firstDayMoved(scenario);
}

/** Names of the worlds, those that write something into the field's block first: there it most likely acts. */
function worldsFor(row: ReferenceRow): string[] {
  const block = plain(row.path).split('.').slice(0, -1);
  const writes = (name: string) => Number(keysAt(WORLDS[name], block).length > 0);
  return Object.keys(WORLDS).sort((a, b) => writes(b) - writes(a));
}

function moves(row: ReferenceRow): boolean {
  const together = TOGETHER[row.path];
  if (together !== undefined) {
    const reference = world(together[0]);
    return movedOn(reference, merged(reference.written, together[1])) >= 0;
  }
  const tells = (name: string, values: readonly Written[]) => {
    const reference = world(name);
    return pathsOf(row.path, reference).some((path) =>
      values.some((value) => movedOn(reference, withAt(reference.written, path, value)) >= 0),
    );
  };
  const first = FIRST[row.path];
  if (first !== undefined && tells(first[0], [first[1]])) return true;
  return worldsFor(row).some((name) => tells(name, valuesFor(row)));
}

describe('every field', () => {
  const tested = leaves.filter(({ path }) => !(path in LABELS) && !FORMS.includes(path));
  it.each(tested.map((row) => [row.path, row] as const))('%s moves a figure', (_path, row) => {
    expect(moves(row)).toBe(true);
  });
  it('that is named here exists', () => {
    const paths = leaves.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        ...Object.keys(LABELS),
        ...Object.keys(TOGETHER),
        ...Object.keys(FIRST),
        ...FORMS,
      ]),
    );
  });
});

/** Names of the leaves of a form: alternatives side by side, maps by path. */
function leavesOf(node: JsonNode, path = ''): string[] {
  if (node.const !== undefined) return [node.const];
  if (node.oneOf !== undefined) return node.oneOf.flatMap((one) => leavesOf(one, path));
  if (node.properties === undefined) return [path];
  return Object.entries(node.properties).flatMap(([key, child]) =>
    leavesOf(child, path === '' ? key : `${path}.${key}`),
  );
}

const definitions = scenarioJsonSchema()['definitions'] as Readonly<Record<string, JsonNode>>;

describe('every part', () => {
  const market = { ...WORLDS['market'], clock: { horizon: '40d' } };
  it.each(Object.entries(PLAYS))('%s of a play moves a figure', (_part, [one, other]) => {
    const reference = new Reference(merged(market, one) as WrittenMap);
    expect(movedOn(reference, merged(reference.written, other))).toBeGreaterThanOrEqual(0);
  });
  it.each(Object.entries(AMOUNTS))('%s of an amount moves a figure', (_part, [one, other]) => {
    const reference = new Reference(market, ['reserve', 'target'], one);
    const changed = withAt(reference.written, ['reserve', 'target'], other);
    expect(movedOn(reference, changed)).toBeGreaterThanOrEqual(0);
  });
  it('of actions, plays and amounts is among them; a name of a play only names', () => {
    const parts = new Set([
      ...leavesOf(definitions['action']!),
      ...Object.keys(definitions['play']!.anyOf![1]!.properties!),
    ]);
    parts.delete('name');
    expect(new Set(Object.keys(PLAYS))).toEqual(parts);
    expect(new Set(Object.keys(AMOUNTS))).toEqual(new Set(leavesOf(definitions['amount']!)));
  });
});
