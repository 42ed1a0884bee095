/** Mistakes of users: what they look like and how they are told. Their texts stand where they are found: scenario/messages, storage/errors. */

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
