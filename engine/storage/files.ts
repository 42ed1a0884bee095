/** Files of a study: names, flushing to disk, and what a file is before DuckDB opens it. */
import {
  closeSync,
  copyFileSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { studyError, translateError } from './errors.ts';
import { lockHolder } from './lock.ts';

/** Size of the headers that every DuckDB file begins with. */
export const HEADER_BYTES = 3 * 4096;

/** File that is written to until the study is complete. */
export function temporaryPath(studyFile: string): string {
  return `${studyFile}.tmp`;
}

/** DuckDB's log of commits not yet in the file. */
export function walPath(databaseFile: string): string {
  return `${databaseFile}.wal`;
}

/** Makes a folder for studies; says why if it can't. */
export function makeFolder(folder: string): void {
  try {
    makeFolders(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Node reports ENOENT for a folder that can't be made on a read-only file system.
    if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'EEXIST') throw translateError(error, folder);
    const message =
      code === 'ENOENT' ? "the folder can't be made here" : 'a file stands where a folder is needed';
    throw studyError('folder-unusable', folder, message, {
      hint: 'choose another place with --studies FOLDER or --out FILE',
      cause: error,
    });
  }
}

/** Level by level: Node's own recursion never ends where the parent exists but refuses a child with ENOENT, as /proc does. */
function makeFolders(folder: string): void {
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory()) throw Object.assign(new Error(folder), { code: 'EEXIST' });
    return;
  }
  makeFolders(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it since.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Copies beside the target first, so that a kill in the middle never leaves half a file under the final name. */
export function copyWhole(from: string, to: string): void {
  const partial = `${to}.copy`;
  try {
    copyFileSync(from, partial, constants.COPYFILE_FICLONE);
    flushToDisk(partial);
    renameSync(partial, to);
  } catch (error) {
    rmSync(partial, { force: true });
    throw translateError(error, to);
  }
}

/** Puts a closed database in its final place; the folder is flushed too, so that the name survives a power cut. */
export function publish(temporary: string, target: string): void {
  if (existsSync(walPath(temporary))) {
    throw new Error(`database closed with unfinished log: ${walPath(temporary)}`);
  }
  try {
    flushToDisk(temporary);
    renameSync(temporary, target);
    flushToDisk(dirname(target));
  } catch (error) {
    throw translateError(error, target);
  }
}

function flushToDisk(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Identity of a file on disk; changes when a grown study is renamed over it. */
export function fileStamp(path: string): string {
  const stat = statSync(path, { bigint: true });
  return `${stat.dev}:${stat.ino}:${stat.mtimeNs}:${stat.size}`;
}

/** Checks what DuckDB would explain badly or not at all: missing, foreign, with an unfinished log beside it. */
export function checkFinishedFile(path: string): void {
  if (!existsSync(path)) throw missingFile(path);
  checkHeader(path);
  if (existsSync(walPath(path))) {
    throw studyError('study-has-wal', path, `an unfinished log stands beside the study: ${walPath(path)}`, {
      hint: 'another program wrote to it: close that program, or open and checkpoint the file in the duckdb shell',
    });
  }
}

function missingFile(path: string): Error {
  const unfinished = existsSync(temporaryPath(path));
  const writer = unfinished ? lockHolder(path) : null;
  if (writer !== null) {
    return studyError('study-missing', path, `the study is still being written by process ${writer.pid}`, {
      hint: 'wait for it; what it has finished is kept even if it is stopped',
    });
  }
  return studyError('study-missing', path, unfinished ? 'the study is not finished' : 'no such file', {
    hint: unfinished
      ? `resume it: npx lendsim run --resume ${path}`
      : 'npx lendsim run SCENARIO makes one; finished studies are in data/studies',
  });
}

/** Bytes 8 to 11 of every DuckDB file are DUCK; the first three blocks are headers of 4 KiB. */
function checkHeader(path: string): void {
  const head = Buffer.alloc(12);
  let size: number;
  try {
    const stat = statSync(path);
    if (!stat.isFile()) {
      throw studyError('study-not-duckdb', path, 'a folder and not a study file', {
        hint: 'name a file in it, for example with --out FOLDER/NAME.duckdb',
      });
    }
    size = stat.size;
    const handle = openSync(path, 'r');
    try {
      readSync(handle, head, 0, 12, 0);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw translateError(error, path);
  }
  if (head.toString('latin1', 8, 12) !== 'DUCK') {
    throw studyError('study-not-duckdb', path, `not a DuckDB file (${size} bytes)`, {
      hint: 'name a study made by lendsim run',
    });
  }
  if (size < HEADER_BYTES) throw truncated(path, size);
}

function truncated(path: string, size: number): Error {
  return studyError('study-truncated', path, `the file is cut off: ${size} bytes`, {
    hint: 'copy it again, or delete it and repeat the command that made it: same figures, same hashes',
  });
}
