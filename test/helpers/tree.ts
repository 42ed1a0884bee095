/** The project's own files, for tests about the house itself. Paths are relative to the root, with `/`. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const ROOT = new URL('../../', import.meta.url);

export function absolute(path: string): URL {
  return new URL(path, ROOT);
}

/** Tracked files and new ones not ignored, so that a breach shows before the commit. */
export function projectFiles(): string[] {
  return execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT })
    .toString()
    .split('\0')
    .filter((path) => path !== '' && existsSync(absolute(path)));
}

export function read(path: string): string {
  return readFileSync(absolute(path), 'utf8');
}

/** Names in a folder, sorted; none when there is no such folder. */
export function list(folder: string): string[] {
  return existsSync(absolute(folder)) ? readdirSync(absolute(folder)).sort() : [];
}
