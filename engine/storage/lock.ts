/**
 * Writer's lock: a file with the holder's process number beside the study. DuckDB's own lock comes second, because inside
 * one process it does not exist and two writers would silently damage the file.
 */
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { studyError, translateError } from './errors.ts';

export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  /** Kernel's start time of the process, so that a reused number is not taken for the holder; empty where unknown. */
  readonly started: string;
}

/** File that names the writer of a study. */
export function lockPath(studyFile: string): string {
  return `${studyFile}.lock`;
}

/** Who writes the study now; null if nobody does or the holder is gone. */
export function lockHolder(studyFile: string): LockHolder | null {
  const holder = readLock(lockPath(studyFile));
  return holder !== null && isAlive(holder) ? holder : null;
}

/** Takes the lock or says who has it; returns the function that gives it back. */
export function takeLock(studyFile: string): () => void {
  const path = lockPath(studyFile);
  for (let attempt = 0; attempt < 5; attempt++) {
    if (createLock(path)) return () => rmSync(path, { force: true });
    const holder = readLock(path);
    if (holder !== null && isAlive(holder)) throw heldBy(studyFile, holder);
    discardStale(path);
  }
  throw studyError('locked', studyFile, 'several processes are trying to write this study', {
    hint: 'try again',
  });
}

function createLock(path: string): boolean {
  try {
    const handle = openSync(path, 'wx');
    writeSync(
      handle,
      JSON.stringify({ pid: process.pid, host: hostname(), started: startTime(process.pid) }),
    );
    closeSync(handle);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw translateError(error, path);
  }
}

/** Renaming lets only one of two rivals remove a stale lock; the other finds it gone and tries again. */
function discardStale(path: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw translateError(error, path);
  }
}

function readLock(path: string): LockHolder | null {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as LockHolder;
    return Number.isInteger(holder.pid) ? holder : null;
  } catch {
    return null;
  }
}

function isAlive(holder: LockHolder): boolean {
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return holder.started === '' || holder.started === startTime(holder.pid);
}

function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command in parentheses may hold spaces; the start time is the 20th field after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function heldBy(studyFile: string, holder: LockHolder): Error {
  const place =
    holder.host === hostname() ? `process ${holder.pid}` : `process ${holder.pid} on ${holder.host}`;
  const hint =
    holder.host === hostname()
      ? `wait for it, or stop it with: kill ${holder.pid}`
      : `wait for it; if that machine is gone, delete ${lockPath(studyFile)}`;
  return studyError('locked', studyFile, `being written by ${place}`, { value: holder.pid, hint });
}
