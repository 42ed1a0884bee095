/** Plants a fault in a copy of the sources and hears laws and auditor about it. The sources themselves are never touched. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../helpers/scenarios.ts';
import type { Mutation } from './mutations.ts';
import type { Verdict } from './trial.ts';

const COPIED = [
  'engine',
  'data',
  'scenarios',
  'test/auditor',
  'test/fixtures',
  'test/helpers',
  'test/mutations',
];
const run = promisify(execFile);

/** The source with the fault in it. Throws unless `find` occurs exactly once. */
export function mutated(mutation: Mutation): string {
  const parts = readFileSync(join(ROOT, mutation.file), 'utf8').split(mutation.find);
  if (parts.length !== 2) {
    throw new Error(`${mutation.name}: ${parts.length - 1} places in ${mutation.file} match, not one`);
  }
  return parts.join(mutation.replace);
}

/** What auditor and laws say of the sources with this fault, or without any: both of them, or whoever sees it first. */
export async function trial(
  mutation: Mutation | null,
  worlds: readonly string[],
  asked: 'both' | 'first',
): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'lendsim-mutation-'));
  try {
    for (const part of COPIED) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
    cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    if (mutation !== null) writeFileSync(join(folder, mutation.file), mutated(mutation));
    const script = join(folder, 'test/mutations/trial.ts');
    const { stdout } = await run(process.execPath, ['--import', 'tsx', script, asked, ...worlds], {
      cwd: folder,
    });
    return JSON.parse(stdout) as Verdict;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Who caught it, for a table. */
export function caughtBy({ laws, auditor }: Verdict): string {
  if (laws !== null && auditor !== null) return 'laws, auditor';
  if (laws !== null) return 'laws';
  return auditor === null ? 'nobody' : 'auditor';
}
