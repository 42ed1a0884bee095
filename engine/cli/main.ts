/** The command line: puts the parts together. The build gives it its `#!` line and name. */
import { Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { doctor } from './doctor.ts';

const program = new Command('lendsim').description(manifest.description).version(manifest.version);

program.command('doctor').description('check that this machine can run studies').action(doctor);

await program.parseAsync();
