/** Tests of figures of the platform's own view: one alone in amounts, one or several together in plays. */

import type { z } from 'zod';
import { FIGURES, KNOWN_FIGURES, type FigureName, type KnownFigureName } from '../../base/vocabulary.ts';
import type { Read } from '../quantities.ts';
import { readDays, readFactor, readMoney, readNumber, readRate } from '../quantities.ts';
import { written } from '../messages.ts';
import { nearestWord } from '../nearest.ts';
import type { Condition, PlayCondition, Test } from '../scenario.ts';
import { raise } from './fields.ts';

type At = (string | number)[];

const stripped = (figure: string): string => figure.replace(/(Fen|Days)$/, '');

/** A figure's name in YAML has no unit, unless that would be another figure's name. */
function wordOf(figure: KnownFigureName): string {
  const word = stripped(figure);
  return word !== figure && KNOWN_FIGURES.some((other) => other === word) ? figure : word;
}

const FIGURE_BY_WORD = new Map<string, FigureName>(FIGURES.map((figure) => [wordOf(figure), figure]));
const KNOWN_BY_WORD = new Map<string, KnownFigureName>(
  KNOWN_FIGURES.map((figure) => [wordOf(figure), figure]),
);
/** Figures that amounts may test, by the names that YAML uses. */
export const FIGURE_WORDS: readonly string[] = [...FIGURE_BY_WORD.keys()];
/** Figures that plays may test. */
export const KNOWN_WORDS: readonly string[] = [...KNOWN_BY_WORD.keys()];

/** Figures of the daily row that nobody at the platform can see, with what they are. */
const HIDDEN: Readonly<Record<string, string>> = {
  macroFactor: 'the hidden state of the economy',
  fear: 'what goes on in lenders’ heads',
  orphanedPanicExits: 'what lenders have heard of their guarantors',
  orphanedLenders: 'what lenders have heard of their guarantors',
  orphanedClaims: 'what lenders have heard of their guarantors',
  ownersDebt: 'what the owners hide',
  ownersMoney: 'what the owners hide',
};

/** Whether what was written is a map. */
export function isMap(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

/** Figures that are plain numbers. */
const COUNTS: readonly KnownFigureName[] = [
  'guarantorsFailed',
  'payoutsWaiting',
  'contactsWaiting',
  'systemDown',
  'warningsOn',
];

/** Reads a figure's bound in the figure's own dimension. */
function readBound(figure: KnownFigureName, raw: unknown): Read<number> {
  if (figure.endsWith('Fen')) return readMoney(raw);
  if (figure.endsWith('Days')) return readDays(raw);
  if (COUNTS.includes(figure)) return readNumber(raw);
  return figure === 'netOutflow7d' || figure === 'overdueRatio' ? readRate(raw) : readFactor(raw);
}

function unknownFigure(raw: unknown, word: string, known: readonly string[], ctx: z.RefinementCtx, path: At) {
  const hidden = Object.hasOwn(HIDDEN, word) ? HIDDEN[word] : undefined;
  const near = nearestWord(word, known);
  const words = `one of: ${known.join(', ')}`;
  raise(
    ctx,
    raw,
    {
      code: 'scenario/unknown-value',
      a: written(word),
      b: hidden === undefined ? 'a figure' : `a figure that the platform knows: it is ${hidden}`,
      hint: near === null || hidden !== undefined ? words : `${words}      did you mean ${near}?`,
    },
    [...path, word],
  );
  return null;
}

function readTest<F extends KnownFigureName>(
  raw: unknown,
  ctx: z.RefinementCtx,
  path: At,
  byWord: ReadonlyMap<string, F>,
): { figure: F; side: 'above' | 'below'; value: number } | null {
  const hint = 'write { netOutflow7d: { above: 6% } }';
  const [word, ...others] = isMap(raw) ? Object.keys(raw) : [];
  if (word === undefined || others.length > 0) {
    raise(ctx, raw, { code: 'scenario/form', a: written(raw), b: 'is not a condition', hint }, path);
    return null;
  }
  const figure = byWord.get(word);
  if (figure === undefined) return unknownFigure(word, word, [...byWord.keys()], ctx, path);
  const test = (raw as Record<string, unknown>)[word];
  const [side, ...more] = isMap(test) ? Object.keys(test) : [];
  if ((side !== 'above' && side !== 'below') || more.length > 0) {
    raise(
      ctx,
      test,
      {
        code: 'scenario/form',
        a: written(test),
        b: 'is not a test',
        hint: 'write { above: ... } or { below: ... }',
      },
      [...path, word],
    );
    return null;
  }
  const value = (test as Record<string, unknown>)[side];
  const bound = readBound(figure, value);
  if ('value' in bound) return { figure, side, value: bound.value };
  raise(
    ctx,
    value,
    {
      code: 'scenario/unit',
      a: written(value),
      b: bound.fault,
      ...(bound.hint === undefined ? {} : { hint: bound.hint }),
    },
    [...path, word, side],
  );
  return null;
}

/** `{ netOutflow7d: { above: 6% } }`, of the figures that amounts may test. */
export function readCondition(raw: unknown, ctx: z.RefinementCtx, path: At): Condition | null {
  return readTest(raw, ctx, path, FIGURE_BY_WORD);
}

const DEEPEST = 4;

/** One test, `{ all: [...] }` or `{ any: [...] }`. */
export function readPlayCondition(
  raw: unknown,
  ctx: z.RefinementCtx,
  path: At,
  depth = 1,
): PlayCondition | null {
  const word = isMap(raw) && Object.keys(raw).length === 1 ? Object.keys(raw)[0] : undefined;
  if (word !== 'all' && word !== 'any') return readTest(raw, ctx, path, KNOWN_BY_WORD);
  const list = (raw as Record<string, unknown>)[word];
  if (!Array.isArray(list) || list.length === 0 || depth > DEEPEST) {
    const b = depth > DEEPEST ? 'is nested too deeply' : 'is not a list of conditions';
    const hint = 'write { all: [{ withdrawalLate: { above: 0 CNY } }, { cure: { above: 3d } }] }';
    raise(ctx, list, { code: 'scenario/form', a: written(list), b, hint }, [...path, word]);
    return null;
  }
  const parts = list.map((one: unknown, i) => readPlayCondition(one, ctx, [...path, word, i], depth + 1));
  const read = parts.filter((part) => part !== null);
  if (read.length < parts.length) return null;
  return word === 'all' ? { all: read } : { any: read };
}

/** What holds, but for equality, when a condition doesn't. */
export function oppositeOf(condition: PlayCondition): PlayCondition {
  if ('all' in condition) return { any: condition.all.map(oppositeOf) };
  if ('any' in condition) return { all: condition.any.map(oppositeOf) };
  return { ...condition, side: condition.side === 'above' ? 'below' : 'above' } satisfies Test;
}
