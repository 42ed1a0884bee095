/** How problems of one scenario are shown to its author. */

import { UserError, type Problem } from '../base/problems.ts';
import type { Explained } from './explain.ts';

/** `title: n problems`, then each with its place and what would be right. */
export function formatScenarioProblems(title: string, problems: readonly Problem[]): string {
  const count = `${problems.length} problem${problems.length === 1 ? '' : 's'}`;
  const blocks = problems.map(({ path, message, where, hint }) => {
    const lines = [`  ${path === '' ? '' : `${path}   `}${message}`, `      ${where}`];
    if (hint !== undefined) lines.push(`      ${hint}`);
    return lines.join('\n');
  });
  return [`${title}: ${count}`, ...blocks].join('\n\n');
}

/** What is wrong with one scenario; `title` is its file, with what was laid over it. */
export interface ScenarioProblems {
  readonly title: string;
  readonly problems: readonly Problem[];
}

/** All problems of all scenarios asked for, told scenario by scenario. */
export class ScenarioError extends UserError {
  readonly scenarios: readonly ScenarioProblems[];

  constructor(scenarios: readonly ScenarioProblems[]) {
    super(
      3,
      scenarios.flatMap(({ problems }) => problems),
    );
    this.name = 'ScenarioError';
    this.scenarios = scenarios;
  }
}

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 70 ? `${text.slice(0, 67)}...` : text;
};

/** Columns a text takes on a terminal: Chinese characters take two. */
function width(text: string): number {
  let total = 0;
  for (const character of text) total += /[\u1100-\u115f\u2e80-\uffe6]/u.test(character) ? 2 : 1;
  return total;
}

const pad = (text: string, to: number): string => text + ' '.repeat(Math.max(0, to - width(text)));

/** A line per value: path, value, origin. */
export function formatExplained(rows: readonly Explained[]): string {
  const pathWidth = Math.max(...rows.map((row) => row.path.length));
  const valueWidth = Math.min(40, Math.max(...rows.map((row) => width(shown(row.value)))));
  return rows
    .map(({ path, value, origin, source }) => {
      const from = source === undefined ? origin : `${origin} (${source})`;
      return `${path.padEnd(pathWidth)}  ${pad(shown(value), valueWidth)}  ${from}`;
    })
    .join('\n');
}
