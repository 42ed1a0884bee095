/** Mistakes of users: what they look like, how they are worded, and the one catalogue of their texts. */

/** One mistake in what a user gave us. */
export interface Problem {
  /** Stable and searchable, e.g. 'scenario/unknown-key'. */
  readonly code: string;
  /** file:line:column, or the flag, e.g. '--set'. */
  readonly where: string;
  /** Path inside the document, e.g. 'reserve.contributionBps'; '' if there is none. */
  readonly path: string;
  readonly value: unknown;
  /** Lower-case noun phrase, colon, value, allowed range in brackets. */
  readonly message: string;
  /** What would be right. */
  readonly hint?: string;
}

/**
 * 2 = the command line was misused, 3 = bad input, 4 = a stated limit was breached, 5 = a file is locked or cannot be read or written.
 */
export type ExitCode = 2 | 3 | 4 | 5;

/** All mistakes found at once; thrown at the boundary only, never inside the simulation. */
export class UserError extends Error {
  readonly exitCode: ExitCode;
  readonly problems: readonly Problem[];

  constructor(exitCode: ExitCode, problems: readonly Problem[], options?: ErrorOptions) {
    super(formatProblems(problems), options);
    this.name = 'UserError';
    this.exitCode = exitCode;
    this.problems = problems;
  }
}

/** One line per problem and an indented line per hint. */
export function formatProblems(problems: readonly Problem[]): string {
  return problems
    .map(({ where, path, message, code, hint }) => {
      const place = [where, path].filter((part) => part !== '').join(' ');
      const line = `${place === '' ? '' : `${place}: `}${message} [${code}]`;
      return hint === undefined ? line : `${line}\n    ${hint}`;
    })
    .join('\n');
}

/** A value as a message shows it: strings bare, the rest as JSON, cut after 60 characters. */
export function shownValue(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Texts by code. A new mistake is one line here; callers give place and value with `problem`. */
export const PROBLEM_TEXTS = {
  'value/out-of-range': (value: unknown, range: string) =>
    `value out of range: ${shownValue(value)} (${range})`,
  'value/unknown': (value: unknown, allowed: string) => `unknown value: ${shownValue(value)} (${allowed})`,
  'value/wrong-type': (value: unknown, wanted: string) => `wrong type: ${shownValue(value)} (${wanted})`,
  'date/invalid': (value: unknown) => `invalid date: ${shownValue(value)} (YYYY-MM-DD)`,
  'file/not-found': (value: unknown) => `file not found: ${shownValue(value)}`,
} as const satisfies Record<string, (value: unknown, range: string) => string>;

export type ProblemCode = keyof typeof PROBLEM_TEXTS;

/** Words a problem from the catalogue. */
export function problem(
  code: ProblemCode,
  at: { where: string; path?: string; value?: unknown; range?: string; hint?: string },
): Problem {
  const message = PROBLEM_TEXTS[code](at.value, at.range ?? '');
  const base = { code, where: at.where, path: at.path ?? '', value: at.value, message };
  return at.hint === undefined ? base : { ...base, hint: at.hint };
}
