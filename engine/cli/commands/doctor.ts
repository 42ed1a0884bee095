/** `doctor`: whether this machine can run lendsim, and what is in the way. */
import { accessSync, constants, existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { OutputOptions } from '../output.ts';
// Not from storage/index.ts: whether DuckDB loads at all is a finding of its own.
import { makeFolder } from '../../storage/files.ts';
import { printData } from '../output.ts';

export interface Finding {
  readonly item: string;
  readonly state: 'ok' | 'note' | 'problem';
  readonly text: string;
}

const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const LEAST_FREE_BYTES = 1e9;

/** Returns 0 if nothing is in the way, 5 otherwise. */
export async function doctor(studiesDir: string, flags: OutputOptions): Promise<number> {
  const findings = [
    nodeVersion(),
    threads(),
    await database(),
    folder(studiesDir),
    ...(await unfinished(studiesDir)),
    browser(),
  ];
  const bad = findings.some((finding) => finding.state === 'problem');
  printData('doctor', flags, { ok: !bad, findings }, () =>
    findings.map((finding) => `${finding.state.padEnd(8)} ${finding.item}: ${finding.text}`).join('\n'),
  );
  return bad ? 5 : 0;
}

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  return {
    item: 'Node',
    state: ok ? 'ok' : 'problem',
    text: ok ? process.versions.node : `${process.versions.node}; 20.19 or later is needed`,
  };
}

function threads(): Finding {
  return { item: 'threads', state: 'ok', text: String(availableParallelism()) };
}

async function database(): Promise<Finding> {
  try {
    const { databaseVersion } = await import('../../storage/index.ts');
    return { item: 'DuckDB', state: 'ok', text: databaseVersion() };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      item: 'DuckDB',
      state: 'problem',
      text: `native module does not load: ${reason}; repeat npm ci on this machine`,
    };
  }
}

function folder(studiesDir: string): Finding {
  try {
    makeFolder(studiesDir);
    accessSync(studiesDir, constants.W_OK);
    const disk = statfsSync(studiesDir);
    const free = disk.bavail * disk.bsize;
    const text = `${studiesDir}, ${(free / 1e9).toFixed(1)} GB free`;
    return {
      item: 'studies',
      state: free < LEAST_FREE_BYTES ? 'note' : 'ok',
      text: free < LEAST_FREE_BYTES ? `${text}: a large study needs more` : text,
    };
  } catch (error) {
    return {
      item: 'studies',
      state: 'problem',
      text: `${studiesDir} is not writable: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

async function unfinished(studiesDir: string): Promise<Finding[]> {
  if (statSync(studiesDir, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  const { lockHolder } = await import('../../storage/index.ts');
  return readdirSync(studiesDir)
    .filter((name) => name.endsWith('.duckdb.tmp'))
    .sort()
    .map((name): Finding => {
      const path = join(studiesDir, name.replace(/\.tmp$/, ''));
      const holder = lockHolder(path);
      const text =
        holder === null
          ? `interrupted; resume with: npx lendsim run --resume ${path}`
          : `being written by process ${holder.pid} on ${holder.host}`;
      return { item: name, state: 'note', text };
    });
}

function browser(): Finding {
  const found = BROWSERS.find((path) => existsSync(path));
  return {
    item: 'browser',
    state: 'ok',
    text: found ?? 'none installed; tests use the packaged Chromium',
  };
}
