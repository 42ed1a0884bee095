import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { absolute, projectFiles, read } from '../helpers/tree.ts';

const BYTES_MAX = 1_000_000;

const files = projectFiles();
const texts = files.filter((path) =>
  /(\.(ts|js|mjs|cjs|svelte|md|json|jsonc|ya?ml|css|html|sql|csv|txt)|^\.ci\/run)$/.test(path),
);

interface Ban {
  readonly what: string;
  readonly pattern: RegExp;
  readonly instead: string;
  readonly except?: readonly string[];
}

// Written so that no pattern finds itself.
const BANS: readonly Ban[] = [
  {
    what: 'a leftover',
    pattern: /\b(TO[D]O|FIX[M]E|XX[X])\b/,
    instead: 'finish it, or say in a sentence what is not modelled',
  },
  {
    what: 'a test that runs alone',
    pattern: /\b(it|test|describe)\.onl[y]\b/,
    instead: 'remove it: the other tests are switched off',
  },
  {
    what: 'a path of one machine',
    pattern: /(^|[^\w./-])\/(wor[k]|root|home|Users)\//,
    instead: 'use a path relative to the project',
  },
  {
    what: 'a registry address',
    pattern: /\bregistr[y]\.[\w-]+\.(org|com|net|io)\b/,
    instead: 'name the package and its version only',
  },
  {
    what: 'a path outside the project',
    pattern: /\.\.\/share[d]\b/,
    instead: 'ask test/helpers/shared.ts',
    except: ['test/helpers/shared.ts'],
  },
];

/** Lines of the file that break the ban, as `path:line: text`. */
function breaches(ban: Ban, path: string): string[] {
  if (ban.except?.includes(path) === true) return [];
  return read(path)
    .split('\n')
    .flatMap((line, index) =>
      ban.pattern.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 120)}`] : [],
    );
}

/** What stands at the top: folders and files that are settled, dot-files, and configuration of the tools. */
const TOP =
  /^(engine|scenarios|dashboard|data|test)\/|^\.|^(package(-lock)?\.json|tsconfig\.json|README\.md|knip\.jsonc|[\w.]+\.config\.(ts|js))$/;

describe('files of the project', () => {
  it('have their place: nothing lies about at the top', () => {
    expect(files.filter((path) => !TOP.test(path))).toEqual([]);
  });

  it.each(BANS)('hold no $what ($instead)', (ban) => {
    expect(texts.flatMap((path) => breaches(ban, path))).toEqual([]);
  });

  it('stay under a megabyte each: larger data are made, not stored', () => {
    const large = files.filter(
      (path) => path !== 'package-lock.json' && statSync(absolute(path)).size > BYTES_MAX,
    );
    expect(large).toEqual([]);
  });

  it('lock packages by content, not by address', () => {
    const addresses = [...read('package-lock.json').matchAll(/"resolved": "([^"]*)"/g)].map(([, to]) => to);
    expect(addresses).toEqual(['engine/cli/program']);
  });

  it('open with a comment on what they own, in engine and dashboard', () => {
    const silent = files
      .filter((path) => /^(engine|dashboard)\/.*\.ts$/.test(path) && !path.endsWith('.d.ts'))
      .filter((path) => !read(path).startsWith('/**'));
    expect(silent).toEqual([]);
  });
});
