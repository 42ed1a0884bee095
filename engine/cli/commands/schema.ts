/** `schema`: the JSON Schema of scenario files for editors, or the reference page. */

import type { Command } from 'commander';
import { scenarioJsonSchemaText } from '../../scenario/json-schema.ts';
import { printData } from '../output.ts';
import { referenceText } from '../../scenario/reference.ts';

/** Adds the command. */
export function registerSchema(program: Command): void {
  program
    .command('schema')
    .description('print the JSON Schema of scenario files, or their reference page')
    .option('--markdown', 'the reference page: path, unit, default, range, meaning, source', false)
    .addHelpText(
      'after',
      '\nExamples:\n  lendsim schema > data/schema/scenario.schema.json\n  lendsim schema --markdown > scenarios/REFERENCE.md',
    )
    .action((_options: unknown, self: Command) => {
      const flags = self.optsWithGlobals<{ readonly markdown: boolean; readonly json?: boolean }>();
      const text = flags.markdown ? referenceText() : scenarioJsonSchemaText();
      if (flags.json !== true) process.stdout.write(text);
      else {
        const data: unknown = flags.markdown ? text : JSON.parse(text);
        printData('schema', { json: true, quiet: true }, data, () => '');
      }
    });
}
