/** What a user is told when a request can't be met: every problem at once, each with its place and its remedy. */

export interface Problem {
  /** Stable and searchable, kebab-case. */
  readonly code: string;
  /** File, flag or database the problem is in. */
  readonly where: string;
  /** Path inside it; empty if the whole of it is meant. */
  readonly path: string;
  readonly value: unknown;
  readonly message: string;
  readonly hint?: string;
}

/** 2 usage, 3 invalid scenario or data, 4 a stated limit was breached, 5 file locked or not readable. */
export type UserExitCode = 2 | 3 | 4 | 5;

/** A mistake or obstacle outside the program; never used for a broken law or a bug. */
export class UserError extends Error {
  readonly exitCode: UserExitCode;
  readonly problems: readonly Problem[];

  constructor(exitCode: UserExitCode, problems: readonly Problem[]) {
    super(problems.map((problem) => `${problem.where}: ${problem.message}`).join('\n'));
    this.name = 'UserError';
    this.exitCode = exitCode;
    this.problems = problems;
  }
}

/** Lines for a terminal: place, message, remedy. */
export function formatProblems(problems: readonly Problem[]): string {
  const blocks = problems.map((problem) => {
    const place = problem.path === '' ? problem.where : `${problem.where}  ${problem.path}`;
    return `${place}\n  ${problem.message}${problem.hint === undefined ? '' : `\n      ${problem.hint}`}`;
  });
  return blocks.join('\n');
}
