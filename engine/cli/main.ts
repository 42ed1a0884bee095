/** Entry of the command line: runs a command and turns what it throws into a message and an exit code. */
import { CommanderError } from 'commander';
import { formatProblems, UserError } from '../base/problems.ts';
import { formatScenarioProblems, ScenarioError } from '../scenario/report.ts';
import { colours, ENVELOPE_VERSION } from './output.ts';
import { buildProgram } from './program.ts';

/** Exit codes: 0 fine, 1 bug, 2 usage, 3 invalid scenario or data, 4 limit breached, 5 file locked or I/O, 6 no magnitude found (reverse), 130 interrupted. */
async function main(): Promise<void> {
  const json = process.argv.includes('--json');
  const program = buildProgram((code) => {
    process.exitCode = code;
  });
  try {
    if (process.argv.length <= 2) program.help();
    await program.parseAsync();
  } catch (error) {
    const names = program.commands.map((command) => command.name());
    const command = process.argv.slice(2).find((word) => names.includes(word)) ?? null;
    process.exitCode = report(error, json, command);
  }
}

function report(error: unknown, json: boolean, command: string | null): number {
  if (error instanceof CommanderError) {
    // Help and version end this way too, with code 0; commander has printed its text already.
    if (error.exitCode === 0) return 0;
    if (json) printError(command, 2, [{ code: error.code, message: error.message }]);
    return 2;
  }
  const colour = colours(process.stderr);
  if (error instanceof UserError) {
    if (json) printError(command, error.exitCode, error.problems);
    else process.stderr.write(`${textOf(error)}\n\n${colour.dim(`exit code ${error.exitCode}`)}\n`);
    return error.exitCode;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (json) printError(command, 1, [{ code: 'bug', message: text }]);
  process.stderr.write(`${colour.red('This is a bug in lendsim, not a mistake of yours.')}\n${text}\n`);
  return 1;
}

function textOf(error: UserError): string {
  if (!(error instanceof ScenarioError)) return formatProblems(error.problems);
  return error.scenarios.map(({ title, problems }) => formatScenarioProblems(title, problems)).join('\n\n');
}

function printError(command: string | null, exitCode: number, problems: readonly unknown[]): void {
  process.stdout.write(
    `${JSON.stringify({ version: ENVELOPE_VERSION, command, error: { exitCode, problems } })}\n`,
  );
}

await main();
