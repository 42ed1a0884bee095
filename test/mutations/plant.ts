/** Plants a fault in a build of the sources and hears laws and auditor about it. The sources themselves are never touched. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { ROOT } from '../helpers/scenarios.ts';
import type { Mutation } from './mutations.ts';
import type { Verdict } from './trial.ts';

/** Where builds lie while they are tried: as deep as the tests, which find scenarios and packages from where they are. */
const BUILDS = join(ROOT, 'test-results');
const run = promisify(execFile);

/** The source with the fault in it. Throws unless `find` occurs exactly once. */
export function mutated(mutation: Mutation): string {
  const parts = readFileSync(join(ROOT, mutation.file), 'utf8').split(mutation.find);
  if (parts.length !== 2) {
    throw new Error(`${mutation.name}: ${parts.length - 1} places in ${mutation.file} match, not one`);
  }
  return parts.join(mutation.replace);
}

/** Builds the trial with this fault, or without any, into a folder; says which file to run. */
async function built(mutation: Mutation | null, folder: string): Promise<string> {
  const faulty = mutation === null ? null : { file: join(ROOT, mutation.file), text: mutated(mutation) };
  let isPlanted = faulty === null;
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    plugins: [
      {
        name: 'plant',
        load: (id) => {
          if (id !== faulty?.file) return null;
          isPlanted = true;
          return faulty.text;
        },
      },
    ],
    build: { ssr: 'test/mutations/trial.ts', outDir: folder, target: 'node20', minify: false },
  });
  if (!isPlanted) throw new Error(`${mutation?.name}: no trial uses ${mutation?.file}`);
  return join(folder, 'trial.js');
}

/** What auditor and laws say of the sources with this fault, or without any: both of them, or whoever sees it first. */
export async function trial(
  mutation: Mutation | null,
  worlds: readonly string[],
  asked: 'both' | 'first',
): Promise<Verdict> {
  mkdirSync(BUILDS, { recursive: true });
  const folder = mkdtempSync(join(BUILDS, 'mutation-'));
  try {
    const { stdout } = await run(process.execPath, [await built(mutation, folder), asked, ...worlds]);
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
