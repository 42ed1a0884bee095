/** Commands and flags; what they do is in `commands/`, imported when called. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { DETAILS } from '../metrics/study-tables.ts';
import type { AttributeFlags } from './commands/attribute.ts';
import type { ForkFlags } from './commands/fork.ts';
import type { ReplayFlags } from './commands/replay.ts';
import type { ReverseFlags } from './commands/reverse.ts';
import type { RunFlags } from './commands/run.ts';
import type { StatementFlags } from './commands/statements.ts';
import { defaultPieces } from './default-pieces.ts';
import type { TableFormat } from './output.ts';
import { STATEMENTS, type StatementName } from '../ledger/statement-lines.ts';
import { registerSchema } from './commands/schema.ts';
import { registerValidate } from './commands/validate.ts';
import { ENGINE_VERSION } from './version.ts';

const DEFAULT_STUDIES = 'data/studies';

function whole(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
    if (!Number.isSafeInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(`a whole number ${range} is needed.`);
    return value;
  };
}

/** `p>0.5`, `p_failed > 50%`: a share from 0 up to but not including 1. */
function level(text: string): number {
  const match = /^\s*p(?:_failed)?\s*>\s*(\d+(?:\.\d+)?)\s*(%?)\s*$/i.exec(text);
  const value = match === null ? Number.NaN : Number(match[1]) / (match[2] === '%' ? 100 : 1);
  if (!(value >= 0 && value < 1)) throw new InvalidArgumentError('write "p>0.5" or "p>50%", below 1.');
  return value;
}

function share(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value > 0 && value <= 1)) throw new InvalidArgumentError('a share above 0, at most 1, is needed.');
  return value;
}

function statementNames(text: string, before: readonly StatementName[]): StatementName[] {
  const name = STATEMENTS.find((one) => one === text);
  if (name === undefined) throw new InvalidArgumentError(`one of ${STATEMENTS.join(', ')} is needed.`);
  return [...before, name];
}

function weights(text: string): number[] {
  const list = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (list.some((value) => !(value > 0 && Number.isFinite(value))))
    throw new InvalidArgumentError('numbers above 0, separated by commas, are needed.');
  return list;
}

const MOST_IN_A_RANGE = 10_000;

