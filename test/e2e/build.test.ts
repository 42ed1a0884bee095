import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { absolute, read } from '../helpers/tree.ts';

/** Packages that a built file loads before it runs a line: its static imports, followed through its chunks. */
function loadedAtOnce(file: URL, seen = new Set<string>()): Set<string> {
  const packages = new Set<string>();
  if (seen.has(file.href)) return packages;
  seen.add(file.href);
  for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(
    /^(?:import|export)\b[^;]*?["']([^"']+)["'];?$/gm,
  )) {
    if (!from.startsWith('.')) packages.add(from);
    else for (const name of loadedAtOnce(new URL(from, file), seen)) packages.add(name);
  }
  return packages;
}

describe('the build', () => {
  it("answers to `npx lendsim --version`, and not through npx's cache, where an older clone's link may lie", () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    const cache = mkdtempSync(join(tmpdir(), 'lendsim-npx-'));
    try {
      const said = execFileSync('npx', ['--no-install', 'lendsim', '--version'], {
        cwd: absolute('.'),
        encoding: 'utf8',
        env: { ...process.env, npm_config_cache: cache },
      });
      expect(said.trim()).toBe(version);
      expect(existsSync(join(cache, '_npx'))).toBe(false);
    } finally {
      rmSync(cache, { recursive: true, force: true });
    }
  });

  it('loads commander at once, but DuckDB only when a study is opened', () => {
    const packages = loadedAtOnce(absolute('dist/lendsim.js'));
    expect(packages).toContain('commander');
    expect([...packages].filter((name) => name.startsWith('@duckdb'))).toEqual([]);
  });

  it('keeps DuckDB out of the worker altogether', () => {
    expect(
      [...loadedAtOnce(absolute('dist/worker.js'))].filter((name) => name.startsWith('@duckdb')),
    ).toEqual([]);
  });

  it('holds the dashboard', () => {
    expect(existsSync(absolute('dist/dashboard/index.html'))).toBe(true);
  });
});
