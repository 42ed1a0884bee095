/** `validate`: checks scenario files, says all that is wrong, and where each value comes from. */

import type { Command } from 'commander';
import { isoDate, parseIsoDate } from '../../base/calendar.ts';
import type { Problem } from '../../base/problems.ts';
import { UserError } from '../../base/problems.ts';
import type { Explained } from '../../scenario/explain.ts';
import { explainScenario } from '../../scenario/explain.ts';
import { stretchesOf } from '../../scenario/regimes.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { formatExplained, formatScenarioProblems } from '../../scenario/report.ts';
import { loadScenarioFile, problemTitle, scenarioFile } from '../scenario-files.ts';

interface ValidateFlags {
  readonly set: readonly string[];
  readonly explain: boolean;
  readonly json?: boolean;
}

/** A regime of a scenario, what it forbids, and what the scenario has of that with what becomes of it. */
interface RegimeFound {
  readonly regime: string;
  readonly fromDay: number;
  readonly from: string;
  readonly forbidden: readonly string[];
  readonly used: readonly { readonly feature: string; readonly path: string; readonly then: string }[];
}

/** What `validate` found out about one file. */
export interface Validation {
  readonly file: string;
  readonly ok: boolean;
  readonly name?: string;
  readonly hash?: string;
  /** Regimes in the order of their days. */
  readonly regimes?: readonly RegimeFound[];
  readonly values?: readonly Explained[];
  readonly problems: readonly Problem[];
}

/** Checks one file; mistakes are part of the answer, not an exception. */
export function validateFile(file: string, flags: Pick<ValidateFlags, 'set' | 'explain'>): Validation {
  try {
    const loaded = loadScenarioFile(file, flags.set);
    const { name } = loaded.scenario;
    const found = {
      file: loaded.files[0] ?? file,
      ok: true,
      name,
      hash: loaded.hash,
      regimes: regimesOf(loaded.scenario),
      problems: [],
    };
    return flags.explain ? { ...found, values: explainScenario(loaded) } : found;
  } catch (error) {
    if (error instanceof UserError) return { file: scenarioFile(file), ok: false, problems: error.problems };
    throw error;
  }
}

function regimesOf(scenario: Scenario): RegimeFound[] {
  const start = parseIsoDate(scenario.clock.startDate);
  return stretchesOf(scenario).map(({ regime, fromDay, forbidden, used }) => ({
    regime,
    fromDay,
    from: isoDate(start + fromDay),
    forbidden: forbidden.map(({ feature }) => feature),
    used: used.map(({ feature, path, then }) => ({ feature, path, then })),
  }));
}

function textOf(found: Validation, set: readonly string[]): string {
  if (!found.ok) return formatScenarioProblems(problemTitle(found.file, set), found.problems);
  const lines = [
    `${found.file}: valid   ${found.name}   ${found.hash?.slice(0, 12)}`,
    ...(found.regimes ?? []).flatMap(({ regime, fromDay, from, forbidden, used }) => [
      `      regime ${regime}${fromDay === 0 ? '' : ` from ${from} (day ${fromDay})`} forbids ${forbidden.join(', ')}`,
      ...used.map(({ feature, path, then }) => `        in use: ${feature} (${path}): ${then}`),
    ]),
  ];
  return found.values === undefined
    ? lines.join('\n')
    : `${lines.join('\n')}\n\n${formatExplained(found.values)}`;
}

/** Adds the command; the exit code is 3 if a file has a problem. */
export function registerValidate(
  program: Command,
  setExitCode: (code: number) => void = (code) => {
    process.exitCode = code;
  },
): void {
  const command = program
    .command('validate')
    .description('check scenarios: every problem at once, with file, line, path and what would be right')
    .argument('<files...>', 'scenario files, or names of shipped scenarios')
    .option(
      '--set <path=value>',
      'override a value; may be repeated',
      (text: string, all: string[]) => [...all, text],
      [],
    )
    .option('--explain', 'print every resolved value with its origin', false)
    .addHelpText(
      'after',
      '\nExamples:\n  lendsim validate scenarios/*.yaml\n  lendsim validate withdrawal-run --set policies.payout.rule=proRata --explain',
    );
  if (!program.options.some((option) => option.long === '--json'))
    command.option('--json', 'print a JSON envelope', false);
  command.action((files: string[], _options: unknown, self: Command) => {
    const flags = self.optsWithGlobals<ValidateFlags>();
    const found = files.map((file) => validateFile(file, flags));
    if (flags.json === true)
      process.stdout.write(`${JSON.stringify({ version: 1, command: 'validate', data: found })}\n`);
    else {
      const good = found.filter((one) => one.ok).map((one) => textOf(one, flags.set));
      const bad = found.filter((one) => !one.ok).map((one) => textOf(one, flags.set));
      if (good.length > 0) process.stdout.write(`${good.join('\n')}\n`);
      if (bad.length > 0) process.stderr.write(`${bad.join('\n\n')}\n\nexit code 3\n`);
    }
    if (found.some((one) => !one.ok)) setExitCode(3);
  });
}