/** `3`, `0,2,5` or `0..19`, in order and once each. */
function ranges(text: string): number[] {
  const numbers = text.split(',').flatMap((part) => {
    const [first = '', last] = part.split('..');
    const from = whole(0)(first);
    const to = last === undefined ? from : whole(from)(last);
    if (to - from >= MOST_IN_A_RANGE)
      throw new InvalidArgumentError(`at most ${MOST_IN_A_RANGE} numbers in a range.`);
    return Array.from({ length: to - from + 1 }, (_, k) => from + k);
  });
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function wholeList(text: string): number[] {
  return text.split(',').map(whole(0));
}

const collect = (text: string, before: readonly string[]): string[] => [...before, text];

/** Options that several commands share, each made anew: a command may own it. */
const shared = {
  set: (of: string) =>
    new Option('--set <path=value>', `override a value of ${of}; may be repeated`)
      .argParser(collect)
      .default([]),
  seed: () => new Option('--seed <number>', 'seed of all luck').argParser(whole(0)).default(1),
  workers: () =>
    new Option('-j, --workers <count>', 'threads; changes nothing but the time').argParser(whole(1, 1024)),
  out: (of = 'study file') => new Option('--out <file>', `${of} (default: from name and configuration)`),
  detail: () => new Option('--detail <level>', 'what is stored (default daily)').choices([...DETAILS]),
  verify: () => new Option('--verify', 'check every law every day').default(false),
  port: () =>
    new Option('--port <number>', 'port of the dashboard').argParser(whole(0, 65_535)).default(4300),
  host: () => new Option('--host <name>', 'address of the dashboard').default('127.0.0.1'),
};

/** The program; `setExitCode` receives what the process is to return. */
export function buildProgram(setExitCode: (code: number) => void): Command {
  const program = new Command('lendsim')
    .description('Deterministic simulation and analytics of peer-to-peer lending marketplaces')
    .version(ENGINE_VERSION)
    .option('--json', 'print a versioned JSON envelope on stdout', false)
    .option('--quiet', 'no progress and notes on stderr', false)
    .option('--studies <folder>', 'folder of studies', DEFAULT_STUDIES)
    .showHelpAfterError('(lendsim COMMAND --help lists what it takes)')
    .showSuggestionAfterError()
    .exitOverride();

  program
    .command('run')
    .description('simulate scenarios, the first being the base, and store them as one study')
    .argument('[scenarios...]', 'scenario files or names of shipped scenarios')
    .addOption(shared.set('every scenario'))
    .option(
      '--variant <name: path=value, ...>',
      'each scenario once more with these values, as SCENARIO-NAME; may be repeated',
      collect,
      [],
    )
    .option('-n, --replications <count>', 'replications per scenario (default 20)', whole(1, 1_000_000))
    .option('--seed <number>', 'seed of all luck (default 1)', whole(0))
    .addOption(shared.workers())
    .addOption(shared.detail())
    .option('--full <list>', 'replications stored in full with --detail full', wholeList, [0])
    .addOption(shared.out())
    .option('--resume <file>', 'continue an interrupted study, or grow a finished one with --replications')
    .option('--retry-errored', 'simulate errored replications again', false)
    .addOption(shared.verify())
    .option(
      '--fail-on <condition>',
      'exit with 4 if it holds, e.g. "p_failed>0.01"; may be repeated',
      collect,
      [],
    )
    .option('--serve', 'open the dashboard afterwards', false)
    .option('--no-serve', 'end after the summary')
    .addOption(shared.port())
    .addOption(shared.host())
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  lendsim run baseline withdrawal-run --replications 60',
        '  lendsim run baseline --set reserve.contribution.scale=130% --seed 7',
        '  lendsim run baseline --variant "low: reserve.contribution.scale=80%" --variant "high: reserve.contribution.scale=130%"',
        '  lendsim run --resume data/studies/baseline-0123456789ab.duckdb --replications 60',
      ].join('\n'),
    )
    .action(async (scenarios: string[], _options, command: Command) => {
      const { run } = await import('./commands/run.ts');
      const flags = command.optsWithGlobals<RunFlags & { serve: boolean; port: number; host: string }>();
      const pieces = await defaultPieces();
      const { code, path } = await run(pieces, scenarios, flags);
      setExitCode(code);
      if (!flags.serve || code === 130) return;
      const { serve } = await import('./commands/serve.ts');
      await serve(pieces, path, flags);
    });

  program
    .command('fork')
    .description('replications of a study once more under another policy from a day on, on the same luck')
    .argument('<study>', 'study file')
    .requiredOption('--at <day>', 'first day of the other course: a day (420), a date, or a span (14mo)')
    .option('--set <path=value>', 'what is changed from that day on; may be repeated', collect, [])
    .option('--replication <list>', 'replications: 3, or 0,2,5, or 0..19', ranges, [0])
    .option('--variant <name>', 'variant of the study (default: its base)')
    .addOption(shared.detail())
    .addOption(shared.workers())
    .addOption(shared.verify())
    .addOption(shared.out('study file of both runs'))
    .addHelpText(
      'after',
      [
        '',
        'Month ends before the day must have the same state hash in both runs; that is checked and told.',
        'Exit code 1 if it is not so, or if a replication errored.',
        '',
        'Examples:',
        '  lendsim fork data/studies/<study>.duckdb --at 2018-03-05 --set policies.payout.rule=proRata',
        '  lendsim fork data/studies/<study>.duckdb --replication 0..19 --at 430 --set platform.creditLine.limit=60M CNY',
        '  lendsim fork data/studies/<study>.duckdb --at 430       # nothing changed: the same hash',
      ].join('\n'),
    )
    .action(async (study: string, _options, command: Command) => {
      const { fork } = await import('./commands/fork.ts');
      setExitCode(
        await fork(await defaultPieces(), await fileOf(study, command), command.optsWithGlobals<ForkFlags>()),
      );
    });

  program
    .command('reverse')
    .description(
      'the smallest magnitudes of shocks at which the share of failing replications passes a level',
    )
    .argument('<scenario>', 'scenario file or name of a shipped scenario')
    .option(
      '--shock <name[=mildest..severest]>',
      'a shock by kind, or any value by path, with its range; up to three',
      collect,
      [],
    )
    .option('--until <condition>', 'level to pass, e.g. "p>0.5"', level, 0.5)
    .addOption(shared.set('the scenario'))
    .option(
      '-n, --replications <count>',
      'replications asked first, and added while needed',
      whole(1, 10_000),
      20,
    )
    .option('--most <count>', 'most replications', whole(1, 10_000), 60)
    .option('--precision <share>', 'width of the interval, of the range, that is narrow enough', share, 0.1)
    .option('--tolerance <share>', 'width, of the range, to which a threshold is found', share, 0.01)
    .option('--rays <count>', 'rays per pair of shocks', whole(2, 65), 5)
    .addOption(
      new Option('--cost <form>', 'of a combination').choices(['distance', 'sum']).default('distance'),
    )
    .option('--weight <list>', 'weights of the shocks in the cost, e.g. 2,1', weights, [])
    .addOption(shared.seed())
    .addOption(shared.workers())
    .addOption(shared.out())
    .addHelpText(
      'after',
      [
        '',
        'Shares run from 0 at the mildest to 1 at the most severe end; the cost is their distance or sum.',
        'Exit code 0: found; 6: not reached within the range; 130: interrupted, the same command goes on.',
        '',
        'Examples:',
        '  lendsim reverse withdrawal-run --shock rumour --until "p>0.5"',
        '  lendsim reverse withdrawal-run --shock rumour=0%..100% --shock rivalFailures=0%..30% --weight 1,2',
        '  lendsim reverse baseline --set "shocks=[{ date: 2018-03-01, kind: creditStress, pdMultiplier: 1, over: 365d }]" --shock creditStress',
        '  lendsim reverse withdrawal-run --shock "platform.creditLine.limit=20M CNY..0M CNY"',
      ].join('\n'),
    )
    .action(async (scenario: string, _options, command: Command) => {
      const { reverse } = await import('./commands/reverse.ts');
      setExitCode(await reverse(await defaultPieces(), scenario, command.optsWithGlobals<ReverseFlags>()));
    });

  program
    .command('attribute')
    .description('what a run costs, split into liquidity, refinancing, wilful non-payment and collection')
    .argument('<scenario>', 'scenario file or name of a shipped scenario')
    .option('--at <day>', 'day from which the run counts (default: the first shock): 420, a date, or 14mo')
    .addOption(shared.set('the scenario'))
    .option('-n, --replications <count>', 'replications of each variant', whole(1, 1_000_000), 20)
    .addOption(shared.seed())
    .addOption(shared.workers())
    .addOption(shared.out())
    .addHelpText(
      'after',
      [
        '',
        'Up to sixteen variants on the same luck: every set of the channels, with the run and without it.',
        'Exit code 0; 1 if a replication errored; 130: interrupted, the same command goes on.',
        '',
        'Examples:',
        '  lendsim attribute withdrawal-run',
        '  lendsim attribute withdrawal-run --set custody=segregated --set borrowersRun.leavingAt=10%',
        '  lendsim attribute baseline --at 2018-03-01 --set "shocks=[{ date: 2018-03-01, kind: rumour, intensity: 60% }]"',
      ].join('\n'),
    )
    .action(async (scenario: string, _options, command: Command) => {
      const { attribute } = await import('./commands/attribute.ts');
      setExitCode(
        await attribute(await defaultPieces(), scenario, command.optsWithGlobals<AttributeFlags>()),
      );
    });

  program
    .command('verify')
    .description('simulate stored replications again, compare hashes, audit the ledger')
    .argument('<study>', 'study file')
    .option('--replication <number>', 'only this replication', whole(0))
    .option('--variant <name>', 'only this variant')
    .addOption(shared.workers())
    .action(async (study: string, _options, command: Command) => {
      const { verify } = await import('./commands/verify.ts');
      setExitCode(
        await verify(await defaultPieces(), await fileOf(study, command), command.optsWithGlobals()),
      );
    });

  program
    .command('query')
    .description('answer one reading SQL statement')
    .argument('<study>', 'study file')
    .argument('<sql>', 'statement, e.g. "SELECT * FROM v_failures"')
    .addOption(
      new Option('--format <format>', 'how to print it').choices(['table', 'json', 'csv']).default('table'),
    )
    .action(async (study: string, sql: string, _options, command: Command) => {
      const { query } = await import('./commands/query.ts');
      setExitCode(
        await query(
          await fileOf(study, command),
          sql,
          command.optsWithGlobals<{ json: boolean; quiet: boolean; format: TableFormat }>(),
        ),
      );
    });

  program
    .command('describe')
    .description('what a study holds and how to make it again')
    .argument('<study>', 'study file')
    .option('--table <name>', 'columns of one table or view')
    .action(async (study: string, _options, command: Command) => {
      const { describe } = await import('./commands/describe.ts');
      setExitCode(await describe(await fileOf(study, command), command.optsWithGlobals()));
    });

  program
    .command('statements')
    .description('income statement, balance sheet and cash flow of a year or a month')
    .argument('<study>', 'study file')
    .option('--variant <name>', 'variant of the study (default: all)')
    .option('--year <year>', 'calendar year, e.g. 2018 (default: the last)')
    .option('--month <month>', 'calendar month, e.g. 2018-03')
    .option(
      '--statement <name>',
      `one of ${STATEMENTS.join(', ')}; may be repeated (default: income, balance, cash)`,
      statementNames,
      [],
    )
    .addHelpText(
      'after',
      [
        '',
        'Every month and replication: lendsim query STUDY "from v_statement"',
        '',
        'Examples:',
        '  lendsim statements data/studies/<study>.duckdb',
        '  lendsim statements data/studies/<study>.duckdb --variant baseline --month 2018-03 --statement reserve',
      ].join('\n'),
    )
    .action(async (study: string, _options, command: Command) => {
      const { statements } = await import('./commands/statements.ts');
      setExitCode(await statements(await fileOf(study, command), command.optsWithGlobals<StatementFlags>()));
    });

  program
    .command('replay')
    .description('simulate a published episode again and hold the result against it; lists the replays')
    .argument('[name]', 'name of the replay')
    .addOption(shared.seed())
    .addOption(shared.workers())
    .addHelpText('after', '\nExit code 4: a band was missed, or a control did not miss its own.')
    .action(async (name: string | undefined, _options, command: Command) => {
      const { replay } = await import('./commands/replay.ts');
      setExitCode(await replay(await defaultPieces(), name, command.optsWithGlobals<ReplayFlags>()));
    });

  program
    .command('doctor')
    .description('whether this machine can run lendsim')
    .action(async (_options, command: Command) => {
      const { doctor } = await import('./commands/doctor.ts');
      const flags = command.optsWithGlobals<{ json: boolean; quiet: boolean; studies: string }>();
      setExitCode(await doctor(flags.studies, flags));
    });

  program
    .command('serve')
    .description('dashboard of all studies, or of one')
    .argument('[study]', 'study file')
    .addOption(shared.port())
    .addOption(shared.host())
    .action(async (study: string | undefined, _options, command: Command) => {
      const { serve } = await import('./commands/serve.ts');
      const file = study === undefined ? undefined : await fileOf(study, command);
      await serve(await defaultPieces(), file, command.optsWithGlobals());
    });

  registerValidate(program);
  registerSchema(program);

  return program;
}

async function fileOf(study: string, command: Command): Promise<string> {
  const { studyFile } = await import('./commands/run.ts');
  return studyFile(study, command.optsWithGlobals<{ studies: string }>().studies);
}
