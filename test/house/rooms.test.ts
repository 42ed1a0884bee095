import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { list, read } from '../helpers/tree.ts';

/** Stages of the day that are no rooms, with the reason. */
const BESIDE_THE_ROOMS: Readonly<Record<string, string>> = {
  triggers: 'tested twice a day, before payouts and after treasury, so it has no number of its own',
  operations: 'hands and systems: in the morning before all others who come, in the evening after payouts',
};

const stages = list('engine/market').filter((name) => !name.endsWith('.md'));
const rooms = stages.filter((name) => !(name in BESIDE_THE_ROOMS));

/** Rooms in the order in which the body of a day first uses something imported from them. */
function roomsInOrderOfUse(source: string): string[] {
  const file = ts.createSourceFile('day.ts', source, ts.ScriptTarget.ES2023, true);
  const roomOf = new Map<string, string>();
  for (const statement of file.statements.filter(ts.isImportDeclaration)) {
    const from = ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : '';
    const room = /^\.\/market\/([^/]+)\//.exec(from)?.[1];
    const named = statement.importClause?.namedBindings;
    if (room === undefined || named === undefined) continue;
    const names = ts.isNamedImports(named) ? named.elements.map((element) => element.name) : [named.name];
    for (const name of names) roomOf.set(name.text, room);
  }
  const order = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    const room = ts.isIdentifier(node) ? roomOf.get(node.text) : undefined;
    if (room !== undefined) order.add(room);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...order];
}

describe('market rooms', () => {
  it('are numbered from 01 without a gap', () => {
    expect(rooms.map((room) => room.slice(0, 3))).toEqual(
      rooms.map((_, index) => `${String(index + 1).padStart(2, '0')}-`),
    );
  });

  it('are used by the day in the order of their numbers', () => {
    if (rooms.length === 0) return;
    const used = roomsInOrderOfUse(read('engine/day.ts'));
    expect(used.filter((stage) => !(stage in BESIDE_THE_ROOMS))).toEqual(rooms);
    expect([...used].sort()).toEqual(stages);
  });

  it('say what they read and write in the header of a file', () => {
    const silent = stages.filter((room) => {
      const headers = list(`engine/market/${room}`)
        .filter((name) => name.endsWith('.ts'))
        .map((name) => header(read(`engine/market/${room}/${name}`)));
      return !headers.some((text) => /\breads\b/i.test(text) && /\bwrites\b/i.test(text));
    });
    expect(silent).toEqual([]);
  });

  it('have tests of their own', () => {
    const untested = stages.filter(
      (room) => !list(`test/market/${room}`).some((name) => name.endsWith('.test.ts')),
    );
    expect(untested).toEqual([]);
  });
});

describe('roomsInOrderOfUse', () => {
  it('follows the body, not the imports', () => {
    const source = `
      import { settle } from './market/02-b/settle.ts';
      import { meet } from './market/01-a/meet.ts';
      import type { Day } from './base/calendar.ts';
      export function day(world: World, day: Day): void { meet(world); settle(world, day); meet(world); }`;
    expect(roomsInOrderOfUse(source)).toEqual(['01-a', '02-b']);
  });
});

function header(source: string): string {
  return /^\/\*\*([\s\S]*?)\*\//.exec(source)?.[1] ?? '';
}
